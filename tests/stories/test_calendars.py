"""Events in readers' calendars, read by parsers that are not ours."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from dateutil.tz import tzical
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from stories.models import EventPage
from tests.builders import Reader, event

ADDRESS = "vulytsia Tymchasova 17b, pidizd 3"
DAY = date(2031, 5, 1)


def fetch(key: str, path: str):
    return Reader(key).get(path)


def parsed(key: str, path: str) -> Calendar:
    """The calendar; strict: neither the file nor any of its parts may hold an error."""
    response = fetch(key, path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    calendar = Calendar.from_ical(response.content)
    assert not calendar.errors
    assert not [part.errors for part in calendar.walk() if part.errors]
    return calendar


def alone(key: str, path: str):
    """The one event of a calendar."""
    (component,) = parsed(key, path).walk("VEVENT")
    return component


def titles(key: str, language: str) -> list[str]:
    calendar = parsed(key, f"/{language}/events/calendar.ics")
    return [str(component["SUMMARY"]) for component in calendar.walk("VEVENT")]


def test_a_calendar_has_the_own_and_the_joint_events_of_its_site_only(rivne, harnosand):
    event(rivne, "Зустріч у Рівному", start_date=DAY)
    event(harnosand, "Зустріч у Гернесанді", "uk", start_date=DAY)
    found = titles("rivne", "uk")
    assert "Зустріч у Рівному" in found
    assert "Зустріч у Гернесанді" not in found
    joint = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="uk")
    assert joint.title in found
    assert "Зустріч у Рівному" not in titles("rivne", "en")
    assert "Зустріч у Рівному" not in titles("harnosand", "uk")


def test_languages_that_a_site_lacks_have_no_calendar(rivne):
    page = event(rivne, "Зустріч", start_date=DAY)
    for path in (
        "/sv/events/calendar.ics",
        f"/sv/events/{page.slug}/event.ics",
        f"/en/events/{page.slug}/event.ics",
        "/uk/events/nothing/event.ics",
    ):
        assert fetch("rivne", path).status_code == 404, path
    assert fetch("harnosand", f"/uk/events/{page.slug}/event.ics").status_code == 404


def test_where_parity_hides_a_joint_event_the_calendar_has_none(db):
    EventPage.objects.filter(slug="learning-lab-ii-plock", locale__language_code="uk").update(
        live=False
    )
    path = "/en/events/learning-lab-ii-plock/event.ics"
    assert fetch("rivne", path).status_code == 404
    assert fetch("harnosand", path).status_code == 200


def test_an_all_day_event_is_dates_with_the_day_after_as_its_end(rivne):
    page = event(rivne, "Табір", start_date=DAY, end_date=DAY + timedelta(days=2))
    component = alone("rivne", f"/uk/events/{page.slug}/event.ics")
    assert component["DTSTART"].dt == DAY
    assert component["DTEND"].dt == DAY + timedelta(days=3)
    assert component["DTSTART"].params["VALUE"] == "DATE"


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("Europe/Kyiv", date(2031, 3, 30), 3),  # clocks jumped forward that morning
        ("Europe/Kyiv", date(2031, 3, 29), 2),
        ("Europe/Chisinau", date(2031, 10, 26), 2),  # and back
        ("Europe/Chisinau", date(2031, 10, 25), 3),
        ("Europe/Stockholm", date(2031, 7, 1), 2),
    ],
)
def test_a_time_means_the_same_moment_by_the_rules_that_the_file_carries(rivne, zone, day, offset):
    page = event(
        rivne,
        "О другій",
        start_date=day,
        start_time=time(14),
        end_time=time(15, 30),
        time_zone=zone,
    )
    path = f"/uk/events/{page.slug}/event.ics"
    component = alone("rivne", path)
    start = component["DTSTART"]
    assert start.params["TZID"] == zone
    # dateutil knows of the zone only what stands in the file.
    rules = tzical(StringIO(fetch("rivne", path).content.decode().replace("\r\n", "\n")))
    local = datetime.combine(day, time(14), tzinfo=rules.get(zone))
    assert local.utcoffset() == timedelta(hours=offset)
    assert local.astimezone(UTC) == page.starts_at
    assert component["DTEND"].dt - start.dt == timedelta(minutes=90)


def test_only_the_rules_of_the_years_in_question_are_carried(rivne):
    page = event(rivne, "О другій", start_date=DAY, start_time=time(14))
    content = fetch("rivne", f"/uk/events/{page.slug}/event.ics").content.decode()
    years = {
        line.split(":")[1][:4]
        for line in content.splitlines()
        if line.startswith(("DTSTART:", "RDATE:"))
    }
    assert years == {"2031"}
    assert "DTEND" not in content  # nobody wrote when it ends


@pytest.mark.parametrize("precision", ["month", "year"])
def test_an_event_without_a_day_is_in_no_calendar(rivne, precision):
    page = event(rivne, "Колись", start_date=DAY, date_precision=precision)
    assert fetch("rivne", f"/uk/events/{page.slug}/event.ics").status_code == 404
    assert "Колись" not in titles("rivne", "uk")
    assert "event.ics" not in fetch("rivne", f"/uk/events/{page.slug}/").content.decode()


@pytest.mark.parametrize("precision", ["city", "region", "participants"])
def test_the_place_is_told_at_its_precision(rivne, precision):
    page = event(
        rivne,
        "Захищена",
        start_date=DAY,
        address=ADDRESS,
        place="Рівне",
        region="Рівненщина",
        place_precision=precision,
    )
    for path in ("/uk/events/calendar.ics", f"/uk/events/{page.slug}/event.ics"):
        content = fetch("rivne", path).content.decode().replace("\r\n ", "")
        for word in ("Tymchasova", " 17b", "pidizd"):
            assert word not in content
    place = alone("rivne", f"/uk/events/{page.slug}/event.ics")["LOCATION"]
    expected = {
        "city": "Рівне, Україна",
        "region": "Рівненщина, Україна",
        "participants": "повідомляється учасникам",
    }
    assert str(place) == expected[precision]


def test_an_exact_place_is_told_where_an_editor_chose_so(rivne):
    page = event(rivne, "Х", start_date=DAY, address=ADDRESS, place_precision="exact", place="R")
    assert ADDRESS in str(alone("rivne", f"/uk/events/{page.slug}/event.ics")["LOCATION"])


def test_an_event_is_one_in_all_languages_and_on_all_sites(rivne):
    page = event(rivne, "Зустріч", start_date=DAY)
    event(rivne, "A meeting", "en", slug=page.slug, translation_key=page.translation_key,
          start_date=DAY)  # fmt: skip
    own = {
        str(alone("rivne", f"/{code}/events/{page.slug}/event.ics")["UID"]) for code in ("uk", "en")
    }
    assert own == {str(page.translation_key)}
    path = "/uk/events/learning-lab-ii-plock/event.ics"
    assert alone("rivne", path)["UID"] == alone("cbss", path)["UID"]


def test_the_address_is_canonical(rivne):
    page = event(rivne, "Зустріч", start_date=DAY)
    component = alone("rivne", f"/uk/events/{page.slug}/event.ics")
    assert component["URL"] == f"http://rivne.localhost:8000/uk/events/{page.slug}/"
    joint = alone("rivne", "/uk/events/learning-lab-ii-plock/event.ics")
    assert joint["URL"] == "http://cbss.localhost:8000/uk/events/learning-lab-ii-plock/"


@pytest.mark.parametrize(
    ("status", "written"),
    [
        ("planned", "CONFIRMED"),
        ("moved", "CONFIRMED"),
        ("postponed", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
    ],
)
def test_a_calendar_learns_what_became_of_an_event(rivne, status, written):
    page = event(rivne, "Зустріч", start_date=DAY, status=status)
    assert alone("rivne", f"/uk/events/{page.slug}/event.ics")["STATUS"] == written


def test_a_later_version_is_known_as_such(rivne):
    page = event(rivne, "Зустріч", start_date=DAY)
    path = f"/uk/events/{page.slug}/event.ics"
    before = alone("rivne", path)
    later = page.first_published_at + timedelta(minutes=5)
    EventPage.objects.filter(pk=page.pk).update(last_published_at=later)
    after = alone("rivne", path)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 300
    assert after["LAST-MODIFIED"].dt - before["LAST-MODIFIED"].dt == timedelta(minutes=5)
    assert after["DTSTAMP"].dt.utcoffset() == timedelta(0)


def test_long_and_awkward_text_arrives_whole(rivne):
    title, lead = "Кома, крапка; коса \\ риска", "Довгий рядок, " * 20 + "\nдругий рядок"
    page = event(rivne, title, slug="awkward", lead=lead, start_date=DAY)
    component = alone("rivne", f"/uk/events/{page.slug}/event.ics")
    assert component["SUMMARY"] == title
    assert component["DESCRIPTION"] == lead


def test_pages_lead_to_the_calendars(rivne):
    page = event(rivne, "Зустріч", start_date=DAY)
    html = fetch("rivne", f"/uk/events/{page.slug}/").content.decode()
    assert f'href="/uk/events/{page.slug}/event.ics"' in html
    assert 'href="/uk/events/calendar.ics"' in fetch("rivne", "/uk/events/").content.decode()
    over = event(rivne, "Торік", start_date=date(2020, 5, 1))
    assert "event.ics" not in fetch("rivne", f"/uk/events/{over.slug}/").content.decode()


def test_a_calendar_costs_the_same_with_many_events(rivne):
    def cost(path: str) -> int:
        fetch("rivne", path)
        with CaptureQueriesContext(connection) as asked:
            assert fetch("rivne", path).status_code == 200
        return len(asked)

    page = event(rivne, "Перша", start_date=DAY)
    single, path = f"/uk/events/{page.slug}/event.ics", "/uk/events/calendar.ics"
    before = cost(path)
    assert cost(single) <= before <= 5
    for number in range(10):
        event(rivne, f"Ще {number}", start_date=DAY, start_time=time(10))
    assert cost(path) == before
    assert len(titles("rivne", "uk")) >= 11


def test_readers_of_calendars_get_no_cookie_and_a_name_for_the_file(rivne):
    response = fetch("rivne", "/uk/events/calendar.ics")
    assert not response.cookies
    assert response["Content-Disposition"] == 'attachment; filename="rivne-uk.ics"'
