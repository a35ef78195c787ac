"""What may be said of an event's place and time, for every output: page, lists, search engines."""

from dataclasses import dataclass

from stories.countries import country_name
from stories.vocabularies import DatePrecision, EventFormat, EventStatus, PlacePrecision

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
    if event.all_day:
        data["startDate"] = event.start_date.isoformat()
        data["endDate"] = event.last_day.isoformat()
    else:
        data["startDate"] = event.starts_at.astimezone(event.zone).isoformat()
        if event.end_time:
            data["endDate"] = event.ends_at.astimezone(event.zone).isoformat()
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
