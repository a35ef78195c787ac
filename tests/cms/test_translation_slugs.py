"""A page has one address in every language, whatever becomes of its titles (homes excepted)."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from cms.translation.tree_health import problems
from cms.translation.unchecked import confirm
from home.addresses import change_address
from stories.models import StoryPage
from tests.builders import Editor, Reader, home, person, story
from tests.cms.translation_people import (
    in_language,
    publish,
    said,
    send,
    write,
    write_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(rivne, django_capture_on_commit_callbacks):
    """A story of Rivne and its English translation, both live."""
    page = story(rivne, "Розповідне колло", slug="rozpovidne-kolo")
    send(Editor("editor", rivne), page, "en")
    english = in_language(page, "en")
    write_all(Editor("translator", rivne, "en"), english)
    with django_capture_on_commit_callbacks(execute=True):
        publish(Editor("publisher", rivne), english)
    return page, in_language(page, "en")


def test_a_corrected_title_changes_no_address(rivne, pair, django_capture_on_commit_callbacks):
    page, english = pair
    page.title = "Розповідне коло"
    page.save_revision().publish()
    source = TranslationSource.objects.get(object_id=page.translation_key)
    editor, translator = Editor("editor", rivne), Editor("translator", rivne, "en")
    editor.post(reverse("wagtail_localize:update_translations", args=[source.pk]), follow=True)

    refused = publish(Editor("publisher", rivne), english)
    assert "1 text is not translated yet." in said(refused)
    write(translator, english, "title", "A story circle")
    with django_capture_on_commit_callbacks(execute=True):
        publish(Editor("publisher", rivne), english)
    english = in_language(page, "en")
    assert (english.title, english.slug) == ("A story circle", "rozpovidne-kolo")
    assert in_language(page, "uk").slug == "rozpovidne-kolo"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_changed_address_is_that_of_all_languages_and_stays(
    rivne, pair, django_capture_on_commit_callbacks
):
    page, english = pair
    with django_capture_on_commit_callbacks(execute=True):
        change_address(page, "kolo")
    assert {one.slug for one in page.get_translations(inclusive=True)} == {"kolo"}

    # The next translation would bring back the slug that localize stored when the page was sent.
    write(Editor("translator", rivne, "en"), english, "title", "The circle")
    with django_capture_on_commit_callbacks(execute=True):
        publish(Editor("publisher", rivne), english)
    english = in_language(page, "en")
    assert (english.title, english.slug) == ("The circle", "kolo")
    assert Reader(rivne).get("/en/stories/kolo/").status_code == 200
    assert (
        Reader(rivne)
        .get("/en/stories/rozpovidne-kolo/")
        .headers["Location"]
        .endswith("/en/stories/kolo/")
    )
    assert problems() == []


def test_homes_keep_addresses_of_their_own(rivne, django_capture_on_commit_callbacks):
    english = home(rivne, "en")
    write(Editor("translator", rivne, "en"), english, "title", "Rivne, a region")
    confirm(english, person("publisher", rivne))
    publisher = Editor("publisher", rivne)
    with django_capture_on_commit_callbacks(execute=True):
        publish(publisher, english)
    english = home(rivne, "en")
    assert (english.title, english.slug) == ("Rivne, a region", "rivne-en")
    assert home(rivne).slug == "rivne-uk"
    assert "Rivne, a region" in Reader(rivne).get("/en/").content.decode()


def test_a_translator_is_never_asked_to_translate_an_address(rivne):
    from tests.cms.translation_people import editor_of

    for page in (home(rivne, "en"), StoryPage.objects.descendant_of(home(rivne, "en")).first()):
        segments = editor_of(Editor("translator", rivne, "en"), page)["segments"]
        assert "slug" not in {segment["contentPath"] for segment in segments}
