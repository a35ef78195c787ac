"""A series on its page, in calendars and for search engines: the same dates everywhere."""

import json
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rruleset, rrulestr
from dateutil.tz import tzical
from django.core.cache import cache
from django.utils import timezone
from icalendar import Calendar
from wagtail_localize.models import TranslationSource

from stories.models import EventOccurrence, EventPage
from tests.builders import Editor, Reader, event, partner
from tests.cms.translation_people import in_language, publish, send, write_all

ADDRESS = "vulytsia Tymchasova 17b, pidizd 3"
FIRST = date(2031, 3, 4)


def series(of, title="Клуб", language=None, *, left_out=(), **fields) -> EventPage:
    """A live series; left out: (day, reason)."""
    return event(
        of,
        title,
        language,
        **{
            "slug": "klub",
            "repeats": "weekly",
            "start_date": FIRST,
            "repeats_until": date(2031, 4, 29),
            "left_out": [("item", {"date": day, "reason": reason}) for day, reason in left_out],
        }
        | fields,
    )


def at(monkeypatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)
    cache.clear()


def facts(key: str, path: str) -> str:
    """The facts of an event's page, as one line of text."""
    html = Reader(key).get(path).content.decode()
    return " ".join(html.split('<dl class="facts">')[1].split("</dl>")[0].split())


# --- the page ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "language", "sentence", "left_out"),
    [
        ("cbss", "en", "Every Tuesday, 18:00–20:00, until 29 April 2031", "public holiday"),
        ("cbss", "sv", "Varje tisdag, 18:00–20:00, till och med 29 april 2031", "helgdag"),
        ("cbss", "uk", "Щовівторка, 18:00–20:00, до 29 квітня 2031 р. включно", "святковий"),
        ("cbss", "ro", "În fiecare marți, 18:00–20:00, până pe 29 aprilie 2031 inclusiv", "legală"),
    ],
)
def test_the_page_says_how_often_until_when_and_on_which_dates_not(
    db, monkeypatch, key, language, sentence, left_out
):
    series(
        partner(key),
        "Club",
        language,
        start_time=time(18),
        end_time=time(20),
        time_zone="Europe/Kyiv",
        left_out=[(date(2031, 3, 18), "holiday"), (date(2031, 3, 11), "")],
    )
    at(monkeypatch, datetime(2031, 3, 5, tzinfo=UTC))
    shown = facts(key, f"/{language}/events/klub/")
    assert sentence in shown
    assert left_out in shown
    later, folded = shown.split("<details>", 1)
    for day in ("2031-03-25", "2031-04-08"):  # the next, and after it
        assert f'datetime="{day}"' in later
    assert 'datetime="2031-03-04"' in folded  # is over


def test_left_out_dates_that_are_over_are_not_told_any_more(rivne, monkeypatch):
    series(rivne, left_out=[(date(2031, 3, 18), "holiday")])
    at(monkeypatch, datetime(2031, 3, 18, 12, tzinfo=UTC))
    assert "2031-03-18" in facts("rivne", "/uk/events/klub/")
    at(monkeypatch, datetime(2031, 3, 19, 12, tzinfo=UTC))
    assert "2031-03-18" not in facts("rivne", "/uk/events/klub/")


def test_when_all_of_it_is_over_the_page_says_from_when_to_when(rivne, monkeypatch):
    series(rivne)
    at(monkeypatch, datetime(2032, 1, 1, tzinfo=UTC))
    shown = facts("rivne", "/uk/events/klub/")
    assert "4 бер. – 29 квіт. 2031" in shown
    assert "event.ics" not in shown


def test_a_page_shows_the_clock_of_the_next_date_in_other_countries(rivne, monkeypatch):
    # Kyiv and Stockholm are an hour apart all year; Tokyo keeps no summer time.
    series(rivne, start_time=time(18), time_zone="Asia/Tokyo")
    at(monkeypatch, datetime(2031, 3, 5, tzinfo=UTC))
    assert "10:00 Стокгольм" in facts("rivne", "/uk/events/klub/")
    at(monkeypatch, datetime(2031, 4, 2, tzinfo=UTC))
    assert "11:00 Стокгольм" in facts("rivne", "/uk/events/klub/")


# --- calendars ------------------------------------------------------------------------------------
def component_and_rules(path: str):
    """The one event of a calendar and the time zones as that file alone describes them."""
    response = Reader("rivne").get(path)
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    assert not [part.errors for part in calendar.walk() if part.errors]
    (component,) = calendar.walk("VEVENT")
    text = response.content.decode().replace("\r\n ", "").replace("\r\n", "\n")
    return component, tzical(StringIO(text)) if "VTIMEZONE" in text else None


