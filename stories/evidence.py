"""How well a tool may be said to work: no better than its stories and results show.

The rule is data: for each level what it rests on, in words for the editor. Asked when the original
of a tool is published; a translation says what its original says, and whoever translates cannot
change it. Where a story is taken down later, the page stays as it is and the library's editors are
told (``stories/evidence_panel.py``).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from home.search.texts import rich_text
from partners.scoping import SHARED_URL_PATH
from partners.tree import readable
from stories.trials import stories_naming
from stories.vocabularies import Evidence, StoryKind

# Running text that holds a word, and not only the paragraph of an empty field.
TELLS = Q(outcome__regex=r"(^|>)\s*[^<\s]")


@dataclass(frozen=True)
class Support:
    """What is known of a tool. tried, told, piloted: whether a live story of any partner names it,
    whether one of those says what came of it, whether one is a pilot's. place, date, source,
    results: whether the tool's own page says so."""

    tried: bool
    told: bool
    piloted: bool
    place: bool
    date: bool
    source: bool
    results: bool


@dataclass(frozen=True)
class Level:
    """One level and what it rests on. reason: what is missing, and how it is mended."""

    holds: Callable[[Support], bool]
    reason: object


LEVELS: dict[str, Level] = {
    Evidence.TRIED: Level(
        lambda known: known.tried or (known.place and known.date and known.source),
        _(
            "“Tried” rests on a story that readers have and that names this tool, or on a place, a "
            "date and a source here. Add these, wait for the story, or choose a lower level."
        ),
    ),
    Evidence.PILOTED: Level(
        lambda known: known.piloted,
        _(
            "“Piloted” rests on a story of a pilot that readers have and that names this tool. Wait "
            "for the story, or choose a lower level."
        ),
    ),
    Evidence.EVALUATED: Level(
        lambda known: known.results and known.source and known.told,
        _(
            "“Evaluated” rests on what came of it and a source here, and on a story that readers "
            "have, that names this tool and says what came of it. Add what is missing, or choose a "
            "lower level."
        ),
    ),
}


def missing_evidence(tool) -> dict[str, ValidationError]:
    """The field and the reason, where a tool claims more than it can show: three queries."""
    level = LEVELS.get(tool.evidence)
    if level is None or tool.language != tool.original_language:
        return {}
    named = stories_naming([tool.translation_key])
    known = _support(
        tried=named.exists(),
        told=named.filter(TELLS).exists(),
        piloted=named.filter(kind=StoryKind.PILOT).exists(),
        place=tool.place,
        date=tool.date,
        source=tool.source_label or tool.source_url,
        results=tool.results,
    )
    return {} if level.holds(known) else {"evidence": ValidationError(level.reason)}


def _support(results: str, **known) -> Support:
    return Support(
        results=bool(rich_text(results).strip()),
        **{name: bool(value) for name, value in known.items()},
    )


def no_longer_supported() -> list[int]:
    """Numbers of the originals that readers have and that claim more than they can show by now:
    one query, whatever their number."""
    model = apps.get_model("stories.CulturalToolPage")
    named = stories_naming([OuterRef(OuterRef("translation_key"))])
    rows = (
        model.objects.filter(
            readable(),
            url_path__startswith=SHARED_URL_PATH,
            locale__language_code=F("original_language"),
            evidence__in=LEVELS,
        )
        .annotate(
            tried=Exists(named),
            told=Exists(named.filter(TELLS)),
            piloted=Exists(named.filter(kind=StoryKind.PILOT)),
        )
        .values(
            "pk",
            "evidence",
            "tried",
            "told",
            "piloted",
            "place",
            "date",
            "source_label",
            "source_url",
            "results",
        )
    )
    return [
        row["pk"]
        for row in rows
        if not LEVELS[row["evidence"]].holds(
            _support(
                tried=row["tried"],
                told=row["told"],
                piloted=row["piloted"],
                place=row["place"],
                date=row["date"],
                source=row["source_label"] or row["source_url"],
                results=row["results"],
            )
        )
    ]
