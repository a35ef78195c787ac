"""Lists of pages in the admin, with what an editor looks for: when, in which language, how far, who.

Used twice for each kind of page: as a list of one's own across all languages, with an item in the
menu, and where Wagtail shows what stands below a section.
"""
