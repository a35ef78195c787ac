"""What the other partners tell stands on every front page, and a manager may put one story first."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import FrontPageSections
from partners import scoping
from partners.roles import Role
from stories import network_news
from stories.models import StoryPage
from tests.builders import Editor, Reader, partner, story
from tests.large_network import fill_stories
from tests.partners.settings_screens import address, errors, soup
from tests.test_list_queries import SORTS, plan

SCREEN = "home/frontpagesections"
SIZES = {"stories": 4, "tools": 6, "events": 3, "network": 4}


@pytest.fixture
def manager(rivne):
    return Editor(Role.PARTNER_MANAGER, rivne)


@pytest.fixture
def told(harnosand):
    """A new story of another partner, in Swedish only."""
    return story(harnosand, "Ett bibliotek för alla", slug="ett-bibliotek")


def form(chosen="", shown=None) -> dict:
    return {
        "sections-order": list(SIZES),
        "sections": list(SIZES) if shown is None else shown,
        "chosen_story": getattr(chosen, "pk", chosen),
    } | {f"sections-size-{name}": size for name, size in SIZES.items()}


def section(of, language="uk"):
    page = BeautifulSoup(Reader(of).get(f"/{language}/").content, "html.parser")
    return page.select_one("[aria-labelledby=section-network]")


def titles(of, language="uk") -> list[str]:
    found = section(of, language)
    return [one.get_text(strip=True) for one in found.select(".entry__title")] if found else []


def entry_of(title: str, of, language="uk"):
    found = section(of, language).find("a", string=title)
    return found and found.find_parent("article")


# --- what is new ----------------------------------------------------------------------------------
def test_a_story_of_another_partner_stands_on_the_front_page_with_its_owners_name(rivne, told):
    entry = entry_of(told.title, rivne)
    assert entry.select_one(".owner").get_text(" ", strip=True).startswith("Партнер:")
    assert entry.a["href"] == "http://harnosand.localhost:8000/sv/stories/ett-bibliotek/"
    assert told.title not in titles("harnosand", "sv")


def test_one_that_is_not_translated_is_marked_with_its_language_and_says_so(rivne, told):
    entry = entry_of(told.title, rivne)
    assert entry.a["lang"] == "sv"
    assert entry.select_one(".entry__lead")["lang"] == "sv"
    assert entry.find("span", string="Svenska")["lang"] == "sv"


def test_a_translated_one_stands_there_once_in_the_readers_language(rivne):
    izolyatsia = partner("izolyatsia")
    english = story(izolyatsia, "A hall for everybody", "en", slug="hall")
    story(izolyatsia, "Зала для всіх", slug="hall", translation_key=english.translation_key)
    assert titles(rivne).count("Зала для всіх") == 1
    assert english.title not in titles(rivne)
    assert entry_of("Зала для всіх", rivne).a.get("lang") is None
    assert english.title in titles(rivne, "en")
    # Who reads neither gets it as its partner told it.
    assert "Зала для всіх" in titles("anenii-noi", "ro")


def test_the_newest_come_first_and_drafts_never(rivne, harnosand, told):
    later = story(harnosand, "Senare", slug="senare")
    draft = story(harnosand, "Utkast", slug="utkast")
    draft.unpublish()
    StoryPage.objects.filter(pk=later.pk).update(told_at=timezone.now() + timezone.timedelta(1))
    assert titles(rivne)[:2] == [later.title, told.title]
    assert draft.title not in titles(rivne)


def test_a_story_below_a_front_page_that_is_down_is_not_told(rivne, harnosand, told):
    told.get_parent().get_parent().unpublish()
    assert told.title not in titles(rivne)


def test_a_site_without_stories_tells_the_networks_once(db):
    page = Reader("anenii-noi").get("/ro/").content.decode()
    assert "section-stories" not in page
    assert len(titles("anenii-noi", "ro")) == 4


@pytest.mark.parametrize("key", ["rivne", "anenii-noi"])
def test_the_news_are_read_from_an_index_and_never_sorted_whole(rivne, key):
    fill_stories(rivne, 300)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE stories_storypage")
        cursor.execute("ANALYZE wagtailcore_page")
        if connection.vendor == "postgresql":
            # Twenty rows are sorted sooner than read in order; asked is whether they can be.
            cursor.execute("SET LOCAL enable_sort = off")
    visit = scoping.visit_for_host(f"{key}.localhost")
    with CaptureQueriesContext(connection) as asked:
        list(network_news.newest_in(visit, "uk"))
    way = plan(asked[-1]["sql"])
    assert "story_lang_told" in way
    assert not SORTS.search(way), way


# --- one story first ------------------------------------------------------------------------------
def test_a_manager_puts_a_story_of_another_first_with_one_choice(rivne, manager, told, harnosand):
    for number in range(6):
        story(harnosand, f"Nyare {number}")
    assert told.title not in titles(rivne)
    assert manager.post(address(SCREEN, rivne), form(told)).status_code == 302
    for language in ("uk", "en"):
        assert titles(rivne, language)[0] == told.title
        assert len(titles(rivne, language)) == 4
    assert titles(rivne).count(told.title) == 1
    assert titles("izolyatsia")[0] != told.title
    # It stays where it is: its address is its owner's, and no page of ours is made.
    assert entry_of(told.title, rivne).a["href"].startswith("http://harnosand.localhost:8000/")
    assert Reader(rivne).get("/uk/stories/ett-bibliotek/").status_code == 404
    shown = soup(manager.get(address(SCREEN, rivne)))
    assert told.title in shown.get_text()


def test_it_leaves_the_front_page_when_its_owner_takes_it_down_and_comes_back(rivne, manager, told):
    manager.post(address(SCREEN, rivne), form(told))
    told.unpublish()
    assert told.title not in titles(rivne)
    screen = soup(manager.get(address(SCREEN, rivne))).get_text()
    assert told.title not in screen
    told.get_latest_revision().publish()
    assert titles(rivne)[0] == told.title


def test_it_is_shown_in_the_readers_language_when_it_is_translated(rivne, manager, told, harnosand):
    manager.post(address(SCREEN, rivne), form(told))
    english = story(harnosand, "A library for all", "en", translation_key=told.translation_key)
    assert titles(rivne, "en")[0] == english.title
    assert titles(rivne, "uk")[0] == told.title


def test_what_cannot_be_chosen_is_refused_with_a_reason(rivne, manager, told, harnosand):
    own = story(rivne, "Наша")
    draft = story(harnosand, "Utkast")
    draft.unpublish()
    for wrong in (own, draft, told.get_parent(), 10**9, "x"):
        response = manager.post(address(SCREEN, rivne), form(wrong))
        assert "can no longer be chosen" in errors(response)
        assert "Utkast" not in soup(response).get_text()
    assert FrontPageSections.objects.get(site=rivne.site).chosen_story is None


def test_a_story_for_a_section_that_is_not_shown_is_told_of(rivne, manager, told):
    response = manager.post(address(SCREEN, rivne), form(told, shown=["stories", "tools"]))
    assert "is not ticked" in errors(response)
    assert told.title in soup(response).get_text()


def test_a_choice_made_meanwhile_is_not_saved_over_unseen(rivne, manager, told, harnosand):
    other = story(harnosand, "Den andra")
    seen = soup(manager.get(address(SCREEN, rivne))).select_one("[name=seen]")["value"]
    manager.post(address(SCREEN, rivne), form(told))
    response = manager.post(address(SCREEN, rivne), form(other) | {"seen": seen})
    assert told.title in soup(response).get_text()
    assert FrontPageSections.objects.get(site=rivne.site).chosen_story_id == told.pk


# --- choosing -------------------------------------------------------------------------------------
def chooser(of, rest="") -> str:
    return f"/admin/front-page-story/{of.site_id}/{rest}"


def test_the_chooser_offers_live_stories_of_others_and_no_own(rivne, manager, told, harnosand):
    own = story(rivne, "Наша")
    draft = story(harnosand, "Utkast")
    draft.unpublish()
    told.title = "Ännu inte publicerad titel"
    told.save_revision()
    said = manager.get(chooser(rivne)).json()["html"]
    assert "Ett bibliotek för alla" in said
    assert "Гернесанд" in said
    assert own.title not in said
    assert draft.title not in said
    assert "Ännu inte" not in said


def test_the_chooser_finds_words_of_a_title(rivne, manager, told, harnosand):
    story(harnosand, "Något annat")
    said = manager.get(chooser(rivne, "results/"), {"q": "bibliotek för"}).content.decode()
    assert told.title in said
    assert "Något annat" not in said


def test_what_was_pressed_comes_back_with_its_title_and_no_way_to_its_form(rivne, manager, told):
    result = manager.get(chooser(rivne, f"{told.pk}/")).json()["result"]
    assert result == {"id": str(told.pk), "title": told.title, "edit_url": ""}
    own = story(rivne, "Наша")
    assert manager.get(chooser(rivne, f"{own.pk}/")).status_code == 404


def test_only_who_arranges_the_front_page_of_a_site_may_choose_for_it(rivne, told, harnosand):
    for role in (Role.EDITOR, Role.PUBLISHER):
        assert Editor(role, rivne).get(chooser(rivne)).status_code in (302, 403, 404)
    foreign = Editor(Role.PARTNER_MANAGER, harnosand)
    for rest in ("", "results/", f"{told.pk}/"):
        assert foreign.get(chooser(rivne, rest)).status_code == 404


def test_the_front_page_costs_no_more_with_a_chosen_story(rivne, manager, told):
    def queries() -> int:
        reader = Reader(rivne)
        reader.get("/uk/")
        with CaptureQueriesContext(connection) as asked:
            reader.get("/uk/")
        return len(asked)

    before = queries()
    manager.post(address(SCREEN, rivne), form(told))
    assert queries() == before <= 12
    assert partner("rivne").site.frontpagesections.chosen_story_id == told.pk
