"""Signed in, with any values in any field of the forms: refused in words or stored whole."""

import json
from io import BytesIO

import polib
import pytest
from django.core.exceptions import BadRequest, ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail_localize.models import StringSegment, StringTranslation

from home.rich_text_area import RichTextArea
from stories.models import StoryPage
from tests.builders import Editor, story
from tests.cms.translation_people import in_language, send, translation_of
from tests.home.test_publishing import story_form
from tests.hostile.asking import ask, form, hostile, multipart
from tests.hostile.material import NASTY, numbers, words

pytestmark = pytest.mark.django_db
MOST = 260

FIELDS = [*story_form(), "body-0-type", "body-0-value", "body-0-id", "body-0-order", "body-0-deleted",
          "tools_used-0-tool", "tools_used-0-ORDER", "tools_used-0-id", "tools_used-0-DELETE", "action-publish",
          "action-submit", "go_live_at", "expire_at", "comments-TOTAL_FORMS", "comments-INITIAL_FORMS",
          "comments-MIN_NUM_FORMS", "comments-MAX_NUM_FORMS", "comments-0-contentpath", "comments-0-text",
          "comments-0-position", "comments-0-id", "comment_notifications", "next", "loaded_revision_id",
          "overwrite_revision_id", "locale", "x"]  # fmt: skip
DRAFTAIL = {"key": "a", "text": "x", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
            "entityRanges": [], "data": {}}  # fmt: skip


def running_text(**block) -> str:
    return json.dumps({"blocks": [DRAFTAIL | block], "entityMap": {}})


texts = st.one_of(
    words,
    st.recursive(st.none() | st.booleans() | st.integers() | words, lambda inner: st.lists(inner, max_size=3)
                 | st.dictionaries(st.sampled_from(["blocks", "entityMap", "text", "0"]), inner, max_size=3),
                 max_leaves=6).map(json.dumps),
    st.builds(running_text, text=words),
    st.builds(running_text, type=words),
    st.builds(running_text, depth=st.integers()),
    st.builds(running_text, entityRanges=st.just([{"offset": 0, "length": 9**9, "key": 7}])),
    st.builds(running_text, inlineStyleRanges=st.just([{"offset": -1, "length": "x", "style": None}])),
)  # fmt: skip
changes = st.dictionaries(
    st.sampled_from(FIELDS), st.one_of(words, numbers, texts), min_size=1, max_size=4
)


@pytest.fixture
def told(rivne) -> StoryPage:
    return story(rivne, "Громада читає")


@pytest.fixture
def publisher(rivne) -> Editor:
    return Editor("publisher", rivne, raise_request_exception=False)


@hostile
@given(changed=changes)
def test_any_values_in_the_form_of_a_story_are_answered(publisher, told, changed):
    fields = story_form(title=told.title, slug=told.slug) | changed
    response = ask(publisher, "POST", f"/admin/pages/{told.pk}/edit/", MOST, **form(fields))
    kept = [sql for sql in response.changes if '"wagtailcore_revision"' in sql]
    if response.status_code >= 400:
        assert not kept


@hostile
@given(changed=changes, missing=st.sets(st.sampled_from(FIELDS), max_size=5))
def test_any_values_in_the_form_of_a_new_story_are_answered(publisher, told, changed, missing):
    fields = {
        name: value for name, value in (story_form() | changed).items() if name not in missing
    }
    path = f"/admin/pages/add/stories/storypage/{told.get_parent().pk}/"
    response = ask(publisher, "POST", path, MOST, **form(fields))
    made = [sql for sql in response.changes if '"stories_storypage"' in sql]
    assert bool(made) == (response.status_code == 302)


@hostile
@given(text=texts)
def test_running_text_is_text_or_refused(text):
    try:
        value = RichTextArea().value_from_datadict({"x": text}, {}, "x")
    except BadRequest:
        return
    (value or "").encode("utf-8")
    assert "\0" not in (value or "")


def test_half_of_a_character_in_running_text_does_not_lose_the_rest(publisher, told):
    fields = story_form(title=told.title, slug=told.slug, lead="x", date="2026-01-01")
    fields["what_was_done"] = running_text(text="Читали\ud83d разом\0").replace("\\\\", "\\")
    response = publisher.post(f"/admin/pages/{told.pk}/edit/", fields)
    assert response.status_code == 302
    assert "Читали разом" in StoryPage.objects.get(pk=told.pk).get_latest_revision_as_object().what_was_done  # fmt: skip


@pytest.mark.parametrize("count", ["1000000000", "-1", "x", "9" * 30])
@pytest.mark.parametrize("name", ["body-count", "tools_used-TOTAL_FORMS", "comments-TOTAL_FORMS"])
def test_a_form_has_no_more_rows_than_it_sends(publisher, told, name, count):
    fields = story_form(title=told.title, slug=told.slug) | {name: count}
    response = ask(publisher, "POST", f"/admin/pages/{told.pk}/edit/", 40, **form(fields))
    assert response.status_code == 400
    assert not [sql for sql in response.changes if '"wagtailcore_revision"' in sql]
    assert "still stands there" in response.content.decode()


