"""By what a reader finds a tool: each filter, its options, and which tools it lets through.

A tool of which nobody knows the answer does not pass: «works without electricity» promises it.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from cms.language.locales import language_name
from stories.tool_words import minutes_words, people_words
from stories.vocabularies import CostLevel, Evidence, Need, Phase, Quality, Setting

MOST_MINUTES = 7 * 24 * 60
MOST_PEOPLE = 100_000
MINUTES = (15, 30, 60, 120, 240, 480)


class ToolFacts(NamedTuple):
    """What of a tool is asked about, as the site shows it: one row of the query, no page."""

    pk: int
    title: str
    language: str
    qualities: list
    phases: list
    settings: list
    electricity: str
    internet: str
    minutes_from: int | None
    minutes_to: int | None
    people_from: int | None
    people_to: int | None
    cost: str
    evidence: str
    last_published_at: Any
    search_entry: int | None


@dataclass(frozen=True)
class Filter:
    """One question. ``several``: more than one answer may be chosen, and all must hold."""

    name: str
    label: object
    several: bool = False

    def options(self) -> list[tuple[str, object]]:
        """What can be chosen: (value in the address, words)."""
        return []

    def read(self, values: list[str]) -> list[str]:
        """The values of an address that mean something; anything else is left out."""
        known = dict(self.options())
        found = [value for value in dict.fromkeys(values) if value in known]
        return found if self.several else found[:1]

    def words(self, value: str) -> str:
        """A chosen value in words."""
        return str(dict(self.options())[value])

    def holds(self, tool: ToolFacts, value: str) -> bool:
        raise NotImplementedError

    def fits_surely(self, tool: ToolFacts, value: str) -> bool:
        """Whether it fits without a doubt, among those for which it holds."""
        return True


@dataclass(frozen=True)
class OfVocabulary(Filter):
    """Several values of a vocabulary: a tool has all that are chosen."""

    field: str = ""
    vocabulary: Any = None

    def options(self):
        return self.vocabulary.choices

    def holds(self, tool, value):
        return value in getattr(tool, self.field)


@dataclass(frozen=True)
class Without(Filter):
    """Works without something. One option; its value is the vocabulary's."""

    says: object = ""

    def options(self):
        return [(Need.NOT_NEEDED.value, self.says)]

    def holds(self, tool, value):
        return getattr(tool, self.name) == value


@dataclass(frozen=True)
class Number(Filter):
    """A whole number that the reader writes or chooses."""

    most: int = 0

    def read(self, values):
        numbers = [value for value in values if value.isascii() and value.isdigit()]
        numbers = [int(value) for value in numbers if len(value) <= 6]
        return [str(number) for number in numbers if 1 <= number <= self.most][:1]


class Minutes(Number):
    """Can be done in so many minutes: its shortest form takes no more."""

    def options(self):
        return [(str(number), minutes_words(None, number)) for number in MINUTES]

    def words(self, value):
        return minutes_words(None, int(value))

    def holds(self, tool, value):
        shortest = tool.minutes_from or tool.minutes_to
        return shortest is not None and shortest <= int(value)

    def fits_surely(self, tool, value):
        return tool.minutes_to is not None and tool.minutes_to <= int(value)


class People(Number):
    """Works with so many people; an end that nobody knows does not stop it."""

    def words(self, value):
        return people_words(int(value), int(value))

    def holds(self, tool, value):
        low, high, number = tool.people_from, tool.people_to, int(value)
        if low is None and high is None:
            return False
        return (low is None or low <= number) and (high is None or number <= high)

    def fits_surely(self, tool, value):
        return None not in (tool.people_from, tool.people_to)


class Cost(Filter):
    """Costs no more than this."""

    ORDER = CostLevel.values

    def options(self):
        return [
            (CostLevel.NONE.value, CostLevel.NONE.label),
            (CostLevel.LOW.value, _("at most low cost")),
            (CostLevel.MEDIUM.value, _("at most medium cost")),
        ]

    def holds(self, tool, value):
        return bool(tool.cost) and self.ORDER.index(tool.cost) <= self.ORDER.index(value)


class KnownToWork(Filter):
    """Is known to work at least so well."""

    ORDER = Evidence.values

    def options(self):
        return [
            (Evidence.TRIED.value, _("at least tried")),
            (Evidence.PILOTED.value, _("at least piloted")),
            (Evidence.EVALUATED.value, Evidence.EVALUATED.label),
        ]

    def holds(self, tool, value):
        return bool(tool.evidence) and self.ORDER.index(tool.evidence) >= self.ORDER.index(value)


@dataclass(frozen=True)
class TextLanguage(Filter):
    """The language of the text that this site shows: the reader's own, or the tool's original."""

    languages: tuple[str, ...] = ()

    def options(self):
        return [(code, language_name(code)) for code in self.languages]

    def holds(self, tool, value):
        return tool.language == value


def filters(languages: list[str]) -> list[Filter]:
    """All filters, in the order in which they are asked. languages: codes of the texts shown.

    Where all texts are in one language nobody is asked for it.
    """
    found = [
        OfVocabulary("quality", _("What it builds"), True, "qualities", Quality),
        OfVocabulary("phase", _("When it helps"), True, "phases", Phase),
        OfVocabulary("setting", _("Where it can be used"), True, "settings", Setting),
        Without("electricity", _("Electricity"), says=_("works without electricity")),
        Without("internet", _("Internet"), says=_("works without internet")),
        Minutes("minutes", _("Time"), most=MOST_MINUTES),
        People("people", _("For how many people"), most=MOST_PEOPLE),
        Cost("cost", _("Cost")),
        KnownToWork("evidence", _("How well it is known to work")),
    ]
    if len(languages) > 1:
        words = _("Language of the text")
        found.append(TextLanguage("language", words, languages=tuple(languages)))
    return found


def evidence_rank(tool: ToolFacts) -> int:
    """From 0, nothing known, to the strongest."""
    return Evidence.values.index(tool.evidence) + 1 if tool.evidence in Evidence.values else 0
