"""Events in readers' own calendars (iCalendar, RFC 5545): one, all of a site, all partners'.

What is said of the place is asked of ``shown_place``, as everywhere. An event of which only the
month or the year is known is in no calendar: a day for it would be a lie. A series is one entry
with its rule: programs expand it by the rules of summer time that the file carries.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vRecur

from home.gone import withdrawal_at
from stories import listings, network_events, repeating
from stories.models import EventIndexPage, EventPage
from stories.network_events import Asked
from stories.vocabularies import DatePrecision, EventFormat, EventStatus

PRODUCT = "-//RESCOM//Events//EN"
REFRESHED = timedelta(hours=12)  # how often a calendar that follows the site asks again
STATUS = {
    EventStatus.PLANNED: "CONFIRMED",
    EventStatus.MOVED: "CONFIRMED",  # the date is the new one
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


def site_calendar(request):
    """All events that the visited site offers in the visited language, own and joint."""
    visit = _visit(request)
    calendar = _calendar(listings.calendar_events(visit), visit)
    _name(calendar, f"{visit.node_of(EventIndexPage).title} – {_site_name(visit)}")
    return _response(calendar, f"{visit.partner.key}-{visit.language}")


def network_calendar(request):
    """Events of all partners, as the address asks for them; one event is the same one in every
    calendar that has it."""
    visit = _visit(request)
    roots = {row["key"]: root for root, row in visit.names_of().items()}
    asked = Asked.of(request.GET, roots)
    events = network_events.for_calendars(visit, asked, roots)
    calendar = _calendar(events, visit)
    _name(calendar, f"{_('Events of all partners')} – {_site_name(visit)}")
    return _response(calendar, f"{visit.partner.key}-{visit.language}-network")


def event_calendar(request, slug: str):
    """One event. 404 where the site has none with a known day at this address, 410 where it was
    withdrawn."""
    visit = _visit(request)
    event = listings.calendar_event(visit, slug)
    if event is None:
        index = visit.node_of(EventIndexPage)
        withdrawal = withdrawal_at(visit, EventIndexPage, [index.slug, slug])
        if withdrawal is None or withdrawal.page.specific.date_precision != DatePrecision.DAY:
            raise Http404
        said = _("This page was withdrawn")
        return HttpResponse(f"{said}\n", status=410, content_type="text/plain; charset=utf-8")
    return _response(_calendar([event], visit), event.slug)


def _name(calendar: Calendar, name: str) -> None:
    """What programs that follow a calendar call it, and how often they ask again."""
    calendar.add("name", name)  # RFC 7986; older programs read the next
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")


def _visit(request):
    visit = request.visit
    if visit is None or visit.home is None or visit.node_of(EventIndexPage) is None:
        raise Http404
    return visit


def _site_name(visit) -> str:
    return visit.text.short_name if visit.text else visit.partner.name


def _response(calendar: Calendar, name: str) -> HttpResponse:
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )


def _calendar(events: list[EventPage], visit) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in events:
        calendar.add_component(as_component(event, visit))
    if events:
        # The rules of the years in question, not of every year for which they are known.
        first = min(event.start_date for event in events).year
        last = max(event.occurrences[-1].last_day for event in events).year
        calendar.add_missing_timezones(date(first, 1, 1), date(last + 1, 1, 1))
    return calendar


def as_component(event: EventPage, visit) -> Event:
    """The event as a VEVENT, as the visited site may show it."""
    component = Event()
    # One event is one in every language and on every site, whatever its address becomes.
    component.add("uid", str(event.translation_key))
    changed = event.last_published_at or event.first_published_at or event.starts_at
    first = event.first_published_at or changed
    component.add("dtstamp", changed.astimezone(UTC))
    component.add("created", first.astimezone(UTC))
    component.add("last-modified", changed.astimezone(UTC))
    # Grows with every publishing: calendars take the larger of two for the newer.
    component.add("sequence", max(0, int((changed - first).total_seconds())))
    words = {"LANGUAGE": event.language}
    component.add("summary", event.title, parameters=words)
    if event.lead:
        component.add("description", event.lead, parameters=words)
    start, end = moments_of(event)
    component.add("dtstart", start)
    if end is not None:
        component.add("dtend", end)
    if event.is_series:
        _add_rule(component, event)
    if event.all_day:
        component.add("transp", "TRANSPARENT")  # it does not make the whole day busy
    place = place_of(event)
    if place:
        component.add("location", place)
    component.add("status", STATUS[event.status])
    component.add("categories", [str(event.get_kind_display())])
    component.add("url", canonical_address(event, visit))
    return component


def _add_rule(component: Event, event: EventPage) -> None:
    """The pattern, its end and the dates left out, in the form in which the beginning stands.

    RFC 5545, 3.3.10: UNTIL is a date where DTSTART is one, else a moment in UTC. Where the first
    date is left out, it is still what the rule counts from.
    """
    timing = event.timing
    days = repeating.pattern_days(timing.first_day, timing.repeats, timing.until)
    last, left_out = days[-1], sorted(timing.left_out.intersection(days))
    if not event.all_day:
        last = _local(event, last, event.start_time).astimezone(UTC)
        left_out = [_local(event, day, event.start_time) for day in left_out]
    rule = vRecur.from_ical(repeating.rule(timing.first_day, timing.repeats))
    component.add("rrule", rule | {"UNTIL": [last]})
    if left_out:
        component.add("exdate", left_out)


def _local(event: EventPage, day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=event.zone)


def moments_of(event: EventPage) -> tuple[date | datetime, date | datetime | None]:
    """Beginning and end as a calendar writes them, on the clock of the venue; a series' first.

    All-day events are dates, and the end is the day after the last. Without a written end: None,
    or, over several days, the end of the last of them.
    """
    if event.all_day:
        return event.start_date, event.last_day + timedelta(days=1)

    start = _local(event, event.start_date, event.start_time)
    if event.end_time:
        return start, _local(event, event.last_day, event.end_time)
    if event.last_day > event.start_date:
        return start, _local(event, event.last_day + timedelta(days=1), time())
    return start, None


def place_of(event: EventPage) -> str:
    """Where it is, as exactly as readers may know it and in the words of the event's page."""
    if event.format == EventFormat.ONLINE:
        return str(event.get_format_display())
    place = event.shown_place()
    return _("told to participants") if place.told_to_participants else str(place)


def canonical_address(event: EventPage, visit) -> str:
    """The address of the event's page: on its owner's host; a joint event's, on the library's."""
    if event.is_shared:
        index = visit.node_of(EventIndexPage, event.language, visit.library)
        if index is not None:
            return f"{visit.library.site.root_url}{index.site_path}{event.slug}/"
    path = visit.path_of(event)
    # Another partner's event stands on its own host.
    return visit.root_url + path if path else event.full_url
