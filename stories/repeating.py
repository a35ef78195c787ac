"""The days on which a repeating event takes place, and the moments of each.

Patterns are rules of iCalendar (RFC 5545), read by dateutil. They are computed on the calendar of
the venue and only then turned into moments: 19:00 stays 19:00 when clocks change.

Decided where a rule alone would surprise:

- Monthly on the 29th, 30th or 31st: where a month has no such day, on its last. RFC 5545 would
  leave that month out.
- Monthly on a weekday that is the fifth of its month: on the last one of every month.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import takewhile

from dateutil.rrule import rrulestr

from stories import moments
from stories.vocabularies import DatePrecision, Repeats

# A series is planned for so long at most: every week of it is some 105 dates.
LONGEST_YEARS = 2

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Days from one date to the next, at the least: what lasts longer would meet itself.
_SHORTEST_INTERVAL = {
    Repeats.WEEKLY: 7,
    Repeats.FORTNIGHTLY: 14,
    Repeats.MONTHLY_DAY: 28,
    Repeats.MONTHLY_WEEKDAY: 28,
    Repeats.MONTHLY_LAST: 28,
}


@dataclass(frozen=True)
class Timing:
    """What an editor wrote of when an event is, on the clock of the venue.

    ``until`` counts. Without it, or without a pattern, the event takes place once. ``left_out``
    are first days of occurrences.
    """

    first_day: date
    last_day: date
    start_time: time | None
    end_time: time | None
    zone: str
    precision: str = DatePrecision.DAY
    repeats: str = Repeats.NEVER
    until: date | None = None
    left_out: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Occurrence:
    """One time that an event takes place: days at the venue, and moments in UTC."""

    day: date
    last_day: date
    starts_at: datetime
    ends_at: datetime


def week_of_month(day: date) -> int:
    """Which of the same weekdays of its month a day is: 1 to 4; the fifth is the last, −1."""
    week = (day.day - 1) // 7 + 1
    return week if week < 5 else -1


def is_last_of_month(day: date) -> bool:
    """Whether no later day of the month is the same weekday."""
    return (day + timedelta(days=7)).month != day.month


def rule(first: date, repeats: str) -> str:
    """The pattern of a series that begins on this day as iCalendar writes it, without its end.

    Raises ``ValueError`` for what is no pattern.
    """
    if repeats == Repeats.WEEKLY:
        return "FREQ=WEEKLY"
    if repeats == Repeats.FORTNIGHTLY:
        return "FREQ=WEEKLY;INTERVAL=2"
    if repeats == Repeats.MONTHLY_DAY:
        if first.day <= 28:
            return f"FREQ=MONTHLY;BYMONTHDAY={first.day}"
        # The last of these days that a month has.
        days = ",".join(str(number) for number in range(28, first.day + 1))
        return f"FREQ=MONTHLY;BYMONTHDAY={days};BYSETPOS=-1"
    if repeats in (Repeats.MONTHLY_WEEKDAY, Repeats.MONTHLY_LAST):
        week = -1 if repeats == Repeats.MONTHLY_LAST else week_of_month(first)
        return f"FREQ=MONTHLY;BYDAY={week}{_WEEKDAYS[first.weekday()]}"
    raise ValueError(f"{repeats!r} is no pattern")


def latest_end(first: date) -> date:
    """The last day on which a series that begins on this day may end."""
    year = first.year + LONGEST_YEARS
    return date(year, first.month, min(first.day, calendar.monthrange(year, first.month)[1]))


def pattern_days(first: date, repeats: str, until: date | None) -> list[date]:
    """Every day of the pattern up to ``until``, which counts, left out or not.

    Never empty: without a pattern, an end or a day that fits, the first day stands alone. What is
    not allowed is cut, so that a draft with the year 9999 costs nothing.
    """
    if not repeats or until is None:
        return [first]
    end = min(until, latest_end(first))
    days = rrulestr(rule(first, repeats), dtstart=datetime.combine(first, time()))
    found = [moment.date() for moment in takewhile(lambda moment: moment.date() <= end, days)]
    return found or [first]


def overlaps(timing: Timing) -> bool:
    """Whether one occurrence would not be over when the next begins."""
    if not timing.repeats:
        return False
    lasts = (timing.last_day - timing.first_day).days
    shortest = _SHORTEST_INTERVAL[timing.repeats]
    if lasts != shortest:
        return lasts > shortest
    # On the next one's own day: only where this one is over before that begins.
    return not (timing.start_time and timing.end_time and timing.end_time <= timing.start_time)


@lru_cache(maxsize=1024)
def occurrences(timing: Timing) -> tuple[Occurrence, ...]:
    """Every time that the event takes place, in order; never empty.

    Where every date was left out, which cannot be published, the first day stands.
    """
    days = [
        day
        for day in pattern_days(timing.first_day, timing.repeats, timing.until)
        if day not in timing.left_out
    ]
    return tuple(_occurrence(timing, day) for day in days or [timing.first_day])


def times_skipped(timing: Timing) -> Iterable[tuple[str, date]]:
    """Clock times that do not exist because clocks jump over them: («start» or «end», day)."""
    for occurrence in occurrences(timing):
        for which, day, clock in (
            ("start", occurrence.day, timing.start_time),
            ("end", occurrence.last_day, timing.end_time),
        ):
            if clock and not moments.exists(day, clock, timing.zone):
                yield which, day


def _occurrence(timing: Timing, day: date) -> Occurrence:
    last_day = day + (timing.last_day - timing.first_day)
    begins = moments.first_day(day, timing.precision)
    ends = moments.last_day(last_day, timing.precision)
    if timing.end_time and timing.precision == DatePrecision.DAY:
        ends_at = moments.moment(ends, timing.end_time, timing.zone)
    else:
        ends_at = moments.end_of_day(ends, timing.zone)
    return Occurrence(
        day=day,
        last_day=last_day,
        starts_at=moments.moment(begins, timing.start_time, timing.zone),
        ends_at=ends_at,
    )
