"""What readers' pages of one site cost: processor time, time of the database, queries.

Every page is asked as a reader asks it, through all of the application, once to warm the caches
and then some times more; the median counts. Seconds differ from machine to machine and from hour
to hour: what is to be compared is the ratio to the front page of the same run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.db.models import Sum
from django.test import Client

from home.models.search import SearchWord
from home.search.scopes import scopes_of_visit
from partners.scoping import Visit, visit_for_host, visiting
from stories import listings
from stories.models import EventIndexPage, EventOccurrence, StoryIndexPage, ToolIndexPage


@dataclass(frozen=True)
class Cost:
    """Of one page: milliseconds of this process, milliseconds waited for the database, queries."""

    name: str
    path: str
    processor: float
    database: float
    queries: int


class NoAnswer(Exception):
    """A page that readers get in real life was not given here: nothing to measure."""


def measure(visit: Visit, times: int) -> Iterator[Cost]:
    """The cost of each kind of page of the visited site, the front page first."""
    for name, path in pages(visit):
        yield _cost(visit, name, path, times)


def pages(visit: Visit) -> list[tuple[str, str]]:
    """(what it is, its path): one of each kind that the site has, in the visitor's language."""
    with visiting(visit):
        found = [("front page", visit.home.site_path), *_stories(visit), *_events(visit)]
        tools = visit.node_of(ToolIndexPage)
        if tools is not None:
            found.append(("list of tools", tools.site_path))
            found += [("a tool", visit.path_of(tool)) for tool in listings.tools(visit, 1)]
    found += [(f"search: {name}", _question(visit, text)) for name, text in questions(visit)]
    return found


def _stories(visit: Visit) -> list[tuple[str, str]]:
    index = visit.node_of(StoryIndexPage)
    if index is None:
        return []
    found = [("list of stories", index.site_path)]
    oldest = list(listings.own_stories(visit).order_by("date", "pk")[:6])
    if oldest:
        cursor = f"{oldest[-1].date.isoformat()}.{oldest[-1].pk}"
        found.append(("last page of stories", f"{index.site_path}?before={cursor}"))
        found.append(("a story", visit.path_of(oldest[0])))
    return found


def _events(visit: Visit) -> list[tuple[str, str]]:
    index = visit.node_of(EventIndexPage)
    if index is None:
        return []
    found = [("list of events", index.site_path)]
    rows = visit.own(EventOccurrence, "event").filter(tree=visit.home.id, is_last=True)
    oldest = list(rows.select_related("event").order_by("day", "event")[:6])
    if oldest:
        cursor = f"{oldest[-1].day.isoformat()}.{oldest[-1].event_id}"
        found.append(("last page of events", f"{index.site_path}?before={cursor}"))
        found.append(("an event", visit.path_of(oldest[0].event)))
    return found


def questions(visit: Visit) -> list[tuple[str, str]]:
    """What to search for: words of this very site, from the commonest to one that nobody wrote."""
    scopes = [one.name for one in scopes_of_visit(visit) if one.language == visit.language]
    words = list(
        SearchWord.objects.filter(scope__in=scopes, length__gte=4)
        .values("word")
        .annotate(number=Sum("pages"))
        .order_by("-number", "word")
        .values_list("word", flat=True)
    )
    if len(words) < 20:
        return []
    common, ordinary, rare = words[0], words[len(words) // 20], words[len(words) // 2]
    return [
        ("a common word", common),
        ("two common words", f"{common} {words[1]}"),
        ("an ordinary word", ordinary),
        ("a common and a rare word", f"{common} {rare}"),
        ("a mistyped word", ordinary[:1] + "q" + ordinary[2:]),
        ("nothing like it", "qxzqxzqx"),
    ]


def _question(visit: Visit, text: str) -> str:
    return f"/{visit.language}/search/?{urlencode({'q': text})}"


def _cost(visit: Visit, name: str, path: str, times: int) -> Cost:
    client = Client(HTTP_HOST=visit.partner.site.hostname)

    def get():
        return client.get(path, secure=settings.SECURE_SSL_REDIRECT)

    status = get().status_code
    if status != 200:
        raise NoAnswer(f"{name}, {path}: {status} in place of the page.")
    runs = [_run(get) for _time in range(times)]
    processor, database, queries = zip(*runs, strict=True)
    return Cost(name, path, median(processor), median(database), int(median(queries)))


def _run(action: Callable[[], None]) -> tuple[float, float, int]:
    waited = []

    def wait(execute, sql, params, many, context):
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            waited.append(perf_counter() - begun)

    begun = process_time()
    with connection.execute_wrapper(wait):
        action()
    return (process_time() - begun) * 1000, sum(waited) * 1000, len(waited)


def visit_of(owner, language: str | None) -> Visit | None:
    """A visit of a partner's site in one of its live languages, its own where none is named."""
    visit = visit_for_host(owner.site.hostname)
    language = language or (visit.primary_language if visit else "")
    if visit is None or language not in visit.homes:
        return None
    return visit.in_language(language)