def expanded(path: str) -> list:
    """What a calendar program that knows only this file makes of it: moments, or days."""
    component, rules = component_and_rules(path)
    start = component["DTSTART"].dt
    left_out = component.get("EXDATE")
    left_out = [one.dt for one in left_out.dts] if left_out else []
    rule = component["RRULE"].to_ical().decode()
    found = rruleset()
    if rules is None:
        found.rrule(rrulestr(rule, dtstart=datetime.combine(start, time())))
        for day in left_out:
            found.exdate(datetime.combine(day, time()))
        return [moment.date() for moment in found]
    zone = rules.get(component["DTSTART"].params["TZID"])
    found.rrule(rrulestr(rule, dtstart=start.replace(tzinfo=zone)))
    for moment in left_out:
        found.exdate(moment.replace(tzinfo=zone))
    return [moment.astimezone(UTC) for moment in found]


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Europe/Stockholm", "Europe/Chisinau"])
@pytest.mark.parametrize(
    ("repeats", "first"),
    [
        ("weekly", date(2031, 3, 4)),
        ("fortnightly", date(2031, 10, 14)),
        ("monthly_day", date(2031, 1, 15)),
        ("monthly_day", date(2031, 1, 29)),
        ("monthly_day", date(2031, 8, 31)),
        ("monthly_weekday", date(2031, 1, 16)),
        ("monthly_weekday", date(2031, 1, 30)),
        ("monthly_last", date(2031, 2, 27)),
    ],
)
def test_a_calendar_program_finds_the_dates_that_the_page_shows(rivne, repeats, first, zone):
    until = first + timedelta(days=300)
    page = series(
        rivne, repeats=repeats, start_date=first, repeats_until=until, time_zone=zone,
        start_time=time(19), end_time=time(21),
    )  # fmt: skip
    skipped = [page.occurrences[0].day, page.occurrences[3].day]
    page.left_out = [("item", {"date": day, "reason": ""}) for day in skipped]
    page.save()
    shown = [one.starts_at for one in page.occurrences]
    assert len(shown) > 5
    assert expanded("/uk/events/klub/event.ics") == shown
    component, _rules = component_and_rules("/uk/events/klub/event.ics")
    assert component["DTEND"].dt - component["DTSTART"].dt == timedelta(hours=2)
    assert {moment.astimezone(ZoneInfo(zone)).hour for moment in shown} == {19}


@pytest.mark.parametrize("repeats", ["weekly", "monthly_day"])
def test_an_all_day_series_is_days_in_a_calendar_too(rivne, repeats):
    page = series(
        rivne,
        repeats=repeats,
        start_date=date(2031, 1, 31),
        end_date=date(2031, 2, 1),
        repeats_until=date(2031, 10, 31),
    )
    left_out = page.occurrences[1].day
    page.left_out = [("item", {"date": left_out, "reason": "break"})]
    page.save()
    assert expanded("/uk/events/klub/event.ics") == [one.day for one in page.occurrences]
    component, _rules = component_and_rules("/uk/events/klub/event.ics")
    assert component["DTEND"].dt == date(2031, 2, 2)


def test_the_calendar_of_a_site_has_a_series_once_with_the_rules_of_all_its_years(rivne):
    series(rivne, repeats_until=date(2033, 3, 1), start_time=time(18))
    content = Reader("rivne").get("/uk/events/calendar.ics").content
    found = [
        part for part in Calendar.from_ical(content).walk("VEVENT") if part["SUMMARY"] == "Клуб"
    ]
    assert len(found) == 1
    rules = tzical(StringIO(content.decode().replace("\r\n ", "").replace("\r\n", "\n")))
    for day, hours in [(date(2032, 7, 1), 3), (date(2033, 2, 1), 2)]:
        local = datetime.combine(day, time(12), tzinfo=rules.get("Europe/Kyiv"))
        assert local.utcoffset() == timedelta(hours=hours)


def test_an_event_that_does_not_repeat_has_no_rule(rivne):
    event(rivne, "Одна", slug="one", start_date=FIRST, repeats_until=date(2031, 4, 1))
    content = Reader("rivne").get("/uk/events/one/event.ics").content.decode()
    assert "RRULE" not in content.split("END:VTIMEZONE")[-1]
    assert "EXDATE" not in content


