"""Keeps the rows by which lists find events in step with the pages."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from partners.scoping import HOME_DEPTH
from partners.tree import below, depth_of
from stories.models import EventOccurrence, EventPage

# The first occurrence has none before it.
ALWAYS = datetime(1900, 1, 1, tzinfo=UTC)


def connect() -> None:
    """Follow what happens to events; called once, when the app is ready."""
    post_save.connect(_saved, sender=EventPage, dispatch_uid="occurrences_saved")
    page_unpublished.connect(_taken_down, dispatch_uid="occurrences_taken_down")
    post_page_move.connect(_moved, dispatch_uid="occurrences_moved")


@transaction.atomic
def renew(events: Iterable[EventPage]) -> int:
    """Write the rows of these events again, from what the pages say now; returns their number.

    A handful of queries however many the events. Whoever writes events in bulk, which sends no
    signal, calls it afterwards.
    """
    events = list(events)
    EventOccurrence.objects.filter(event__in=[event.pk for event in events]).delete()
    live = [event for event in events if event.live]
    paths = {event.path[: depth_of(HOME_DEPTH)] for event in live}
    trees = dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))
    rows = [
        row for event in live for row in _rows(event, trees[event.path[: depth_of(HOME_DEPTH)]])
    ]
    EventOccurrence.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def renew_all(batch: int = 500) -> int:
    """Write every row again; returns their number.

    So nothing depends on a signal having been sent, and moments follow when a country changes its
    rules of summer time.
    """
    EventOccurrence.objects.exclude(event__live=True).delete()
    written, last = 0, 0
    while events := list(EventPage.objects.filter(live=True, pk__gt=last).order_by("pk")[:batch]):
        for event in events:
            before = event.starts_at, event.ends_at
            event.set_moments()
            if before != (event.starts_at, event.ends_at):
                moments = {"starts_at": event.starts_at, "ends_at": event.ends_at}
                EventPage.objects.filter(pk=event.pk).update(**moments)
        written += renew(events)
        last = events[-1].pk
    return written


def _rows(event: EventPage, tree: int) -> list[EventOccurrence]:
    occurrences = event.occurrences
    rows, listed_from = [], ALWAYS
    for number, one in enumerate(occurrences, start=1):
        rows.append(
            EventOccurrence(
                event=event,
                tree_id=tree,
                day=one.day,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                listed_from=listed_from,
                is_last=number == len(occurrences),
            )
        )
        listed_from = one.ends_at
    return rows


def _saved(sender, instance, raw=False, **kwargs):
    # As readers have it now: the object in hand may carry a draft of which only a part was saved.
    if not raw:
        renew(EventPage.objects.filter(pk=instance.pk))


def _taken_down(sender, instance, **kwargs):
    if issubclass(sender, EventPage):
        EventOccurrence.objects.filter(event=instance.pk).delete()


def _moved(sender, instance, **kwargs):
    moved = Page.objects.get(pk=instance.pk)
    renew(EventPage.objects.filter(Q(pk=moved.pk) | below(moved.path)))
