"""The calendar of the network: what all partners hold, on every site, in the reader's language.

A page of no editor. Times are those of the site's own zone; an event's page stays on its partner's
host. Filters are a form without script, and their address can be passed on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
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
from home.metadata import Alternate, Metadata, Sheet, default_of, language_choices
from home.search.reserved import CALENDAR_SLUG
from partners.tree import depth_of
from stories.filter_form import Group, Option, Way
from stories.models import EventIndexPage, EventPage
from stories.network_events import JOINT, Asked, Tally, find, tallies
from stories.vocabularies import DatePrecision, EventKind


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
    form = Filters(asked, tallies(visit), visit.shared_root_path, names)
    chips = form.chips(visit.language)
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
        "goes_on": found.goes_on,
        "groups": form.groups,
        "number": form.count(asked),
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
        default_url=default_of(urls, visit.primary_language, visit),
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
    return Line(event, first, last, times, _hosts(event, names))


def _hosts(event: EventPage, names: dict[str, dict]) -> list[dict]:
    """Whose it is: the partner's; of a joint one, all those who are named as its hosts."""
    if event.is_shared:
        by_key = {row["key"]: row for row in names.values()}
        return [by_key[key] for key in event.co_hosts if key in by_key]
    owner = names.get(event.path[: depth_of(2)])
    return [owner] if owner else []


# --- the filters ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Filters:
    """What can be asked for, how many events there would be, and the words for it."""

    asked: Asked
    counted: list[Tally]
    # Tree path of the common library; of each partner, with its names.
    library: str
    names: dict[str, dict]

    def count(self, asked: Asked) -> int:
        """How many events are all that is asked for."""
        return sum(row.number for row in self.counted if self._is(row, asked))

    def _is(self, row: Tally, asked: Asked) -> bool:
        return (
            (not asked.partner or self._is_of(row, asked.partner))
            and (not asked.kind or row.kind == asked.kind)
            and (not asked.online or row.is_online)
        )

    def _is_of(self, row: Tally, partner: str) -> bool:
        if row.root == self.library:
            return partner == JOINT or partner in row.co_hosts
        return row.root in self.names and self.names[row.root]["key"] == partner

    @cached_property
    def groups(self) -> list[Group]:
        """The questions. Each option is counted as if nothing were chosen in its own question."""
        partners = sorted(
            ((row["key"], row["short_name"], row["text_language"]) for row in self.names.values()),
            key=lambda row: row[1].casefold(),
        )
        kinds = [(value, capfirst(label), "") for value, label in EventKind.choices]
        together = (JOINT, _("Held together"), "")
        at_home = ("1", _("One can take part online"), "")
        return [
            Group(
                "partner",
                capfirst(_("partner")),
                "one",
                self._options("partner", [*partners, together]),
            ),
            Group("kind", capfirst(_("kind")), "one", self._options("kind", kinds)),
            Group("online", capfirst(_("online")), "several", self._options("online", [at_home])),
        ]

    def _options(self, name: str, values: list[tuple[str, str, str]]) -> list[Option]:
        chosen = getattr(self.asked, name)
        found = [
            Option(
                value,
                label,
                self.count(replace(self.asked, **{name: value})),
                value == chosen,
                lang,
            )
            for value, label, lang in values
        ]
        return [option for option in found if option.count or option.is_chosen]

    def chips(self, language: str) -> list[Way]:
        """What is asked for, each with the way to the list without it."""
        chosen = [
            (group.name, option)
            for group in self.groups
            for option in group.options
            if option.is_chosen
        ]
        return [
            Way(str(option.label), _address(language, self.asked.without(name)), lang=option.lang)
            for name, option in chosen
        ]
