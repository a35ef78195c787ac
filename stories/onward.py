"""On from a story or an event: the one before it, the one after it; and where else the tools of a
story were tried.

Nothing here is «latest»: a story that is published changes the pages of its two neighbours and of
stories with the same tool, never those of a whole section. The same holds for an event, and what
follows it does not depend on today.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Q, Subquery

from partners.tree import below
from stories import listings

# Where else: so many of the newest; the tool's own page has the others.
STORIES_ELSEWHERE = 4


@dataclass
class Onward:
    """Where a reader may go from a page; what there is not is None or empty.

    earlier, later: those of the same list, in its order, by the day when they happened.
    elsewhere: other partners' stories with one of its tools, each with its ``owner_name``.
    """

    earlier: object = None
    later: object = None
    elsewhere: list = field(default_factory=list)


def from_story(visit, story, tools: list) -> Onward:
    """Where to go on from a story that used these tools: one query for everything."""
    wanted = _neighbours(visit, story) | _elsewhere(visit, tools)
    if visit is None or not wanted:
        return Onward()
    model = apps.get_model("stories.StoryPage")
    found = visit.naming_owners(model.objects.filter(wanted)).select_related("locale")
    onward = Onward()
    for page in found.order_by("-date", "-pk"):
        if not visit.is_own(page):
            page.owner_name = {
                "short_name": page.owner_short_name,
                "text_language": page.owner_language,
            }
            onward.elsewhere.append(page)
        elif _place(page) < _place(story):
            onward.earlier = page
        else:
            onward.later = page
    return onward


def from_event(visit, event) -> Onward:
    """The event before this one and the event after it, own or joint, as lists order what is past:
    by the last date of each. One query.

    What was called off is passed over: with its day behind it no list tells of it.
    """
    if visit is None or event.start_date is None:
        return Onward()
    day, key = event.occurrences[-1].day, event.pk or 0
    earlier = Q(Q(day__lt=day) | Q(event_id__lt=key), day__lte=day)
    later = Q(Q(day__gt=day) | Q(event_id__gt=key), day__gte=day)
    wanted = Q()
    for rows in listings.occurrences(visit):
        told = rows.filter(listings.held(), is_last=True).exclude(event_id=key)
        for way, order in ((earlier, ("-day", "-event_id")), (later, ("day", "event_id"))):
            nearest = told.filter(way).order_by(*order).values("pk")
            wanted |= Q(pk=Subquery(nearest[:1]))
    model = apps.get_model("stories.EventOccurrence")
    found = model.objects.filter(wanted).select_related("event__locale")
    places = sorted((row.day, row.event_id, row.event) for row in found)
    before = [one for *place, one in places if tuple(place) < (day, key)]
    after = [one for *place, one in places if tuple(place) > (day, key)]
    return Onward(
        earlier=before[-1] if before else None,
        later=after[0] if after else None,
    )


def _place(story) -> tuple:
    """Where a story stands in its list; one that nobody has saved yet comes last of its day."""
    return story.date, story.pk or float("inf")


def _neighbours(visit, story) -> Q:
    """The story before this one and the story after it, each found by its key."""
    if visit is None or story.date is None:
        return Q()
    listed = listings.own_stories(visit)
    before, after = Q(date__lt=story.date), Q(date__gt=story.date)
    if story.pk:
        # A preview may show it with another date than the one under which it is live.
        listed = listed.exclude(pk=story.pk)
        # The days are where the index begins to read, the keys what is left of one day.
        before = Q(before | Q(pk__lt=story.pk), date__lte=story.date)
        after = Q(after | Q(pk__gt=story.pk), date__gte=story.date)
    earlier = listed.filter(before).order_by("-date", "-pk").values("pk")
    later = listed.filter(after).order_by("date", "pk").values("pk")
    return Q(pk=Subquery(earlier[:1])) | Q(pk=Subquery(later[:1]))


def _elsewhere(visit, tools: list) -> Q:
    """Other partners' stories that name one of these tools, in the visitor's language."""
    if visit is None or not tools:
        return Q()
    named = apps.get_model("stories.StoryTool").objects.filter(
        tool__translation_key__in=[tool.translation_key for tool in tools]
    )
    others = (
        listings.network_stories(visit)
        .exclude(below(visit.partner.root_page_path))
        .filter(pk__in=named.values("story_id"))
        .order_by("-date", "-pk")
    )
    return Q(pk__in=others.values("pk")[:STORIES_ELSEWHERE])
