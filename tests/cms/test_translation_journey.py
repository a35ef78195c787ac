"""From a fresh story of one partner to its English page for readers, by the people whose work it is."""

import re

import pytest
from wagtail.models import Page

from cms.translation.publishing import refusal
from cms.translation.tree_health import problems
from stories.models import StoryPage
from tests.builders import Editor, Reader, home, story
from tests.cms.translation_people import (
    editor_of,
    in_language,
    publish,
    said,
    send,
    write_all,
)

pytestmark = pytest.mark.django_db
HOST = "http://rivne.localhost:8000"


def alternates(response) -> dict[str, str]:
    found = re.findall(r"<link\b[^>]*\brel=\"alternate\"[^>]*>", response.content.decode())
    links = {}
    for link in found:
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', link))
        if "hreflang" in attributes:
            links[attributes["hreflang"]] = attributes["href"]
    return links


def test_a_fresh_story_becomes_an_english_page(rivne, django_capture_on_commit_callbacks):
    before = dict(Page.objects.values_list("pk", "last_published_at"))
    page = story(rivne, "Читальня у дворі")
    editor, translator, publisher = (
        Editor("editor", rivne),
        Editor("translator", rivne, "en"),
        Editor("publisher", rivne),
    )

    response = send(editor, page, "en")
    assert "successfully submitted" in said(response)
    english = in_language(page, "en")
    assert not english.live
    assert english.get_parent().specific.get_parent().pk == home(rivne, "en").pk

    address = f"/en/stories/{page.slug}/"
    assert Reader(rivne).get(address).status_code == 404
    props = editor_of(translator, english)
    assert props["perms"]["canPublish"] is False
    assert not props["initialStringTranslations"]
    write_all(translator, english, "In English: ")
    assert refusal(english) is None
    assert Reader(rivne).get(address).status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        response = publish(publisher, english)
    assert "was not published" not in said(response)

    english = in_language(page, "en")
    assert english.live
    assert english.slug == page.slug
    shown = Reader(rivne).get(address)
    assert shown.status_code == 200
    assert "In English: Читальня у дворі" in shown.content.decode()
    assert 'lang="en"' in shown.content.decode()
    source = Reader(rivne).get(f"/uk/stories/{page.slug}/")
    expected = {
        "uk": f"{HOST}/uk/stories/{page.slug}/",
        "en": f"{HOST}{address}",
        "x-default": f"{HOST}/uk/stories/{page.slug}/",
    }
    assert alternates(shown) == expected
    assert alternates(source) == expected

    # Nothing else changed: no alias, no other page, no other publishing.
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert Page.find_problems() == ([], [], [], [], [])
    assert problems() == []
    after = dict(Page.objects.values_list("pk", "last_published_at"))
    assert set(after) - set(before) == {page.pk, english.pk}
    assert {pk: after[pk] for pk in before} == before


def test_another_partners_people_see_and_change_nothing_of_it(
    rivne, harnosand, django_capture_on_commit_callbacks
):
    page = story(rivne, "Лише наше")
    send(Editor("editor", rivne), page, "en")
    english = in_language(page, "en")
    write_all(Editor("translator", rivne, "en"), english)
    segment = editor_of(Editor("translator", rivne, "en"), english)["segments"][0]
    for stranger in (
        Editor("publisher", harnosand),
        Editor("translator", harnosand, "en"),
    ):
        assert stranger.put(
            segment["editUrl"], "value=theirs", content_type="application/x-www-form-urlencoded"
        ).status_code in (403, 302, 404)
        with django_capture_on_commit_callbacks(execute=True):
            publish(stranger, english)
    assert not StoryPage.objects.get(pk=english.pk).live
    assert refusal(english) is None
