"""Who else has a page open: told to those who may change that page, about that page."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession

from stories.models import StoryPage
from tests.builders import Editor, person, story
from tests.partners.access.test_integrity import MARK


def session(page, user) -> EditingSession:
    return EditingSession.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(page),
        object_id=str(page.pk),
        last_seen_at=timezone.now(),
        is_editing=True,
    )


def ping(editor, model, page, number):
    return editor.post(f"/admin/editing-sessions/ping/{model}/{page.pk}/{number}/")


@pytest.fixture
def foreign(harnosand) -> StoryPage:
    return story(harnosand, MARK)


MODELS = ["wagtailcore/page", "stories/storypage"]


@pytest.mark.parametrize("model", MODELS)
def test_the_page_of_another_is_no_page(model, rivne, harnosand, foreign):
    editor = Editor("editor", rivne)
    theirs = session(foreign, person("editor", harnosand))
    own = session(foreign, editor.user)
    for number in (theirs.pk, own.pk, 0):
        response = ping(editor, model, foreign, number)
        assert response.status_code == 404
        assert "harnosand" not in response.content.decode()


def test_anothers_session_is_neither_taken_over_nor_ended(rivne, harnosand, foreign):
    editor = Editor("editor", rivne)
    page = story(rivne, "Ніч")
    theirs = session(foreign, person("editor", harnosand))
    seen = theirs.last_seen_at
    response = ping(editor, "stories/storypage", page, theirs.pk)
    assert response.status_code == 200
    assert json.loads(response.content)["session_id"] != theirs.pk
    editor.post(f"/admin/editing-sessions/release/{theirs.pk}/")
    theirs.refresh_from_db()
    assert theirs.last_seen_at == seen


def test_a_version_of_another_is_no_version(rivne, foreign):
    page = story(rivne, "Ніч")
    editor = Editor("editor", rivne)
    mine = session(page, editor.user)
    response = editor.post(
        f"/admin/editing-sessions/ping/stories/storypage/{page.pk}/{mine.pk}/",
        {"revision_id": str(foreign.latest_revision_id or foreign.live_revision_id)},
    )
    assert response.status_code == 404


def test_colleagues_on_the_same_page_are_told_of_each_other(rivne, foreign, harnosand):
    page = story(rivne, "Ніч")
    session(page, person("publisher", rivne))
    session(foreign, person("editor", harnosand))
    editor = Editor("editor", rivne)
    mine = session(page, editor.user)
    told = ping(editor, "stories/storypage", page, mine.pk).content.decode()
    assert "publisher-rivne" in told
    assert "harnosand" not in told
