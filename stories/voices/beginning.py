"""Beginning «How we do it here»: for which partner, in which language, about which tool.

One press makes the draft, with the tool in it, and leads to its form.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from home.creating import Kind, Place, places_for, register_kind
from partners.work import work_of
from stories.models import CulturalToolPage
from stories.voices.models import ToolVoicePage

KIND = Kind(
    "voice",
    "voices.ToolVoicePage",
    "stories.ToolIndexPage",
    _("Tell how you use a tool"),
    "comment",
    25,
    begins_at="voice_tools",
)


def register() -> None:
    """Tell the first screen of the admin; called once, when the app is ready."""
    register_kind(KIND)


def places_of(user) -> list[Place]:
    """The tool libraries, one for each language of each partner, in which this person may begin a
    voice. Asked once a request: a list of tools asks for every row."""
    if not hasattr(user, "_voice_places"):
        places = places_for(work_of(user))
        user._voice_places = [place for place in places if place.kind == KIND]
    return user._voice_places


def first_places_of(user) -> list[Place]:
    """The same, of each partner the one in the language in which it writes first."""
    first = {}
    for place in places_of(user):
        first.setdefault(place.partner.pk, place)
    return list(first.values())


def voices_of(user) -> dict[tuple[int, object], int]:
    """(partner, translation key of a tool) → the voice that this person's partner has on it.

    In the partner's source language where there is one, else in any. One query a request.
    """
    if not hasattr(user, "_own_voices"):
        sections = {place.parent_id: place for place in reversed(places_of(user))}
        rows = ToolVoicePage.objects.filter(section__in=sections).values_list(
            "section", "tool_key", "pk"
        )
        order = list(reversed(sections))
        user._own_voices = {}
        for section, key, pk in sorted(rows, key=lambda row: order.index(row[0])):
            user._own_voices.setdefault((sections[section].partner.pk, key), pk)
    return user._own_voices


@transaction.atomic
def begin(index, tool: CulturalToolPage, user) -> ToolVoicePage:
    """A draft below a partner's tool library, about this tool. Raises ``publishing.Refused`` where
    there is one already."""
    tool = _in_best_language(tool, index.locale_id)
    draft = ToolVoicePage(
        title=tool.title,
        draft_title=tool.title,
        slug="",
        live=False,
        owner=user,
        locale=index.locale,
        tool=tool,
    )
    index.add_child(instance=draft)
    draft.save_revision(user=user, clean=False)
    log(instance=draft, action="wagtail.create", user=user)
    return draft


def _in_best_language(tool: CulturalToolPage, locale_id: int) -> CulturalToolPage:
    """The live version in this language, which its editors read; else the one that was named."""
    versions = CulturalToolPage.objects.filter(translation_key=tool.translation_key, live=True)
    in_language = versions.filter(locale_id=locale_id).first()
    original = versions.filter(locale__language_code=tool.original_language).first()
    return in_language or original or tool
