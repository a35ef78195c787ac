"""Finding a tool: what passes the filters, how many would pass each other one, what is nearest.

One query fetches the facts of every tool that the site offers, whatever is asked; they are compared
here, so that a count for every option and every way out costs no query more. Lists of codes are
compared the same way on SQLite and PostgreSQL. 2,000 tools: docs/tools.md has the times.
"""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import QuerySet
from django.utils.text import capfirst

from cms.pictures.renditions import prefetch_pictures
from home.search.asking import Question, find
from home.search.scopes import scopes_of_visit
from stories.filter_form import Group, Option, Way
from stories.sharing import in_language
from stories.tool_filters import Filter, TextLanguage, ToolFacts, evidence_rank, filters

TOOLS_A_PAGE = 24
WORDS = "q"
FACTS = (
    "pk", "title", "locale__language_code", "qualities", "phases", "settings",
    "needs_electricity", "needs_internet", "minutes_from", "minutes_to", "people_from",
    "people_to", "cost_level", "evidence", "last_published_at", "search_entry",
)  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """One thing that the reader asks for. ``filter`` is None for words to search."""

    name: str
    value: str
    filter: Filter | None = None

    def words(self) -> str:
        """What is asked for, as readers say it: words to search stay as they were typed."""
        return str(capfirst(self.filter.words(self.value))) if self.filter else self.value

    @property
    def lang(self) -> str:
        """Language code of these words, where it is not the reader's: a language names itself."""
        return self.value if isinstance(self.filter, TextLanguage) else ""


@dataclass
class Finding:
    """The list as it is asked for."""

    path: str
    conditions: list[Condition]
    groups: list[Group] = field(default_factory=list)
    items: list = field(default_factory=list)
    count: int = 0
    total: int = 0
    number: int = 1
    pages: int = 1
    shows_all: bool = False
    words: str = ""
    chips: list[Way] = field(default_factory=list)
    nearest: list[Way] = field(default_factory=list)
    changed: list = field(default_factory=list)

    @property
    def is_narrowed(self) -> bool:
        """Whether it is anything but the whole list from its beginning."""
        return bool(self.conditions) or self.shows_all

    @property
    def previous(self) -> str:
        return self.address(page=self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self.address(page=self.number + 1) if self.number < self.pages else ""

    @property
    def whole(self) -> str:
        """All that was found on one page, to print; nothing where it is on one already."""
        return self.address(everything=True) if self.pages > 1 else ""

    def address(self, without: Condition | None = None, page: int = 1, everything=False) -> str:
        """The address of this list, or of it with something changed: always in one order."""
        asked = [(one.name, one.value) for one in self.conditions if one != without]
        if page > 1:
            asked.append(("page", page))
        if everything:
            asked.append(("all", 1))
        return self.path + (f"?{urlencode(asked)}" if asked else "")


def tools_asked_for(visit, request) -> Finding:
    """The tools of the library as an address asks for them. Nothing in an address is an error."""
    rows = [ToolFacts(*row) for row in _offered(visit).values_list(*FACTS)]
    offered = filters(sorted({row.language for row in rows}))
    asked = request.GET
    conditions = [
        Condition(one.name, value, one)
        for one in offered
        for value in one.read(asked.getlist(one.name))
    ]
    question = Question.of(asked.get(WORDS, ""))
    places: dict[int, int] = {}
    if question.forms:
        conditions.insert(0, Condition(WORDS, question.text))
        places = _places(visit, question)
    finding = Finding(request.path, conditions, total=len(rows), words=question.text)
    finding.shows_all = asked.get("all") == "1"
    passed, counts, ways_out = _compare(rows, conditions, offered, places)
    passed.sort(key=lambda row: _order(row, conditions, places))
    finding.changed = rows
    finding.count = len(passed)
    finding.groups = [_group(one, conditions, counts) for one in offered]
    finding.chips = [
        Way(one.words(), finding.address(without=one), lang=one.lang) for one in conditions
    ]
    if conditions and not passed:
        finding.nearest = [
            Way(one.words(), finding.address(without=one), number, one.lang)
            for one, number in ways_out.most_common()
        ]
    _turn_to_page(finding, passed, asked.get("page", ""))
    return finding


def _offered(visit) -> QuerySet:
    return in_language(apps.get_model("stories.CulturalToolPage"), visit)


def _places(visit, question: Question) -> dict[int, int]:
    """Search entry → its place among what was found in the library, best first."""
    library = scopes_of_visit(visit)[1:]
    return {entry: place for place, entry in enumerate(find(question, library).ids)}


def _holds(row: ToolFacts, condition: Condition, places: dict[int, int]) -> bool:
    if condition.filter is None:
        return row.search_entry in places
    return condition.filter.holds(row, condition.value)


def _compare(rows, conditions, offered, places) -> tuple[list, Counter, Counter]:
    """(what passes, (filter, value) → number with it, condition → number without it).

    A filter with one answer counts its options as if nothing were chosen in it; one with several
    counts what each more would leave.
    """
    passed: list[ToolFacts] = []
    counts: Counter = Counter()
    ways_out: Counter = Counter()
    options = [(one, [value for value, _label in one.options()]) for one in offered]
    for row in rows:
        failed = [one for one in conditions if not _holds(row, one, places)]
        if not failed:
            passed.append(row)
        if len(failed) == 1:
            ways_out[failed[0]] += 1
        if len(failed) > 1:
            continue
        for one, values in options:
            if failed and (failed[0].filter is not one or one.several):
                continue
            for value in values:
                if one.holds(row, value):
                    counts[one.name, value] += 1
    return passed, counts, ways_out


def _order(row: ToolFacts, conditions: list[Condition], places: dict[int, int]) -> tuple:
    """What fits best, then what is known to work best, then by title."""
    sure = sum(
        one.filter.fits_surely(row, one.value) for one in conditions if one.filter is not None
    )
    return (places.get(row.search_entry, 0), -sure, -evidence_rank(row), row.title.casefold())


def _group(one: Filter, conditions: list[Condition], counts: Counter) -> Group:
    chosen = [condition.value for condition in conditions if condition.filter is one]
    options = [
        Option(value, capfirst(label), counts[one.name, value], value in chosen, lang)
        for value, label in one.options()
        for lang in [value if isinstance(one, TextLanguage) else ""]
    ]
    known = {option.value for option in options}
    if options and not one.several:  # a number that is none of those offered
        options += [Option(value, capfirst(one.words(value)), 0, True) for value in chosen if value not in known]  # fmt: skip
        for option in options:
            option.count = option.count if option.value in known else -1
    kind = "several" if one.several or len(options) == 1 else "one" if options else "number"
    return Group(one.name, one.label, kind, options, chosen[0] if chosen else "")


def _turn_to_page(finding: Finding, passed: list[ToolFacts], typed: str) -> None:
    """Load the pages of one page of the list: one query, and one for all pictures."""
    finding.pages = 1 if finding.shows_all else max(1, -(-len(passed) // TOOLS_A_PAGE))
    if typed.isascii() and typed.isdigit() and len(typed) < 5:
        finding.number = min(max(1, int(typed)), finding.pages)
    size = len(passed) if finding.shows_all else TOOLS_A_PAGE
    start = (finding.number - 1) * size
    wanted = [row.pk for row in passed[start : start + size]]
    model = apps.get_model("stories.CulturalToolPage")
    found = model.objects.filter(pk__in=wanted).select_related("image", "locale")
    by_key = {page.pk: page for page in found}
    finding.items = [by_key[pk] for pk in wanted if pk in by_key]
    prefetch_pictures(page.image for page in finding.items)
