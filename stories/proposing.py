"""Tools that partners propose to the common library, in their own language, and what is asked of them.

A proposal is the original of a tool, written below the library's root in its partner's source
language. Until it is published it is that partner's and the library's editors' alone
(``partners/access/proposals.py``); they decide on it by the review that every page of the library
has. Published, it is a tool as any other, translated from that language.
"""

from datetime import timedelta

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.first_screen.entries import LINES, entry
from home.first_screen.panels import EntriesPanel
from home.page_lists.rows import register_annotation
from partners.access.proposals import register_proposals, with_proposer
from partners.access.rights import keeps_library, proposing_partners
from partners.scoping import is_shared

# So long a partner reads on its first screen that a proposal was accepted.
NEWS = timedelta(days=60)


def originals() -> QuerySet:
    """Tools that a partner proposed, in the language in which it wrote them; also published ones."""
    return apps.get_model("stories.CulturalToolPage").objects.filter(
        proposed_by__isnull=False, locale__language_code=F("original_language")
    )


def waiting() -> QuerySet:
    """Those that no reader ever had."""
    return originals().filter(first_published_at__isnull=True)


def register() -> None:
    """Called once, from the AppConfig."""
    register_proposals(waiting)
    register_annotation(with_proposer)


def only_tools_are_proposed(request, parent_page, page_class) -> None:
    """Whoever may add below the library's root only to propose adds nothing but a tool."""
    if not is_shared(parent_page) or keeps_library(request.user):
        return
    if page_class is not apps.get_model("stories.CulturalToolPage"):
        raise PermissionDenied


# --- on the first screen -----------------------------------------------------------------------
class AcceptedPanel(EntriesPanel):
    """What the library took up of what one's partners proposed: readers of every site have it."""

    name = "accepted_proposals"
    order = 130
    heading = _("Accepted into the common library")

    def entries(self):
        partners = proposing_partners(self.work.user)
        if not partners:
            return []
        pages = originals().filter(
            proposed_by__in=partners,
            live=True,
            first_published_at__gte=timezone.now() - NEWS,
        )
        return [
            entry(
                page,
                self.work,
                when=page.first_published_at,
                address=page.get_full_url(self.request) or "",
            )
            for page in pages.select_related("locale").order_by("-first_published_at")[: LINES + 1]
        ]
