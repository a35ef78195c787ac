"""What may be said of an event's place and time, for every output: page, lists, search engines."""

from dataclasses import dataclass

from stories import repeating
from stories.countries import country_name
from stories.labs import stages
from stories.vocabularies import (
    DatePrecision,
    EventFormat,
    EventStatus,
    PlacePrecision,
    Repeats,
)

EVENT_STATUS = {
    EventStatus.PLANNED: "https://schema.org/EventScheduled",
    EventStatus.MOVED: "https://schema.org/EventRescheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}
ATTENDANCE = {
    EventFormat.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    EventFormat.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    EventFormat.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Place:
    """A place as exactly as readers may know it; every part that they may not is empty."""

    address: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    told_to_participants: bool = False

    def __str__(self):
        return ", ".join(
            part for part in (self.address, self.town or self.region, self.country) if part
        )


def shown_place(event) -> Place:
    """The place of an event at its precision. The address leaves the model here or nowhere."""
    country = country_name(event.country) if event.country else ""
    if event.place_precision == PlacePrecision.EXACT:
        return Place(address=event.address, town=event.place, country=country)
    if event.place_precision == PlacePrecision.CITY:
        return Place(town=event.place, country=country)
    if event.place_precision == PlacePrecision.REGION:
        return Place(region=event.region, country=country)
    return Place(told_to_participants=True)


def structured_data(event, visit) -> dict | None:
    """The event for search engines (schema.org/Event).

    None where no day is known: a calendar entry for «2025» would be a lie, and the preview of a
    draft may have no date at all.
    """
    if event.start_date is None or event.date_precision != DatePrecision.DAY:
        return None
    data = {
        "@type": "Event",
        "name": event.title,
        "description": event.lead,
        "inLanguage": event.language,
        "eventStatus": EVENT_STATUS[event.status],
        "eventAttendanceMode": ATTENDANCE[event.format],
    }
    hosts = stages.hosts_of(visit, event)
    if hosts:
        data["organizer"] = [
            {
                "@type": "Organization",
                "name": host.short_name or host.name,
                "url": host.site.root_url,
            }
            for host in hosts
        ]
    data |= _dates(event, event.occurrence)
    if event.is_series:
        data["eventSchedule"] = _schedule(event)
    place = shown_place(event)
    if str(place):
        address = {"@type": "PostalAddress", "addressCountry": event.country}
        if place.address:
            address["streetAddress"] = place.address
        if place.town:
            address["addressLocality"] = place.town
        if place.region:
            address["addressRegion"] = place.region
        data["location"] = {"@type": "Place", "name": str(place), "address": address}
    return data


def _dates(event, occurrence) -> dict:
    """Beginning and end; of a series, those of the date that readers are told of."""
    if event.all_day:
        return {
            "startDate": occurrence.day.isoformat(),
            "endDate": occurrence.last_day.isoformat(),
        }
    dates = {"startDate": occurrence.starts_at.astimezone(event.zone).isoformat()}
    if event.end_time:
        dates["endDate"] = occurrence.ends_at.astimezone(event.zone).isoformat()
    return dates


def _schedule(event) -> dict | list[dict]:
    """All dates of a series (schema.org/Schedule).

    schema.org has no words for «the 31st, or the last day of the month» nor for the last weekday
    of one: there every coming date is a schedule of its own.
    """
    timing = event.timing
    days = repeating.pattern_days(timing.first_day, timing.repeats, timing.until)
    clock = {"scheduleTimezone": timing.zone}
    if timing.start_time:
        clock["startTime"] = timing.start_time.isoformat()
    if timing.start_time and timing.end_time:
        clock["endTime"] = timing.end_time.isoformat()
    pattern = _schedule_pattern(timing)
    if pattern is None:
        return [
            {
                "@type": "Schedule",
                "startDate": one.day.isoformat(),
                "endDate": one.last_day.isoformat(),
                "repeatCount": 1,
                **clock,
            }
            for one in event.coming_occurrences or event.occurrences
        ]
    schedule = {
        "@type": "Schedule",
        "startDate": days[0].isoformat(),
        "endDate": days[-1].isoformat(),
        **pattern,
        **clock,
    }
    left_out = sorted(timing.left_out.intersection(days))
    if left_out:
        schedule["exceptDate"] = [day.isoformat() for day in left_out]
    return schedule


def _schedule_pattern(timing) -> dict | None:
    """How often, in the words of schema.org; None where it has none."""
    first = timing.first_day
    by_day = f"https://schema.org/{WEEKDAYS[first.weekday()]}"
    if timing.repeats == Repeats.WEEKLY:
        return {"repeatFrequency": "P1W", "byDay": by_day}
    if timing.repeats == Repeats.FORTNIGHTLY:
        return {"repeatFrequency": "P2W", "byDay": by_day}
    if timing.repeats == Repeats.MONTHLY_DAY and first.day <= 28:
        return {"repeatFrequency": "P1M", "byMonthDay": first.day}
    week = repeating.week_of_month(first)
    if timing.repeats == Repeats.MONTHLY_WEEKDAY and week > 0:
        return {"repeatFrequency": "P1M", "byDay": by_day, "byMonthWeek": week}
    return None