# --- what belongs to the person -------------------------------------------------------------------
ACCOUNT = ["name_email-first_name", "name_email-last_name", "name_email-email", "locale-preferred_language",
           "locale-current_time_zone", "theme-theme", "theme-density", "password-old_password", "password-new_password1",
           "password-new_password2", "avatar-avatar", "notifications-submitted_notifications", "x"]  # fmt: skip


@hostile
@given(fields=st.dictionaries(st.sampled_from(ACCOUNT), st.one_of(words, numbers), max_size=5))
def test_any_values_in_ones_account_are_answered(publisher, fields):
    ask(publisher, "POST", "/admin/account/", MOST, **form(fields))


# --- files ----------------------------------------------------------------------------------------
UPLOADS = ["/admin/images/add/", "/admin/images/multiple/add/", "/admin/documents/add/", "/admin/documents/multiple/add/",
           "/admin/images/chooser/create/", "/admin/documents/chooser/create/"]  # fmt: skip
filenames = st.one_of(st.none(), st.sampled_from(["", "a.png", "a.pdf", "a" * 400 + ".png", "..", "../../x.png", "a\0.png",
                      "a.png.exe", "CON", "x" * 70_000, ".png", "a/b.png", "\u202egnp.exe"]), st.text(max_size=20))  # fmt: skip
contents = st.one_of(st.sampled_from([b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"<svg onload=alert(1)>", b"PK\x03\x04",
                     b"\xff\xd8\xff\xe0" + b"\0" * 50]), st.binary(max_size=200))  # fmt: skip


@hostile
@given(place=st.sampled_from(UPLOADS), filename=filenames, content=contents, title=words, collection=numbers,
       name=st.sampled_from(["file", "files[]", "image-chooser-upload-file", "document-chooser-upload-file", "x"]))  # fmt: skip
def test_any_file_is_answered(publisher, place, filename, content, title, collection, name):
    filename = filename and filename.replace('"', "").replace("\r", "").replace("\n", "")
    parts = [(name, filename, content), ("title", None, title.encode("utf-8", "replace")),
             ("collection", None, collection.encode())]  # fmt: skip
    ask(publisher, "POST", place, MOST, HTTP_X_REQUESTED_WITH="XMLHttpRequest", **multipart(parts))


@pytest.mark.parametrize("place", UPLOADS)
def test_an_upload_without_a_file_is_told_so(publisher, place):
    response = ask(
        publisher, "POST", place, 60, HTTP_X_REQUESTED_WITH="XMLHttpRequest", **form({"title": "x"})
    )
    assert response.status_code in {200, 400, 404}


def test_a_file_of_a_very_long_name_is_kept_under_a_shorter_one(publisher, rivne):
    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (60, 60)).save(picture, "PNG")
    parts = [("title", None, b"x"), ("file", "a" * 400 + ".png", picture.getvalue()),
             ("collection", None, str(rivne.collection_id).encode()), ("focal_point_x", None, b"")]  # fmt: skip
    before = get_image_model().objects.count()
    sent = multipart(parts)
    response = publisher.generic("POST", "/admin/images/add/", sent["data"], sent["content_type"])
    assert response.status_code in {200, 302}
    stored = get_image_model().objects.count() - before
    assert stored == (1 if response.status_code == 302 else 0)


# --- everything else that takes a form ------------------------------------------------------------
POSTS = ["/admin/dismissibles/", "/admin/editing-sessions/ping/stories/storypage/{page}/1/", "/admin/pages/{page}/lock/",
         "/admin/pages/{page}/unlock/", "/admin/pages/{page}/copy/", "/admin/pages/{page}/edit/preview/",
         "/admin/pages/{page}/delete/", "/admin/pages/{page}/unpublish/", "/admin/pages/{page}/move/",
         "/admin/pages/{page}/move/{parent}/confirm/", "/admin/bulk/wagtailcore/page/delete/",
         "/admin/bulk/wagtailcore/page/move/", "/admin/bulk/wagtailcore/page/publish/", "/admin/pages/{page}/edit/",
         "/admin/choose-external-link/", "/admin/choose-email-link/", "/admin/localize/submit/page/{page}/",
         "/admin/pages/{page}/workflow/action/approve/1/", "/admin/pages/add/stories/storypage/{parent}/preview/"]  # fmt: skip


@hostile
@given(place=st.sampled_from(POSTS), fields=st.dictionaries(
    st.sampled_from(["id", "next", "new_title", "new_slug", "new_parent_page", "copy_subpages", "publish_copies", "alias",
                     "locales", "url", "link_text", "email_address", "title", "type", "chooser", "is_editing",
                     "revision_id", "revision_created_at", "release_editing_session_id", "include_subtree", "reason", "x"]),
    st.one_of(words, numbers), max_size=6))  # fmt: skip
