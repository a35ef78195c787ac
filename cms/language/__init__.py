"""What is right in each of the four languages: dates, numbers, quotes, addresses, telephones.

A reader in Rivne and a reader in Anenii Noi see the same event, each written as their own
newspapers would write it. Everything here is plain functions of a value and a language code
(``en``, ``sv``, ``uk``, ``ro``), without a database, so that pages, mail, feeds and calendars
agree with each other.
"""