# --- search engines -------------------------------------------------------------------------------
def structured(path: str) -> dict:
    html = Reader("rivne").get(path).content.decode()
    return json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])


def test_search_engines_are_told_the_next_date_and_the_schedule(rivne, monkeypatch):
    series(rivne, start_time=time(18), end_time=time(20), left_out=[(date(2031, 3, 18), "break")])
    at(monkeypatch, datetime(2031, 3, 12, tzinfo=UTC))
    data = structured("/uk/events/klub/")
    assert data["startDate"] == "2031-03-25T18:00:00+02:00"
    assert data["endDate"] == "2031-03-25T20:00:00+02:00"
    assert data["eventSchedule"] == {
        "@type": "Schedule",
        "startDate": "2031-03-04",
        "endDate": "2031-04-29",
        "repeatFrequency": "P1W",
        "byDay": "https://schema.org/Tuesday",
        "startTime": "18:00:00",
        "endTime": "20:00:00",
        "scheduleTimezone": "Europe/Kyiv",
        "exceptDate": ["2031-03-18"],
    }


def test_a_schedule_that_has_no_words_is_told_date_by_date(rivne, monkeypatch):
    series(
        rivne, repeats="monthly_day", start_date=date(2031, 1, 31), repeats_until=date(2031, 4, 30)
    )
    at(monkeypatch, datetime(2031, 2, 1, tzinfo=UTC))
    schedules = structured("/uk/events/klub/")["eventSchedule"]
    assert [one["startDate"] for one in schedules] == ["2031-02-28", "2031-03-31", "2031-04-30"]


def test_a_single_event_has_no_schedule(rivne):
    event(rivne, "Одна", slug="one", start_date=FIRST)
    assert "eventSchedule" not in structured("/uk/events/one/")


# --- the place --------------------------------------------------------------------------------------
def test_the_address_of_a_series_is_in_no_output_below_its_precision(rivne, harnosand):
    for number, precision in enumerate(("city", "region", "participants")):
        fields = {
            "address": ADDRESS,
            "place_precision": precision,
            "place": "Rivne",
            "region": "Rivne oblast",
            "slug": f"guarded-{precision}",
            "start_date": FIRST + timedelta(days=number),
            "left_out": [(FIRST + timedelta(days=number + 7), "moved")],
        }
        page = series(rivne, f"Захищена {precision}", **fields)
        series(rivne, f"Guarded {precision}", "en", translation_key=page.translation_key, **fields)
        outputs = [
            Reader(key).get(path)
            for key, path in [
                ("rivne", "/uk/"),
                ("rivne", "/uk/events/"),
                ("rivne", f"/uk/events/guarded-{precision}/"),
                ("rivne", f"/en/events/guarded-{precision}/"),
                ("rivne", f"/uk/events/guarded-{precision}/event.ics"),
                ("rivne", "/uk/events/calendar.ics"),
                ("rivne", "/en/embed/events/"),
                ("rivne", "/en/embed/events/fragment/"),
            ]
        ]
        for response in outputs:
            assert response.status_code == 200
            text = response.content.decode().replace("\r\n ", "")
            assert not [word for word in ("Tymchasova", " 17b", "pidizd") if word in text]


# --- translations -----------------------------------------------------------------------------------
def test_translations_have_the_same_dates_without_a_word_to_translate(
    rivne, django_capture_on_commit_callbacks
):
    page = series(rivne, left_out=[(date(2031, 3, 18), "holiday")])
    send(Editor("editor", rivne), page, "en")
    write_all(Editor("translator", rivne, "en"), in_language(page, "en"))
    with django_capture_on_commit_callbacks(execute=True):
        publish(Editor("publisher", rivne), in_language(page, "en"))
    translation = in_language(page, "en")
    assert translation.live
    assert translation.occurrences == page.occurrences
    assert len(translation.coming_left_out) == 1

    page.left_out = [
        ("item", {"date": date(2031, 3, 18), "reason": "holiday"}),
        ("item", {"date": date(2031, 4, 1), "reason": "moved"}),
    ]
    page.repeats_until = date(2031, 4, 22)
    page.save()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    assert not source.stringsegment_set.filter(context__path__startswith="left_out").exists()
    source.translations.get(target_locale=translation.locale).save_target(publish=True)
    translation = in_language(page, "en")
    assert translation.occurrences == page.occurrences
    assert EventOccurrence.objects.filter(event=translation).count() == len(page.occurrences)
