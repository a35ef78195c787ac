"""Addresses below a front page that are no page's: a page that stood there, no reader would find."""

from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.publishing import Refused
from partners.feedback import FEEDBACK_SLUG
from partners.scoping import HOME_DEPTH, is_shared

SEARCH_SLUG = "search"
# What stands below is answered by stories/urls.py.
EMBED_SLUG = "embed"
CALENDAR_SLUG = "calendar"
REFUSALS = {
    SEARCH_SLUG: _("“search” is the address of your site's search. Choose another address."),
    EMBED_SLUG: _(
        "“embed” is the address of what other web pages show of your site. Choose another address."
    ),
    CALENDAR_SLUG: _(
        "“calendar” is the address of the events of all partners. Choose another address."
    ),
    FEEDBACK_SLUG: _("“feedback” is where readers write to you. Choose another address."),
}


def connect() -> None:
    """Watch every page that is saved; called once, when the app is ready."""
    pre_save.connect(_before_save, dispatch_uid="search_address")


def refusal(slug: str | None, parent: Page | None) -> str:
    """A sentence against a page with this slug below this parent; empty where it may stand."""
    if parent is None or parent.depth != HOME_DEPTH or is_shared(parent):
        return ""
    return str(REFUSALS.get(slug, ""))


def _before_save(sender, instance, raw=False, update_fields=None, **kwargs):
    """Copying, moving by another way, a change of address: all of them save."""
    if raw or not isinstance(instance, Page) or instance.slug not in REFUSALS:
        return
    if instance.depth == HOME_DEPTH + 1 and (update_fields is None or "slug" in update_fields):
        _refuse(instance, instance.get_parent())


def check_move(page: Page, target: Page) -> None:
    """A page of this slug may stand deeper; raises ``Refused`` where it comes up below a home."""
    _refuse(page, target)


def _refuse(page: Page, parent: Page) -> None:
    message = refusal(page.slug, parent)
    if message:
        raise Refused(page, [message])
