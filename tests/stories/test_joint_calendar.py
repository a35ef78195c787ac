"""The calendar of the network: what all partners hold, on every site, in the reader's language."""

from datetime import UTC, date, datetime, time

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from home.models import HomePage
from stories import network_events
from stories.models import EventOccurrence, EventPage
from stories.vocabularies import EventKind
from tests.builders import Editor, Reader, event, home, partner
from tests.home.test_publishing import story_form
from tests.large_network import add_sites
from tests.stories.test_event_lists import add_events
from tests.test_list_queries import PATH_LIKE, plan

DAY = date(2031, 5, 1)
NOW = datetime(2031, 4, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def soup(key: str, path: str) -> BeautifulSoup:
    response = Reader(key).get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


def calendar(key: str, path: str = "", language: str | None = None) -> BeautifulSoup:
    return soup(key, f"/{language or partner(key).source_language}/calendar/{path}")


def titles(page: BeautifulSoup, section: str = "coming") -> list[str]:
    found = page.find("section", attrs={"aria-labelledby": section})
    return [link.get_text() for link in found.select("h4 a")] if found else []


def entry(page: BeautifulSoup, title: str) -> BeautifulSoup:
    """The entry of one event: there is exactly one."""
    (found,) = [one for one in page.select("article.occasion") if one.h4.get_text() == title]
    return found


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


# --- whose, and in which language ----------------------------------------------------------------
def test_every_site_tells_of_own_joint_and_others_events(rivne, harnosand):
    event(rivne, "Зустріч у Рівному", start_date=DAY)
    event(harnosand, "Möte i Härnösand", start_date=date(2031, 5, 2))
    for key in ("rivne", "harnosand", "anenii-noi"):
        assert titles(calendar(key)) == ["Зустріч у Рівному", "Möte i Härnösand"]
    past = titles(calendar("rivne"), "past")
    joint = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="uk")
    assert past.count(joint.title) == 1


def test_an_event_stands_once_in_the_readers_language_else_marked_in_its_own(rivne, harnosand):
    own = event(harnosand, "Språkcafé", start_date=DAY)
    event(
        harnosand, "Мовне кафе", "uk", slug=own.slug, start_date=DAY,
        translation_key=own.translation_key,
    )  # fmt: skip
    assert titles(calendar("rivne")) == ["Мовне кафе"]
    assert titles(calendar("harnosand")) == ["Språkcafé"]
    assert titles(calendar("anenii-noi")) == ["Språkcafé"]
    line = entry(calendar("anenii-noi"), "Språkcafé")
    assert line.h4.a["lang"] == "sv"
    assert line.find("span", attrs={"lang": "sv"}, string="Svenska") is not None
    assert "hreflang" not in line.h4.a.attrs
    line = entry(calendar("rivne"), "Мовне кафе")
    assert "lang" not in line.h4.a.attrs
    assert "Svenska" not in words(line)
    # Without its translation it falls back.
    EventPage.objects.get(title="Мовне кафе").unpublish()
    assert titles(calendar("rivne")) == ["Språkcafé"]


def test_a_version_whose_home_is_not_live_is_told_of_nowhere(rivne, harnosand):
    own = event(harnosand, "Språkcafé", start_date=DAY)
    event(
        harnosand, "Мовне кафе", "uk", slug=own.slug, start_date=DAY,
        translation_key=own.translation_key,
    )  # fmt: skip
    HomePage.objects.filter(pk=home(harnosand, "uk").pk).update(live=False)
    assert titles(calendar("rivne")) == ["Språkcafé"]


def test_what_parity_hides_of_the_library_is_not_in_the_calendar_either(db):
    EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="uk").unpublish()
    english = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="en")
    assert english.title not in titles(calendar("rivne", language="en"), "past")
    assert english.title in titles(calendar("rivne", language="uk"), "past")
    assert english.title in titles(calendar("harnosand", language="uk"), "past")


def test_an_event_leads_to_its_own_host_and_says_whose_it_is(rivne, harnosand):
    page = event(harnosand, "Möte", start_date=DAY)
    line = entry(calendar("rivne"), "Möte")
    assert line.h4.a["href"] == f"http://harnosand.localhost:8000/sv/events/{page.slug}/"
    assert "Гернесанд" in words(line)
    line = entry(calendar("harnosand"), "Möte")
    assert line.h4.a["href"] == f"/sv/events/{page.slug}/"
    # A joint one is read on the site itself.
    joint = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="sv")
    line = entry(calendar("harnosand"), joint.title)
    assert line.h4.a["href"] == "/sv/events/learning-lab-ii-plock/"
    assert "gemensamt evenemang" in words(line)


