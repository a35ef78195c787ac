"""Where something was, on lists and pages: ``{% load places %}``."""

from django import template

from stories.countries import country_name

register = template.Library()


@register.filter
def country(page) -> str:
    """Name of the country in the reader's language; empty where the place already says it."""
    if not page.country:
        return ""
    name = country_name(page.country)
    return "" if name.casefold() in page.place.casefold() else name
