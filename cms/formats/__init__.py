"""Django's own date patterns, corrected: what ``|date`` and form fields write in each language.

Named by FORMAT_MODULE_PATH. What a module leaves out comes from Django's own for that language.
"""
