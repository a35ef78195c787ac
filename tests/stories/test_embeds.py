"""Pieces of a site in other web pages: harmless, of this site only, and never more than it shows."""

import re
from datetime import date
from urllib.parse import urlsplit

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import InformationPage
from home.publishing import Refused
from home.search.reserved import refusal
from stories.models import CulturalToolPage, StoryPage
from tests import crawler
from tests.builders import Editor, Reader, event, home, partner, story

KEYS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"]
PIECES = ["stories/", "events/", "tool/barcamp/"]
ADDRESS = "vulytsia Tymchasova 17b, pidizd 3"
ADDRESSED = re.compile(r'(?:href|src|action)="([^"]*)"')


def get(key: str, path: str):
    return Reader(key).get(path)


def text(key: str, path: str) -> str:
    response = get(key, path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("piece", PIECES)
def test_every_site_gives_its_pieces_in_every_language(db, piece):
    for key in KEYS:
        for language in partner(key).languages:
            path = f"/{language}/embed/{piece}"
            page = crawler.parse(text(key, path))
            assert page.get("lang") == language
            assert [e.tag for e in page.iter() if e.tag in ("script", "img", "form", "style")] == []
            links = [e for e in page.iter("a")]
            assert links
            assert {link.get("target") for link in links} == {"_top"}
            fragment = text(key, f"{path}fragment/")
            html5lib.HTMLParser(strict=True).parseFragment(fragment)
            assert not re.search(r"<(html|head|body|script|style|link|meta)\b", fragment)
            assert "target=" not in fragment
            for address in ADDRESSED.findall(fragment):
                parts = urlsplit(address)
                assert parts.scheme == "http", address
                owner = parts.hostname.removesuffix(".localhost")
                assert get(owner, parts.path).status_code == 200, address


@pytest.mark.parametrize("piece", PIECES)
def test_any_page_may_frame_a_piece_and_no_script_may_read_it(db, piece):
    response = get("rivne", f"/uk/embed/{piece}")
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert "default-src 'none'" in policy
    assert "X-Frame-Options" not in response
    for answer in (response, get("rivne", f"/uk/embed/{piece}fragment/")):
        assert not [name for name in answer.headers if name.startswith("Access-Control")]
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("path", ["/uk/", "/uk/stories/", "/uk/embed/stories/fragment/"])
def test_nothing_else_may_be_framed(db, path):
    response = get("rivne", path)
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" in response


@pytest.mark.parametrize("form", ["", "fragment/"])
def test_languages_and_tools_that_a_site_lacks_are_not_there(db, form):
    for path in ("/sv/embed/stories/", "/sv/embed/tool/barcamp/", "/uk/embed/tool/nothing/"):
        assert get("rivne", path + form).status_code == 404


@pytest.mark.parametrize("form", ["", "fragment/"])
def test_a_piece_shows_this_sites_own(rivne, harnosand, form):
    told, held = (
        story(rivne, "Наша історія"),
        event(rivne, "Наша подія", start_date=date(2031, 5, 1)),
    )
    foreign = story(harnosand, "Чужа історія", "uk")
    event(harnosand, "Чужа подія", "uk", start_date=date(2031, 5, 1))
    stories, events = (text("rivne", f"/uk/embed/{name}/{form}") for name in ("stories", "events"))
    assert f'href="http://rivne.localhost:8000/uk/stories/{told.slug}/"' in stories
    assert f'href="http://rivne.localhost:8000/uk/events/{held.slug}/"' in events
    assert foreign.title not in stories
    assert "Чужа подія" not in events


def test_a_site_without_a_story_shows_the_networks_with_their_owners(rivne, harnosand):
    StoryPage.objects.filter(path__startswith=harnosand.root_page.path).update(live=False)
    story(rivne, "Told in Rivne", "en")
    shown = text("harnosand", "/en/embed/stories/fragment/")
    assert 'href="http://rivne.localhost:8000/en/stories/told-in-rivne/"' in shown
    assert "From <span>Rivne</span>" in shown


@pytest.mark.parametrize("precision", ["city", "region", "participants"])
def test_an_address_below_its_precision_is_in_no_piece(rivne, precision):
    fields = {"address": ADDRESS, "region": "R", "place_precision": precision}
    event(rivne, "Захищена", start_date=date(2031, 5, 1), **fields)
    for form in ("", "fragment/"):
        shown = text("rivne", f"/uk/embed/events/{form}")
        assert "Захищена" in shown
        for word in ("Tymchasova", " 17b", "pidizd"):
            assert word not in shown


def test_where_parity_hides_a_tool_no_piece_shows_it(db):
    CulturalToolPage.objects.filter(slug="barcamp", locale__language_code="uk").update(live=False)
    assert get("rivne", "/en/embed/tool/barcamp/").status_code == 404
    shown = text("rivne", "/uk/embed/tool/barcamp/")
    original = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    assert f'lang="en">{original.title}</a>' in shown


def test_a_piece_costs_a_fixed_number_of_queries(rivne):
    for piece in PIECES:
        text("rivne", f"/uk/embed/{piece}")
        with CaptureQueriesContext(connection) as asked:
            text("rivne", f"/uk/embed/{piece}")
        assert len(asked) <= 6, piece


def test_no_page_may_stand_where_the_pieces_do(rivne):
    front = home(rivne)
    assert "embed" in refusal("embed", front)
    assert refusal("embedded", front) == ""
    with pytest.raises(Refused):
        front.add_child(
            instance=InformationPage(title="E", slug="embed", lead="x", locale=front.locale)
        )


def test_editors_copy_the_lines_of_their_own_site(rivne):
    editor = Editor("editor", rivne)
    page = editor.get("/admin/embed/")
    assert page.status_code == 200
    html = page.content.decode()
    assert "http://rivne.localhost:8000/uk/embed/stories/" in html
    assert "http://rivne.localhost:8000/en/embed/events/fragment/" in html
    assert "http://rivne.localhost:8000/uk/embed/tool/barcamp/" in html
    assert "harnosand.localhost" not in html
    assert "&lt;iframe " in html
    assert "/admin/embed/" in editor.get("/admin/").content.decode()


def test_the_lines_are_only_for_those_who_sign_in(db):
    from django.test import Client

    assert Client(HTTP_HOST="admin.localhost:8000").get("/admin/embed/").status_code == 302
    assert get("rivne", "/admin/embed/").status_code == 404
