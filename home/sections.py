"""The sections of a front page. Later apps register theirs, so that imports run one way."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A part of the front page.

    name: also its template, «includes/sections/<name>.html». load: given the visit, everything
    that the template shows, in a constant number of queries; None leaves the section out.
    """

    name: str
    order: int
    load: Callable


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a section; called once, from an AppConfig."""
    _sections[section.name] = section


def load_sections(visit) -> list[dict]:
    """The sections that have something to show, in their order, with what they show."""
    loaded = []
    for section in sorted(_sections.values(), key=lambda section: section.order):
        content = section.load(visit)
        if content:
            loaded.append(
                {"template": f"includes/sections/{section.name}.html", "name": section.name}
                | content
            )
    return loaded
