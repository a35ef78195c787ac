"""What stories, events and tools put on every front page."""

from home.sections import Section, register_section
from stories import listings

STORIES_SHOWN = 4
EVENTS_SHOWN = 3
TOOLS_SHOWN = 6


def register() -> None:
    """Register the sections; called once, when the app is ready."""
    register_section(Section("stories", 10, _stories))
    register_section(Section("tools", 20, _tools))
    register_section(Section("events", 30, _events))


def _index(visit, name: str):
    from stories import models

    return visit.node_of(getattr(models, name))


def _stories(visit) -> dict | None:
    listing = listings.stories(visit, size=STORIES_SHOWN)
    if not listing.items:
        return None
    return {"listing": listing, "index": _index(visit, "StoryIndexPage")}


def _tools(visit) -> dict | None:
    tools = listings.tools(visit, size=TOOLS_SHOWN)
    return {"tools": tools, "index": _index(visit, "ToolIndexPage")} if tools else None


def _events(visit) -> dict | None:
    """What is coming; with nothing coming, what took place."""
    coming, past = listings.next_or_last_events(visit, EVENTS_SHOWN)
    if not coming and not past:
        return None
    return {"coming": coming, "past": past, "index": _index(visit, "EventIndexPage")}
