"""A page names its own partner's things and the common library's; another's do not exist for it.

Tried through the form, in every place of a page that can name something, by an editor and by an
administrator of the network: what is refused does not come back with the form, in whatever words.
"""

import json
import re
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Revision

from home.publishing import Refused
from partners.access.ownership import owner
from partners.library import library_collection_paths
from stories.models import CulturalToolPage, StoryIndexPage, StoryPage
from tests.builders import Editor, index, person, story
from tests.cms.picture_files import picture
from tests.home.test_publishing import story_form

MARK = "zq-hemligt"
NOT_THERE = 999_999


def image_of(collection, title="Bild"):
    file = ContentFile(picture(), name=f"{title}.jpg")
    return get_image_model().objects.create(
        title=title, file=file, width=120, height=80, collection=collection
    )


def document_of(collection, title="Plan"):
    file = ContentFile(b"%PDF-1.4\n%%EOF\n", name=f"{title}.pdf")
    return get_document_model().objects.create(title=title, file=file, collection=collection)


def content(kind: str, data: dict, words: str = "тут") -> str:
    """What Draftail sends for a paragraph of one link."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": words,
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": len(words), "key": 0}],
                    "data": {},
                }
            ],
            "entityMap": {"0": {"type": kind, "mutability": "MUTABLE", "data": data}},
        }
    )


def block(kind: str, values: dict) -> dict:
    """What the browser sends for a stream of one block."""
    head = {"type": kind, "id": "", "order": "0", "deleted": ""}
    return {"body-count": "1"} | {
        f"body-0-{name}": value for name, value in (head | values).items()
    }


def items(values: dict, number: int = 0) -> dict:
    head = {"id": "", "order": str(number), "deleted": ""}
    return {f"value-items-{number}-{name}": value for name, value in (head | values).items()}


# Name → what the form sends to name the thing with this number there.
def in_picture(pk):
    return {"image": str(pk), "image_alt": "Що видно"}


def in_image_block(pk):
    return block(
        "image",
        {
            "value-image-image": str(pk),
            "value-image-alt_text": "Що видно",
            "value-caption": "",
            "value-credit": "",
        },
    )


def in_gallery(pk):
    one = {"value-image-image": str(pk), "value-image-alt_text": "Що", "value-caption": "",
           "value-credit": ""}  # fmt: skip
    return block(
        "gallery",
        {"value-title": "", "value-items-count": "2"} | items(one) | items(one, 1),
    )


def in_video(pk):
    return block(
        "video",
        {
            "value-title": "Відео",
            "value-provider": "Хтось",
            "value-url": "https://example.org/v",
            "value-image-image": str(pk),
            "value-image-alt_text": "Що видно",
        },
    )


def in_documents(pk):
    one = {"value-document": str(pk), "value-title": ""}
    return block("documents", {"value-title": "", "value-items-count": "1"} | items(one))


def in_link_card(pk):
    one = {"value-title": "Далі", "value-text": "", "value-page": str(pk), "value-url": ""}
    return block("links", {"value-title": "", "value-items-count": "1"} | items(one))


def in_paragraph_link(pk):
    return block("paragraph", {"value": content("LINK", {"id": pk})})


def in_paragraph_document(pk):
    return block("paragraph", {"value": content("DOCUMENT", {"id": pk})})


def in_text_link(pk):
    return {"outcome": content("LINK", {"id": pk})}


def in_text_document(pk):
    return {"outcome": content("DOCUMENT", {"id": pk})}


PLACES = {
    "image": [in_picture, in_image_block, in_gallery, in_video],
    "document": [in_documents, in_paragraph_document, in_text_document],
    "page": [in_link_card, in_paragraph_link, in_text_link],
}
EVERY_PLACE = [(kind, place) for kind, places in PLACES.items() for place in places]
every_place = pytest.mark.parametrize(
    ("kind", "place"), EVERY_PLACE, ids=[place.__name__ for _kind, place in EVERY_PLACE]
)


@pytest.fixture
def own(rivne) -> StoryPage:
    page = story(rivne, "Ніч у бібліотеці")
    page.save_revision().publish()
    return page


@pytest.fixture
def foreign(harnosand) -> dict:
    """Things of another partner, each with the mark in its name."""
    draft = story(harnosand, MARK, slug=MARK)
    draft.unpublish()
    return {
        "page": draft,
        "image": image_of(harnosand.collection, MARK),
        "document": document_of(harnosand.collection, MARK),
    }


def ours(kind, partner):
    """Something of one's own, of the same kind."""
    makers = {"image": image_of, "document": document_of}
    if kind == "page":
        return story(partner, "Інша ніч")
    return makers[kind](partner.collection, "nash")


