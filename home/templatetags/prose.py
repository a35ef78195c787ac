"""The last look at what editors and translators wrote, for templates."""

from django import template
from django.utils.safestring import mark_safe

from home import prose

register = template.Library()


@register.filter
def only_prose(html):
    """Running text without anything that could run."""
    return mark_safe(prose.only_prose(html))  # noqa: S308 - that is what it is for


@register.filter
def web_address(address):
    """Where a link leads; nothing, where following it could run something."""
    return prose.safe_address(address or "") or ""
