"""The lists of a site: its stories, events and tools, each in a constant number of queries.

Paging is by key, not by offset: the last page costs what the first does.
"""

from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from cms.pictures.renditions import prefetch_pictures
from partners.tree import depth_of, readable
from stories.sharing import in_language
from stories.vocabularies import DatePrecision, EventStatus, StoryKind

STORIES_A_PAGE = 12
EVENTS_A_PAGE = 20
STORIES_OF_A_FEED = 20
# A calendar keeps what took place: the newest of so many events, coming ones included.
EVENTS_OF_A_CALENDAR = 200
# Such an event never took place, whatever its date.
NOT_HELD = (EventStatus.CANCELLED, EventStatus.POSTPONED)


@dataclass
class Listing:
    """A page of a list. next: what the address of the next page names, or nothing."""

    items: list = field(default_factory=list)
    next: str = ""
    # The site has none of its own: these are other partners', and each names whose it is.
    from_network: bool = False


def _story_page():
    return apps.get_model("stories.StoryPage")


def _cut(queryset, cursor_field: str, before: str | None, size: int) -> tuple[list, str]:
    """A page of a list ordered by (date, id) descending, beginning after the cursor.

    The cursor is «2025-09-17.123». An unreadable one is the first page: nobody is harmed by it.
    """
    cursor = cursor_of(before)
    if cursor is not None:
        moment, number = cursor
        # The first condition is where the index begins to read.
        queryset = queryset.filter(
            Q(**{f"{cursor_field}__lt": moment}) | Q(pk__lt=number),
            **{f"{cursor_field}__lte": moment},
        )
    items = _ready(queryset.order_by(F(cursor_field).desc(), "-pk")[: size + 1])
    if len(items) <= size:
        return items, ""
    last = items[size - 1]
    return items[:size], f"{getattr(last, cursor_field).isoformat()}.{last.pk}"


def cursor_of(before: str | None) -> tuple[date, int] | None:
    """Day and key that a cursor names, or None: the first page."""
    day, _, key = (before or "").partition(".")
    try:
        return date.fromisoformat(day), key_of(key)
    except ValueError:
        return None


def key_of(text: str) -> int:
    """A primary key out of an address. Raises ``ValueError`` for what no column could hold."""
    key = int(text)
    if not 0 <= key < 2**63:
        raise ValueError(text)
    return key


def _ready(pages) -> list:
    """Pages of a list with the prepared sizes of all their pictures: at most one query more."""
    pages = list(pages)
    prefetch_pictures(page.image for page in pages)
    return pages


def own_stories(visit):
    """Stories of the site in the visitor's language; ordered by date or first publication, an
    index gives them in that order."""
    index = visit.node_of(apps.get_model("stories.StoryIndexPage"))
    section = index.id if index is not None else None
    return _story_page().objects.filter(readable(), section=section, date__isnull=False)


def network_stories(visit):
    """Stories of all sites in the visitor's language, ordered as the site's own can be."""
    told = _story_page().objects.filter(listed_language=visit.language, date__isnull=False)
    return visit.below_live_homes(told)


def newest_own_stories(visit, size: int) -> list:
    """The newest of the site's own, in the visitor's language."""
    return _cut(own_stories(visit).select_related("image", "locale"), "date", None, size)[0]


def stories(
    visit, before: str | None = None, size: int = STORIES_A_PAGE, kind: str = ""
) -> Listing:
    """Stories of the site in the visitor's language, newest first; if it has none, the network's.

    kind: only stories of this kind.
    """
    only = {"kind": kind} if kind else {}
    own = own_stories(visit).filter(**only).select_related("image", "locale")
    items, following = _cut(own, "date", before, size)
    if items or before:
        return Listing(items, following)
    network = network_stories(visit).filter(**only).select_related("image", "locale")
    items, following = _cut(network, "date", None, size)
    return Listing(with_owners(visit, items), "", from_network=True)


def newest_stories(visit, size: int = STORIES_OF_A_FEED) -> Listing:
    """What a feed tells: the stories published last, whenever they happened; else the network's."""

    def newest(stories) -> list:
        told = stories.filter(told_at__isnull=False).select_related("locale")
        return list(told.order_by("-told_at", "-pk")[:size])

    items = newest(own_stories(visit))
    if items:
        return Listing(items)
    return Listing(with_owners(visit, newest(network_stories(visit))), from_network=True)


def newest_conclusions(visit, size: int = STORIES_OF_A_FEED) -> list:
    """Joint events by when their conclusions could first be read, in the visitor's language where
    there is one, else in the original."""
    found = in_language(apps.get_model("stories.EventPage"), visit)
    concluded = found.filter(concluded_at__isnull=False).select_related("locale")
    return list(concluded.order_by("-concluded_at", "-pk")[:size])


def with_owners(visit, pages: list) -> list:
    """Give each page of another partner its ``owner_name``: one query for the whole list."""
    root_length = depth_of(2)
    names = visit.names_of({page.path[:root_length] for page in pages if not visit.is_own(page)})
    for page in pages:
        page.owner_name = names.get(page.path[:root_length])
    return pages


def _events(visit):
    model = apps.get_model("stories.EventPage")
    shared = in_language(model, visit).values("pk")
    return model.objects.filter(
        Q(pk__in=visit.own(model).values("pk")) | Q(pk__in=shared)
    ).select_related("image", "locale")


SOONEST_FIRST = ("starts_at", "event_id")
LATEST_FIRST = ("-day", "-event_id")


