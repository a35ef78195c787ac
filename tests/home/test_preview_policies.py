"""A preview stands on the host where editors are signed in: nothing in it runs, sends or leads away."""

import pytest
from django.urls import reverse
from wagtail.admin.models import FormState
from wagtail.blocks.base import Block

from home.blocks import BodyBlock
from partners.look_preview import pages_to_preview
from stories.models import StoryIndexPage
from tests.builders import ADMIN_HOST, Editor, index, story
from tests.cms.test_security_headers import assert_safe, directives
from tests.cms.translation_people import in_language, send, translation_of
from tests.home.test_previews import STORY

pytestmark = pytest.mark.django_db
STATIC = f"script-src http://{ADMIN_HOST}/static/"


def assert_is_a_preview(response, scripts: str = STATIC) -> None:
    assert response.status_code == 200
    assert_safe(response)
    policy = directives(response)
    assert {"default-src 'none'", "form-action 'none'", "connect-src 'none'", scripts} <= policy
    assert {"style-src 'self'", "img-src 'self'", "frame-ancestors 'self'"} <= policy
    assert "unsafe" not in response["Content-Security-Policy"]
    (sandbox,) = [part for part in policy if part.startswith("sandbox")]
    for leave in ("allow-forms", "allow-popups", "allow-modals", "allow-top-navigation "):
        assert leave not in f"{sandbox} "
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_every_preview_of_a_page(rivne):
    editor = Editor("publisher", rivne)
    page = story(rivne, "Story")
    revision = page.save_revision()
    parent = index(StoryIndexPage, rivne)
    add = reverse("wagtailadmin_pages:preview_on_add", args=["stories", "storypage", parent.pk])
    edit = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    for address in (add, edit):
        assert editor.post(address, STORY).json()["is_valid"]
    for address in (
        add,
        f"{edit}?in_preview_panel=true",
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
    ):
        assert_is_a_preview(editor.get(address))


def test_the_preview_of_a_page_in_review(rivne):
    page = story(rivne, "Story")
    page.save_revision()
    state = rivne.root_page.get_workflow().start(page, Editor("editor", rivne).user)
    address = reverse(
        "wagtailadmin_pages:workflow_preview", args=[page.pk, state.current_task_state.task_id]
    )
    assert_is_a_preview(Editor("publisher", rivne).get(address))


def test_the_preview_of_a_translation(rivne):
    page = story(rivne, "Читальня")
    send(Editor("editor", rivne), page, "en")
    translation = translation_of(in_language(page, "en"))
    address = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    assert_is_a_preview(Editor("translator", rivne, "en").get(address))


def test_blocks_and_colours_are_shown_without_any_script(rivne):
    block = BodyBlock().child_blocks["paragraph"]
    identity = next(
        name for name, known in Block.definition_registry.items() if type(known) is type(block)
    )
    shown = Editor("editor", rivne).get(reverse("wagtailadmin_block_preview"), {"id": identity})
    page = pages_to_preview(rivne.site)[0]
    colours = reverse("look_preview", args=[rivne.site_id, page.pk])
    for response in (shown, Editor("partner_manager", rivne).get(colours)):
        assert_is_a_preview(response, scripts="script-src 'none'")
        assert "sandbox allow-same-origin" in directives(response)


def test_what_somebody_else_wrote_into_a_form_is_not_shown_to_me(rivne, harnosand):
    page = story(rivne, "Story")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    writer, colleague = Editor("editor", rivne), Editor("publisher", rivne)
    assert writer.post(address, STORY).json()["is_valid"]
    assert FormState.objects.get().user == writer.user
    assert STORY["title"] in writer.get(address).content.decode()
    assert STORY["title"] not in colleague.get(address).content.decode()
    foreign = Editor("editor", harnosand).get(address)
    assert foreign.status_code == 404
    assert STORY["title"] not in foreign.content.decode()