def test_any_form_of_the_admin_is_answered(publisher, told, place, fields):
    path = place.format(page=told.pk, parent=told.get_parent().pk)
    ask(publisher, "POST", path, MOST, **form(fields))


@hostile
@given(place=st.sampled_from(POSTS), body=st.one_of(texts.map(str.encode), st.binary(max_size=100)))
def test_any_body_of_another_kind_is_answered(publisher, told, place, body):
    path = place.format(page=told.pk, parent=told.get_parent().pk)
    ask(publisher, "POST", path, MOST, data=body, content_type="application/json")


# --- translations -----------------------------------------------------------------------------------
@pytest.fixture
def english(publisher, told):
    send(publisher, told, "en")
    return in_language(told, "en")


def address_of(english, name: str, *more) -> str:
    return reverse(f"wagtail_localize:{name}", args=[translation_of(english).pk, *more])


def string_address(english) -> str:
    segment = StringSegment.objects.filter(source=translation_of(english).source).first()
    return address_of(english, "edit_string_translation", segment.pk)


# One page is sent for translation for all of these: it costs more than what is tried.
def test_any_string_is_kept_whole_or_refused(publisher, english):
    path = string_address(english)

    @hostile
    @given(body=st.one_of(words.map(lambda word: form({"value": word})["data"]), st.just(""), st.just("x=1"), st.text(max_size=20)))  # fmt: skip
    def one(body):
        sent = {"data": body, "content_type": "application/x-www-form-urlencoded"}
        response = ask(publisher, "PUT", path, 40, **sent)
        kept = [sql for sql in response.changes if "stringtranslation" in sql]
        assert bool(kept) == (response.status_code in {200, 201})

    one()


@pytest.mark.parametrize("text", ["a\0b", "a" * 200_001])
def test_a_translation_that_is_no_text_is_refused_and_not_stored(publisher, english, text):
    before = StringTranslation.objects.count()
    response = ask(
        publisher,
        "PUT",
        string_address(english),
        40,
        HTTP_ACCEPT="application/json",
        **form({"value": text}),
    )
    assert response.status_code == 400
    assert response.json()["message"]
    assert StringTranslation.objects.count() == before


def test_a_title_too_long_for_a_page_is_told_and_not_stored(publisher, english):
    (segment,) = StringSegment.objects.filter(
        source=translation_of(english).source, context__path="title"
    )
    path = address_of(english, "edit_string_translation", segment.pk)
    too_long = form({"value": "x" * 256})
    response = ask(publisher, "PUT", path, 40, HTTP_SEC_FETCH_MODE="cors", **too_long)
    assert response.status_code == 400
    assert "256" in response.json()["message"]
    assert ask(publisher, "PUT", path, 40, **form({"value": "x" * 255})).status_code == 201


def test_any_po_file_is_answered(publisher, english):
    path = address_of(english, "upload_pofile")
    genuine = publisher.get(address_of(english, "download_pofile")).content

    @hostile
    @given(content=st.one_of(
        st.sampled_from([b"", b"\0", b"/etc/passwd", b'msgid ""\nmsgstr ""\n', b"\xff\xfe", genuine[:200], genuine + b"\0",
                         genuine.replace(b"charset=utf-8", b"charset=nonsense"), genuine.replace(b'msgstr ""', b'msgstr "\x00"'),
                         genuine.replace(b"X-Wagtail", b"Y-Wagtail")]),
        st.sampled_from(NASTY).map(lambda word: genuine + f'\nmsgid "{word}"\nmsgstr "{word}"\n'.encode("utf-8", "replace")),
        st.binary(max_size=200), st.text(max_size=100).map(lambda word: word.encode("utf-8", "replace")),
        st.integers(0, len(genuine)).map(lambda end: genuine[:end])), filename=st.sampled_from(["a.po", None, "", "x" * 300]))  # fmt: skip
    def one(content, filename):
        response = ask(publisher, "POST", path, 150, **multipart([("file", filename, content)]))
        assert response.status_code in {302, 400}

    one()


@pytest.mark.parametrize("parts", [[], [("file", "a.po", b"")], [("file", "a.po", b'msgid ""\nmsgstr ""\n')], [("file", "a.po", b"\xff\xfe\0")]])  # fmt: skip
def test_a_po_file_that_is_none_is_told_so_where_it_was_sent(publisher, english, parts):
    back = f"/admin/pages/{english.pk}/edit/"
    sent = multipart([*parts, ("next", None, back.encode())])
    response = publisher.generic("POST", address_of(english, "upload_pofile"), sent["data"], sent["content_type"], follow=True)  # fmt: skip
    assert response.status_code == 302
    assert response["Location"] == back


def test_a_po_file_with_unreadable_words_stores_none_of_them(publisher, english):
    genuine = publisher.get(address_of(english, "download_pofile")).content.decode()
    catalogue = polib.pofile(genuine)
    for entry in catalogue:
        entry.msgstr = "a\0b"
    with pytest.raises(ValidationError):
        translation_of(english).import_po(catalogue)
