"""Last year's event as the model of this year's: what stays the same is kept, the rest is empty.

The fields that are kept are listed here one by one, so that a field which somebody adds to events
is left out until somebody decides otherwise. Left out is whatever belongs to that one occasion:
dates, times and the programme of the day, registration, status, conclusions, sources, notes,
translations and the words for search engines.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from cms.language.slug_field import free_slug
from cms.language.slugs import ascii_slug
from stories.models import EventPage

KEPT = (
    "title", "lead", "kind", "tool", "population", "image", "image_alt", "image_credit", "body",
    "format", "place_precision", "address", "place", "region", "country", "time_zone",
    "languages", "interpretation", "who_may_come", "costs", "costs_note",
)  # fmt: skip


def may_copy(event: EventPage, user) -> bool:
    """Whether this person may add an event beside this one; asks the database for nothing.

    Rights are given on a partner's root or the common library's, so they hold for an event as for
    the list in which it stands. A joint event is copied by the library's editors alone.
    """
    if user.is_superuser:
        return True
    return "add" in event.permissions_for_user(user).permissions


@transaction.atomic
def copy_event(event: EventPage, user) -> EventPage:
    """A new draft beside an event, with what stays the same of its latest text. Never live."""
    latest = event.get_latest_revision_as_object()
    parent = event.get_parent()
    draft = EventPage(
        live=False,
        owner=user,
        locale=parent.locale,
        **{name: getattr(latest, name) for name in KEPT},
    )
    draft.draft_title = draft.title
    draft.slug = _slug(draft, parent)
    parent.add_child(instance=draft)
    draft.save_revision(user=user, clean=False)
    source = {"id": event.pk, "title": event.get_admin_display_title()}
    log(
        instance=draft,
        action="wagtail.copy",
        user=user,
        data={"page": {"id": draft.pk, "title": draft.title}, "source": source},
    )
    return draft


def _slug(draft: EventPage, parent: Page) -> str:
    """Free in its list, and at no address at which a joint event would answer too."""
    wanted = ascii_slug(draft.title, parent.locale.language_code)
    draft.slug, number = free_slug(parent, wanted, draft), 1
    while True:
        try:
            draft.check_slug_below(parent)
        except ValidationError:
            number += 1
            draft.slug = free_slug(parent, f"{wanted}-{number}", draft)
        else:
            return draft.slug
