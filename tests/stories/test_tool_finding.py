"""A reader finds a tool: filters that combine and count, words, ways out where nothing fits."""

import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.provisioning import put_live
from stories.models import CulturalToolPage, SharedLanguageRootPage
from stories.tool_finding import TOOLS_A_PAGE
from tests.builders import Reader

pytestmark = pytest.mark.django_db
PATH = "/en/tools/"


@pytest.fixture
def library():
    """Only the tools of a test."""
    for page in CulturalToolPage.objects.all():
        page.unpublish()


def tool(title: str, language: str = "en", of: CulturalToolPage | None = None, **fields):
    """A live tool; ``of``: the original that it translates."""
    root = SharedLanguageRootPage.objects.get(locale__language_code=language)
    words = {"lead": f"{title}.", "licence": "not-stated", "qualities": ["trust"]}
    if of is not None:
        words |= {"translation_key": of.translation_key, "slug": of.slug}
    words |= {"slug": title.lower().replace(" ", "-")} if of is None else {}
    return put_live(root, CulturalToolPage(title=title, locale=root.locale, **words | fields))


def ask(address: str = PATH, key: str = "cbss"):
    """The page at an address, well-formed."""
    response = Reader(key).get(address)
    assert response.status_code == 200
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content, transport_encoding="utf-8")


def text(element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def titles(tree) -> list[str]:
    return [text(a) for a in tree.findall(".//article[@class='tool']//a")]


def count_of(tree, name: str, value: str) -> int:
    """The number beside an option of the form."""
    box = tree.find(f".//input[@name='{name}'][@value='{value}']")
    if box is not None:
        labels = [one for one in tree.findall(".//label") if box in list(one)]
        shown = text(labels[0])
    else:
        shown = text(tree.find(f".//select[@name='{name}']/option[@value='{value}']"))
    return int(re.search(r"\((\d+)\)$", shown)[1])


def links(tree, where: str) -> dict[str, str]:
    """Words → address of the links in an element of a class."""
    return {text(a): a.get("href") for a in tree.findall(f".//*[@class='{where}']//a")}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("quality=trust", ["Talk", "Walk", "Watch"]),
        ("quality=trust&quality=belonging", ["Walk"]),
        ("phase=learn", ["Talk"]),
        ("setting=shelter", ["Talk"]),
        ("electricity=no", ["Talk", "Walk"]),
        ("electricity=no&internet=no", ["Talk"]),
        ("minutes=60", ["Talk"]),
        ("minutes=90", ["Talk", "Walk"]),
        ("people=5", ["Walk"]),
        ("people=12", ["Talk", "Walk"]),
        ("cost=none", ["Talk"]),
        ("cost=low", ["Talk", "Walk"]),
        ("evidence=tried", ["Talk", "Walk"]),
        ("evidence=piloted", ["Talk"]),
        ("evidence=piloted&minutes=30", []),
        ("q=bicycles", ["Watch"]),
        ("q=bicycles&electricity=no", []),
    ],
)
def test_filters_let_through_what_is_known_to_fit_and_combine(library, asked, found):
    tool("Talk", phases=["learn"], settings=["indoor", "shelter"], needs_electricity="no", needs_internet="no", minutes_from=45, minutes_to=80, people_from=12, people_to=60, cost_level="none", evidence="piloted")  # fmt: skip
    tool("Walk", qualities=["trust", "belonging"], needs_electricity="no", needs_internet="yes", minutes_from=90, people_to=20, cost_level="low", evidence="tried")  # fmt: skip
    tool("Watch", needs_electricity="yes", what_it_is="<p>A film about bicycles.</p>")
    assert titles(ask(f"{PATH}?{asked}")) == found


def test_every_option_says_how_many_tools_there_are_with_it_besides_all_else(library):
    tool("One", qualities=["trust", "belonging"], needs_electricity="no", minutes_from=20)
    tool("Two", qualities=["trust"], needs_electricity="no", minutes_from=50)
    tool("Three", qualities=["belonging"], minutes_from=50)
    tree = ask()
    assert [count_of(tree, "quality", code) for code in ("trust", "belonging", "organising")] == [2, 2, 0]  # fmt: skip
    assert [count_of(tree, "minutes", number) for number in ("15", "30", "60")] == [0, 1, 3]
    tree = ask(f"{PATH}?quality=trust&minutes=60")
    # One more quality leaves fewer; another time is chosen in place of this one.
    assert count_of(tree, "quality", "belonging") == 1
    assert count_of(tree, "quality", "trust") == 2
    assert count_of(tree, "minutes", "30") == 1
    assert count_of(tree, "electricity", "no") == 2
    for name, value in (("quality", "belonging"), ("electricity", "no")):
        there = titles(ask(f"{PATH}?quality=trust&minutes=60&{name}={value}"))
        assert len(there) == count_of(tree, name, value)


def test_what_was_asked_for_stands_in_the_form_and_can_be_taken_away_one_by_one(library):
    tool("One", needs_electricity="no", people_from=5, people_to=30)
    tree = ask(f"{PATH}?people=20&electricity=no")
    assert tree.find(".//input[@name='people']").get("value") == "20"
    assert tree.find(".//input[@name='electricity']").get("checked") is not None
    chips = links(tree, "chips")
    assert chips["Without: Works without electricity"] == f"{PATH}?people=20"
    assert chips["Without: 20 people"] == f"{PATH}?electricity=no"
    assert chips["Without any filter"] == PATH


