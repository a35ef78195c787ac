"""The facts of a tool in words, in the reader's language: one place for page, lists and search."""

from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.language.numbers import format_number
from stories.vocabularies import Need

HOUR = 60
# From so many minutes on, whole hours are said as hours.
SAID_IN_HOURS = 120


class Fact(NamedTuple):
    """One fact at a glance. icon: name of the drawing beside its words."""

    icon: str
    words: str


def spread(low: int | None, high: int | None) -> str:
    """«45–80», «45», with the language's own figures; either end may be unknown."""
    ends = dict.fromkeys(end for end in (low, high) if end is not None)
    return "–".join(format_number(end, get_language()) for end in ends)


def minutes_words(low: int | None, high: int | None) -> str:
    """How long something takes: «45–80 minutes», «at least 2 hours»; empty if nobody knows."""
    known = [end for end in (low, high) if end]
    if not known:
        return ""
    if all(end >= SAID_IN_HOURS and end % HOUR == 0 for end in known):
        low, high = (end and end // HOUR for end in (low, high))
        last = known[-1] // HOUR
        if high is None:
            words = ngettext("at least %(count)s hour", "at least %(count)s hours", last)
        elif low is None:
            words = ngettext("at most %(count)s hour", "at most %(count)s hours", last)
        else:
            words = ngettext("%(count)s hour", "%(count)s hours", last)
    elif high is None:
        words = ngettext("at least %(count)s minute", "at least %(count)s minutes", known[-1])
    elif low is None:
        words = ngettext("at most %(count)s minute", "at most %(count)s minutes", known[-1])
    else:
        words = ngettext("%(count)s minute", "%(count)s minutes", known[-1])
    return words % {"count": spread(low, high)}


def people_words(low: int | None, high: int | None) -> str:
    """For how many people: «12–60 people», «at least 5 people»; empty if nobody knows."""
    if low is None and high is None:
        return ""
    if high is None:
        words = ngettext("at least %(count)s person", "at least %(count)s people", low)
    elif low is None:
        words = ngettext("at most %(count)s person", "at most %(count)s people", high)
    else:
        words = ngettext("%(count)s person", "%(count)s people", high)
    return words % {"count": spread(low, high)}


def days_words(days: int | None) -> str:
    """«3 days»; empty if nobody knows."""
    if not days:
        return ""
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": spread(days, None)}


def electricity_words(tool) -> str:
    """Whether it works when the power is cut."""
    return {
        Need.NOT_NEEDED: _("works without electricity"),
        Need.NEEDED: _("needs electricity"),
    }.get(tool.needs_electricity, "")


def internet_words(tool) -> str:
    """Whether it works without a network."""
    return {
        Need.NOT_NEEDED: _("works without internet"),
        Need.NEEDED: _("needs internet"),
    }.get(tool.needs_internet, "")


def at_a_glance(tool) -> list[Fact]:
    """What decides whether a tool fits, as far as it is known: shown at the top of its page."""
    places = ", ".join(str(label) for label in tool.labels("settings"))
    facts = [
        Fact("time", minutes_words(tool.minutes_from, tool.minutes_to)),
        Fact("people", people_words(tool.people_from, tool.people_to)),
        Fact("place", places),
        Fact(f"electricity-{tool.needs_electricity}", electricity_words(tool)),
        Fact(f"internet-{tool.needs_internet}", internet_words(tool)),
        Fact("cost", str(tool.get_cost_level_display())),
        Fact("evidence", str(tool.get_evidence_display())),
    ]
    return [Fact(fact.icon, capfirst(fact.words)) for fact in facts if fact.words]


def in_a_list(tool) -> list[str]:
    """The few words that stand below a tool in a list."""
    facts = [
        minutes_words(tool.minutes_from, tool.minutes_to),
        people_words(tool.people_from, tool.people_to),
        electricity_words(tool) if tool.needs_electricity == Need.NOT_NEEDED else "",
        internet_words(tool) if tool.needs_internet == Need.NOT_NEEDED else "",
        str(tool.get_evidence_display()),
    ]
    return [words for words in facts if words]


def all_words(tool) -> list[str]:
    """Every fact in words, for search."""
    labels = [
        label
        for name in ("qualities", "phases", "themes", "audiences", "settings")
        for label in tool.labels(name)
    ]
    facts = [
        tool.get_frequency_display(),
        minutes_words(tool.minutes_from, tool.minutes_to),
        people_words(tool.people_from, tool.people_to),
        tool.get_skill_display(),
        electricity_words(tool),
        internet_words(tool),
        tool.get_cost_level_display(),
        tool.get_evidence_display(),
    ]
    return [str(word) for word in [*labels, *facts] if word]