def test_a_draft_and_an_event_taken_down_are_not_in_it(rivne):
    page = event(rivne, "Зникла", start_date=DAY)
    page.unpublish()
    assert titles(calendar("harnosand")) == []


# --- when ----------------------------------------------------------------------------------------
def test_times_are_those_of_the_site_and_the_venues_are_named_where_they_differ(harnosand):
    event(harnosand, "Möte", start_date=DAY, start_time=time(13), end_time=time(15))
    assert "14:00–16:00 Київ · 13:00–15:00 Стокгольм" in words(entry(calendar("rivne"), "Möte"))
    told = words(entry(calendar("harnosand"), "Möte"))
    assert "13:00–15:00" in told
    assert "Stockholm ·" not in told


def test_an_event_after_midnight_stands_under_the_day_that_the_sites_clocks_show(rivne):
    event(rivne, "Уночі", start_date=date(2031, 6, 1), start_time=time(0, 30))
    page = calendar("harnosand")
    line = entry(page, "Уночі")
    assert line.time["datetime"] == "2031-05-31"
    assert "23:30 Stockholm · 00:30 Kyiv (1 juni)" in words(line)
    assert [one.get_text() for one in page.select("#coming ~ h3")] == ["Maj 2031"]
    page = calendar("rivne")
    assert [one.get_text() for one in page.select("#coming ~ h3")] == ["Червень 2031\u00a0р."]


def test_what_is_next_comes_first_by_months_and_what_has_begun_before_them(rivne):
    event(rivne, "Травнева", start_date=DAY)
    event(rivne, "Триває", start_date=date(2031, 2, 1), end_date=date(2031, 8, 1))
    event(rivne, "Квітнева", start_date=date(2031, 4, 20))
    event(rivne, "Коли-небудь", start_date=date(2032, 1, 1), date_precision="year")
    page = calendar("rivne")
    assert titles(page) == ["Триває", "Квітнева", "Травнева", "Коли-небудь"]
    months = [one.get_text() for one in page.select("#coming ~ h3")]
    assert months == ["Тривають", "Квітень 2031\u00a0р.", "Травень 2031\u00a0р.", "2032"]


def test_a_series_stands_once_with_its_next_date(rivne):
    event(
        rivne, "Щотижнева", start_date=date(2031, 4, 1), start_time=time(18), end_time=time(19),
        repeats="weekly", repeats_until=date(2031, 6, 24),
    )  # fmt: skip
    line = entry(calendar("harnosand"), "Щотижнева")
    assert line.time["datetime"] == "2031-04-15"


def test_with_nothing_coming_it_says_so_and_leads_to_what_took_place(db):
    page = calendar("harnosand")
    assert titles(page) == []
    assert len(titles(page, "past")) == 3
    assert page.find("a", href="#past") is not None
    assert page.find(id="past") is not None


def test_a_long_list_is_read_to_its_end_without_a_gap_or_a_double(rivne, harnosand):
    add_events(rivne, 60)
    event(harnosand, "Möte", start_date=DAY)
    for section, rel in (("coming", "later"), ("past", "earlier")):
        seen, address = [], "/uk/calendar/"
        while address:
            response = Reader("rivne").get(address)
            seen += titles(BeautifulSoup(response.content, "html.parser"), section)
            address = response.context[rel]
        assert len(seen) > network_events.EVENTS_A_PAGE
        assert len(seen) == len(set(seen))
        assert ("Möte" in seen) == (section == "coming")
    # The latest of what took place begins where the list of a site does.
    listed = Reader("rivne").get("/uk/events/").context["past"].items
    assert titles(calendar("rivne"), "past")[0] == listed[0].title


# --- filters -------------------------------------------------------------------------------------
@pytest.fixture
def several(rivne, harnosand):
    event(rivne, "Майстерня", start_date=DAY, kind=EventKind.WORKSHOP)
    event(rivne, "Вебінар", start_date=DAY, kind=EventKind.WEBINAR, format="online", place="")
    event(harnosand, "Verkstad", start_date=DAY, kind=EventKind.WORKSHOP, format="hybrid")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("?partner=harnosand", ["Verkstad"]),
        ("?kind=workshop", ["Verkstad", "Майстерня"]),
        ("?online=1", ["Verkstad", "Вебінар"]),
        ("?partner=rivne&kind=workshop", ["Майстерня"]),
        ("?partner=rivne&kind=workshop&online=1", []),
        ("?partner=joint", []),
        ("?partner=nobody&kind=nonsense&online=maybe&after=x&before=y", None),
    ],
)
def test_filters_combine_and_what_means_nothing_asks_for_nothing(several, asked, expected):
    everything = ["Verkstad", "Вебінар", "Майстерня"]
    found = titles(calendar("rivne", asked))
    assert sorted(found) == (everything if expected is None else expected)