def send(editor, page, **fields):
    words = {
        "title": "Ніч, дописана",
        "lead": "Про ніч.",
        "date": "2026-01-01",
        "what_was_done": content("LINK", {"url": "https://example.org/"}, "Читали"),
    }
    return editor.post(f"/admin/pages/{page.pk}/edit/", story_form(**words | fields))


def latest(page) -> StoryPage:
    return StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def without_keys(response) -> str:
    """The answer without what is different each time: tokens, keys of paragraphs."""
    text = unescape(response.content.decode())
    text = re.sub(r'csrf[^>]*?value="[^"]*"|data-block-key=\\?"[^"]*"', "", text)
    return re.sub(r'\\?"key\\?": ?\\?"\w+\\?"|\b[0-9a-f-]{36}\b', "", text)


def errors(response) -> list[str]:
    """What the form says, in the order of its fields."""
    form = response.context["form"]
    return [
        str(message)
        for field in form.errors
        for error in form.errors[field].as_data()
        for message in _messages(error)
    ]


def _messages(error):
    yield from error.messages
    for inner in getattr(error, "block_errors", {}).values():
        yield from _messages(inner)


# --- the form ------------------------------------------------------------------------------------
@every_place
def test_what_is_ones_own_is_kept(kind, place, rivne, own):
    response = send(Editor("editor", rivne), own, **place(ours(kind, rivne).pk))
    assert response.status_code == 302, errors(response)
    assert latest(own).title == "Ніч, дописана"


@every_place
@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_anothers_is_refused_in_a_draft_and_nothing_of_it_comes_back(
    role, kind, place, rivne, own, foreign
):
    editor = Editor(role, rivne if role == "editor" else None)
    response = send(editor, own, **place(foreign[kind].pk))
    assert response.status_code == 200
    assert any("neither" in message for message in errors(response)), errors(response)
    assert MARK not in response.content.decode()
    # What was typed is in the form still; what was kept before is as it was.
    assert "Ніч, дописана" in response.content.decode()
    assert latest(own).title == "Ніч у бібліотеці"


@every_place
def test_anothers_is_told_in_the_words_for_what_does_not_exist(kind, place, rivne, own, foreign):
    editor = Editor("editor", rivne)
    missing = send(editor, own, **place(NOT_THERE))
    assert missing.status_code == 200
    refused = send(editor, own, **place(foreign[kind].pk))
    assert errors(refused) == errors(missing)


@every_place
def test_anothers_is_refused_in_a_new_page(kind, place, rivne, foreign):
    parent = index(StoryIndexPage, rivne)
    form = story_form(title="Нова ніч", **place(foreign[kind].pk))
    response = Editor("editor", rivne).post(
        f"/admin/pages/add/stories/storypage/{parent.pk}/", form
    )
    assert response.status_code == 200
    assert MARK not in response.content.decode()
    assert not StoryPage.objects.filter(draft_title="Нова ніч").exists()


@every_place
def test_a_preview_shows_nothing_of_anothers(kind, place, rivne, own, foreign):
    editor = Editor("editor", rivne)
    form = story_form(title="Ніч", lead="Про ніч.", **place(foreign[kind].pk))
    sent = editor.post(f"/admin/pages/{own.pk}/edit/preview/", form)
    shown = editor.get(f"/admin/pages/{own.pk}/edit/preview/?mode=")
    assert MARK not in sent.content.decode()
    assert MARK not in shown.content.decode()


def rows(tool_id) -> dict:
    """One row of «Tools used»."""
    return {
        "tools_used-TOTAL_FORMS": "1",
        "tools_used-0-id": "",
        "tools_used-0-ORDER": "1",
        "tools_used-0-DELETE": "",
        "tools_used-0-tool": str(tool_id),
    }


def test_a_tool_that_readers_have_may_be_named(rivne, own):
    tool = CulturalToolPage.objects.live().first()
    assert send(Editor("editor", rivne), own, **rows(tool.pk)).status_code == 302


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_a_draft_of_the_library_may_not_be_named(role, rivne, own):
    tool = CulturalToolPage.objects.live().first()
    tool.title = tool.draft_title = MARK
    tool.save()
    tool.unpublish()
    editor = Editor(role, rivne if role == "editor" else None)
    for fields in (rows(tool.pk), in_link_card(tool.pk), in_text_link(tool.pk)):
        response = send(editor, own, **fields)
        assert response.status_code == 200
        assert MARK not in response.content.decode()


