"""Lists of events are found by their index, whatever a site has kept over the years."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from partners import scoping
from stories import listings, onward
from stories.models import EventIndexPage, EventPage
from stories.occurrences import renew
from tests.builders import Reader, index, partner
from tests.large_network import insert, paths_below

NOW = datetime(2031, 6, 1, tzinfo=UTC)


def add_events(of, number: int) -> None:
    """So many events, over many years around now; every tenth is a series."""
    parent = index(EventIndexPage, of)
    first = parent.numchild + 1
    events = []
    for count, path in enumerate(paths_below(parent, number, first)):
        page = EventPage(
            title=f"Event {first + count}",
            slug=f"event-{first + count}",
            path=path,
            depth=5,
            url_path=f"{parent.url_path}event-{first + count}/",
            locale=parent.locale,
            lead="What it is about.",
            place="Rivne",
            time_zone=of.time_zone,
            start_date=date(2031, 12, 1) - timedelta(days=count * 7 % 4000),
            start_time=time(18),
            repeats="" if count % 10 else "monthly_day",
            repeats_until=None if count % 10 else date(2032, 1, 1) - timedelta(days=count % 300),
        )
        page.set_moments()
        events.append(page)
    insert(events)
    Page.objects.filter(pk=parent.pk).update(numchild=first - 1 + number)
    renew(events)


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    cache.clear()


def asked(key: str) -> dict[str, list[str]]:
    """The queries of each list."""
    found = {}
    visit = scoping.visit_for_host(f"{key}.localhost")
    visit.home  # noqa: B018 - the frame's own query
    held = EventPage.objects.select_related("locale").filter(title="Event 5").first()
    with scoping.visiting(visit):
        for name, ask in {
            "coming": lambda: listings.coming_events(visit),
            "front": lambda: listings.next_or_last_events(visit, 3),
            "past": lambda: listings.past_events(visit),
            "far back": lambda: listings.past_events(visit, "2024-01-01.5"),
            "calendar": lambda: listings.calendar_events(visit),
            "neighbours": lambda: onward.from_event(visit, held),
        }.items():
            with CaptureQueriesContext(connection) as queries:
                ask()
            found[name] = [query["sql"] for query in queries]
    return found


def test_each_list_is_one_query_with_ten_events_and_with_a_thousand(rivne, now):
    add_events(rivne, 10)
    before = {name: len(queries) for name, queries in asked("rivne").items()}
    assert set(before.values()) == {1}
    add_events(rivne, 990)
    assert {name: len(queries) for name, queries in asked("rivne").items()} == before


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by its statistics")
def test_no_list_reads_or_sorts_all_events(rivne, now):
    add_events(rivne, 300)
    for name, (sql,) in asked("rivne").items():
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = "\n".join(row[3] for row in cursor.fetchall())
        own = "event_occurrence_coming" if name == "coming" else "event_occurrence_last"
        assert own in plan, (name, plan)
        assert "SCAN stories_eventoccurrence" not in plan.replace('"', ""), (name, plan)
        assert "LIKE" not in sql, name


def test_a_list_of_a_thousand_events_is_read_to_its_end_without_a_gap_or_a_double(rivne, now):
    add_events(rivne, 1000)
    coming = Reader("rivne").get("/uk/events/").context["coming"]
    assert len(coming) == listings.EVENTS_A_PAGE
    starts = [event.occurrence.starts_at for event in coming]
    assert starts == sorted(starts)
    visit = scoping.visit_for_host("rivne.localhost")
    seen, before = [], None
    with scoping.visiting(visit):
        while True:
            listing = listings.past_events(visit, before)
            seen += [event.pk for event in listing.items]
            before = listing.next
            if not before:
                break
    over = EventPage.objects.filter(
        path__startswith=index(EventIndexPage, partner("rivne")).path, ends_at__lte=NOW
    )
    assert set(over.values_list("pk", flat=True)) <= set(seen)
    assert len(seen) == len(set(seen))
