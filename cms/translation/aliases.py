"""No screen offers an alias (traps L9): a page in another language is a translation.

Localize offers «convert to alias page», which puts source text under the translation's address
and throws the translation away; Wagtail's copy form offers aliases of any page. That no alias is
ever saved is held by ``home/publishing.py``; here the screens say so before anybody asks.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from home.publishing import refuse_alias

CONVERT_ITEM = "localize-convert-to-alias"


def refuse_conversion(request, page_id: int):
    """At the address of localize's «convert to alias»: an answer in place of the act."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    page.alias_of_id = page.pk  # never saved: refuse_alias raises
    refuse_alias(page)


def without_conversion(menu_items: list, request, context) -> None:
    """Take «convert to alias page» out of the menu beside «Publish»."""
    menu_items[:] = [item for item in menu_items if item.name != CONVERT_ITEM]
