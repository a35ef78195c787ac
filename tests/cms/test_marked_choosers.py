"""No script stands in a page of the admin: the policy would not run it, and something would miss."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from cms.marked_choosers import mark
from partners.models import PartnerLook
from stories.models import EventIndexPage, StoryIndexPage
from tests.builders import Editor, home, index, story
from tests.cms.translation_people import in_language, send

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
DATA = re.compile(r'type="(?:application/(?:ld\+)?json|text/x-[\w-]+|text/template)"')


def inline_scripts(html: str) -> list[str]:
    """What would run from the page itself."""
    return [
        text
        for attributes, text in SCRIPT.findall(html)
        if "src=" not in attributes and not DATA.search(attributes)
    ]


def marks(html: str) -> set[str]:
    """What the page has started by our own file."""
    return set(re.findall(r'<template data-starts="(\w+)"', html))


def test_forms_are_started_without_a_script_in_the_page(rivne):
    editor = Editor("publisher", rivne)
    page = story(rivne, "Story")
    found = set()
    for address in (
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/add/stories/storypage/{index(StoryIndexPage, rivne).pk}/",
        f"/admin/pages/add/stories/eventpage/{index(EventIndexPage, rivne).pk}/",
        f"/admin/pages/{home(rivne).pk}/",
        f"/admin/pages/{page.pk}/history/",
        "/admin/images/add/",
        "/admin/documents/add/",
    ):
        html = editor.get(address).content.decode()
        assert inline_scripts(html) == [], address
        assert not re.search(r"<[^>]*\son\w+=", html), address
        found |= marks(html)
    assert found >= {
        "InlinePanel",
        "ImageChooser",
        "PageChooser",
        "initDateChooser",
        "initTimeChooser",
        "initDateTimeChooser",
    }


def test_the_administrators_screens_too(db, rivne):
    administrator = Editor("administrator")
    for address in (
        reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.first().pk]),
        reverse(
            "wagtailsettings:edit", args=["partners", PartnerLook._meta.model_name, rivne.site_id]
        ),
        reverse("wagtailusers_users:edit", args=[administrator.user.pk]),
        reverse("wagtailadmin_reports:site_history"),
    ):
        response = administrator.get(address)
        assert response.status_code == 200, address
        assert inline_scripts(response.content.decode()) == [], address


def test_the_editor_of_translations_too(rivne):
    page = story(rivne, "Читальня")
    send(Editor("editor", rivne), page, "en")
    address = f"/admin/pages/{in_language(page, 'en').pk}/edit/"
    html = Editor("translator", rivne, "en").get(address).content.decode()
    assert "js-translation-editor" in html
    assert "localize-choosers" in html
    assert inline_scripts(html) == []


def test_a_mark_says_what_the_script_would_have_done():
    assert mark('new PageChooser("id_x", {"a": "</template><b>"});') == (
        '<template data-starts="PageChooser" data-id="id_x" '
        'data-options="{&quot;a&quot;: &quot;&lt;/template&gt;&lt;b&gt;&quot;}"></template>'
    )
    assert 'data-starts="createTaskChooser" data-id="id_y"' in mark('createTaskChooser("id_y");')
    with pytest.raises(ValueError, match="in another way"):
        mark("alert(1)")
