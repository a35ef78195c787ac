"""Where a tool was tried: the live stories of all partners that name it, each once.

In the reader's language where the story exists in it, else in its partner's own, else in another;
the page says which. Two queries, whatever the number of sites, languages and stories.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.apps import apps
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from home.search.texts import one_line, rich_text
from partners.models import Partner
from partners.scoping import below_live_homes
from partners.tree import depth_of
from stories.listings import cursor_of

TRIALS_A_PAGE = 12
# Characters of what came of it, and of what did not work; the story has the rest.
SHORT = 240
SENTENCE_END = re.compile(r"[.!?…][”»\"')\]]*(?=\s)")


@dataclass
class Trial:
    """One story as an entry. outcome, lesson: a few plain sentences in the story's language.

    is_foreign: not in the reader's language, because nobody has translated it yet.
    """

    story: object
    outcome: str
    lesson: str
    is_foreign: bool


@dataclass
class Trials:
    """A part of them, newest first. rest: how many older ones; next: where those begin."""

    items: list[Trial] = field(default_factory=list)
    total: int = 0
    rest: int = 0
    next: str = ""
    is_continued: bool = False


class _Version(NamedTuple):
    """One language of a story. source: the language of whose story it is."""

    date: date
    pk: int
    key: object
    language: str
    source: str


def stories_naming(translation_keys) -> QuerySet:
    """Live stories of all partners, in every language, that name one of these tools.

    translation_keys: of the tools; a query of them is not asked apart.
    """
    named = apps.get_model("stories.StoryTool").objects.filter(
        tool__translation_key__in=translation_keys
    )
    stories = apps.get_model("stories.StoryPage").objects.filter(
        pk__in=named.values("story_id"), date__isnull=False
    )
    return below_live_homes(stories)


def trials_of(visit, tool, before: str | None = None, size: int = TRIALS_A_PAGE) -> Trials:
    """Where a tool was tried, as this visit reads it. before: the ``next`` of the part above."""
    versions = _best_versions(visit.language, _versions(tool))
    cursor = cursor_of(before)
    older = [one for one in versions if cursor is None or (one.date, one.pk) < cursor]
    shown, rest = older[:size], older[size:]
    return Trials(
        items=[_trial(visit, story) for story in _stories(visit, [one.pk for one in shown])],
        total=len(versions),
        rest=len(rest),
        next=f"{shown[-1].date.isoformat()}.{shown[-1].pk}" if rest else "",
        is_continued=len(older) < len(versions),
    )


def places_and_dates(translation_keys) -> dict[object, list[dict]]:
    """Tool → where and when it was tried, newest first, for data: one query for all tools.

    Each story once, its place in the words of whose story it is.
    """
    owners = Partner.objects.filter(root_page__path=OuterRef("owner_path"))
    rows = (
        apps.get_model("stories.StoryTool")
        .objects.filter(
            tool__translation_key__in=translation_keys,
            story__in=stories_naming(translation_keys).values("pk"),
        )
        .annotate(owner_path=Substr("story__path", 1, depth_of(2)))
        .annotate(
            partner=Subquery(owners.values("key")[:1]),
            source=Subquery(owners.values("source_language")[:1]),
        )
        .order_by("-story__date", "-story_id")
        .values_list(
            "tool__translation_key",
            "story__translation_key",
            "story__listed_language",
            "source",
            "partner",
            "story__place",
            "story__country",
            "story__date",
            "story__date_precision",
        )
    )
    found: dict[object, dict] = {}
    for tool, story, language, source, partner, place, country, day, precision in rows:
        told = found.setdefault(tool, {})
        if story not in told or language == source:
            told[story] = {
                "partner": partner,
                "place": place or None,
                "country": country or None,
                "date": day.isoformat(),
                "date_precision": precision,
            }
    return {tool: list(told.values()) for tool, told in found.items()}


def _versions(tool) -> list[_Version]:
    owners = Partner.objects.filter(root_page__path=OuterRef("owner_path"))
    rows = (
        stories_naming([tool.translation_key])
        .annotate(owner_path=Substr("path", 1, depth_of(2)))
        .annotate(source=Subquery(owners.values("source_language")[:1]))
    )
    fields = ("date", "pk", "translation_key", "listed_language", "source")
    return [_Version(*row) for row in rows.values_list(*fields)]


def _best_versions(language: str, versions: list[_Version]) -> list[_Version]:
    """Each story once, in the language that serves this reader best, newest first."""
    best: dict[object, _Version] = {}
    for one in sorted(
        versions, key=lambda one: (one.language != language, one.language != one.source, one.pk)
    ):
        best.setdefault(one.key, one)
    return sorted(best.values(), key=lambda one: (one.date, one.pk), reverse=True)


def _stories(visit, ids: list[int]) -> list:
    """These stories in this order, each with its ``owner_name``: one query."""
    model = apps.get_model("stories.StoryPage")
    found = visit.naming_owners(model.objects.filter(pk__in=ids)).select_related("locale")
    stories = {story.pk: story for story in found.defer("body", "what_was_done")}
    for story in stories.values():
        story.owner_name = {
            "short_name": story.owner_short_name,
            "text_language": story.owner_language,
        }
    return [stories[pk] for pk in ids if pk in stories]


def _trial(visit, story) -> Trial:
    return Trial(
        story,
        outcome=in_short(story.outcome),
        lesson=in_short(story.what_did_not_work),
        is_foreign=story.language != visit.language,
    )


def in_short(html: str, most: int = SHORT) -> str:
    """The first sentences of running text, without markup; one that is too long ends at a word."""
    text = one_line(rich_text(html))
    if len(text) <= most:
        return text
    ends = [match.end() for match in SENTENCE_END.finditer(text[: most + 1])]
    kept = text[: ends[-1]] if ends else text[:most].rsplit(" ", 1)[0].rstrip(",;:–—- ")
    return f"{kept} …"
