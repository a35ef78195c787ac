"""The first screen of the admin: one's own partner, what one can begin, and what waits.

Each panel asks the same number of questions whatever the number of pages, sites and people. Later
apps add panels of their own with Wagtail's hook ``construct_homepage_panels``; the order of ours:
welcome 10, awaiting review 100, sent 120, drafts 140, translations 150 and 160, settings 200, what
colleagues changed 240.
"""
