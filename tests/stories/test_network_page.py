"""The page of the network: partners, a map of towns, labs, pilots, tools by where they were tried."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.provisioning import complete
from home.models import InformationPage
from partners import scoping
from partners.models import PartnerProfile, PartnerText
from stories.models import CulturalToolPage, EventPage, NetworkPage, StoryTool
from stories.network_map import Place, drawn
from stories.towns import TOWNS, town_in
from tests.builders import Editor, Reader, event, home, partner, story
from tests.large_network import add_sites
from tests.test_query_counts import queries

KEYS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"]


def page(of, language="uk"):
    response = Reader(of).get(f"/{language}/network/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split()).replace(" ,", ",")


def on_the_map(found) -> list[str]:
    return [words(name) for name in found.select(".network-map__name")]


def try_out(told, slug="barcamp") -> None:
    tool = CulturalToolPage.objects.get(slug=slug, locale__language_code="en")
    StoryTool.objects.create(story=told, tool=tool, sort_order=0)


# --- a page of every site ------------------------------------------------------------------------
@pytest.mark.parametrize("key", KEYS)
def test_every_site_has_it_in_each_of_its_languages_and_in_its_menu(db, key):
    for language in partner(key).languages:
        found = page(key, language)
        assert found.html["lang"] == language
        assert found.select(f'header nav a[href="/{language}/network/"]')
        alternates = {one["hreflang"] for one in found.select("link[rel=alternate][hreflang]")}
        assert alternates == {*partner(key).languages, "x-default"}
    addresses = Reader(key).get("/sitemap.xml").content.decode()
    assert f"http://{key}.localhost:8000/{language}/network/" in addresses


def test_a_site_that_exists_gets_it_with_a_new_release_and_only_once(rivne):
    for one in NetworkPage.objects.child_of(home(rivne)).specific():
        one.delete()
    NetworkPage.objects.child_of(home(rivne, "en")).get().delete()
    complete(partner("rivne"))
    complete(partner("rivne"))
    for language in ("uk", "en"):
        page("rivne", language)
        assert NetworkPage.objects.child_of(home(rivne, language)).count() == 1
    both = NetworkPage.objects.descendant_of(rivne.root_page)
    assert both.values("translation_key").distinct().count() == 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_it_leaves_a_page_of_the_partner_its_address(rivne):
    for language in ("uk", "en"):
        NetworkPage.objects.child_of(home(rivne, language)).get().delete()
    parent = home(rivne)
    parent.add_child(
        instance=InformationPage(title="Своя", lead="x", slug="network", locale=parent.locale)
    )
    complete(partner("rivne"))
    assert "Своя" in Reader("rivne").get("/uk/network/").content.decode()
    assert Reader("rivne").get("/uk/network-of-partners/").status_code == 200
    assert Reader("rivne").get("/en/network-of-partners/").status_code == 200


def test_partners_keep_its_words_and_can_neither_delete_nor_add_one(rivne):
    own = NetworkPage.objects.child_of(home(rivne)).get()
    editor = Editor("publisher", rivne)
    assert editor.get(f"/admin/pages/{own.pk}/edit/").status_code == 200
    assert editor.get(f"/admin/pages/{own.pk}/delete/").status_code in (302, 403, 404)
    assert (
        Editor("editor", partner("harnosand")).get(f"/admin/pages/{own.pk}/edit/").status_code
        == 404
    )


# --- who and where -------------------------------------------------------------------------------
def test_it_names_every_partner_with_town_country_and_roles_in_the_readers_language(db):
    said = [words(one) for one in page("rivne").select(".members > li")]
    assert len(said) == 5
    assert "Гернесанд, Швеція" in said[1]
    assert "поширення досвіду в країні" in said[1]
    assert "провідний партнер" in said[0]
    assert "поширення досвіду між країнами" in said[0]
    assert "Стокгольм, Швеція" in said[0]
    # Whose town no source tells, has none.
    assert "IZOLYATSIA" in said[2]
    assert "Україна" in said[2]
    assert "Київ" not in said[2]


def test_it_leads_to_each_site_in_the_readers_language_or_that_sites_own(db):
    links = {one["href"]: one for one in page("rivne").select(".members a")}
    assert set(links) == {
        "http://cbss.localhost:8000/uk/",
        "http://harnosand.localhost:8000/uk/",
        "http://izolyatsia.localhost:8000/uk/",
        "http://anenii-noi.localhost:8000/ro/",
    }
    assert links["http://anenii-noi.localhost:8000/ro/"]["hreflang"] == "ro"


def test_a_partner_without_a_name_in_the_readers_language_is_named_in_its_own(db):
    PartnerText.objects.filter(profile__site__partner__key="harnosand", language="uk").delete()
    entry = page("rivne").select(".members > li")[1]
    assert entry.a["lang"] == "sv"
    assert "Härnösand" in words(entry)


def test_the_map_shows_the_towns_of_partners_and_those_of_the_lists_and_no_others(db):
    found = page("cbss", "en")
    named = on_the_map(found)
    assert {"Stockholm", "Härnösand", "Rivne", "Anenii Noi", "Kiel", "Rūjiena"} <= set(named)
    assert len(named) == len(set(named)) == len(found.select(".network-map circle")) - 2
    listed = words(found.select_one(".members")) + words(found.select_one(".tried-places"))
    assert [name for name in named if name not in listed] == []
    svg = found.select_one(".network-map svg")
    assert svg["role"] == "img"
    assert found.find(id=svg["aria-describedby"])
    assert "GeoNames" in words(found.figure)


@pytest.mark.parametrize("language", ["en", "sv", "uk", "ro"])
def test_the_map_is_drawn_with_points_and_not_commas_in_its_figures(db, language):
    for circle in page("cbss", language).select(".network-map circle"):
        assert float(circle["cx"]) >= 0
        assert float(circle["cy"]) >= 0


def test_a_town_without_a_position_stands_in_the_list_only(db):
    PartnerProfile.objects.filter(site__partner__key="harnosand").update(latitude=None)
    found = page("cbss", "en")
    assert "Härnösand" not in on_the_map(found)
    assert "Härnösand" in words(found.select_one(".members"))


def test_a_town_in_the_north_is_drawn_above_one_in_the_south_and_all_within_the_frame():
    places = [Place(town.name, "en", town.north, town.east) for town in TOWNS]
    map = drawn(places)
    at = {point.place.name: (point.x, point.y) for point in map.points}
    assert at["Härnösand"][1] < at["Stockholm"][1] < at["Rivne"][1] < at["Anenii Noi"][1]
    assert at["Kiel"][0] < at["Stockholm"][0] < at["Rivne"][0] < at["Anenii Noi"][0]
    assert all(0 < x < map.width and 0 < y < map.height for x, y in at.values())
    assert drawn([]) is None
    (alone,) = drawn([Place("Rivne", "en", 50.62, 26.24, True)]).points
    assert 0 < alone.x < map.width


@pytest.mark.parametrize(
    ("place", "country", "town"),
    [
        ("Центральна бібліотека, Овруч", "UA", "Ovruch"),
        ("Tautskola, Rūjiena", "LV", "Rūjiena"),
        ("Jakobstad/Pietarsaari", "FI", "Jakobstad"),
        ("Kiel Street, Dublin", "IE", None),
        ("Kielce", "PL", None),
        ("", "", None),
    ],
)
def test_a_town_is_known_by_the_place_that_a_story_names(place, country, town):
    found = town_in(place, country)
    assert (found and found.name) == town


# --- what was done -------------------------------------------------------------------------------
def test_tools_stand_at_the_town_in_which_a_story_tells_that_they_were_tried(rivne, harnosand):
    try_out(story(harnosand, "Barcamp på biblioteket", place="Biblioteket", country="SE"))
    place = next(
        one for one in page("rivne").select(".tried-places > li") if "Biblioteket" in words(one)
    )
    assert place.h3.span["lang"] == "sv"
    assert "Швеція" in words(place.h3)
    links = place.select("li a")
    assert links[0]["href"] == "/uk/tools/barcamp/"
    assert links[1]["href"].startswith("http://harnosand.localhost:8000/sv/stories/")
    assert links[1]["lang"] == "sv"
    assert "Svenska" in words(place)


def test_a_story_in_two_languages_is_one_trial_and_one_that_is_withdrawn_none(rivne):
    told = story(rivne, "Випробували", place="Рівне", country="UA")
    english = story(rivne, "We tried", "en", translation_key=told.translation_key, place="Rivne")
    try_out(told)
    try_out(english)
    assert words(page("harnosand", "en").select_one(".tried-places")).count("We tried") == 1
    assert "Випробували" not in words(page("harnosand", "en"))
    told.unpublish()
    english.refresh_from_db()
    if english.live:
        english.unpublish()
    assert "We tried" not in words(page("harnosand", "en"))


def test_labs_and_pilots_of_the_network_stand_there(rivne, harnosand):
    found = page("harnosand", "en")
    assert "Learning Lab" in words(found.find(id="labs").parent)
    told = story(rivne, "A pilot in a town", "en", kind="pilot", place="Rivne")
    held = event(rivne, "Пілот попереду", kind="pilot")
    off = event(rivne, "A pilot that was called off", "en", kind="pilot", status="cancelled")
    section = page("harnosand", "en").find(id="pilots").parent
    assert told.title in words(section)
    assert off.title not in words(section)
    # Nobody has translated it yet.
    entry = section.find("a", string=held.title).find_parent("article")
    assert entry.a["lang"] == "uk"
    assert "Українська" in words(entry)
    assert "From Rivne" in words(entry)


def test_the_address_of_a_pilot_is_as_secret_there_as_anywhere(rivne):
    event(rivne, "A pilot", "en", kind="pilot", address="12 Hidden Street", place_precision="city")
    assert "Hidden Street" not in Reader("cbss").get("/en/network/").content.decode()


# --- what it costs -------------------------------------------------------------------------------
def test_it_costs_the_same_with_more_stories_and_fifty_sites(rivne):
    before = len(queries("rivne", "/uk/network/"))
    assert before <= 10
    for number in range(6):
        told = story(rivne, f"Випробування {number}", place=f"Місто {number}", kind="pilot")
        try_out(told)
        event(rivne, f"Пілот {number}", kind="pilot")
    add_sites(45)
    assert len(queries("rivne", "/uk/network/")) == before
    assert len(page("rivne").select(".members > li")) == 50


def test_a_preview_of_it_is_what_readers_get(rivne):
    own = NetworkPage.objects.child_of(home(rivne)).get()
    with CaptureQueriesContext(connection):
        response = Editor("publisher", rivne).get(f"/admin/pages/{own.pk}/view_draft/")
    assert response.status_code == 200
    assert "network-map" in response.content.decode()
    assert scoping.current_visit() is None
    assert EventPage.objects.exists()


def test_it_leads_to_the_calendar_of_all_partners_and_to_the_labs_of_the_past(db):
    (link,) = page("rivne").select('main a[href="/uk/calendar/"]')
    assert Reader("rivne").get(link["href"]).status_code == 200
    (link,) = page("rivne").select('main a[href="/uk/events/labs/"]')
    assert Reader("rivne").get(link["href"]).status_code == 200
