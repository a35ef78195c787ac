"""Previews show a page as its readers will see it: their site, its language, its colours."""

import json

import pytest

from partners.look import stylesheet_hash
from stories.models import CulturalToolPage, EventPage, SharedLanguageRootPage, StoryIndexPage
from tests.builders import Editor, Reader, event, home, index, partner, story

STORY = {
    "title": "Ще не збережена",
    "slug": "unsaved",
    "lead": "Про що вона.",
    "kind": "story",
    "date": "2025-09-17",
    "date_precision": "day",
    "place": "Рівне",
    "country": "UA",
    "theme": "libraries",
    "what_was_done": json.dumps({"blocks": [], "entityMap": {}}),
    "outcome": json.dumps({"blocks": [], "entityMap": {}}),
    "what_did_not_work": json.dumps({"blocks": [], "entityMap": {}}),
    "body-count": "0",
    "tools_used-TOTAL_FORMS": "0",
    "tools_used-INITIAL_FORMS": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def preview_of_form(who: Editor, address: str, fields: dict) -> str:
    """What the preview panel shows of a form that nobody has saved."""
    kept = who.post(address, fields)
    assert kept.json()["is_valid"], kept.json()
    response = who.get(address)
    assert response.status_code == 200
    return response.content.decode()


def assert_shown_as_on(html: str, key: str, language: str) -> None:
    """The page stands in this partner's frame, in this language."""
    owner = partner(key)
    digest = stylesheet_hash(owner.site.partnerlook)
    assert f'<html lang="{language}"' in html
    assert f"/look/{key}.{digest}.css" in html
    assert html.count("/look/") == 1


def test_an_editor_sees_a_saved_page_before_it_is_published(rivne):
    page = story(rivne, "Читальня", slug="reading-room")
    page.title = "Читальна зала"
    page.save_revision()
    response = Editor("editor", rivne).get(f"/admin/pages/{page.pk}/view_draft/")
    html = response.content.decode()
    assert response.status_code == 200
    assert_shown_as_on(html, "rivne", "uk")
    assert "Читальна зала" in html
    assert "Читальна зала" not in Reader(rivne).get("/uk/stories/reading-room/").content.decode()


def test_a_new_page_that_was_never_saved_is_shown_on_its_partners_site(rivne):
    for language, who in (("uk", rivne), ("en", rivne)):
        parent = index(StoryIndexPage, who, language)
        address = f"/admin/pages/add/stories/storypage/{parent.pk}/preview/"
        html = preview_of_form(Editor("editor", rivne), address, STORY)
        assert_shown_as_on(html, "rivne", language)
        assert "Ще не збережена" in html
        # It has no address yet, and says none.
        assert 'rel="canonical"' not in html
        assert "hreflang" not in html.split("<body>")[0]


def test_a_saved_page_is_shown_with_what_stands_in_the_form(harnosand):
    page = story(harnosand, "Läsesalen", slug="reading-room")
    address = f"/admin/pages/{page.pk}/edit/preview/"
    html = preview_of_form(Editor("editor", harnosand), address, STORY)
    assert_shown_as_on(html, "harnosand", "sv")
    assert STORY["title"] in html
    assert page.title not in html.split("<main")[1]


@pytest.mark.parametrize("language", ["en", "sv", "uk", "ro"])
def test_a_shared_page_is_shown_on_the_librarys_site_in_its_own_language(db, language):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code=language)
    response = Editor("library_editor").get(f"/admin/pages/{tool.pk}/view_draft/")
    assert response.status_code == 200
    html = response.content.decode()
    assert_shown_as_on(html, "cbss", language)
    assert tool.title in html
    assert (
        f'<link rel="canonical" href="http://cbss.localhost:8000/{language}/tools/barcamp/">'
        in html
    )


def test_a_new_shared_page_that_was_never_saved_is_shown_too(db):
    root = SharedLanguageRootPage.objects.get(locale__language_code="uk")
    prose = ("what_it_is", "safety", "inclusion", "in_crisis", "results", "tips")
    fields = STORY | {"qualities": ["trust"]} | dict.fromkeys(prose, STORY["outcome"])
    for blocks in ("goals", "materials", "steps", "downloads"):
        fields[f"{blocks}-count"] = "0"
    address = f"/admin/pages/add/stories/culturaltoolpage/{root.pk}/preview/"
    html = preview_of_form(Editor("library_editor"), address, fields)
    assert_shown_as_on(html, "cbss", "uk")
    assert STORY["title"] in html


def test_a_draft_event_keeps_its_place_to_itself_in_a_preview_too(rivne):
    page = event(rivne, "Захищена", address="vulytsia Tymchasova 17b", place_precision="city")
    EventPage.objects.filter(pk=page.pk).update(live=False)
    response = Editor("editor", rivne).get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert "Tymchasova" not in response.content.decode()


@pytest.mark.parametrize("key", ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"])
def test_front_pages_and_lists_can_be_previewed(db, key):
    owner = partner(key)
    for language in owner.languages:
        for page in (home(owner, language), index(StoryIndexPage, owner, language)):
            response = Editor("editor", owner).get(f"/admin/pages/{page.pk}/view_draft/")
            assert response.status_code == 200
            assert_shown_as_on(response.content.decode(), key, language)


def test_a_preview_leaves_nothing_behind(rivne):
    """The next request to the admin is in its own language, and of no partner."""
    editor = Editor("editor", rivne)
    page = story(rivne, "Читальня")
    editor.get(f"/admin/pages/{page.pk}/view_draft/", HTTP_ACCEPT_LANGUAGE="sv")
    from django.utils import translation

    from partners.scoping import current_visit

    assert current_visit() is None
    response = editor.get("/admin/", HTTP_ACCEPT_LANGUAGE="sv")
    assert '<html lang="sv"' in response.content.decode()
    assert translation.get_language() == "en"


def test_a_preview_is_not_for_anybody_who_asks(rivne, harnosand):
    page = story(rivne, "Читальня")
    address = f"/admin/pages/{page.pk}/view_draft/"
    response = Editor("editor", harnosand).get(address)
    assert response.status_code in (302, 403, 404)
    assert "Читальня" not in response.content.decode()
    assert Reader(rivne).get(address).status_code == 404