def test_each_option_counts_what_there_would_be_with_it(several):
    page = calendar("rivne", "?kind=workshop")

    def options(name: str) -> dict[str, str]:
        return {
            option["value"]: option.get_text()
            for option in page.select(f"#finder-{name} option")
            if option["value"]
        }

    assert options("partner")["rivne"].endswith("(1)")
    assert options("partner")["harnosand"].endswith("(1)")
    # No joint event is a workshop: there is nothing to choose.
    assert "joint" not in options("partner")
    assert options("kind")["workshop"].endswith("(2)")
    assert options("kind")["webinar"].endswith("(1)")
    assert page.select_one("input[name=online]").parent.get_text().strip().endswith("(1)")
    assert page.select_one("#finder-kind option[selected]")["value"] == "workshop"
    # What is counted is what one gets.
    for value in ("workshop", "webinar", "learning_lab"):
        narrowed = calendar("rivne", f"?kind={value}")
        shown = len(titles(narrowed)) + len(titles(narrowed, "past"))
        assert options("kind")[value].endswith(f"({shown})")


def test_what_is_asked_for_can_be_taken_away_passed_on_and_kept_in_another_language(several):
    page = calendar("rivne", "?kind=workshop&partner=rivne")
    chips = {link.get_text(): link["href"] for link in page.select(".chips a")}
    assert "/uk/calendar/?kind=workshop" in chips.values()
    assert "/uk/calendar/?partner=rivne" in chips.values()
    address = page.find(id="page-address").get_text()
    assert address == "http://rivne.localhost:8000/uk/calendar/?partner=rivne&kind=workshop"
    switch = [link["href"] for link in page.select("nav.languages a")]
    assert "/en/calendar/?partner=rivne&kind=workshop" in switch
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical")["href"].endswith("/uk/calendar/")
    assert calendar("rivne").find("meta", attrs={"name": "robots"}) is None


def test_filters_are_kept_from_page_to_page(rivne):
    add_events(rivne, 120)
    EventPage.objects.filter(title__startswith="Event").update(kind=EventKind.WEBINAR)
    page = calendar("rivne", "?kind=webinar")
    onward = page.select_one("#past").parent.select_one("a[rel=next]")["href"]
    assert "kind=webinar" in onward
    assert len(titles(soup("rivne", onward), "past")) == network_events.EVENTS_A_PAGE


# --- where it stands -----------------------------------------------------------------------------
def test_it_has_an_address_in_every_language_of_a_site_and_the_list_of_events_leads_to_it(db):
    for key in ("rivne", "cbss"):
        of = partner(key)
        for language in of.languages:
            page = calendar(key, language=language)
            root = f"http://{key}.localhost:8000"
            alternates = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
            assert alternates.pop("x-default") == f"{root}/{of.source_language}/calendar/"
            assert alternates == {code: f"{root}/{code}/calendar/" for code in of.languages}
            sitemap = Reader(key).get("/sitemap.xml").content.decode()
            assert f"<loc>{root}/{language}/calendar/</loc>" in sitemap
            listed = soup(key, f"/{language}/events/")
            assert listed.find("a", href=f"/{language}/calendar/") is not None
    for path in ("/sv/calendar/", "/sv/calendar/events.ics"):
        assert Reader("rivne").get(path).status_code == 404


def test_no_page_can_be_put_in_its_place(rivne):
    form = story_form(title="Календар", slug="calendar")
    parent = home(rivne)
    response = Editor("administrator").post(
        f"/admin/pages/add/home/informationpage/{parent.pk}/", form
    )
    assert "slug" in response.context["form"].errors


def test_reading_it_leaves_nothing_behind(rivne):
    response = Reader("rivne").get("/uk/calendar/?kind=workshop")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


# --- in readers' own calendars -------------------------------------------------------------------
def feed(key: str, path: str) -> dict[str, object]:
    """Title → event of a calendar's file, which is without an error."""
    response = Reader(key).get(path)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    parsed = Calendar.from_ical(response.content)
    assert not [part.errors for part in parsed.walk() if part.errors]
    return {str(one["SUMMARY"]): one for one in parsed.walk("VEVENT")}


def test_the_calendar_can_be_followed_as_it_is_asked_for(several):
    page = calendar("rivne", "?partner=harnosand&kind=workshop")
    link = page.find("link", type="text/calendar")
    path = "/uk/calendar/events.ics?partner=harnosand&kind=workshop"
    assert link["href"] == f"http://rivne.localhost:8000{path}"
    assert page.find("a", href=path) is not None
    assert set(feed("rivne", path)) == {"Verkstad"}
    everything = feed("rivne", "/uk/calendar/events.ics")
    assert {"Verkstad", "Вебінар", "Майстерня"} < set(everything)
    url = str(everything["Verkstad"]["URL"])
    assert url.startswith("http://harnosand.localhost:8000/sv/events/")


