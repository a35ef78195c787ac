"""Whether a page is ready for readers: one list of what is left to do, each with its place.

``problems`` is the list and where further layers add to it; ``contents`` reads a page piece by
piece; the other modules are the checks, and ``checklist`` what an editor sees of them.
"""
