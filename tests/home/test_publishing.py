"""A draft may be incomplete; what readers need is asked when a page goes live."""

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from django.utils.translation import gettext
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from stories.models import StoryIndexPage, StoryPage
from tests.builders import Editor, index
from tests.cms.picture_files import picture

EMPTY_STREAM = {"body-count": "0"}
NO_TOOLS = {
    "tools_used-TOTAL_FORMS": "0",
    "tools_used-INITIAL_FORMS": "0",
    "tools_used-MIN_NUM_FORMS": "0",
    "tools_used-MAX_NUM_FORMS": "1000",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "",
}


def story_form(**fields) -> dict:
    """What the browser sends for a story of which only the title is written."""
    return (
        {
            "title": "Ніч у бібліотеці",
            "slug": "",
            "lead": "",
            "kind": "story",
            "population": "",
            "date": "",
            "date_precision": "day",
            "place": "",
            "country": "",
            "theme": "",
            "what_was_done": "null",
            "outcome": "null",
            "what_did_not_work": "null",
            "source_label": "",
            "source_url": "",
            "image": "",
            "image_alt": "",
            "image_credit": "",
            "seo_title": "",
            "search_description": "",
        }
        | EMPTY_STREAM
        | NO_TOOLS
        | fields
    )


def add(client, of, **fields):
    parent = index(StoryIndexPage, of)
    return client.post(f"/admin/pages/add/stories/storypage/{parent.pk}/", story_form(**fields))


def test_a_draft_needs_nothing_but_a_title(rivne):
    response = add(Editor("editor", rivne), rivne)
    assert response.status_code == 302
    page = StoryPage.objects.get(draft_title="Ніч у бібліотеці")
    assert not page.live
    assert page.slug == "nich-u-bibliotetsi"


def test_a_second_page_of_a_title_is_kept_under_an_address_of_its_own(rivne):
    editor = Editor("editor", rivne)
    for _time in range(2):
        assert add(editor, rivne, slug="nich-u-bibliotetsi").status_code == 302
    pages = StoryPage.objects.filter(draft_title="Ніч у бібліотеці").order_by("pk")
    assert [page.slug for page in pages] == ["nich-u-bibliotetsi", "nich-u-bibliotetsi-2"]


def test_an_address_that_was_typed_and_is_taken_is_refused_by_name(rivne):
    editor = Editor("editor", rivne)
    add(editor, rivne, slug="nich")
    response = add(editor, rivne, slug="nich")
    assert "slug" in response.context["form"].errors


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_publishing_or_sending_to_review_says_what_is_missing(rivne, action):
    response = add(Editor("publisher", rivne), rivne, **{action: "1"})
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert {"lead", "date", "what_was_done"} <= set(errors)
    assert "Ніч у бібліотеці" in response.content.decode()
    assert not StoryPage.objects.filter(live=True, title="Ніч у бібліотеці").exists()


def test_what_is_missing_is_said_in_the_editors_language(rivne):
    editor = Editor("publisher", rivne)
    UserProfile.objects.update_or_create(user=editor.user, defaults={"preferred_language": "uk"})
    response = add(editor, rivne, **{"action-publish": "1", "lead": "Про ніч у бібліотеці."})
    with translation.override("uk"):
        said = gettext("Say when it was; a year is enough, with the precision “year”.")
    assert said.startswith("Укажіть")
    assert said in response.content.decode()


def test_a_picture_without_a_text_for_those_who_cannot_see_it_is_not_published(rivne):
    image = get_image_model().objects.create(
        title="picture", file=ContentFile(picture(), name="a.jpg"), collection=rivne.collection
    )
    words = {
        "lead": "Про ніч.",
        "date": "2026-01-01",
        "image": str(image.pk),
        "action-publish": "1",
    }
    response = add(Editor("publisher", rivne), rivne, **words)
    assert "image_alt" in response.context["form"].errors


def test_the_address_is_fixed_when_the_page_is_first_published(rivne):
    page = StoryPage.objects.descendant_of(rivne.root_page).filter(locale__language_code="uk")[0]
    response = Editor("publisher", rivne).post(
        f"/admin/pages/{page.pk}/edit/",
        story_form(title=page.title, slug="another", lead=page.lead, date=str(page.date)),
    )
    assert response.status_code == 302
    assert StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object().slug == page.slug
