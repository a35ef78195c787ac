"""The sections of a front page. Later apps register theirs, so that imports run one way.

Which of them a partner shows, in what order and with how many entries, its manager decides
(home/models/front_page.py).
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A part of the front page.

    name: also its template, «includes/sections/<name>.html». label: what a manager calls it.
    size: how many entries it shows as long as nobody has said otherwise; most: at most so many.
    load: given the visit and a size, everything that the template shows, in a constant number of
    queries, and the pages in it as «pages»; None leaves the section out.
    """

    name: str
    order: int
    label: str
    size: int
    most: int
    load: Callable


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Add a section; called once, from an AppConfig."""
    _sections[section.name] = section


def sections() -> dict[str, Section]:
    """Name → section, in the order of the house."""
    return {
        section.name: section
        for section in sorted(_sections.values(), key=lambda section: section.order)
    }


def arranged(rows: list[dict]) -> list[dict]:
    """Every section as the rows of a partner arrange it: ``{"name", "shown", "size"}``.

    A section that the rows do not know, because the house has it since, stands at the end. What
    the rows know and the house does not is left out.
    """
    known = sections()
    kept = [row for row in rows if row.get("name") in known]
    named = {row["name"] for row in kept}
    return kept + [
        {"name": section.name, "shown": True, "size": section.size}
        for section in known.values()
        if section.name not in named
    ]


def load_sections(visit) -> list[dict]:
    """The sections that the site shows and that have something to show, with what they show."""
    loaded = []
    chosen = getattr(visit.partner.site, "frontpagesections", None)
    for row in arranged(chosen.sections if chosen else []):
        if not row["shown"]:
            continue
        content = _sections[row["name"]].load(visit, row["size"])
        if content:
            loaded.append(
                {"template": f"includes/sections/{row['name']}.html", "name": row["name"]} | content
            )
    return loaded
