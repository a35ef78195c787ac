"""Former addresses of one site, kept by its manager: a path that leads to one of its own pages.

Changes of address and moves write theirs by themselves (``home/addresses.py``); here a manager
sees all of them, adds those of an older site, and removes what is not to lead on any more.
"""
