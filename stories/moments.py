"""From what an editor writes of a date to the moments at which an event begins and is over."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from stories.vocabularies import DatePrecision


def last_day(day: date, precision: str) -> date:
    """The last day that a date of this precision can mean: «2025» ends on 31 December."""
    if precision == DatePrecision.YEAR:
        return date(day.year, 12, 31)
    if precision == DatePrecision.MONTH:
        return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    return day


def first_day(day: date, precision: str) -> date:
    """The first day that a date of this precision can mean."""
    if precision == DatePrecision.YEAR:
        return date(day.year, 1, 1)
    if precision == DatePrecision.MONTH:
        return date(day.year, day.month, 1)
    return day


def moment(day: date, clock: time | None, zone: str) -> datetime:
    """A local date and time of an IANA zone as a moment in UTC; no time means midnight."""
    return datetime.combine(day, clock or time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """The moment at which a day is over in an IANA zone, in UTC."""
    return moment(day + timedelta(days=1), None, zone)


def exists(day: date, clock: time, zone: str) -> bool:
    """Whether clocks of the zone show this time at all on that day (not when they jump forward)."""
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    back = local.astimezone(UTC).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)
