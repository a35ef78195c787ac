"""No page is behind a password or a group: what readers may see is what is live, and nothing else.

Readers' hosts have no session in which anybody could be let in, so a closed page would be one that
nobody reads. A draft says the same, plainly, and costs a reader's query nothing: asking for every
row whether something above it is closed took 0.7 s a page at 15,000 pages.
"""

from django.core.exceptions import PermissionDenied
from django.db.models.signals import pre_save
from django.http import Http404
from wagtail.models import Page, PageViewRestriction


class OpenPageMixin:
    """A page that is open to all as soon as it is live; every page type of the house is one."""

    private_page_options: list[str] = []
    # A page that only holds others together: it has no text and is never live.
    is_container = False

    def permissions_for_user(self, user):
        from partners.permission_testers import HousePermissionTester

        return HousePermissionTester(user, self)


def connect() -> None:
    """Watch for a page that somebody would close; called once, when the app is ready."""
    pre_save.connect(_refuse, sender=PageViewRestriction, dispatch_uid="no_page_privacy")


def _refuse(sender, instance, **kwargs):
    raise PermissionDenied("No page can be closed to readers: unpublish it instead.")


def no_privacy(request, page_id: int):
    """The screen at which Wagtail closes a page: there is none, for nobody."""
    raise Http404


def page_types_with_privacy() -> list[type[Page]]:
    """Page types that could be closed; none, or a test says which."""
    from wagtail.models import get_page_models

    return [
        model for model in get_page_models() if model is not Page and model.private_page_options
    ]
