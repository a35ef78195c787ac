"""What is chosen anew for a translation stays within the bounds of its page."""

import pytest
from wagtail_localize.models import OverridableSegment, SegmentOverride

from tests.builders import Editor, story
from tests.cms.translation_people import (
    editor_of,
    in_language,
    publish,
    put,
    send,
    translation_of,
    write_all,
)
from tests.partners.access.test_integrity import MARK, NOT_THERE, document_of, image_of


@pytest.fixture
def translated(rivne):
    """A story with a picture, a document and a link card, sent into English."""
    other = story(rivne, "Інша ніч")
    page = story(
        rivne,
        "Ніч",
        image=image_of(rivne.collection),
        image_alt="Що видно",
        body=[
            ("documents", {"title": "", "items": [
                {"document": document_of(rivne.collection), "title": "План"}]}),
            ("links", {"title": "", "items": [
                {"title": "Інша", "text": "", "page": other, "url": ""}]}),
        ],
    )  # fmt: skip
    send(Editor("publisher", rivne), page, "en")
    return in_language(page, "en")


def segment(page, ending: str) -> OverridableSegment:
    (found,) = OverridableSegment.objects.filter(
        source=translation_of(page).source, context__path__endswith=ending
    )
    return found


def override(client, page, ending: str, value):
    address = (
        f"/admin/localize/translate/{translation_of(page).pk}/overrides/"
        f"{segment(page, ending).pk}/edit/"
    )
    return put(client, address, str(value))


PLACES = ["image", ".document", ".page"]


def thing(place, partner, title=MARK):
    if place == "image":
        return image_of(partner.collection, title)
    if place == ".document":
        return document_of(partner.collection, title)
    return story(partner, title, slug=title)


@pytest.mark.parametrize("place", PLACES)
def test_ones_own_may_be_chosen(place, rivne, translated):
    translator = Editor("translator", rivne, "en")
    assert override(translator, translated, place, thing(place, rivne).pk).status_code == 201


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("role", ["translator", "administrator"])
def test_anothers_is_told_like_what_does_not_exist(role, place, rivne, harnosand, translated):
    person = Editor(role, rivne, "en") if role == "translator" else Editor(role)
    foreign = thing(place, harnosand)
    refused = override(person, translated, place, foreign.pk)
    missing = override(person, translated, place, NOT_THERE)
    assert refused.status_code == missing.status_code == 404
    assert refused.content == missing.content
    assert not SegmentOverride.objects.exists()
    assert MARK not in str(editor_of(person, translated))


@pytest.mark.parametrize("value", ["", "abc", "0", "9" * 30])
def test_what_is_no_number_is_refused(value, rivne, translated):
    translator = Editor("translator", rivne, "en")
    assert override(translator, translated, "image", value).status_code == 404
    assert not SegmentOverride.objects.exists()


def test_a_request_without_a_value_is_refused(rivne, translated):
    address = (
        f"/admin/localize/translate/{translation_of(translated).pk}/overrides/"
        f"{segment(translated, 'image').pk}/edit/"
    )
    response = Editor("translator", rivne, "en").put(address, "")
    assert response.status_code == 404


def test_an_override_that_got_in_another_way_is_not_published(rivne, harnosand, translated):
    write_all(Editor("translator", rivne, "en"), translated)
    one = segment(translated, "image")
    SegmentOverride.objects.create(
        locale=translated.locale,
        context=one.context,
        data_json=str(thing("image", harnosand).pk),
    )
    publish(Editor("publisher", rivne), translated)
    page = in_language(translated, "en")
    assert not page.live