def test_a_tool_that_was_taken_down_since_does_not_keep_a_draft_from_being_saved(rivne, own):
    tool = CulturalToolPage.objects.live().first()
    editor = Editor("editor", rivne)
    assert send(editor, own, **in_text_link(tool.pk)).status_code == 302
    for version in CulturalToolPage.objects.filter(translation_key=tool.translation_key):
        version.unpublish()
    assert send(editor, own, **in_text_link(tool.pk)).status_code == 302
    with pytest.raises(Refused):
        StoryPage.objects.get(pk=own.pk).get_latest_revision().publish()


def test_pictures_of_the_library_may_be_used_by_everybody(rivne, own):
    library = Collection.objects.get(path=library_collection_paths()[0])
    shared = image_of(library, "spilne")
    assert send(Editor("editor", rivne), own, **in_image_block(shared.pk)).status_code == 302


def test_what_lies_in_no_ones_collection_may_be_used_by_nobody(rivne, own):
    stray = image_of(Collection.get_first_root_node(), MARK)
    response = send(Editor("administrator"), own, **in_picture(stray.pk))
    assert response.status_code == 200
    assert MARK not in response.content.decode()


@pytest.mark.parametrize("value", ["abc", "-1", "0", "9" * 30, "", None, [1], {"id": 1}, 1.5])
@pytest.mark.parametrize("kind", ["LINK", "DOCUMENT"])
def test_a_link_to_what_is_no_number_is_refused_with_a_message(value, kind, rivne, own):
    if kind == "LINK" and value is None:
        pytest.skip("A link without a number is one to another site.")
    response = send(Editor("editor", rivne), own, outcome=content(kind, {"id": value}))
    assert response.status_code == 200
    assert "neither" in " ".join(errors(response))


# --- every other way to readers --------------------------------------------------------------
def written(page, **fields) -> Revision:
    """A version that the form would have refused, as an import or an older release leaves it."""
    page = StoryPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision(clean=False)


def naming(foreign) -> dict[str, dict]:
    return {
        "picture": {"image": foreign["image"], "image_alt": "Що"},
        "text": {"outcome": f'<p><a linktype="page" id="{foreign["page"].pk}">тут</a></p>'},
        "file": {"outcome": f'<p><a linktype="document" id="{foreign["document"].pk}">x</a></p>'},
        "block": {
            "body": [("documents", {"title": "", "items": [
                {"document": foreign["document"], "title": ""}]})]
        },
        "card": {
            "body": [("links", {"title": "", "items": [
                {"title": "Далі", "text": "", "page": foreign["page"], "url": ""}]})]
        },
    }  # fmt: skip


@pytest.mark.parametrize("where", ["picture", "text", "file", "block", "card"])
def test_no_way_publishes_a_page_that_names_anothers(where, rivne, own, foreign):
    revision = written(own, **naming(foreign)[where])
    with pytest.raises(Refused):
        revision.publish(user=person("administrator"))
    live = revision.as_object()
    live.live_revision = revision
    with pytest.raises(Refused):
        live.save()
    revision.approved_go_live_at = timezone.now()
    revision.save()
    call_command("publish_scheduled")
    assert StoryPage.objects.get(pk=own.pk).live_revision_id != revision.pk


def test_approving_does_not_publish_a_page_that_names_anothers(rivne, own, foreign):
    revision = written(own, **naming(foreign)["picture"])
    page = StoryPage.objects.get(pk=own.pk)
    page.get_workflow().start(page, person("editor", rivne))
    state = StoryPage.objects.get(pk=own.pk).current_workflow_task_state
    Editor("publisher", rivne).post(
        f"/admin/pages/{own.pk}/workflow/action/approve/{state.pk}/", {"comment": ""}
    )
    assert StoryPage.objects.get(pk=own.pk).live_revision_id != revision.pk


def test_the_seeded_pages_name_nothing_of_others(db):
    from wagtail.models import Page

    from home.models import BasePage
    from partners.access.bounds import Bounds
    from partners.access.references import references_of

    number = 0
    for page in Page.objects.specific():
        if isinstance(page, BasePage) and (owner(page) or page.url_path.startswith("/shared/")):
            references = list(references_of(page))
            number += len(references)
            assert Bounds.of(page).outside(references) == [], page.url_path
    assert number > 40
