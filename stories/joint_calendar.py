"""The calendar of the network: what all partners hold, on every site, in the reader's language.

A page of no editor. Times are those of the site's own zone; an event's page stays on its partner's
host. Filters are a form without script, and their address can be passed on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.language.dates import format_times_here
from cms.language.zones import city_of_zone
from home.metadata import Alternate, Metadata, language_choices
from home.search.reserved import CALENDAR_SLUG
from partners.tree import depth_of
from stories.filter_form import Group, Option, Way
from stories.models import EventIndexPage, EventPage
from stories.network_events import JOINT, Asked, Tally, find, tallies
from stories.vocabularies import DatePrecision, EventKind


@dataclass(frozen=True)
class Sheet:
    """What the frame asks of a page, of one that stands in no tree."""

    title: str
    lead: str
    language: str
    seo_title: str = ""
    search_description: str = ""
    image: None = None
    is_synthetic: bool = False


@dataclass
class Line:
    """An event in the calendar: the days on which it is on the site's clocks, and its times there.

    hosts: names of the partners that hold it, as ``Visit.names_of`` gives them.
    """

    event: EventPage
    first: date
    last: date
    times: str
    hosts: list[dict] = field(default_factory=list)


@dataclass
class Month:
    """Lines of one month; of a year, where nobody knows more. day: None for what began before."""

    day: date | None
    precision: str
    lines: list[Line]


def joint_calendar(request):
    """What is coming, by months, and what took place; each can be read on page by page."""
    visit = request.visit
    if visit is None or visit.home is None or visit.node_of(EventIndexPage) is None:
        raise Http404
    names = visit.names_of()
    roots = {row["key"]: root for root, row in names.items()}
    asked = Asked.of(request.GET, roots)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    found = find(visit, asked, roots, after, before)
    events = [*found.coming, *found.past]
    chips = _chips(visit, asked, roots, names)
    context = {
        "page": Sheet(
            _("Events of all partners"),
            _("What the partners hold on their own sites and together, in one list."),
            visit.language,
        ),
        "index": visit.node_of(EventIndexPage),
        "city": city_of_zone(visit.partner.time_zone, visit.language, timezone.now()),
        "coming": list(_months(visit, found.coming, names, is_coming=True)),
        "past": list(_months(visit, found.past, names, is_coming=False)),
        "later": found.later and _address(visit.language, asked, after=found.later),
        "earlier": found.earlier and _address(visit.language, asked, before=found.earlier),
        "whole": _address(visit.language, asked),
        "path": _address(visit.language),
        "goes_on": bool(after or before),
        "only_past": bool(before),
        "only_coming": bool(after) and not before,
        "groups": _groups(asked, tallies(visit), visit, names),
        "chips": chips,
        "is_narrowed": bool(chips),
        "calendar": _address(visit.language, asked, "events.ics"),
        "metadata": _metadata(visit, asked),
        "as_of": max(filter(None, (event.last_published_at for event in events)), default=None),
    }
    return render(request, "stories/joint_calendar.html", context)


def paths(visit) -> dict[str, str]:
    """Language → path of the calendar, in the languages in which the site has one."""
    return {
        code: _address(code)
        for code in visit.homes
        if visit.node_of(EventIndexPage, code) is not None
    }


def _address(language: str, asked: Asked | None = None, file: str = "", **place: str) -> str:
    """The calendar as somebody asks for it: always in one order."""
    parameters = [*(asked.parameters() if asked else []), *place.items()]
    question = f"?{urlencode(parameters)}" if parameters else ""
    return f"/{language}/{CALENDAR_SLUG}/{file}{question}"


def _metadata(visit, asked: Asked) -> Metadata:
    """Each site has its own calendar: it names its own host's addresses. The language switch and
    the address to pass on keep what is asked for; search engines keep to the whole."""
    urls = {code: visit.root_url + path for code, path in paths(visit).items()}
    switched = {code: _address(code, asked) for code in urls}
    return Metadata(
        canonical=urls[visit.language],
        here=visit.root_url + switched[visit.language],
        alternates=[Alternate(code, url) for code, url in urls.items()],
        default_url=urls.get(visit.primary_language) or next(iter(urls.values())),
        choices=language_choices(visit, switched),
    )


# --- the list ------------------------------------------------------------------------------------
def _months(visit, events: list, names: dict[str, dict], is_coming: bool) -> Iterator[Month]:
    """The events by months, in the order of the list, on the clocks of the site."""
    lines = [_line(visit, event, names) for event in events]
    lines.sort(key=lambda line: line.first, reverse=not is_coming)
    this_month = timezone.localdate(timezone=ZoneInfo(visit.partner.time_zone)).replace(day=1)

    def month_of(line: Line) -> tuple[date | None, str]:
        if line.event.date_precision == DatePrecision.YEAR:
            return line.first.replace(month=1, day=1), DatePrecision.YEAR
        month = line.first.replace(day=1)
        return (None if is_coming and month < this_month else month), DatePrecision.MONTH

    for (day, precision), rows in groupby(lines, month_of):
        yield Month(day, precision, list(rows))


def _line(visit, event: EventPage, names: dict[str, dict]) -> Line:
    told, zone = event.occurrence, visit.partner.time_zone
    first, last, times = told.day, told.last_day, ""
    if not event.all_day and event.date_precision == DatePrecision.DAY:
        here = ZoneInfo(zone)
        first = told.starts_at.astimezone(here).date()
        last = (
            told.ends_at.astimezone(here).date()
            if event.end_time
            else told.last_day + timedelta(days=(first - told.day).days)
        )
        times = format_times_here(
            told.starts_at, event.shown_end, zone, event.time_zone, visit.language
        )
    owner = names.get(event.path[: depth_of(2)])
    return Line(event, first, last, times, [owner] if owner else [])


# --- the filters ---------------------------------------------------------------------------------
def _groups(asked: Asked, counted: list[Tally], visit, names: dict[str, dict]) -> list[Group]:
    """What can be asked for. The options of a filter are counted as if nothing were chosen in it."""
    tests: dict[str, Callable[[Tally, str], bool]] = {
        "partner": lambda row, value: _is_of(row, value, visit, names),
        "kind": lambda row, value: row.kind == value,
        "online": lambda row, value: row.is_online,
    }

    def count(name: str, value: str) -> int:
        others = [(other, wanted) for other, wanted in asked.parameters() if other != name]
        return sum(
            row.number
            for row in counted
            if tests[name](row, value)
            and all(tests[other](row, wanted) for other, wanted in others)
        )

    def options(name: str, values: list[tuple[str, str, str]]) -> list[Option]:
        chosen = getattr(asked, name)
        found = [
            Option(value, label, count(name, value), value == chosen, lang)
            for value, label, lang in values
        ]
        return [one for one in found if one.count or one.is_chosen]

    partners = sorted(
        ((row["key"], row["short_name"], row["text_language"]) for row in names.values()),
        key=lambda row: row[1].casefold(),
    )
    partners.append((JOINT, _("Held together"), ""))
    kinds = [(value, str(capfirst(label)), "") for value, label in EventKind.choices]
    online = [("1", _("One can take part online"), "")]
    return [
        Group("partner", _("Whose"), "one", options("partner", partners)),
        Group("kind", capfirst(_("kind")), "one", options("kind", kinds)),
        Group("online", _("Online"), "several", options("online", online)),
    ]


def _is_of(row: Tally, value: str, visit, names: dict[str, dict]) -> bool:
    if value == JOINT:
        return row.root == visit.shared_root_path
    owner = names.get(row.root)
    return owner is not None and owner["key"] == value


def _chips(visit, asked: Asked, roots: dict[str, str], names: dict[str, dict]) -> list[Way]:
    """What is asked for, each with the way to the list without it."""
    words = {"kind": lambda value: capfirst(EventKind(value).label), "online": _online_words}
    chips = []
    for name, value in asked.parameters():
        lang = ""
        if name == "partner" and value != JOINT:
            row = names[roots[value]]
            said, lang = row["short_name"], row["text_language"]
        else:
            said = _("Held together") if name == "partner" else words[name](value)
        chips.append(Way(str(said), _address(visit.language, asked.without(name)), lang=lang))
    return chips


def _online_words(_value: str) -> str:
    return _("One can take part online")