def test_where_nothing_fits_the_nearest_is_one_thing_less(library):
    for number in range(3):
        tool(f"No power {number}", needs_electricity="no")
    tool("Quick", minutes_from=10)
    tree = ask(f"{PATH}?electricity=no&minutes=15")
    assert titles(tree) == []
    nearest = links(tree, "nearest")
    assert nearest == {
        "Without “At most 15 minutes”: 3 tools": f"{PATH}?electricity=no",
        "Without “Works without electricity”: 1 tool": f"{PATH}?minutes=15",
        "See all 4 tools of the library": PATH,
    }
    assert len(titles(ask(f"{PATH}?electricity=no"))) == 3


def test_what_fits_best_comes_first_then_what_is_known_best_then_the_title(library):
    tool("An idea", minutes_from=30, evidence="idea")
    tool("B tried", minutes_from=30, evidence="tried")
    tool("A tried", minutes_from=30, evidence="tried")
    tool("Surely short", minutes_from=30, minutes_to=60)
    assert titles(ask()) == ["A tried", "B tried", "An idea", "Surely short"]
    assert titles(ask(f"{PATH}?minutes=60")) == ["Surely short", "A tried", "B tried", "An idea"]
    tool("Bicycles", evidence="idea")
    tool("Zebra", evidence="evaluated", what_it_is="<p>About bicycles.</p>")
    assert titles(ask(f"{PATH}?q=bicycles")) == ["Bicycles", "Zebra"]


def test_filters_survive_paging_and_all_can_stand_on_one_page(library):
    for number in range(TOOLS_A_PAGE + 3):
        tool(f"Tool {number:02}", needs_electricity="no")
    tool("Other")
    tree = ask(f"{PATH}?electricity=no")
    first = titles(tree)
    following = tree.find(".//a[@rel='next']").get("href")
    assert following == f"{PATH}?electricity=no&page=2"
    rest = titles(ask(following))
    assert (len(first), len(rest)) == (TOOLS_A_PAGE, 3)
    assert not set(first) & set(rest)
    whole = next(a for a in tree.findall(".//p/a") if text(a).startswith("All of them on one page"))
    assert titles(ask(whole.get("href"))) == first + rest


def test_each_site_finds_in_its_own_language_and_says_which_texts_are_not(library):
    english = tool("Bicycles", minutes_from=30)
    tool("Велосипеди", "uk", of=english, minutes_from=30)
    tool("Only English", minutes_from=30)
    tree = ask("/uk/tools/?minutes=30", "rivne")
    assert sorted(titles(tree)) == ["Only English", "Велосипеди"]
    assert (count_of(tree, "language", "uk"), count_of(tree, "language", "en")) == (1, 1)
    assert titles(ask("/uk/tools/?language=uk", "rivne")) == ["Велосипеди"]
    assert titles(ask("/uk/tools/?q=велосипед", "rivne")) == ["Велосипеди"]
    # Parity: without Ukrainian text a tool is not offered under another language.
    tree = ask("/en/tools/?minutes=30", "rivne")
    assert titles(tree) == ["Bicycles"]
    assert count_of(tree, "minutes", "60") == 1


def test_search_engines_keep_to_the_whole_list():
    for asked, kept_out in (("", False), ("?quality=trust", True), ("?q=paper", True), ("?all=1", True)):  # fmt: skip
        tree = ask(PATH + asked)
        robots = tree.find(".//meta[@name='robots']")
        assert (robots is not None and robots.get("content") == "noindex") == kept_out, asked
        canonical = tree.find(".//link[@rel='canonical']").get("href")
        assert canonical == f"http://cbss.localhost:8000{PATH}"
        # What one passes on is the list as it was asked for.
        here = text(tree.find(".//*[@id='page-address']")).replace(" ", "")
        assert here == f"http://cbss.localhost:8000{PATH}{asked if '?all' not in asked else ''}"


@pytest.mark.parametrize(
    "asked",
    [
        "quality=nonsense&phase=&minutes=-5&people=0&cost=free",
        "minutes=99999999999999999999&people=1e3&page=999999",
        "page=0&minutes=٣٠&people=%00&electricity=yes",
        "q=%00%FF%27%22%3Cscript%3E",
        "quality=" + "&quality=".join(["x"] * 500),
    ],
)
def test_an_address_that_means_nothing_is_no_error(asked):
    tree = ask(f"{PATH}?{asked}")
    assert tree.find(".//form[@class='finder']") is not None
    if not asked.startswith("q="):
        assert len(titles(tree)) == 17
        assert tree.find(".//div[@class='chips']") is None


def test_a_chosen_number_that_is_none_of_those_offered_stays_chosen():
    tree = ask(f"{PATH}?minutes=50")
    chosen = tree.find(".//select[@name='minutes']/option[@selected]")
    assert (chosen.get("value"), text(chosen)) == ("50", "At most 50 minutes")
    assert titles(tree) == ["World Café"]


def queries(path: str) -> int:
    Reader("harnosand").get(path)
    with CaptureQueriesContext(connection) as asked:
        assert Reader("harnosand").get(path).status_code == 200
    return len(asked)


def test_filters_cost_the_same_number_of_queries_however_many_tools_there_are():
    paths = ["/sv/tools/", "/sv/tools/?minutes=60&page=1", "/sv/tools/?q=papper"]
    before = [queries(path) for path in paths]
    assert max(before) <= 12
    for number in range(40):
        tool(f"More {number}", minutes_from=30, what_it_is="<p>papper</p>")
    assert [queries(path) for path in paths] == before
