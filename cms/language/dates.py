"""Dates, ranges and times as each language writes them, and an event's time in two countries.

The patterns come from CLDR through Babel, because Django has no ranges and its own patterns give
«Вересень» for «вересня» and «2 p.m.» for 14:00. Values are dates; what an editor does not know
exactly carries a precision, ``"day"``, ``"month"`` or ``"year"``.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel import dates as cldr

from cms.language.locales import cldr_locale
from cms.language.zones import NETWORK_ZONES, city_of_zone

PRECISIONS = ("day", "month", "year")

# CLDR skeletons: which parts of a date are shown; the language's pattern decides how.
_RANGE_SKELETONS = {"day": "yMMMd", "month": "yMMMM", "year": "y"}

_ISO_LENGTHS = {"day": 10, "month": 7, "year": 4}


def format_date(value: date, language: str | None, precision: str = "day") -> str:
    """A date in full: «17 вересня 2025 р.»; by the month: «вересень 2025 р.»; or «2025».

    A ``datetime`` gives its own date: convert it to the zone that is meant first.
    Raises ``TypeError`` for what is not a date and ``ValueError`` for an unknown precision.
    """
    day = _day(value)
    _check_precision(precision)
    locale = cldr_locale(language)
    if precision == "day":
        return _plain_spaces(cldr.format_date(day, "long", locale=locale))
    return _plain_spaces(cldr.format_skeleton(_RANGE_SKELETONS[precision], day, locale=locale))


def format_weekday_date(value: date, language: str | None) -> str:
    """A date with its day of the week: «вівторок, 2 грудня 2025 р.», «tisdag 2 december 2025».

    Raises ``TypeError`` for what is not a date.
    """
    text = cldr.format_date(_day(value), "full", locale=cldr_locale(language))
    # CLDR writes «пʼятниця» with a letter of its own; the house's texts have the usual sign.
    return _plain_spaces(text).replace("\u02bc", "’")


def format_date_range(
    start: date, end: date | None, language: str | None, precision: str = "day"
) -> str:
    """A range without repeating what both ends share: «17–19 sep. 2025».

    A range of one day (or of one month, one year at that precision), and one without an end, is
    written like a single date. Ends in the wrong order are read in the right one.
    Raises as ``format_date`` does.
    """
    first = _day(start)
    last = first if end is None else _day(end)
    _check_precision(precision)
    first, last = min(first, last), max(first, last)
    if iso_date(first, precision) == iso_date(last, precision):
        return format_date(first, language, precision)
    return _plain_spaces(
        cldr.format_interval(first, last, _RANGE_SKELETONS[precision], locale=cldr_locale(language))
    )


def format_time(value: time | datetime, language: str | None) -> str:
    """The clock's time, 24 hours in all four languages: «14:00».

    An aware ``datetime`` is shown in its own zone: convert it first.
    Raises ``TypeError`` for what has no time.
    """
    if not isinstance(value, time | datetime):
        raise TypeError(f"{value!r} has no time of day")
    clock = value.time() if isinstance(value, datetime) else value.replace(tzinfo=None)
    return cldr.format_time(clock, "HH:mm", locale=cldr_locale(language))


def format_event_times(
    start: datetime, end: datetime | None, venue_zone: str, language: str | None
) -> str:
    """When an event begins (and ends) at its place and in the network's other countries.

    «14:00 Kyiv/Chișinău · 13:00 Stockholm»: the venue first, then the network's zones, those with
    the same clock together. Which zones agree is computed for these very instants, because the
    countries do not all change their clocks in the same hour. Where it is another day than at the
    venue, the day is added: «00:30 Kyiv/Chișinău (18 Sept)».

    ``start`` and ``end`` are aware instants, ``venue_zone`` is an IANA name. Raises ``ValueError``
    for an instant without a zone and ``zoneinfo.ZoneInfoNotFoundError`` for an unknown zone.
    """
    for instant in (start, end):
        if instant is not None and instant.utcoffset() is None:
            raise ValueError("an event's time is an instant: give it a time zone")
    end = None if end == start else end
    cities_by_clock: dict[tuple[datetime | None, ...], list[str]] = {}
    named: set[str] = set()
    for zone in (venue_zone, *NETWORK_ZONES):
        city = city_of_zone(zone, language, start)
        if city in named:  # Europe/Kiev and Europe/Kyiv are one place
            continue
        named.add(city)
        clock = tuple(_wall_clock(instant, zone) for instant in (start, end))
        cities_by_clock.setdefault(clock, []).append(city)

    (venue_start, _), *_ = cities_by_clock
    parts = []
    for (local_start, local_end), cities in cities_by_clock.items():
        part = f"{_clocks((local_start, local_end), language)} {'/'.join(cities)}"
        if local_start.date() != venue_start.date():
            part += f" ({_short_day(local_start, language)})"
        parts.append(part)
    return " · ".join(parts)


def format_times_here(
    start: datetime, end: datetime | None, zone: str, venue_zone: str, language: str | None
) -> str:
    """When an event begins (and ends) on the clocks of a zone: «14:00–16:00».

    Where clocks at the venue show something else, both are named: «14:00 Київ · 13:00 Стокгольм»,
    with the day where it is another one there. Arguments and errors as of ``format_event_times``.
    """
    for instant in (start, end):
        if instant is not None and instant.utcoffset() is None:
            raise ValueError("an event's time is an instant: give it a time zone")
    end = None if end == start else end
    here, there = (
        tuple(_wall_clock(instant, name) for instant in (start, end)) for name in (zone, venue_zone)
    )
    text = _clocks(here, language)
    if here == there:
        return text
    text += f" {city_of_zone(zone, language, start)}"
    text += f" · {_clocks(there, language)} {city_of_zone(venue_zone, language, start)}"
    if here[0].date() != there[0].date():
        text += f" ({_short_day(there[0], language)})"
    return text


def _clocks(times: tuple[datetime, datetime | None], language: str | None) -> str:
    start, end = times
    text = format_time(start, language)
    if end is not None:
        text += f"–{format_time(end, language)}"
    return text


def _short_day(moment: datetime, language: str | None) -> str:
    """A day without its year: «17 вер.»."""
    day = cldr.format_skeleton("MMMd", moment.date(), locale=cldr_locale(language))
    return _plain_spaces(day)


def iso_date(value: date, precision: str = "day") -> str:
    """What ``<time datetime>`` says: «2025-09-17», «2025-09» or «2025»."""
    day = _day(value)
    _check_precision(precision)
    return day.isoformat()[: _ISO_LENGTHS[precision]]


def _day(value: date) -> date:
    # Babel takes None for today, which would print a wrong date instead of failing.
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        raise TypeError(f"{value!r} is not a date")
    return value


def _check_precision(precision: str) -> None:
    if precision not in PRECISIONS:
        raise ValueError(f"{precision!r} is not one of {', '.join(PRECISIONS)}")


def _wall_clock(instant: datetime | None, zone: str) -> datetime | None:
    """The date and time that a clock on the wall shows in that zone, to the minute."""
    if instant is None:
        return None
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


def _plain_spaces(text: str) -> str:
    # CLDR writes narrow spaces that many system fonts lack, and then draw as boxes or too wide.
    return text.replace("\u202f", "\u00a0").replace("\u2009", " ")
