"""What stories, events and tools put on every front page."""

from django.utils.translation import gettext_lazy as _

from home.front_page_story import StoryChoice, register_story_choice
from home.sections import Section, register_section
from stories import listings, network_news, story_chooser

NETWORK = "network"


def register() -> None:
    """Register the sections; called once, when the app is ready."""
    register_section(Section("stories", 10, _("Stories"), size=4, most=12, load=_stories))
    register_section(Section("tools", 20, _("Cultural tools"), size=6, most=18, load=_tools))
    register_section(Section("events", 30, _("Events"), size=3, most=12, load=_events))
    register_section(
        Section(NETWORK, 40, _("From the network"), size=4, most=12, load=network_news.section)
    )
    register_story_choice(
        StoryChoice(story_chooser.NetworkStoryChooser, network_news.may_be_chosen, NETWORK)
    )


def _index(visit, name: str):
    from stories import models

    return visit.node_of(getattr(models, name))


def _stories(visit, size: int) -> dict | None:
    """The site's own; what the others tell has a section for itself."""
    told = listings.newest_own_stories(visit, size)
    if not told:
        return None
    return {"stories": told, "pages": told, "index": _index(visit, "StoryIndexPage")}


def _tools(visit, size: int) -> dict | None:
    tools = listings.tools(visit, size=size)
    if not tools:
        return None
    return {"tools": tools, "pages": tools, "index": _index(visit, "ToolIndexPage")}


def _events(visit, size: int) -> dict | None:
    """What is coming; with nothing coming, what took place."""
    coming, past = listings.next_or_last_events(visit, size)
    if not coming and not past:
        return None
    index = _index(visit, "EventIndexPage")
    return {"coming": coming, "past": past, "pages": [*coming, *past], "index": index}