def occurrences(visit) -> tuple:
    """The occurrences that lists of the site may tell of: of its own events, and of joint ones.

    Two querysets, each answered in order by an index; for the latest ones, ask those that
    ``is_last``.
    """
    model = apps.get_model("stories.EventOccurrence")
    own = visit.own(model, "event").filter(tree_id=visit.home.id if visit.home else None)
    joint = model.objects.filter(event__in=in_language(apps.get_model("stories.EventPage"), visit))
    return own, joint


def entries(sources, size: int, *wanted: tuple[Q, tuple[str, str]]) -> list:
    """Events with the occurrence to tell of: one query.

    sources: querysets of occurrences. For each condition on occurrences and order, the first so
    many of each source, found by its index; who asks puts them in order.
    """
    model = apps.get_model("stories.EventOccurrence")
    parts = [
        model.objects.filter(pk__in=rows.filter(condition).order_by(*order).values("pk")[:size])
        for condition, order in wanted
        for rows in sources
    ]
    found = parts[0].values("pk").union(*(part.values("pk") for part in parts[1:]), all=True)
    events = []
    for row in model.objects.filter(pk__in=found).select_related("event__image", "event__locale"):
        row.event.occurrence = row.as_occurrence()
        events.append(row.event)
    return events


def is_coming(now) -> Q:
    """Occurrences to tell of that are not over; for ``occurrences``."""
    return Q(ends_at__gt=now, listed_from__lte=now)


def held() -> Q:
    """Events that were not called off; for ``occurrences``."""
    return ~Q(event__status__in=NOT_HELD)


def is_past(now) -> Q:
    """The last ones of events that were held and are over; for ``occurrences``."""
    return Q(held(), is_last=True, ends_at__lte=now)


def _soonest_first(events: list) -> list:
    return sorted(events, key=lambda event: (event.occurrence.starts_at, event.pk))


def _latest_first(events: list) -> list:
    return sorted(events, key=lambda event: (event.occurrence.day, event.pk), reverse=True)


def coming_events(visit, size: int = EVENTS_A_PAGE) -> list:
    """What is still to come, own and joint, soonest first; cancelled ones say so themselves.

    A series stands once, with its next date.
    """
    found = entries(occurrences(visit), size, (is_coming(timezone.now()), SOONEST_FIRST))
    return _ready(_soonest_first(found)[:size])


def calendar_events(visit) -> list:
    """Events with a known day, own and joint, latest first; cancelled ones say so themselves."""
    dated = Q(is_last=True, event__date_precision=DatePrecision.DAY)
    found = entries(occurrences(visit), EVENTS_OF_A_CALENDAR, (dated, LATEST_FIRST))
    return _latest_first(found)[:EVENTS_OF_A_CALENDAR]


def calendar_event(visit, slug: str):
    """The event at this address as the site offers it; None where there is none with a day."""
    return _events(visit).filter(slug=slug, date_precision=DatePrecision.DAY).first()


def next_or_last_events(visit, size: int) -> tuple[list, list]:
    """What is coming, soonest first; with nothing coming, what took place, latest first.

    For the front page: (coming, past), one of them empty, in one query.
    """
    now = timezone.now()
    found = entries(
        occurrences(visit), size, (is_coming(now), SOONEST_FIRST), (is_past(now), LATEST_FIRST)
    )
    coming = [event for event in found if event.occurrence.ends_at > now]
    if coming:
        return _ready(_soonest_first(coming)[:size]), []
    return [], _ready(_latest_first(found)[:size])


def past_events(
    visit, before: str | None = None, size: int = EVENTS_A_PAGE, only: Q | None = None
) -> Listing:
    """What took place, latest first; a series when its last date is over, by that date.

    only: a condition on occurrences, for a list of one kind.
    """
    past = is_past(timezone.now()) & (only or Q())
    cursor = cursor_of(before)
    if cursor is not None:
        day, key = cursor
        past &= Q(Q(day__lt=day) | Q(event_id__lt=key), day__lte=day)
    found = _latest_first(entries(occurrences(visit), size + 1, (past, LATEST_FIRST)))
    items = _ready(found[:size])
    if len(found) <= size:
        return Listing(items)
    return Listing(items, f"{items[-1].occurrence.day.isoformat()}.{items[-1].pk}")


def tools(visit, size: int | None = None) -> list:
    """The tools of the library, each once, by title in the language in which it is shown."""
    model = apps.get_model("stories.CulturalToolPage")
    found = in_language(model, visit).select_related("image", "locale").order_by("title")
    return _ready(found[:size])


def tools_of_story(visit, story) -> list:
    """The tools that a story names, as this site shows them."""
    model = apps.get_model("stories.CulturalToolPage")
    named = story.tools_used.all()
    if isinstance(named, QuerySet):
        keys = named.order_by().values("tool__translation_key")
    else:  # a preview: rows that nobody has saved yet
        chosen = model.objects.filter(pk__in=[row.tool_id for row in named])
        keys = chosen.values("translation_key")
    found = in_language(model, visit).filter(translation_key__in=keys)
    return list(found.select_related("locale").order_by("title"))


def tools_of_event(visit, event) -> list:
    """The tool that an event names, as this site shows it, if it does: at most one."""
    if event.tool_id is None:
        return []
    model = apps.get_model("stories.CulturalToolPage")
    keys = model.objects.filter(pk=event.tool_id).values("translation_key")
    found = in_language(model, visit).filter(translation_key__in=keys)
    return list(found.select_related("locale"))


def has_pilots(visit) -> bool:
    """Whether any partner tells of a pilot in the visitor's language."""
    return network_stories(visit).filter(kind=StoryKind.PILOT).exists()
