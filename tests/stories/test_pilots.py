"""Pilots: a tool that was tried in one town, in order to learn from it."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from home.publishing import Refused, problems_of
from stories import listings
from stories.models import CulturalToolPage, EventPage, StoryIndexPage, StoryPage, StoryTool
from stories.vocabularies import EventKind, PlacePrecision, StoryKind
from tests.builders import Editor, Reader, event, index, story
from tests.home.test_prose import contentstate
from tests.home.test_publishing import story_form
from tests.stories.test_event_outputs import structured


def tool(language: str = "en") -> CulturalToolPage:
    return CulturalToolPage.objects.get(slug="barcamp", locale__language_code=language)


def pilot(of, title: str, language: str | None = None, **fields) -> StoryPage:
    """A live story of a pilot with everything that one needs."""
    facts = {"kind": StoryKind.PILOT, "place": "Рівне", "population": "over_100000"}
    page = story(of, title, language, **facts | fields)
    StoryTool.objects.create(story=page, tool=tool())
    return page


def words_of(key: str, path: str) -> str:
    html = Reader(key).get(path).content
    return " ".join(BeautifulSoup(html, "html.parser").main.get_text(" ").split())


# --- what editors are asked for ------------------------------------------------------------------
def test_a_pilot_without_tool_town_and_size_is_told_what_it_lacks_field_by_field(rivne):
    page = story(rivne, "Спроба", kind=StoryKind.PILOT, place="")
    assert {problem.field for problem in problems_of(page)} >= {"tools_used", "place", "population"}
    with pytest.raises(Refused):
        page.save_revision().publish()
    html = Editor("publisher", rivne).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    tree = BeautifulSoup(html, "html.parser")
    ways = [link["href"] for link in tree.select("#before-publishing-list a")]
    assert len(ways) == 3
    for way in ways:
        assert tree.find(id=way.removeprefix("#")) is not None, way


def test_a_story_that_is_no_pilot_needs_none_of_it(rivne):
    page = story(rivne, "Звичайна", place="")
    assert not problems_of(page)


def test_a_pilot_goes_live_with_the_tool_that_the_same_form_names(rivne):
    form = story_form(title="Пілот", lead="Про пілот.", date="2025-05-01")
    form |= {"kind": "pilot", "place": "Рівне", "population": "over_100000"}
    form["what_was_done"] = contentstate("Що зробили.")
    parent, publisher = index(StoryIndexPage, rivne), Editor("publisher", rivne)
    form["action-publish"] = "1"
    address = f"/admin/pages/add/stories/storypage/{parent.pk}/"
    refused = publisher.post(address, form)
    assert refused.status_code == 200
    assert "tools_used" in {p.field for p in refused.context["form"].problems}
    row = {"tools_used-TOTAL_FORMS": "1", "tools_used-0-id": "", "tools_used-0-ORDER": "1"}
    row |= {"tools_used-0-DELETE": "", "tools_used-0-tool": str(tool().pk)}
    assert publisher.post(address, form | row).status_code == 302
    assert StoryPage.objects.get(title="Пілот").live
    # Taken out of the form, it is missed again.
    page = StoryPage.objects.get(title="Пілот")
    row |= {"tools_used-INITIAL_FORMS": "1", "tools_used-0-DELETE": "on"}
    row["tools_used-0-id"] = str(page.tools_used.get().pk)
    again = publisher.post(f"/admin/pages/{page.pk}/edit/", form | row)
    assert "tools_used" in {p.field for p in again.context["form"].problems}


def test_a_pilot_event_needs_a_tool_a_town_and_its_size_too(rivne):
    page = event(rivne, "Проба", kind=EventKind.PILOT, place="", place_precision="participants")
    assert {p.field for p in problems_of(page)} >= {"tool", "place", "population"}
    page.tool, page.place, page.population = tool(), "Рівне", "over_100000"
    assert not problems_of(page)


# --- what readers learn --------------------------------------------------------------------------
def test_a_pilot_says_that_it_is_one_and_how_large_its_town_is(rivne):
    page = pilot(rivne, "Спроба")
    shown = words_of("rivne", f"/uk/stories/{page.slug}/")
    assert "Пілотний проєкт" in shown
    assert "понад 100 000 жителів" in shown.replace("\u00a0", " ")
    data = structured(Reader("rivne").get(f"/uk/stories/{page.slug}/").content.decode())
    assert data["articleSection"] == "пілотний проєкт"
    assert data["contentLocation"]["name"] == "Рівне"
    assert "Пілотний проєкт" in words_of("rivne", "/uk/stories/")
    assert "пілотний проєкт" in Reader("rivne").get("/uk/stories/feed.rss").content.decode()
    plain = story(rivne, "Звичайна")
    assert "Пілотний" not in words_of("rivne", f"/uk/stories/{plain.slug}/")


def test_a_pilot_event_leads_to_its_tool_in_the_readers_language(rivne):
    page = event(
        rivne, "Проба", kind=EventKind.PILOT, tool=tool(), population="over_100000", place="Рівне"
    )
    html = Reader("rivne").get(f"/uk/events/{page.slug}/").content.decode()
    assert 'href="/uk/tools/barcamp/"' in html
    assert tool("uk").title in html
    assert "понад 100 000 жителів" in html.replace("\u00a0", " ").replace("&nbsp;", " ")
    CulturalToolPage.objects.filter(slug="barcamp").update(live=False)
    html = Reader("rivne").get(f"/uk/events/{page.slug}/").content.decode()
    assert "/tools/barcamp/" not in html


@pytest.mark.parametrize("precision", [PlacePrecision.REGION, PlacePrecision.PARTICIPANTS])
def test_where_readers_do_not_learn_the_town_they_do_not_learn_its_size(rivne, precision):
    page = event(
        rivne,
        "Проба",
        kind=EventKind.PILOT,
        tool=tool(),
        place="Рівне",
        region="Рівненська область",
        population="over_100000",
        place_precision=precision,
    )
    shown = words_of("rivne", f"/uk/events/{page.slug}/")
    assert "жителів" not in shown
    assert "Рівне," not in shown


def test_a_site_without_a_pilot_of_its_own_shows_the_networks_named_as_theirs(rivne, harnosand):
    story(rivne, "Звичайна")
    theirs = pilot(harnosand, "Чужа", "uk")
    page = Reader("rivne").get("/uk/stories/?kind=pilot")
    assert [item.pk for item in page.context["listing"].items] == [theirs.pk]
    assert "Гернесанд" in words_of("rivne", "/uk/stories/?kind=pilot")


def test_a_list_of_stories_can_be_narrowed_to_pilots(rivne, harnosand):
    path = "/uk/stories/"
    story(rivne, "Звичайна")
    assert "kind=pilot" not in Reader("rivne").get(path).content.decode()
    for number in range(listings.STORIES_A_PAGE + 1):
        pilot(rivne, f"Спроба {number}", date=date(2025, 5, number + 1))
    assert 'href="?kind=pilot"' in Reader("rivne").get(path).content.decode()
    first = Reader("rivne").get(f"{path}?kind=pilot")
    html = first.content.decode()
    assert "Звичайна" not in html
    assert '<meta name="robots" content="noindex">' in html
    assert "/uk/stories/?kind=pilot" in html.replace("<wbr>", "")
    (onward,) = BeautifulSoup(html, "html.parser").select("a[rel=next]")
    rest = Reader("rivne").get(path + onward["href"]).context["listing"].items
    assert [page.title for page in rest] == ["Спроба 0"]
    assert "Звичайна" in Reader("rivne").get(f"{path}?kind=nonsense").content.decode()


def test_what_a_pilot_is_holds_in_every_language_of_it(rivne):
    fields = {f.field_name: f for f in StoryPage.override_translatable_fields}
    for name in ("kind", "population"):
        assert type(fields[name]).__name__ == "SynchronizedField"
    fields = {f.field_name: f for f in EventPage.override_translatable_fields}
    for name in ("tool", "population"):
        assert type(fields[name]).__name__ == "SynchronizedField"
