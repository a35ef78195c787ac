"""A reader's way to the partner: the form about a page, and the thanks for it."""
