"""When and where an event is, and what readers may learn of it."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from wagtail.users.models import UserProfile

from stories import moments
from stories.models import EventIndexPage, EventPage, SharedLanguageRootPage
from stories.vocabularies import PlacePrecision
from tests.builders import Editor, Reader, event, index


def unsaved(**fields) -> EventPage:
    page = EventPage(
        **{
            "title": "Meeting",
            "lead": "A meeting.",
            "start_date": date(2027, 3, 28),
            "time_zone": "Europe/Kyiv",
            "place": "Рівне",
        }
        | fields
    )
    page.set_moments()
    return page


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        # Winter and summer time of the same clock time.
        ("Europe/Kyiv", date(2027, 1, 15), datetime(2027, 1, 15, 12, 0, tzinfo=UTC)),
        ("Europe/Kyiv", date(2027, 7, 15), datetime(2027, 7, 15, 11, 0, tzinfo=UTC)),
        # The day on which clocks jump: 14:00 is after the jump everywhere.
        ("Europe/Kyiv", date(2027, 3, 28), datetime(2027, 3, 28, 11, 0, tzinfo=UTC)),
        ("Europe/Stockholm", date(2027, 3, 28), datetime(2027, 3, 28, 12, 0, tzinfo=UTC)),
        ("Europe/Chisinau", date(2027, 10, 31), datetime(2027, 10, 31, 12, 0, tzinfo=UTC)),
    ],
)
def test_two_oclock_at_the_venue_is_the_right_moment(zone, day, begins):
    assert unsaved(start_date=day, start_time=time(14), time_zone=zone).starts_at == begins


def test_an_all_day_event_is_over_when_its_last_day_is_over_at_the_venue():
    page = unsaved(start_date=date(2027, 7, 1), end_date=date(2027, 7, 2))
    assert page.all_day
    assert page.ends_at == datetime(2027, 7, 2, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "over"),
    [("month", datetime(2027, 2, 28, 22, 0, tzinfo=UTC)),
     ("year", datetime(2027, 12, 31, 22, 0, tzinfo=UTC))],
)  # fmt: skip
def test_an_event_of_which_only_month_or_year_is_known_is_over_when_that_is(precision, over):
    page = unsaved(start_date=date(2027, 2, 1), date_precision=precision)
    assert page.ends_at == over


def test_a_time_over_which_clocks_jump_is_refused():
    assert not moments.exists(date(2027, 3, 28), time(3, 30), "Europe/Kyiv")
    with pytest.raises(ValidationError) as refused:
        unsaved(start_date=date(2027, 3, 28), start_time=time(3, 30)).clean()
    assert "start_time" in refused.value.message_dict


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"end_date": date(2027, 3, 27)}, "end_date"),
        ({"end_time": time(12)}, "start_time"),
        ({"start_time": time(12), "end_time": time(11)}, "end_time"),
    ],
)
def test_dates_and_times_that_cannot_be_are_refused(db, fields, field):
    with pytest.raises(ValidationError) as refused:
        unsaved(**fields).clean()
    assert field in refused.value.message_dict


@pytest.mark.parametrize("zone", ["+02:00", "EET2", "Kyiv", "", "../etc/passwd"])
def test_an_offset_is_no_time_zone(db, zone):
    with pytest.raises(ValidationError) as refused:
        unsaved(time_zone=zone).full_clean(exclude=["path", "depth", "slug", "content_type"])
    assert "time_zone" in refused.value.message_dict


@pytest.mark.parametrize(
    ("precision", "shown", "hidden"),
    [
        ("exact", ["Соборна 7", "Рівне"], []),
        ("city", ["Рівне"], ["Соборна 7", "Рівненщина"]),
        ("region", ["Рівненщина"], ["Соборна 7"]),
        ("participants", [], ["Соборна 7", "Рівненщина"]),
    ],
)
def test_readers_learn_the_place_as_exactly_as_its_editor_chose(rivne, precision, shown, hidden):
    event(
        rivne, "Зустріч у громаді", slug="zustrich", place="Рівне", region="Рівненщина",
        address="Соборна 7", place_precision=precision, start_date=date(2027, 5, 1),
    )  # fmt: skip
    html = Reader(rivne).get("/uk/events/zustrich/").content.decode()
    main = html.split("<main")[1].split("</main")[0]
    assert all(word in main for word in shown)
    assert not any(word in html for word in hidden)
    listed = Reader(rivne).get("/uk/events/").content.decode()
    assert "Зустріч у громаді" in listed
    assert not any(word in listed for word in hidden)


def test_a_new_ukrainian_event_starts_with_the_town_only_and_a_swedish_one_with_the_address(
    rivne, harnosand
):
    for partner, precision, zone in (
        (rivne, PlacePrecision.CITY, "Europe/Kyiv"),
        (harnosand, PlacePrecision.EXACT, "Europe/Stockholm"),
    ):
        parent = index(EventIndexPage, partner)
        form = Editor("editor", partner).get(
            f"/admin/pages/add/stories/eventpage/{parent.pk}/"
        ).context["form"]  # fmt: skip
        assert form["place_precision"].value() == precision
        assert form["time_zone"].value() == zone


def test_a_new_joint_event_starts_with_the_zone_of_the_house_of_the_library(db):
    root = SharedLanguageRootPage.objects.get(locale__language_code="en")
    form = (
        Editor("library_editor")
        .get(f"/admin/pages/add/stories/eventpage/{root.pk}/")
        .context["form"]
    )
    assert form["time_zone"].value() == "Europe/Stockholm"


def test_an_event_passes_from_coming_to_past_at_the_moment_it_ends(rivne, monkeypatch):
    event(rivne, "Вечір пам’яті", slug="vechir", start_date=date(2027, 5, 1),
          start_time=time(18), end_time=time(20))  # fmt: skip

    def lists():
        response = Reader(rivne).get("/uk/events/")
        slugs = lambda items: [page.slug for page in items]  # noqa: E731
        return slugs(response.context["coming"]), slugs(response.context["past"].items)

    ends = datetime(2027, 5, 1, 17, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: ends.replace(hour=16, minute=59))
    coming, past = lists()
    assert "vechir" in coming
    assert "vechir" not in past
    monkeypatch.setattr("django.utils.timezone.now", lambda: ends)
    coming, past = lists()
    assert "vechir" not in coming
    assert "vechir" in past


def test_country_and_time_zone_are_chosen_by_name_in_the_editors_language(rivne):
    editor = Editor("editor", rivne)
    UserProfile.objects.update_or_create(user=editor.user, defaults={"preferred_language": "uk"})
    parent = index(EventIndexPage, rivne)
    html = editor.get(f"/admin/pages/add/stories/eventpage/{parent.pk}/").content.decode()
    assert '<option value="UA" selected>Україна</option>' in html
    zones = html.split('name="time_zone"')[1].split("</select>")[0]
    assert '<option value="Europe/Kyiv" selected>' in zones
    assert zones.index("Europe/Chisinau") < zones.index("Africa/Cairo")
