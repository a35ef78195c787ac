"""Moving or copying a page to another site: never with what belongs to the site that it leaves.

Who works for two partners may move a page from one to the other. The pictures, documents and links
on it would stay the first one's: the second one's editors would see them, and readers might.
"""

from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import pre_page_move

from home.publishing import Refused
from partners.access.bounds import Bounds
from partners.access.references import references_of
from partners.tree import depth_of


def connect() -> None:
    """Watch moves and new pages; called once, when the app is ready."""
    pre_page_move.connect(_before_move, dispatch_uid="crossing_moved")
    pre_save.connect(_before_save, dispatch_uid="crossing_copied")


def _before_move(sender, instance, parent_page_after, **kwargs):
    if instance.path[: depth_of(2)] == parent_page_after.path[: depth_of(2)]:
        return
    bounds = Bounds.of(parent_page_after)
    pages = Page.objects.descendant_of(instance, inclusive=True).specific()
    for page in pages:
        _check(page, bounds)


def _before_save(sender, instance, raw=False, **kwargs):
    """A copy is a new page that names already what its original names."""
    if raw or not isinstance(instance, Page) or not instance._state.adding or not instance.path:
        return
    if list(references_of(instance)):
        _check(instance, Bounds.of(instance))


def _check(page: Page, bounds: Bounds) -> None:
    """Raise ``Refused`` where a page within these bounds would name somebody else's things."""
    if not bounds.exist or not bounds.of_others(references_of(page)):
        return
    raise Refused(
        page,
        [
            _(
                "“%(title)s” was not taken to the other site: pictures, documents or links on it "
                "belong to the site that it would leave. Take them out first."
            )
            % {"title": page.get_admin_display_title()}
        ],
    )
