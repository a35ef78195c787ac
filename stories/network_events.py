"""The events of all partners as one site's readers get them: each once, in the best language.

A partner's own event is shown in the visitor's language, else in its original, else as it is; a
joint one as the library offers it (``stories/sharing.py``). Languages are chosen before the list
is cut into pages, and lists and counts ask the same rows.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from partners.tree import below, depth_of, readable
from stories.listings import (
    EVENTS_A_PAGE,
    EVENTS_OF_A_CALENDAR,
    LATEST_FIRST,
    SOONEST_FIRST,
    cursor_of,
    entries,
    held,
    is_coming,
    is_past,
    key_of,
)
from stories.models import EventOccurrence, EventPage
from stories.sharing import in_language
from stories.vocabularies import DatePrecision, EventFormat, EventKind

# Where one need not travel.
ONLINE = (EventFormat.ONLINE, EventFormat.HYBRID)
# What stands for the library where partners are chosen: its events are held together.
JOINT = "joint"
MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Asked:
    """What a reader asks for: a partner's key or ``JOINT``, a kind, and whether one may stay at
    home; each is empty where all are wanted."""

    partner: str = ""
    kind: str = ""
    online: str = ""

    @classmethod
    def of(cls, values, partners) -> "Asked":
        """As an address asks for it. What means nothing is left out, and is no error.

        partners: the keys that there are.
        """
        partner, kind, online = (values.get(name, "") for name in ("partner", "kind", "online"))
        return cls(
            partner=partner if partner == JOINT or partner in partners else "",
            kind=kind if kind in EventKind.values else "",
            online="1" if online == "1" else "",
        )

    def parameters(self) -> list[tuple[str, str]]:
        """Name and value of each thing asked for, always in one order."""
        found = [("partner", self.partner), ("kind", self.kind), ("online", self.online)]
        return [(name, value) for name, value in found if value]

    def without(self, name: str) -> "Asked":
        """The same without one of them."""
        return replace(self, **{name: ""})


class Tally(NamedTuple):
    """Events that no filter tells apart. root: tree path of the partner, or of the library;
    co_hosts: keys of those who hold a joint one."""

    root: str
    kind: str
    is_online: bool
    co_hosts: list[str]
    number: int


@dataclass
class Found:
    """What is coming, soonest first, and what took place, latest first, each a page of its list.

    later and earlier: what the address of the next page names, or nothing. goes_on: which of the
    two lists is read on, and the other left out: «coming», «past», or neither.
    """

    coming: list
    past: list
    goes_on: str = ""
    later: str = ""
    earlier: str = ""


def offered(visit) -> QuerySet:
    """Occurrences of every event that readers of the site may be told of, in its best language."""
    versions = visit.below_live_homes(
        EventPage.objects.filter(translation_key=OuterRef("event__translation_key"))
    )
    rank = Case(
        When(locale__language_code=visit.language, then=Value(0)),
        When(locale__language_code=F("original_language"), then=Value(1)),
        default=Value(2),
    )
    best = versions.annotate(rank=rank).order_by("rank", "pk").values("pk")[:1]
    joint = in_language(EventPage, visit).values("pk")
    return EventOccurrence.objects.filter(
        Q(event__in=joint) | Q(event=Subquery(best)), readable("event__")
    )


def _asked_for(visit, asked: Asked, roots: dict[str, str]) -> QuerySet:
    """Those of them that a reader asks for. roots: key of a partner → its tree path."""
    rows = offered(visit)
    joint = below(visit.shared_root_path, "event__path")
    if asked.partner == JOINT:
        rows = rows.filter(joint)
    elif asked.partner:
        # A list of keys, asked as text: no two databases look into JSON in the same way.
        co_hosts = Cast("event__co_hosts", TextField())
        rows = rows.annotate(co_hosts=co_hosts).filter(
            below(roots[asked.partner], "event__path")
            | Q(joint, co_hosts__contains=f'"{asked.partner}"')
        )
    if asked.kind:
        rows = rows.filter(event__kind=asked.kind)
    if asked.online:
        rows = rows.filter(event__format__in=ONLINE)
    return rows


def tallies(visit) -> list[Tally]:
    """How many events there are of each partner and kind, on site or online: one query."""
    rows = (
        offered(visit)
        .filter(Q(ends_at__gt=timezone.now()) | held(), is_last=True)
        .annotate(
            root=Substr("event__path", 1, depth_of(2)),
            is_online=ExpressionWrapper(Q(event__format__in=ONLINE), output_field=BooleanField()),
        )
        .order_by()
        .values_list("root", "event__kind", "is_online", "event__co_hosts")
        .annotate(number=Count("pk"))
    )
    return [
        Tally(root, kind, bool(online), hosts or [], number)
        for root, kind, online, hosts, number in rows
    ]


def find(
    visit,
    asked: Asked,
    roots: dict[str, str],
    after: str = "",
    before: str = "",
    size: int = EVENTS_A_PAGE,
) -> Found:
    """One page of what is coming and one of what took place: one query.

    after: continues what is coming, and nothing else is told. before: continues what took place.
    """
    now = timezone.now()
    wanted = []
    later, earlier = _moment_of(after), cursor_of(before)
    if earlier is None:
        coming = is_coming(now)
        if later is not None:
            moment, key = later
            coming &= Q(Q(starts_at__gt=moment) | Q(event_id__gt=key), starts_at__gte=moment)
        wanted.append((coming, SOONEST_FIRST))
    if later is None or earlier is not None:
        past = is_past(now)
        if earlier is not None:
            day, key = earlier
            past &= Q(Q(day__lt=day) | Q(event_id__lt=key), day__lte=day)
        wanted.append((past, LATEST_FIRST))
    events = entries([_asked_for(visit, asked, roots)], size + 1, *wanted)
    coming = [event for event in events if event.occurrence.ends_at > now]
    past = [event for event in events if event.occurrence.ends_at <= now]
    coming.sort(key=lambda event: (event.occurrence.starts_at, event.pk))
    past.sort(key=lambda event: (event.occurrence.day, event.pk), reverse=True)
    goes_on = "past" if earlier is not None else "coming" if later is not None else ""
    found = Found(coming[:size], past[:size], goes_on)
    if len(coming) > size:
        last = coming[size - 1]
        found.later = f"{last.occurrence.starts_at.astimezone(UTC):{MOMENT}}.{last.pk}"
    if len(past) > size:
        last = past[size - 1]
        found.earlier = f"{last.occurrence.day.isoformat()}.{last.pk}"
    return found


def _moment_of(after: str) -> tuple[datetime, int] | None:
    """Moment and key that an address names; None for what cannot be read: the first page."""
    moment, _, key = after.partition(".")
    try:
        return datetime.strptime(moment, MOMENT).replace(tzinfo=UTC), key_of(key)
    except ValueError:
        return None


def for_calendars(visit, asked: Asked, roots: dict[str, str]) -> list:
    """Events with a known day, latest first; cancelled ones say so themselves."""
    dated = Q(is_last=True, event__date_precision=DatePrecision.DAY)
    rows = _asked_for(visit, asked, roots)
    events = entries([rows], EVENTS_OF_A_CALENDAR, (dated, LATEST_FIRST))
    return sorted(events, key=lambda event: (event.occurrence.day, event.pk), reverse=True)