def test_one_event_is_the_same_one_in_every_calendar(several):
    own = feed("harnosand", "/sv/events/calendar.ics")
    network = feed("harnosand", "/sv/calendar/events.ics")
    elsewhere = feed("rivne", "/uk/calendar/events.ics")
    assert set(own) < set(network)
    for title, one in own.items():
        assert network[title]["UID"] == one["UID"]
        assert network[title]["URL"] == one["URL"]
    assert elsewhere["Verkstad"]["UID"] == own["Verkstad"]["UID"]


@pytest.mark.parametrize("precision", ["city", "region", "participants"])
def test_a_place_is_told_no_more_exactly_than_its_partner_says(rivne, precision):
    event(
        rivne, "Таємна", start_date=DAY, place_precision=precision, place="Рівне",
        region="Рівненщина", address="vulytsia Tymchasova 17b",
    )  # fmt: skip
    for path in ("/sv/calendar/", "/sv/calendar/events.ics"):
        text = Reader("harnosand").get(path).content.decode()
        assert "Таємна" in text
        assert "Tymchasova" not in text
        assert ("Рівне," in text.replace("</span>", "").replace("\\,", ",")) == (
            precision == "city"
        )


# --- what it costs -------------------------------------------------------------------------------
def asked_for(key: str, path: str) -> list[str]:
    Reader(key).get(path)
    with CaptureQueriesContext(connection) as queries:
        assert Reader(key).get(path).status_code == 200
    return [query["sql"] for query in queries]


def test_it_costs_the_same_with_many_events_and_with_fifty_sites(rivne, harnosand):
    event(rivne, "Перша", start_date=DAY)
    event(harnosand, "Första", start_date=DAY)
    paths = ["/uk/calendar/", "/uk/calendar/?partner=harnosand&online=1", "/uk/calendar/events.ics"]
    before = {path: len(asked_for("rivne", path)) for path in paths}
    assert max(before.values()) <= 7, before
    add_sites(45)
    add_events(rivne, 200)
    for number in range(10):
        event(partner(f"site-{number}"), f"Подія {number}", start_date=DAY)
    assert {path: len(asked_for("rivne", path)) for path in paths} == before
    assert not [sql for path in paths for sql in asked_for("rivne", path) if PATH_LIKE.search(sql)]


def test_the_list_is_one_query_that_reads_indexes(rivne):
    add_events(rivne, 300)
    lists = [
        sql
        for sql in asked_for("rivne", "/uk/calendar/")
        if 'FROM "stories_eventoccurrence"' in sql and "LIMIT" in sql and "COUNT" not in sql
    ]
    assert len(lists) == 1
    if connection.vendor != "sqlite":
        return
    read = plan(lists[0])
    assert "event_occurrence_network" in read, read
    assert "event_occurrence_latest" in read, read
    assert "SCAN stories_eventoccurrence" not in read.replace('"', ""), read
    assert EventOccurrence.objects.count() > 300


@pytest.mark.parametrize(
    "place",
    ["after=99999999T999999Z.1", "after=20310501T000000Z." + "9" * 30, "before=2025-01-01." + "9" * 30,
     "after=00010101T000000Z.-1", "before=9999-12-31.0", "after=.", "page=2"],
)  # fmt: skip
def test_any_place_in_the_list_is_answered(place):
    assert Reader("rivne").get(f"/uk/calendar/?{place}").status_code == 200


# --- held together -------------------------------------------------------------------------------
def test_a_joint_event_stands_once_among_those_of_each_of_its_hosts_and_names_them(db):
    slug = "learning-lab-ii-plock"
    EventPage.objects.filter(slug=slug).update(co_hosts=["rivne", "harnosand", "nobody"])
    title = EventPage.objects.get(slug=slug, locale__language_code="ro").title
    for asked in ("", "?partner=rivne", "?partner=harnosand", "?partner=joint"):
        page = calendar("anenii-noi", asked)
        assert titles(page, "past").count(title) == 1, asked
        told = words(entry(page, title))
        assert "Rivne" in told
        assert "Härnösand" in told
    page = calendar("anenii-noi", "?partner=rivne")
    assert titles(page, "past") == [title]
    counts = {
        option["value"]: option.get_text().rsplit(" ", 1)[-1]
        for option in page.select("#finder-partner option")
    }
    assert counts["rivne"] == counts["harnosand"] == "(1)"
    assert counts["joint"] == "(3)"
    assert "cbss" not in counts
    assert list(feed("anenii-noi", "/ro/calendar/events.ics?partner=rivne")) == [title]
