"""Readers' search: over the pages, tools and events of one site in one language.

texts.py says what of a page is found, scopes.py on which sites, index.py keeps the rows up to
date, asking.py finds them, suggestions.py helps a mistyped word, views.py answers the reader.
"""
