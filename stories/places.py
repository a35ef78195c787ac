"""Where readers meet stories, events and tools beside their own pages: for the receipts."""

from collections.abc import Iterable

from django.urls import reverse

from home.models.withdrawals import ReceiptLine
from home.receipts.places import Shown, former_paths, register_finder
from partners.access.ownership import partner_of
from stories import embeds, listings, onward
from stories.models import (
    CulturalToolPage,
    EventIndexPage,
    EventPage,
    StoryIndexPage,
    StoryPage,
    ToolIndexPage,
)

Kind = ReceiptLine.Kind
Found = Iterable[tuple[str, str, str]]
# A story stands beside other partners' stories with the same tools; so many are looked at.
MOST_BESIDE = 50


def register() -> None:
    """Called once, from the AppConfig."""
    for finder in (stories, events, tools):
        register_finder(finder)


def _has(shown: Shown, pages) -> bool:
    return any(page is not None and page.pk in shown.ids for page in pages)


def stories(visit, shown: Shown) -> Found:
    """Lists, feeds and embeds of the site; its neighbours; the pages of the tools that it names."""
    index, language = visit.node_of(StoryIndexPage), visit.language
    if index is None or not isinstance(shown.versions[0], StoryPage):
        return
    story = _as_read(visit, shown)
    tools = listings.tools_of_story(visit, story)
    for tool in tools:  # where it was tried, in whatever language
        yield Kind.NAMED, visit.path_of(tool), story.language
    if story.language != language:
        return
    own = shown.for_visit(visit)
    if own is not None or _has(shown, listings.stories(visit).items):
        yield Kind.LIST, index.site_path, language
    if _has(shown, listings.stories(visit, size=embeds.SHOWN).items):
        yield Kind.PIECE, reverse("embed_stories"), language
        yield Kind.PIECE, reverse("embed_stories_fragment"), language
    if _has(shown, listings.newest_stories(visit).items):
        yield Kind.FEED, reverse("stories_rss"), language
        yield Kind.FEED, reverse("stories_atom"), language
    if own is not None:
        way = onward.from_story(visit, story, [])
        beside = [one for one in (way.earlier, way.later) if one is not None]
    else:
        beside = _beside(visit, shown, tools)
    for page in beside:
        yield Kind.NAMED, visit.path_of(page), language


def _as_read(visit, shown: Shown) -> StoryPage:
    """The version that a list of all partners' stories gives: see ``stories/trials.py``."""
    owner = partner_of(shown.versions[0])
    wanted = [visit.language, owner.source_language if owner else ""]
    return min(
        shown.versions,
        key=lambda one: (one.language != wanted[0], one.language != wanted[1], one.pk),
    )


def _beside(visit, shown: Shown, tools: list) -> list[StoryPage]:
    """Stories of the visited site that lead to this one because they name the same tool."""
    keys = [tool.translation_key for tool in tools]
    same = listings.own_stories(visit).filter(tools_used__tool__translation_key__in=keys)
    return [
        page
        for page in same.distinct().order_by("-date", "-pk")[:MOST_BESIDE]
        if _has(
            shown,
            onward.from_story(visit, page, listings.tools_of_story(visit, page)).elsewhere,
        )
    ]


def events(visit, shown: Shown) -> Found:
    """The list, the calendars, the embeds and the events before and after it."""
    index = visit.node_of(EventIndexPage)
    if index is None or not isinstance(shown.versions[0], EventPage):
        return
    event = shown.for_visit(visit)
    if event is None:
        return
    yield Kind.LIST, index.site_path, event.language
    if _has(shown, listings.calendar_events(visit)):
        yield Kind.CALENDAR, reverse("events_calendar"), event.language
        yield Kind.EMBED, reverse("event_calendar", args=[event.slug]), event.language
    coming, past = listings.next_or_last_events(visit, embeds.SHOWN)
    if _has(shown, [*coming, *past]):
        yield Kind.PIECE, reverse("embed_events"), event.language
        yield Kind.PIECE, reverse("embed_events_fragment"), event.language
    way = onward.from_event(visit, event)
    for page in (way.earlier, way.later):
        if page is not None:
            yield Kind.NAMED, visit.path_of(page), event.language


def tools(visit, shown: Shown) -> Found:
    """The list, the library as data, and the tool as a piece for other web pages."""
    tool, index = shown.for_visit(visit), visit.node_of(ToolIndexPage)
    if index is None or not isinstance(tool, CulturalToolPage):
        return
    yield Kind.LIST, index.site_path, tool.language
    for version in shown.versions:
        yield Kind.DATA, reverse("tools_json"), version.language
        yield Kind.DATA, reverse("tools_csv"), version.language
    former = [path.rstrip("/").rpartition("/")[2] for path in former_paths(visit, tool, shown)]
    for slug in (tool.slug, *former):
        yield Kind.EMBED, reverse("embed_tool", args=[slug]), tool.language
        yield Kind.EMBED, reverse("embed_tool_fragment", args=[slug]), tool.language
