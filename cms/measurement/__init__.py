"""Pages made by a machine, to measure the sites with as many as they may have in ten years.

tree.py writes pages in bulk, texts.py makes their words, filling.py makes stories, events and
tools, removing.py takes all of them away, reading.py measures what readers' pages cost. Whatever
is made here bears the mark of ``home/synthetic.py``.
"""
