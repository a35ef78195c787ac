"""Repeating events: their days and moments, one page, one entry in every list."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from home.publishing import Refused
from stories import repeating
from stories.models import EventIndexPage, EventOccurrence, EventPage
from stories.repeating import Timing, latest_end, pattern_days
from stories.vocabularies import EventStatus, Repeats
from tests.builders import Editor, Reader, event, index

TUESDAY = date(2031, 3, 4)
PATTERNS = [value for value in Repeats.values if value]


def series(of, title="Клуб", language=None, *, left_out=(), **fields) -> EventPage:
    """A live series; left out: days, or (day, reason)."""
    items = [day if isinstance(day, tuple) else (day, "") for day in left_out]
    return event(
        of,
        title,
        language,
        **{
            "repeats": "weekly",
            "start_date": TUESDAY,
            "repeats_until": date(2031, 4, 29),
            "left_out": [("item", {"date": day, "reason": reason}) for day, reason in items],
        }
        | fields,
    )


def unsaved(**fields) -> EventPage:
    left_out = [("item", {"date": day, "reason": ""}) for day in fields.pop("left_out", ())]
    return EventPage(
        **{
            "title": "Club",
            "lead": "A club.",
            "start_date": TUESDAY,
            "repeats": "weekly",
            "repeats_until": date(2031, 4, 29),
            "time_zone": "Europe/Kyiv",
            "place": "Рівне",
            "left_out": left_out,
        }
        | fields
    )


def days(first: date, repeats: str, until: date) -> list[date]:
    return pattern_days(first, repeats, until)


# --- the days of a pattern ---------------------------------------------------------------------
def test_every_week_and_every_second_one_up_to_the_last_day_which_counts():
    weekly = days(TUESDAY, "weekly", date(2031, 4, 1))
    assert weekly == [TUESDAY + timedelta(days=7 * number) for number in range(5)]
    assert days(TUESDAY, "weekly", date(2031, 3, 31))[-1] == date(2031, 3, 25)
    fortnightly = days(TUESDAY, "fortnightly", date(2031, 4, 1))
    assert fortnightly == [date(2031, 3, 4), date(2031, 3, 18), date(2031, 4, 1)]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2031, 1, 15), ["01-15", "02-15", "03-15", "04-15", "05-15"]),
        (date(2031, 1, 28), ["01-28", "02-28", "03-28", "04-28", "05-28"]),
        (date(2031, 1, 29), ["01-29", "02-28", "03-29", "04-29", "05-29"]),
        (date(2031, 1, 30), ["01-30", "02-28", "03-30", "04-30", "05-30"]),
        (date(2031, 1, 31), ["01-31", "02-28", "03-31", "04-30", "05-31"]),
        # In a leap year February has a 29th.
        (date(2032, 1, 31), ["01-31", "02-29", "03-31", "04-30", "05-31"]),
        (date(2032, 2, 29), ["02-29", "03-29", "04-29", "05-29"]),
    ],
)
def test_monthly_on_a_day_falls_on_the_last_where_a_month_is_shorter(first, expected):
    found = days(first, "monthly_day", date(first.year, 5, 31))
    assert [f"{day:%m-%d}" for day in found] == expected


def test_a_series_from_a_leap_day_passes_the_next_february():
    found = days(date(2032, 2, 29), "monthly_day", date(2033, 3, 29))
    assert date(2033, 2, 28) in found
    assert found[-1] == date(2033, 3, 29)


@pytest.mark.parametrize(
    ("repeats", "first", "expected"),
    [
        ("monthly_weekday", date(2031, 1, 16), ["01-16", "02-20", "03-20", "04-17", "05-15"]),
        ("monthly_weekday", date(2031, 1, 23), ["01-23", "02-27", "03-27", "04-24", "05-22"]),
        # The fifth Thursday counts as the last.
        ("monthly_weekday", date(2031, 1, 30), ["01-30", "02-27", "03-27", "04-24", "05-29"]),
        ("monthly_last", date(2031, 2, 27), ["02-27", "03-27", "04-24", "05-29"]),
    ],
)
def test_monthly_on_a_weekday_counts_it_within_its_month(repeats, first, expected):
    found = days(first, repeats, date(2031, 5, 31))
    assert [f"{day:%m-%d}" for day in found] == expected


@given(
    first=st.dates(date(2020, 1, 1), date(2090, 1, 1)),
    repeats=st.sampled_from(PATTERNS),
    length=st.integers(1, 1000),
)
def test_whatever_the_pattern_its_days_are_few_in_order_and_alike(first, repeats, length):
    until = first + timedelta(days=length)
    found = days(first, repeats, until)
    if repeats != "monthly_last" or repeating.is_last_of_month(first):
        assert found[0] == first
    assert found == sorted(set(found))
    assert found[-1] <= max(first, min(until, latest_end(first)))
    assert len(found) <= 106
    if repeats == "monthly_day":
        assert all(abs(day.day - first.day) <= 3 for day in found)
        months = [day.year * 12 + day.month for day in found]
        assert months == list(range(months[0], months[0] + len(months)))
    else:
        assert {day.weekday() for day in found} <= {first.weekday()}


@given(
    first=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    repeats=st.sampled_from(PATTERNS),
    clock=st.times(),
    zone=st.sampled_from(["Europe/Kyiv", "Europe/Stockholm", "Europe/Chisinau"]),
    skip=st.sets(st.integers(0, 20)),
)
def test_each_occurrence_shows_the_same_clock_and_one_is_told_of_at_every_moment(
    first, repeats, clock, zone, skip
):
    until = first + timedelta(days=200)
    pattern = days(first, repeats, until)
    left_out = frozenset(day for number, day in enumerate(pattern) if number in skip)
    timing = Timing(
        first, first, clock, None, zone, repeats=repeats, until=until, left_out=left_out
    )
    found = repeating.occurrences(timing)
    skipped = {day for _which, day in repeating.times_skipped(timing)}
    for one in found:
        local = one.starts_at.astimezone(ZoneInfo(zone))
        assert local.date() == one.day
        assert (local.time() == clock) == (one.day not in skipped)
    if left_out != frozenset(pattern):
        assert [one.day for one in found] == [day for day in pattern if day not in left_out]
    assert all(a.ends_at < b.ends_at for a, b in pairwise(found))


# --- over summer time ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("zone", "first", "hours"),
    [
        # Clocks go forward on 30 March 2031, and back on 26 October.
        ("Europe/Kyiv", date(2031, 3, 23), [17, 16, 16]),
        ("Europe/Kyiv", date(2031, 10, 19), [16, 17, 17]),
        ("Europe/Stockholm", date(2031, 3, 23), [18, 17, 17]),
        ("Europe/Stockholm", date(2031, 10, 19), [17, 18, 18]),
    ],
)
def test_seven_in_the_evening_stays_seven_when_clocks_change(zone, first, hours):
    page = unsaved(
        start_date=first,
        repeats_until=first + timedelta(days=14),
        start_time=time(19),
        end_time=time(21),
        time_zone=zone,
    )
    assert [one.starts_at.hour for one in page.occurrences] == hours
    for one in page.occurrences:
        assert one.starts_at.astimezone(ZoneInfo(zone)).time() == time(19)
        assert one.ends_at.astimezone(ZoneInfo(zone)).time() == time(21)


def test_a_time_that_one_of_the_days_lacks_is_refused_by_that_days_name_until_it_is_left_out():
    night = {
        "start_date": date(2031, 3, 16),
        "start_time": time(3, 30),
        "repeats_until": date(2031, 4, 6),
    }
    with translation.override("en"):
        error = unsaved(**night).missing_for_readers()["start_time"]
    assert "30 March 2031" in error.messages[0]
    page = unsaved(**night, left_out=[date(2031, 3, 30)])
    assert page.missing_for_readers() == {}
    assert len(page.occurrences) == 3


def test_an_all_day_series_is_over_when_the_last_day_is_over_at_the_venue():
    page = unsaved(start_date=date(2031, 3, 23), repeats_until=date(2031, 3, 30))
    page.set_moments()
    assert page.starts_at == datetime(2031, 3, 22, 22, tzinfo=UTC)
    assert page.ends_at == datetime(2031, 3, 30, 21, tzinfo=UTC)
    assert [one.ends_at - one.starts_at for one in page.occurrences] == [
        timedelta(hours=24),
        timedelta(hours=23),
    ]


# --- what publishing asks ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"repeats_until": None}, "repeats_until", "until when"),
        ({"repeats_until": date(2031, 3, 3)}, "repeats_until", "before it begins"),
        ({"repeats_until": date(2031, 3, 10)}, "repeats_until", "only once"),
        ({"repeats_until": date(2033, 3, 5)}, "repeats_until", "4 March 2033"),
        ({"date_precision": "month"}, "repeats", "day is known"),
        ({"end_date": date(2031, 3, 12)}, "repeats", "before it is over"),
        ({"repeats": "monthly_last"}, "start_date", "4 March 2031"),
        ({"left_out": [date(2031, 3, 11), date(2031, 3, 12)]}, "left_out", "12 March 2031"),
        ({"left_out": [date(2031, 5, 6)]}, "left_out", "6 May 2031"),
        (
            {"repeats_until": date(2031, 3, 11), "left_out": [TUESDAY, date(2031, 3, 11)]},
            "left_out",
            "Every date",
        ),
    ],
)
def test_what_is_wrong_with_a_series_is_said_at_its_field(fields, field, words):
    with translation.override("en"):
        missing = unsaved(**fields).missing_for_readers()
    assert list(missing) == [field]
    assert words in " ".join(missing[field].messages)


def test_two_years_and_the_last_day_itself_are_allowed():
    assert unsaved(repeats_until=date(2033, 3, 4)).missing_for_readers() == {}
    assert latest_end(date(2032, 2, 29)) == date(2034, 2, 28)


def test_occurrences_may_follow_each_other_without_a_pause_but_not_meet():
    week = {"end_date": TUESDAY + timedelta(days=7), "start_time": time(12)}
    assert unsaved(**week, end_time=time(12)).missing_for_readers() == {}
    assert "repeats" in unsaved(**week, end_time=time(13)).missing_for_readers()
    assert "repeats" in unsaved(end_date=week["end_date"]).missing_for_readers()


def test_a_series_without_an_end_stays_a_draft(rivne):
    page = series(rivne)
    page.repeats_until = None
    with pytest.raises(Refused):
        page.save_revision(clean=False).publish()
    page.refresh_from_db()
    assert page.repeats_until == date(2031, 4, 29)


def test_an_event_that_does_not_repeat_ignores_what_was_written_of_a_series():
    page = unsaved(repeats="", left_out=[date(2031, 3, 12)])
    assert page.missing_for_readers() == {}
    assert len(page.occurrences) == 1
    assert not page.is_series
    assert page.rhythm == ""


# --- lists ---------------------------------------------------------------------------------------
def at(monkeypatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)
    cache.clear()


def entries(key: str, language: str) -> tuple[list, list]:
    """(coming, past) of the list of events: slug and the day that readers are told."""
    response = Reader(key).get(f"/{language}/events/")
    assert response.status_code == 200
    told = lambda items: [(page.slug, page.occurrence.day) for page in items]  # noqa: E731
    return told(response.context["coming"]), told(response.context["past"].items)


def test_a_series_stands_once_in_each_list_with_the_date_that_is_next(rivne, monkeypatch):
    page = series(
        rivne, slug="klub", start_time=time(18), end_time=time(20), left_out=[date(2031, 3, 18)]
    )
    for moment, day in [
        (datetime(2031, 1, 1, tzinfo=UTC), date(2031, 3, 4)),
        (datetime(2031, 3, 4, 17, 59, tzinfo=UTC), date(2031, 3, 4)),
        (datetime(2031, 3, 4, 18, 0, tzinfo=UTC), date(2031, 3, 11)),
        (datetime(2031, 3, 11, 18, 0, tzinfo=UTC), date(2031, 3, 25)),
        (datetime(2031, 4, 29, 16, 59, tzinfo=UTC), date(2031, 4, 29)),
    ]:
        at(monkeypatch, moment)
        coming, past = entries("rivne", "uk")
        assert coming.count(("klub", day)) == 1
        assert "klub" not in dict(past)
        assert len(coming) == len(dict(coming))
        assert page.occurrence.day == day
        for path in ("/uk/", "/uk/embed/events/"):
            html = Reader("rivne").get(path).content.decode()
            assert html.count(f'datetime="{day}"') == 1, path
    at(monkeypatch, datetime(2031, 4, 29, 17, 0, tzinfo=UTC))
    coming, past = entries("rivne", "uk")
    assert coming == []
    assert past[0] == ("klub", date(2031, 4, 29))
    assert page.took_place


def test_coming_events_are_in_the_order_of_their_next_dates(rivne, monkeypatch):
    series(rivne, slug="old", start_date=date(2031, 3, 4))
    event(rivne, "Одна", slug="single", start_date=date(2031, 3, 20))
    series(rivne, slug="other", start_date=date(2031, 3, 13), repeats="fortnightly")
    at(monkeypatch, datetime(2031, 3, 1, tzinfo=UTC))
    assert [slug for slug, _day in entries("rivne", "uk")[0]] == ["old", "other", "single"]
    at(monkeypatch, datetime(2031, 3, 19, tzinfo=UTC))
    assert [slug for slug, _day in entries("rivne", "uk")[0]] == ["single", "old", "other"]


def test_past_events_are_in_the_order_of_their_last_dates_page_by_page(rivne, monkeypatch):
    at(monkeypatch, datetime(2032, 1, 1, tzinfo=UTC))
    series(rivne, slug="klub", start_date=date(2031, 1, 7), repeats_until=date(2031, 12, 16))
    for number in range(45):
        event(rivne, f"Подія {number}", start_date=date(2031, 2, 1) + timedelta(days=number // 2))
    seen, path = [], "/uk/events/"
    while path:
        listing = Reader("rivne").get(path).context["past"]
        seen += [page.slug for page in listing.items]
        path = f"/uk/events/?before={listing.next}" if listing.next else ""
    assert seen[0] == "klub"
    assert len(seen) == len(set(seen)) >= 46


def test_a_series_is_its_partners_alone(rivne, harnosand):
    series(rivne, "Rivne club", "en", slug="rivne-club")
    series(harnosand, "Härnösand club", "en", slug="harnosand-club")
    for key, own, foreign in [
        ("rivne", "rivne-club", "harnosand-club"),
        ("harnosand", "harnosand-club", "rivne-club"),
    ]:
        coming = dict(entries(key, "en")[0])
        assert own in coming
        assert foreign not in coming
        assert Reader(key).get(f"/en/events/{foreign}/").status_code == 404
        assert foreign not in Reader(key).get("/en/embed/events/").content.decode()


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_a_series_that_was_called_off_never_took_place(rivne, monkeypatch, status):
    series(rivne, slug="klub", status=status)
    at(monkeypatch, datetime(2031, 3, 5, tzinfo=UTC))
    assert "klub" in dict(entries("rivne", "uk")[0])
    at(monkeypatch, datetime(2032, 3, 5, tzinfo=UTC))
    assert "klub" not in dict(entries("rivne", "uk")[1])


def test_lists_follow_what_is_published_and_what_is_taken_down(rivne):
    page = series(rivne, slug="klub")
    rows = EventOccurrence.objects.filter(event=page)
    assert rows.count() == 9
    page.repeats_until = date(2031, 3, 11)
    page.save_revision(clean=False)  # a draft
    assert rows.count() == 9
    page.get_latest_revision().publish()
    assert rows.count() == 2
    page = EventPage.objects.get(pk=page.pk)
    page.unpublish()
    assert not rows.exists()
    assert "klub" not in dict(entries("rivne", "uk")[0])


def test_the_schedule_writes_the_rows_of_lists_again_from_the_pages(rivne):
    page = series(rivne)
    before = EventOccurrence.objects.count()
    EventOccurrence.objects.all().delete()
    EventPage.objects.filter(pk=page.pk).update(repeats_until=date(2031, 3, 11))
    call_command("schedule", once=True)
    assert EventOccurrence.objects.count() == before - 7
    assert EventOccurrence.objects.filter(event=page, is_last=True).get().day == date(2031, 3, 11)
    page.refresh_from_db()
    assert page.ends_at == datetime(2031, 3, 11, 22, tzinfo=UTC)


def test_events_that_move_to_another_tree_are_listed_there(rivne):
    page = event(rivne, "Мандрівна", slug="mandrivna", start_date=TUESDAY)
    page.move(index(EventIndexPage, rivne, "en"), pos="last-child")
    tree = EventOccurrence.objects.get(event=page).tree_id
    assert tree == index(EventIndexPage, rivne, "en").get_parent().pk


# --- the form ------------------------------------------------------------------------------------
def send_form(who: Editor, of, **fields):
    """What the admin answers to the form of a new series."""
    parent = index(EventIndexPage, of)
    empty = {
        "title": "Клуб", "slug": "klub", "lead": "Про що це.", "kind": "meeting",
        "status": "planned", "start_date": "2031-03-04", "date_precision": "day",
        "time_zone": "Europe/Kyiv", "format": "on_site", "place": "Рівне",
        "place_precision": "city", "costs": "unknown", "repeats": "weekly",
        "body-count": "0", "programme-count": "0", "conclusions-count": "0", "questions-count": "0",
        "drawn_tools-TOTAL_FORMS": "0", "drawn_tools-INITIAL_FORMS": "0",
        "left_out-count": "1",
        "left_out-0-deleted": "", "left_out-0-order": "0", "left_out-0-type": "item",
        "left_out-0-id": "", "left_out-0-value-date": "2031-03-18",
        "left_out-0-value-reason": "holiday",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip
    return who.post(f"/admin/pages/add/stories/eventpage/{parent.pk}/", empty | fields)


def test_the_form_keeps_what_is_not_ready_as_a_draft_and_says_what_publishing_needs(rivne):
    who = Editor("publisher", rivne)
    response = send_form(who, rivne, **{"action-publish": "1"})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["repeats_until"]
    assert not EventPage.objects.filter(slug="klub").exists()
    assert send_form(who, rivne).status_code == 302
    draft = EventPage.objects.get(slug="klub")
    assert not draft.live
    assert [block.value["date"] for block in draft.left_out] == [date(2031, 3, 18)]
    assert not EventOccurrence.objects.filter(event=draft).exists()


def test_a_series_is_published_from_the_form_and_listed(rivne):
    fields = {"repeats_until": "2031-04-01", "action-publish": "1"}
    assert send_form(Editor("publisher", rivne), rivne, **fields).status_code == 302
    page = EventPage.objects.get(slug="klub")
    assert page.live
    assert [one.day.day for one in page.occurrences] == [4, 11, 25, 1]
    assert EventOccurrence.objects.filter(event=page).count() == 4


def test_nobody_adds_a_series_to_another_partners_site(rivne, harnosand):
    response = send_form(Editor("publisher", harnosand), rivne)
    assert response.status_code in (302, 403, 404)
    assert not EventPage.objects.filter(slug="klub").exists()
