"""The list of what is left before publishing, for templates of the admin."""

from django import template

from home.readiness.checklist import Checklist

register = template.Library()


@register.simple_tag
def checklist(page):
    """The list of a page as it is kept; None for a container, which has no text."""
    return Checklist(page) if hasattr(page, "missing_for_readers") else None
