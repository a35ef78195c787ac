"""Everything that readers can reach, on every host, in every language: nothing is left to chance.

The five partners and a sixth, which is made from a file as an operator would make it.
"""

from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import polib
import pytest
from django.contrib.sessions.models import Session
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Site

from partners.cards import save_cards
from stories.labs import lists as labs
from tests import crawler
from tests.interface_language import Phrases, leaks, of_the_house

SIXTH = Path(__file__).resolve().parents[1] / "docs" / "example-partner.json"
# Makes pytest-django set the database up, though only the crawl itself asks it.
pytestmark = pytest.mark.django_db
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@pytest.fixture(scope="module")
def sites(django_db_setup, django_db_blocker):
    """What a crawl of all six sites saw. The database is as it was when it is over."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("add_partner", str(SIXTH), verbosity=0)
        # Drawn after the commit, which does not come here.
        save_cards(Site.objects.get(hostname="example.localhost"))
        seen = crawler.crawl()
        seen.sessions = Session.objects.count()
        transaction.set_rollback(True)
    for cache in caches.all(initialized_only=True):
        cache.clear()
    return seen


def test_every_site_is_there_whole(sites):
    assert len(sites.partners) == 6
    for host, partner in sites.partners.items():
        languages = {page.language for page in sites.of_host(host)}
        assert languages == set(partner.languages), host
        pages = [urlsplit(page.url).path for page in sites.of_host(host)]
        for language in partner.languages:
            for section in ("stories", "tools", "events", "contact", "accessibility", "privacy"):
                assert f"/{language}/{section}/" in pages
            # Every tool and joint event of the library, on every site, and the labs of the past.
            assert sum(path.startswith(f"/{language}/tools/") for path in pages) == 18
            assert sum(path.startswith(f"/{language}/events/") for path in pages) == 5


def test_every_link_between_the_sites_leads_to_a_page(sites):
    seen = [*sites.pages.values(), *sites.others.values()]
    assert [(one.status, one.url, one.linked_from) for one in seen if one.status != 200] == []


def test_feeds_calendars_and_pieces_of_every_site_answer(sites):
    for host, partner in sites.partners.items():
        for language in partner.languages:
            root = f"http://{host}/{language}"
            for path in (
                "stories/feed.rss",
                "stories/feed.atom",
                "events/calendar.ics",
                "calendar/events.ics",
            ):
                assert sites.others[f"{root}/{path}"].html, (root, path)
            pieces = [url for url in sites.embeds if url.startswith(f"{root}/embed/")]
            assert len(pieces) == 6
    wrong = [
        one.url
        for one in sites.embeds.values()
        if one.status != 200 or one.cookies or one.headers["X-Robots-Tag"] != "noindex"
    ]
    assert wrong == []


def test_the_search_of_every_site_answers_in_every_language(sites):
    asked_in_own_words = set()
    for host, partner in sites.partners.items():
        asked = crawler.searches(host, partner)
        assert set(asked) == set(partner.languages)
        for language, addresses in asked.items():
            asked_in_own_words |= set(addresses)
            found, nearly, nothing, _unasked = (sites.answers[url].html for url in addresses)
            tool = f"/{language}/tools/barcamp/"
            assert tool in found, addresses
            assert tool not in nothing, addresses
            assert 'class="did-you-mean"' in nearly, addresses
    phrases = of_the_house()
    for url, answer in sites.answers.items():
        assert answer.status == 200, url
        assert not answer.problem, (url, answer.problem)
        assert answer.root.get("lang") == answer.language, url
        # The language switch asks another language for the same words, which are the reader's own.
        if url in asked_in_own_words:
            assert leaks(answer.root, phrases) == [], url
        assert not answer.cookies, url
        robots = [e for e in answer.root.iter("meta") if e.get("name") == "robots"]
        assert [e.get("content") for e in robots] == ["noindex"], url
        others = {url for url in crawler.fetched(answer) if urlsplit(url).netloc != answer.host}
        assert others == set(), url


def test_no_piece_says_anything_in_another_language(sites):
    phrases = of_the_house()
    found = {
        url: leaked for url, one in sites.embeds.items() if (leaked := leaks(one.root, phrases))
    }
    assert found == {}


def test_every_page_leads_to_the_form_about_itself(sites):
    for page in sites.pages.values():
        (form,) = [e for e in page.root.iter("form") if e.get("action", "").endswith("/feedback/")]
        assert form.get("action") == f"/{page.language}/feedback/", page.url
        assert form.get("method") == "get"
        assert form.find("input").get("value") == urlsplit(page.url).path, page.url


def test_the_forms_of_every_site_answer_and_are_kept_nowhere(sites):
    assert len(sites.forms) == 2 * sum(len(one.languages) for one in sites.partners.values())
    phrases = of_the_house()
    for url, one in sites.forms.items():
        assert (one.status, one.problem, one.cookies) == (200, "", []), url
        assert one.headers["Cache-Control"] == "no-store", url
        assert one.headers["X-Robots-Tag"] == "noindex", url
        assert one.root.get("lang") == one.language, url
        assert leaks(one.root, phrases) == [], url
        # A link back to the page in hand, by its name or in words.
        path = f"/{one.language}/tools/barcamp/"
        main = next(one.root.iter("main"))
        assert path in [link.get("href") for link in main.iter("a")], url


def test_only_the_bare_host_leads_elsewhere(sites):
    for host, front in sites.fronts.items():
        partner = sites.partners[host]
        assert front.status == 302
        assert front.headers["Location"] == f"/{partner.source_language}/"


def test_every_page_is_valid_html(sites):
    assert [(page.url, page.problem) for page in sites.pages.values() if page.problem] == []


def test_every_page_names_the_language_of_its_address(sites):
    wrong = [
        page.url
        for page in sites.pages.values()
        if page.root.get("lang") != page.language
        or page.headers.get("Content-Language") != page.language
    ]
    assert wrong == []


def test_no_page_says_anything_in_another_language(sites):
    phrases = of_the_house()
    found = {
        page.url: leaked for page in sites.pages.values() if (leaked := leaks(page.root, phrases))
    }
    assert found == {}


def test_every_page_has_one_canonical_address_on_the_right_host(sites):
    for page in sites.pages.values():
        assert len(page.canonical) == 1, page.url
        (canonical,) = page.canonical
        assert canonical in sites.pages, page.url
        assert urlsplit(canonical).query == ""
        if is_shared(page):
            assert urlsplit(canonical).netloc == sites.library_host, page.url
            assert urlsplit(canonical).path == urlsplit(page.url).path
        else:
            assert canonical == page.url.split("?")[0]


def is_shared(page: crawler.Seen) -> bool:
    """Tools and the three joint events of the seed, whose own page is below an index."""
    parts = urlsplit(page.url).path.strip("/").split("/")
    return len(parts) == 3 and parts[1] in {"tools", "events"} and parts[2] != labs.SLUG


def test_language_versions_name_each_other_and_a_default(sites):
    with_versions = [page for page in sites.pages.values() if page.alternates]
    assert len(with_versions) > 100
    for page in with_versions:
        versions = dict(page.alternates)
        default = versions.pop("x-default")
        assert default in versions.values(), page.url
        assert versions[page.language] == page.canonical[0], page.url
        for language, url in versions.items():
            other = sites.pages[url]
            assert other.language == language
            assert other.alternates == page.alternates, (page.url, url)
        # The site's own language is the default; the library's, for what is shared.
        host = sites.library_host if is_shared(page) else page.host
        primary = sites.partners[host].source_language
        assert default == versions.get(primary, default), page.url


def test_pages_in_several_languages_offer_them(sites):
    """The check above sees only pages that name versions at all: these must."""
    for host, partner in sites.partners.items():
        for language in partner.languages:
            for path in ("", "stories/", "tools/", "events/", "contact/"):
                page = sites.pages[f"http://{host}/{language}/{path}"]
                assert set(page.alternates) == {*partner.languages, "x-default"}, page.url


def test_the_language_switch_leads_to_the_same_page(sites):
    for page in sites.pages.values():
        switch = [
            link
            for nav in page.root.iter("nav")
            if nav.get("class") == "languages"
            for link in nav.iter("a")
        ]
        offered = sites.partners[page.host].languages
        assert [link.get("hreflang") for link in switch] == offered
        for link in switch:
            language, path = link.get("hreflang"), urlsplit(page.url).path[3:]
            same = f"http://{page.host}/{language}{path}"
            says_front_page = any(element.tag == "small" for element in link.iter())
            if same in sites.pages:
                assert link.get("href") == f"/{language}{path}", page.url
                assert not says_front_page
            else:
                assert link.get("href") == f"/{language}/", page.url
                assert says_front_page


def test_every_page_stands_in_one_sitemap_under_its_canonical_address(sites):
    listed = [url for urls in sites.sitemaps.values() for url in urls]
    assert len(listed) == len(set(listed))
    assert set(listed) == {page.canonical[0] for page in sites.pages.values()}
    for host, urls in sites.sitemaps.items():
        assert {urlsplit(url).netloc for url in urls} == {host}


def test_sitemaps_name_the_same_versions_as_the_pages(sites):
    for urls in sites.sitemaps.values():
        for url, versions in urls.items():
            assert versions == sites.pages[url].alternates, url


def test_readers_get_no_cookie_and_no_session(sites):
    seen = [*sites.pages.values(), *sites.others.values(), *sites.fronts.values()]
    assert [one.url for one in seen if one.cookies or "Set-Cookie" in one.headers] == []
    assert [one.url for one in seen if "Cookie" in one.headers.get("Vary", "")] == []
    assert sites.sessions == 0


def test_reading_writes_nothing(sites):
    assert sites.written == []


def test_only_the_bare_host_varies_with_the_browsers_language(sites):
    varying = [
        one.url
        for one in (*sites.pages.values(), *sites.others.values())
        if "Accept-Language" in one.headers.get("Vary", "")
    ]
    assert varying == []
    for host, front in sites.fronts.items():
        varies = "Accept-Language" in front.headers.get("Vary", "")
        assert varies != sites.partners[host].parity, host


def test_browsers_fetch_nothing_from_anyone_else(sites):
    for page in sites.pages.values():
        others = {url for url in crawler.fetched(page) if urlsplit(url).netloc != page.host}
        assert others == set(), page.url


def test_nothing_is_written_into_pages_that_the_policy_would_block(sites):
    for page in sites.pages.values():
        for element in page.root.iter():
            assert element.tag != "style", page.url
            assert not [name for name in element.attrib if name == "style" or name[:2] == "on"]
            if element.tag == "script" and element.get("type") != "application/ld+json":
                assert element.get("src"), page.url
            assert not (element.get("href") or "").startswith(("javascript:", "data:"))
        assert "default-src 'none'" in page.headers["Content-Security-Policy"], page.url


def test_every_own_file_that_pages_name_is_there(sites):
    named = {
        urlsplit(url).path.removeprefix("/static/")
        for page in sites.pages.values()
        for url in crawler.fetched(page)
        if urlsplit(url).path.startswith("/static/")
    }
    assert named
    assert [path for path in named if finders.find(path) is None] == []


def test_stylesheets_ask_nobody_else():
    for path in (Path(__file__).resolve().parents[1] / "static").rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "@import" not in text, path
        assert "//" not in text.replace("/*", "").replace("*/", ""), path


def test_every_picture_has_a_text_or_is_marked_as_decoration(sites):
    for page in sites.pages.values():
        pictures = [e for e in page.root.iter() if e.tag in ("img", "area")]
        assert [e.get("src") for e in pictures if e.get("alt") is None] == [], page.url


def test_headings_begin_with_one_title_and_leave_out_no_level(sites):
    for page in sites.pages.values():
        levels = [int(e.tag[1]) for e in page.root.iter() if e.tag in HEADINGS]
        assert levels.count(1) == 1, page.url
        assert levels[0] == 1, page.url
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert jumps == [], page.url


def test_ids_are_unique_and_labels_point_at_one(sites):
    for page in sites.pages.values():
        ids = [e.get("id") for e in page.root.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), page.url
        for element in page.root.iter():
            for name in ("aria-labelledby", "aria-describedby", "for"):
                assert set((element.get(name) or "").split()) <= set(ids), page.url
            href = element.get("href") or ""
            if href.startswith("#"):
                assert href[1:] in ids, page.url


def test_titles_and_descriptions_tell_pages_apart(sites):
    for host in sites.partners:
        titles = {}
        for page in sites.of_host(host):
            if "?" not in page.url:
                title = (page.language, page.root.findtext("head/title"))
                assert titles.setdefault(title, page.url) == page.url
        assert all(title.strip() for _language, title in titles)


def test_no_address_of_editors_and_no_path_of_the_machine_is_shown(sites):
    for page in sites.pages.values():
        for word in ("admin.localhost", "/admin/", "localhost:8000/shared", "Traceback", "None"):
            assert word not in page.html, (word, page.url)


# --- the checks themselves notice what they are for -------------------------------------------
@pytest.fixture
def phrases(tmp_path) -> Phrases:
    """Catalogues of three sentences."""
    words = {
        "sv": [
            "Huvudmeny",
            "Det finns ingen sida på den här adressen",
            "%(days)s dagar sparas här",
        ],
        "uk": ["Головне меню", "За цією адресою немає сторінки", "%(days)s днів зберігаємо тут"],
        "ro": ["Meniu principal", "Nu există nicio pagină aici", "%(days)s zile se păstrează"],
    }
    english = ["Main menu", "There is no page at this address", "%(days)s days are kept here"]
    catalogues = {}
    for code, translations in words.items():
        catalogue = polib.POFile()
        for msgid, msgstr in zip(english, translations, strict=True):
            catalogue.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
        catalogue.save(str(tmp_path / f"{code}.po"))
        catalogues[code] = [tmp_path / f"{code}.po"]
    return Phrases(catalogues)


@pytest.mark.parametrize(
    "planted",
    [
        '<nav aria-label="Main menu"></nav>',
        "<p>Huvudmeny</p>",
        "<p><b>Fel:</b> Det finns ingen sida på den här adressen, tyvärr.</p>",
        "<p>30 days are kept here</p>",
        "<p>17 September 2025</p>",
        "<p>17 septembrie 2025</p>",
        '<p lang="sv">17 вересня 2025 р.</p>',
        '<p lang="en">Головне меню</p>',
        '<img alt="Meniu principal">',
    ],
)
def test_words_of_another_language_are_found(planted, phrases):
    page = crawler.parse(f'<!doctype html><html lang="uk"><title>П</title>{planted}</html>')
    assert leaks(page, phrases)


@pytest.mark.parametrize(
    "allowed",
    [
        '<nav aria-label="Головне меню"></nav>',
        '<p lang="en">Main menu</p>',
        '<p lang="en">There is no page at this address <b lang="uk">17 вересня 2025 р.</b></p>',
        "<p>30 днів зберігаємо тут</p>",
        "<p>17 вересня 2025 р.</p>",
        '<p lang="sv">17 september 2025</p>',
        '<script type="application/ld+json">{"name": "Main menu"}</script>',
    ],
)
def test_words_of_the_right_language_are_not(allowed, phrases):
    page = crawler.parse(f'<!doctype html><html lang="uk"><title>П</title>{allowed}</html>')
    assert leaks(page, phrases) == []
