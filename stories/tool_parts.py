"""How complete the description of a tool is: which of its parts are filled in.

A part is what a reader would ask about. Some are two fields: a range is known by one end of it.
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """One part: what it is called, and the fields of which any one makes it known."""

    label: object
    fields: tuple[str, ...]


PARTS = [
    Part(_("what it is"), ("what_it_is", "body")),
    Part(_("goals"), ("goals",)),
    Part(_("what it builds"), ("qualities",)),
    Part(_("when it helps"), ("phases",)),
    Part(_("themes"), ("themes",)),
    Part(_("for whom"), ("audiences",)),
    Part(_("how often"), ("frequency",)),
    Part(_("time"), ("minutes_from", "minutes_to")),
    Part(_("days of preparation"), ("preparation_days",)),
    Part(_("number of people"), ("people_from", "people_to")),
    Part(_("people who lead it"), ("facilitators",)),
    Part(_("what those who lead it must know"), ("skill",)),
    Part(_("where it can be used"), ("settings",)),
    Part(_("electricity"), ("needs_electricity",)),
    Part(_("internet"), ("needs_internet",)),
    Part(_("cost"), ("cost_level", "cost_note")),
    Part(_("materials"), ("materials",)),
    Part(_("steps"), ("steps",)),
    Part(_("safety"), ("safety",)),
    Part(_("so that everybody can take part"), ("inclusion",)),
    Part(_("in a crisis"), ("in_crisis",)),
    Part(_("how well it is known to work"), ("evidence",)),
    Part(_("what came of it"), ("results",)),
    Part(_("tips, and what went wrong"), ("tips",)),
    Part(_("to download"), ("downloads",)),
    Part(_("kept by"), ("kept_by_id",)),
    Part(_("reviewed on"), ("reviewed_on",)),
]


@dataclass(frozen=True)
class Completeness:
    """How many parts are filled in, of how many, and what the others are called."""

    filled: int
    total: int
    missing: list


def completeness(tool) -> Completeness:
    """What of a tool's description is there. No query."""
    missing = [
        capfirst(part.label)
        for part in PARTS
        if not any(getattr(tool, name) for name in part.fields)
    ]
    return Completeness(len(PARTS) - len(missing), len(PARTS), missing)
