"""Dates, ranges and times read as each language's own newspapers write them."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.language.dates import (
    format_date,
    format_date_range,
    format_event_times,
    format_time,
    format_times_here,
    iso_date,
)
from cms.language.numbers import format_number
from cms.language.zones import NETWORK_ZONES, city_of_zone

LANGUAGES = ("en", "sv", "uk", "ro")
languages = st.sampled_from(LANGUAGES)
precisions = st.sampled_from(("day", "month", "year"))
SEPTEMBER_17 = date(2025, 9, 17)


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "17 September 2025", "September 2025"),
        ("sv", "17 september 2025", "september 2025"),
        ("uk", "17 вересня 2025\u00a0р.", "вересень 2025\u00a0р."),
        ("ro", "17 septembrie 2025", "septembrie 2025"),
    ],
)
def test_a_date_is_written_in_full_or_as_far_as_it_is_known(language, day, month):
    assert format_date(SEPTEMBER_17, language) == day
    assert format_date(SEPTEMBER_17, language, "month") == month
    assert format_date(SEPTEMBER_17, language, "year") == "2025"


@pytest.mark.parametrize(
    ("language", "same_month", "across_months", "across_years"),
    [
        ("en", "17–19 Sept 2025", "17 Sept – 2 Oct 2025", "30 Dec 2025 – 2 Jan 2026"),
        ("sv", "17–19 sep. 2025", "17 sep.–2 okt. 2025", "30 dec. 2025–2 jan. 2026"),
        (
            "uk",
            "17–19 вер. 2025\u00a0р.",
            "17 вер. – 2 жовт. 2025\u00a0р.",
            "30 груд. 2025 – 2 січ. 2026\u00a0рр.",
        ),
        ("ro", "17–19 sept. 2025", "17 sept. – 2 oct. 2025", "30 dec. 2025 – 2 ian. 2026"),
    ],
)
def test_a_range_does_not_repeat_what_both_ends_share(
    language, same_month, across_months, across_years
):
    assert format_date_range(SEPTEMBER_17, date(2025, 9, 19), language) == same_month
    assert format_date_range(SEPTEMBER_17, date(2025, 10, 2), language) == across_months
    assert format_date_range(date(2025, 12, 30), date(2026, 1, 2), language) == across_years


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_range_of_one_day_or_without_an_end_is_a_date(language):
    single = format_date(SEPTEMBER_17, language)
    assert format_date_range(SEPTEMBER_17, SEPTEMBER_17, language) == single
    assert format_date_range(SEPTEMBER_17, None, language) == single


def test_a_range_known_by_the_month_or_the_year_shows_no_more():
    end = date(2025, 11, 3)
    assert format_date_range(SEPTEMBER_17, end, "en", "month") == "September – November 2025"
    assert format_date_range(SEPTEMBER_17, end, "uk", "month") == "вересень – листопад 2025\u00a0р."
    assert format_date_range(SEPTEMBER_17, date(2025, 9, 19), "sv", "month") == "september 2025"
    assert format_date_range(SEPTEMBER_17, end, "ro", "year") == "2025"
    assert format_date_range(date(2024, 9, 1), end, "ro", "year") == "2024–2025"


@given(st.dates(), st.dates(), languages, precisions)
def test_any_two_dates_make_a_range_in_either_order(one, other, language, precision):
    written = format_date_range(one, other, language, precision)
    assert written == format_date_range(other, one, language, precision)
    assert str(min(one, other).year) in written
    assert str(max(one, other).year) in written


def test_a_missing_date_fails_instead_of_becoming_today():
    for write in (format_date, format_time):
        with pytest.raises(TypeError):
            write(None, "en")
    with pytest.raises(TypeError):
        iso_date(None)


def test_an_unknown_precision_is_refused():
    with pytest.raises(ValueError, match="week"):
        format_date(SEPTEMBER_17, "en", "week")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clock_has_24_hours_in_every_language(language):
    assert format_time(time(14, 0), language) == "14:00"
    assert format_time(time(0, 5), language) == "00:05"
    in_kyiv = datetime(2025, 9, 17, 14, 0, tzinfo=ZoneInfo("Europe/Kyiv"))
    assert format_time(in_kyiv, language) == "14:00"


def test_a_regional_code_is_read_as_its_language_and_an_unknown_one_as_english():
    assert format_date(SEPTEMBER_17, "uk-ua") == format_date(SEPTEMBER_17, "uk")
    assert format_date(SEPTEMBER_17, None) == "17 September 2025"
    assert format_date(SEPTEMBER_17, "fi") == "17 September 2025"


def test_the_date_for_machines_is_as_long_as_it_is_known():
    assert iso_date(SEPTEMBER_17, "year") == "2025"
    assert iso_date(SEPTEMBER_17, "month") == "2025-09"
    assert iso_date(SEPTEMBER_17) == "2025-09-17"
    assert iso_date(datetime(2025, 9, 17, 23, 59)) == "2025-09-17"


# --- Event times ------------------------------------------------------------------------------

ELEVEN_UTC = datetime(2025, 9, 17, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "times"),
    [
        ("en", "14:00 Kyiv/Chișinău · 13:00 Stockholm"),
        ("sv", "14:00 Kyiv/Chișinău · 13:00 Stockholm"),
        ("uk", "14:00 Київ/Кишинів · 13:00 Стокгольм"),
        ("ro", "14:00 Kyiv/Chișinău · 13:00 Stockholm"),
    ],
)
def test_an_event_shows_the_venues_time_and_the_networks_other_time(language, times):
    assert format_event_times(ELEVEN_UTC, None, "Europe/Kyiv", language) == times


def test_the_venue_comes_first():
    assert (
        format_event_times(ELEVEN_UTC, None, "Europe/Chisinau", "ro")
        == "14:00 Chișinău/Kyiv · 13:00 Stockholm"
    )
    assert (
        format_event_times(ELEVEN_UTC, None, "Europe/Stockholm", "sv")
        == "13:00 Stockholm · 14:00 Kyiv/Chișinău"
    )


def test_an_end_is_shown_for_every_zone():
    assert (
        format_event_times(ELEVEN_UTC, ELEVEN_UTC + timedelta(hours=2), "Europe/Kyiv", "en")
        == "14:00–16:00 Kyiv/Chișinău · 13:00–15:00 Stockholm"
    )


def test_any_other_zone_is_named_by_its_city_in_the_readers_language():
    assert (
        format_event_times(ELEVEN_UTC, None, "Europe/Warsaw", "uk")
        == "13:00 Варшава/Стокгольм · 14:00 Київ/Кишинів"
    )
    assert format_event_times(ELEVEN_UTC, None, "America/Argentina/Buenos_Aires", "en") == (
        "08:00 Buenos Aires · 13:00 Stockholm · 14:00 Kyiv/Chișinău"
    )
    assert format_event_times(ELEVEN_UTC, None, "Etc/GMT+5", "en").startswith("06:00 UTC−5 · ")
    assert city_of_zone("UTC", "sv", ELEVEN_UTC) == "UTC"


def test_a_former_name_of_a_zone_is_not_a_second_city():
    assert format_event_times(ELEVEN_UTC, None, "Europe/Kiev", "en") == (
        "14:00 Kyiv/Chișinău · 13:00 Stockholm"
    )


def test_where_it_is_already_tomorrow_the_day_is_said():
    late = datetime(2025, 9, 17, 21, 30, tzinfo=UTC)
    assert format_event_times(late, None, "Europe/Stockholm", "en") == (
        "23:30 Stockholm · 00:30 Kyiv/Chișinău (18 Sept)"
    )
    assert format_event_times(late, None, "Europe/Stockholm", "uk").endswith("(18 вер.)")


def test_an_event_through_the_night_of_the_change_ends_at_the_changed_clock():
    # On 26 October 2025 Stockholm went from 03:00 back to 02:00 at 01:00 UTC.
    start = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    assert format_event_times(
        start, start + timedelta(hours=1), "Europe/Stockholm", "en"
    ).startswith("02:30–02:30 Stockholm")
    assert format_event_times(
        datetime(2025, 3, 30, 0, 30, tzinfo=UTC),
        datetime(2025, 3, 30, 1, 30, tzinfo=UTC),
        "Europe/Stockholm",
        "en",
    ).startswith("01:30–03:30 Stockholm")


def _clocks_by_city(written):
    return {
        city: part[:5]
        for part in written.split(" · ")
        for city in part[6:].split(" (")[0].split("/")
    }


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25), date(2025, 10, 26)])
@pytest.mark.parametrize("minute_of_night", range(0, 180, 15))
def test_zones_share_a_time_only_while_their_clocks_agree(change, minute_of_night):
    """Kyiv and Chișinău may change an hour apart; the zone data decides, not the text."""
    instant = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(minutes=60)
    instant += timedelta(minutes=minute_of_night)
    kyiv, chisinau = (
        instant.astimezone(ZoneInfo(zone)).strftime("%H:%M")
        for zone in ("Europe/Kyiv", "Europe/Chisinau")
    )
    clocks = _clocks_by_city(format_event_times(instant, None, "Europe/Kyiv", "en"))
    assert (clocks["Kyiv"], clocks["Chișinău"]) == (kyiv, chisinau)


def test_zones_that_change_on_different_days_are_told_apart_in_between():
    # New York changed on 9 March 2025, Europe on 30 March: five hours apart instead of six.
    between = datetime(2025, 3, 20, 12, 0, tzinfo=UTC)
    assert format_event_times(between, None, "America/New_York", "en") == (
        "08:00 New York · 13:00 Stockholm · 14:00 Kyiv/Chișinău"
    )


instants = st.datetimes(
    datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC), allow_imaginary=False
)


@given(instants, st.sampled_from(sorted(available_timezones())), languages)
def test_every_clock_shown_is_the_clock_of_that_zone(instant, zone, language):
    written = format_event_times(instant, None, zone, language)
    shown = _clocks_by_city(written)
    for name in (zone, *NETWORK_ZONES):
        clock = instant.astimezone(ZoneInfo(name)).strftime("%H:%M")
        assert shown[city_of_zone(name, language, instant)] == clock


def test_a_time_without_a_zone_and_a_zone_that_is_none_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        format_event_times(datetime(2025, 9, 17, 11, 0), None, "Europe/Kyiv", "en")
    with pytest.raises(ZoneInfoNotFoundError):
        format_event_times(ELEVEN_UTC, None, "Europe/Atlantis", "en")


# --- Numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,234,567.5"),
        ("sv", "1\u00a0234\u00a0567,5"),
        ("uk", "1\u00a0234\u00a0567,5"),
        ("ro", "1.234.567,5"),
    ],
)
def test_numbers_are_grouped_as_the_language_groups_them(language, written):
    assert format_number(1234567.5, language) == written
    assert format_number(Decimal("1234567.5"), language) == written


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="not a number"):
        format_number("many", "en")


# --- an event's time on the clocks of a site -----------------------------------------------------
def test_a_time_on_the_clocks_of_a_site_names_the_venue_only_where_it_differs():
    start = datetime(2031, 5, 1, 11, tzinfo=UTC)
    end = start + timedelta(hours=2)
    kyiv, stockholm, chisinau = "Europe/Kyiv", "Europe/Stockholm", "Europe/Chisinau"
    assert format_times_here(start, end, kyiv, chisinau, "uk") == "14:00–16:00"
    there = format_times_here(start, end, kyiv, stockholm, "uk")
    assert there == "14:00–16:00 Київ · 13:00–15:00 Стокгольм"
    assert format_times_here(start, start, stockholm, stockholm, "sv") == "13:00"
    assert format_times_here(start, None, stockholm, kyiv, "ro") == "13:00 Stockholm · 14:00 Kyiv"


def test_a_time_on_the_clocks_of_a_site_says_the_day_where_it_is_another_at_the_venue():
    start = datetime(2031, 5, 31, 21, 30, tzinfo=UTC)
    told = format_times_here(start, None, "Europe/Stockholm", "Europe/Kyiv", "sv")
    assert told == "23:30 Stockholm · 00:30 Kyiv (1 juni)"
    with pytest.raises(ValueError, match="time zone"):
        format_times_here(datetime(2031, 5, 1), None, "Europe/Kyiv", "Europe/Kyiv", "en")
