"""Where a tool was tried: the stories of all partners that name it, on its page on every site."""

import re
from datetime import date, timedelta

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from stories.models import CulturalToolPage, StoryPage, StoryTool
from stories.trials import TRIALS_A_PAGE, in_short
from tests.builders import Reader, home, partner, story

pytestmark = pytest.mark.django_db


def tool(slug: str = "living-library") -> CulturalToolPage:
    """A tool that no story of the delivered ones names."""
    return CulturalToolPage.objects.get(slug=slug, locale__language_code="en")


def told(key: str, title: str, language: str | None = None, of=None, **fields) -> StoryPage:
    """A live story that names the tool."""
    page = story(partner(key), title, language, **fields)
    StoryTool.objects.create(story=page, tool=of or tool(), sort_order=0)
    return page


def entries(key: str, path: str = "/en/tools/living-library/") -> list:
    """What stands under «Where it was tried»."""
    response = Reader(key).get(path)
    assert response.status_code == 200
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return tree.findall(".//section[@aria-labelledby='tried']//article")


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_an_entry_says_where_when_what_came_of_it_what_did_not_work_and_whose_it_is():
    told(
        "rivne",
        "Людина як книга",
        place="Рівне",
        country="UA",
        date=date(2025, 6, 1),
        date_precision="month",
        outcome="<p>Сусіди вітаються.</p>",
        what_did_not_work="<p>Забракло стільців.</p>",
    )
    for key in ("rivne", "izolyatsia"):
        (entry,) = entries(key, "/uk/tools/living-library/")
        said = words(entry)
        assert "червень 2025 р." in said
        assert "Рівне, Україна" in said
        assert "Що з цього вийшло: Сусіди вітаються." in said
        assert "Що не вдалося: Забракло стільців." in said
        assert "Рівне" in words(entry.find(".//p[@class='entry__owner']"))
        link = entry.find(".//h3/a").get("href")
        assert link.endswith("/uk/stories/liudyna-yak-knyha/")
        assert key == "rivne" or link.startswith("http://rivne.localhost")


def test_a_story_stands_once_in_the_readers_language_else_in_its_own_with_a_note():
    own = told("rivne", "Людина як книга", outcome="<p>Сусіди вітаються.</p>")
    (entry,) = entries("cbss")
    assert "not translated yet, told in Українська" in words(entry)
    foreign = [one for one in entry.iter() if one.get("lang") == "uk"]
    assert "Людина як книга" in words(entry.find(".//h3/a[@lang='uk']"))
    assert any("Сусіди вітаються." in words(one) for one in foreign)
    assert entry.find(".//h3/a").get("href").startswith("http://rivne.localhost:8000/uk/")

    told("rivne", "A person as a book", "en", translation_key=own.translation_key)
    (entry,) = entries("cbss")
    assert "A person as a book" in words(entry)
    assert "not translated yet" not in words(entry)
    # Whoever reads neither gets the partner's own words.
    (entry,) = entries("anenii-noi", "/ro/tools/living-library/")
    assert "Людина як книга" in words(entry)


def test_what_readers_cannot_open_is_not_told():
    down = told("harnosand", "Taken down")
    down.unpublish()
    hidden = told("harnosand", "Without a home", "en")
    other = told("harnosand", "Med annat verktyg", of=tool("world-cafe"))
    HomePage.objects.filter(pk=home(partner("harnosand"), "en").pk).update(live=False)
    assert entries("cbss") == []
    assert hidden.live
    assert [words(one.find(".//h3")) for one in entries("cbss", "/en/tools/world-cafe/")] == [
        other.title
    ]


def test_of_many_stories_the_newest_are_shown_and_the_others_counted_and_one_press_away():
    number = TRIALS_A_PAGE + 3
    for count in range(number):
        key = ("harnosand", "rivne", "cbss")[count % 3]
        told(key, f"Told {count}", date=date(2025, 1, 1) + timedelta(days=count))
    first = entries("cbss")
    assert [words(one.find(".//h3")) for one in first] == [
        f"Told {count}" for count in range(number - 1, 2, -1)
    ]
    html = Reader("cbss").get("/en/tools/living-library/").content.decode()
    assert "3 older stories with this tool" in html
    older = re.search(r'href="(\?before=[^"#]+)#tried"', html)[1]
    rest = entries("cbss", f"/en/tools/living-library/{older}")
    assert [words(one.find(".//h3")) for one in rest] == ["Told 2", "Told 1", "Told 0"]
    html = Reader("cbss").get(f"/en/tools/living-library/{older}").content.decode()
    assert 'href="?#tried"' in html
    assert 'rel="canonical" href="http://cbss.localhost:8000/en/tools/living-library/"' in html
    assert len(entries("cbss", "/en/tools/living-library/?before=nonsense")) == TRIALS_A_PAGE


def test_a_hundred_stories_in_several_languages_cost_a_tool_what_one_does():
    def asked() -> int:
        Reader("izolyatsia").get("/uk/tools/living-library/")
        with CaptureQueriesContext(connection) as queries:
            Reader("izolyatsia").get("/uk/tools/living-library/")
        return len(queries)

    told("rivne", "Перша")
    one = asked()
    for count in range(20):
        page = told("rivne", f"Ще {count}")
        told("rivne", f"More {count}", "en", translation_key=page.translation_key)
        told("harnosand", f"Mer {count}")
    assert asked() == one <= 12


def test_the_library_as_data_tells_places_and_dates_once_for_each_story():
    def tried() -> list[dict]:
        response = Reader("cbss").get("/en/tools/tools.json")
        (found,) = [one for one in response.json()["tools"] if one["code"] == "living-library"]
        return found["tried"]

    assert tried() == []
    facts = {"date": date(2025, 6, 1), "date_precision": "month", "country": "UA"}
    own = told("rivne", "Людина як книга", place="Рівне", **facts)
    other = told(
        "rivne", "A book", "en", place="Rivne", translation_key=own.translation_key, **facts
    )
    assert tried() == [
        {
            "partner": "rivne",
            "place": "Рівне",
            "country": "UA",
            "date": "2025-06-01",
            "date_precision": "month",
        }
    ]
    own.unpublish()
    assert [one["place"] for one in tried()] == ["Rivne"]
    other.unpublish()
    assert tried() == []


def test_an_outcome_is_cut_after_a_sentence_else_after_a_word():
    assert in_short("<p>One.</p><p>Two.</p>") == "One. Two."
    assert in_short("<p>First one. " + "Then another " * 30 + ".</p>") == "First one. …"
    cut = in_short("<p>" + "word, " * 100 + "</p>", most=20)
    assert cut == "word, word, word …"
    assert in_short("") == in_short(None) == ""
