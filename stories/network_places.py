"""Where readers of every site meet stories, events and tools: the pages that tell of the network."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from home.models.withdrawals import ReceiptLine
from home.receipts.places import Shown, register_finder
from stories import listings, network_events
from stories.labs import stages
from stories.models import (
    EventIndexPage,
    EventPage,
    LabContributionPage,
    NetworkPage,
    StoryPage,
    ToolIndexPage,
)
from stories.network_overview import overview
from stories.sharing import in_language
from stories.vocabularies import DatePrecision, EventKind

Kind = ReceiptLine.Kind
Found = Iterable[tuple[str, str, str]]


def register() -> None:
    """Called once, from the AppConfig."""
    for finder in (page_of_the_network, calendar, labs, data):
        register_finder(finder)


def page_of_the_network(visit, shown: Shown) -> Found:
    """The page that names labs, pilots and where tools were tried."""
    node = visit.node_of(NetworkPage)
    if node is None:
        return
    found = overview(visit)
    tools = [trial.tool for place in found.tried for trial in place.trials]
    for page in (*found.pages, *tools):
        if page.pk in shown.ids:
            yield Kind.NAMED, node.site_path, page.language


def calendar(visit, shown: Shown) -> Found:
    """The calendar of all partners, and the same for calendar programs."""
    if visit.node_of(EventIndexPage) is None or not isinstance(shown.versions[0], EventPage):
        return
    rows = network_events.offered(visit).filter(event__in=shown.ids)
    for row in rows.select_related("event__locale"):
        yield Kind.LIST, reverse("joint_calendar"), row.event.language
        if row.event.date_precision == DatePrecision.DAY:
            yield Kind.CALENDAR, reverse("network_calendar"), row.event.language


def labs(visit, shown: Shown) -> Found:
    """The labs that show a contribution or a story; the list of past labs."""
    first = shown.versions[0]
    if visit.node_of(EventIndexPage) is None:
        return
    events = in_language(EventPage, visit).select_related("locale")
    if isinstance(first, LabContributionPage):
        keys = EventPage.objects.filter(pk=first.lab_id).values("translation_key")
        events = events.filter(translation_key__in=keys)
        if events.exists():
            yield Kind.NAMED, reverse("past_labs"), first.language
    elif isinstance(first, StoryPage):
        events = [one for one in events if str(first.translation_key) in (one.drawn_stories or [])]
    elif isinstance(first, EventPage):
        past = listings.past_events(visit, only=Q(event__kind=EventKind.LEARNING_LAB))
        for one in past.items:
            if one.pk in shown.ids:
                yield Kind.LIST, reverse("past_labs"), one.language
        return
    else:
        return
    for event in events:
        around = stages.around(visit, event)
        for page in (*around.contributions, *around.stories):
            if page.pk in shown.ids:
                yield Kind.NAMED, visit.path_of(event), page.language


def data(visit, shown: Shown) -> Found:
    """The library as data says of each tool where it was tried."""
    if visit.node_of(ToolIndexPage) is None or not isinstance(shown.versions[0], StoryPage):
        return
    for story in shown.versions:
        if story.tools_used.exists():
            yield Kind.DATA, reverse("tools_json"), story.language
            yield Kind.DATA, reverse("tools_csv"), story.language
