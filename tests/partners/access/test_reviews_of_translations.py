"""Translations of the common library: decided on by those whose language it is; and what lists ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stories.models import CulturalToolPage, StoryIndexPage, StoryPage
from tests.builders import Editor, index, partner, person, story
from tests.cms.translation_people import in_language, send
from tests.partners.access.screens import address_of

pytestmark = pytest.mark.django_db


def in_review(code: str) -> CulturalToolPage:
    """A tool whose translation was taken back, checked and sent to review."""
    page = CulturalToolPage.objects.get(slug="barcamp", locale__language_code=code)
    Editor("library_editor").post(reverse("translation_confirm", args=[page.pk]))
    page.refresh_from_db()
    page.save_revision()
    page.get_workflow().start(page, person("translator", None, code))
    return page


def approve(client, page) -> int:
    task = page.current_workflow_task_state
    address = address_of(page, "workflow_action", "approve", task.pk)
    client.post(address, {"comment": ""})
    task.refresh_from_db()
    return task.status


@pytest.mark.parametrize(
    ("code", "key"),
    [("sv", "harnosand"), ("uk", "izolyatsia"), ("uk", "rivne"), ("ro", "anenii-noi")],
)
def test_a_publisher_approves_translations_into_the_language_of_the_site(code, key):
    page = in_review(code)
    client = Editor("publisher", partner(key))
    assert page.title in client.get("/admin/").content.decode()
    assert approve(client, page) == "approved"


def test_the_librarys_editors_approve_any(db):
    assert approve(Editor("library_editor"), in_review("uk")) == "approved"


@pytest.mark.parametrize(
    ("role", "key", "language"),
    [
        ("publisher", "harnosand", ""),
        ("publisher", "cbss", ""),
        ("editor", "rivne", ""),
        ("partner_manager", "rivne", ""),
        ("translator", "rivne", "en"),
        ("translator", None, "uk"),
    ],
)
def test_nobody_else_does(role, key, language):
    page = in_review("uk")
    client = Editor(role, partner(key) if key else None, language)
    assert approve(client, page) == "in_progress"
    assert page.title not in client.get("/admin/").content.decode() or role == "translator"


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_translators_list_asks_the_same_whatever_its_length(rivne):
    client, editor = Editor("translator", rivne, "en"), Editor("editor", rivne)
    address = reverse("wagtailadmin_explore", args=[index(StoryIndexPage, rivne, "en").pk])
    few = queries(client, address)
    for number in range(5):
        page = story(rivne, f"Ще одна {number}")
        send(editor, page, "en")
        assert not in_language(page, "en").live
    assert StoryPage.objects.filter(locale__language_code="en").count() > 5
    assert queries(client, address) == few


def test_a_right_to_one_language_costs_a_list_of_the_library_nothing_more(rivne):
    tool = CulturalToolPage.objects.filter(locale__language_code="uk").first()
    address = reverse("wagtailadmin_explore", args=[tool.get_parent().pk])
    of_all_languages = queries(Editor("library_editor"), address)
    assert queries(Editor("translator", None, "uk"), address) <= of_all_languages
    # A publisher has a partner too, which is asked for once, and not for each of twenty rows.
    assert queries(Editor("publisher", rivne), address) < of_all_languages + 10
