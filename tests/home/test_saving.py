"""A save that comes late undoes neither a publication nor a withdrawal, and loses no text."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, Revision

from home.publishing import Refused
from stories.models import StoryIndexPage, StoryPage
from tests.builders import Editor, Reader, index, partner, person, story
from tests.home.test_publishing import story_form

DATE = "2026-01-01"
WORDS = {"lead": "Про ніч.", "date": DATE}


@pytest.fixture
def draft(rivne) -> StoryPage:
    """A story that was never published, with everything that readers need."""
    parent = index(StoryIndexPage, rivne)
    page = StoryPage(
        title="Ніч у бібліотеці",
        slug="nich",
        lead="Про ніч.",
        date=DATE,
        what_was_done="<p>Читали.</p>",
        locale=parent.locale,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision()
    return page


def publish(page) -> None:
    """As a publisher does in a request of their own, in the middle of somebody's save."""
    revision = Revision.objects.filter(object_id=str(page.pk)).latest("pk")
    revision.publish(user=person("publisher", partner("rivne")))


def save_while(editor, page, meanwhile, **fields):
    """An editor's save of the form, in which something happens after the page was loaded."""
    form = story_form(**{"title": "Ніч, дописана", "slug": "nich"} | WORDS | fields)
    form["what_was_done"] = (
        '{"blocks": [{"key": "a", "text": "Дописано.", "type": "unstyled", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}'
    )
    with hooks.register_temporarily("before_edit_page", lambda request, page: meanwhile(page)):
        return editor.post(f"/admin/pages/{page.pk}/edit/", form)


def test_a_draft_saved_late_does_not_take_down_what_was_published_meanwhile(rivne, draft):
    response = save_while(Editor("editor", rivne), draft, publish)
    assert response.status_code == 302
    page = StoryPage.objects.get(pk=draft.pk)
    assert page.live
    assert page.title == "Ніч у бібліотеці"
    html = Reader(rivne).get("/uk/stories/nich/")
    assert html.status_code == 200
    assert "Дописано" not in html.content.decode()
    # What was typed is the newest draft.
    assert page.has_unpublished_changes
    kept = page.get_latest_revision_as_object()
    assert kept.title == "Ніч, дописана"
    assert "Дописано" in kept.what_was_done
    assert page.live_revision_id != page.latest_revision_id


def test_the_draft_kept_late_is_published_with_its_text_afterwards(rivne, draft):
    save_while(Editor("editor", rivne), draft, publish)
    page = StoryPage.objects.get(pk=draft.pk)
    page.get_latest_revision().publish(user=person("publisher", rivne))
    assert "Дописано" in Reader(rivne).get("/uk/stories/nich/").content.decode()
    assert not StoryPage.objects.get(pk=draft.pk).has_unpublished_changes


def test_an_address_typed_late_does_not_move_the_page_that_was_published(rivne, draft):
    save_while(Editor("editor", rivne), draft, publish, slug="another-night")
    page = StoryPage.objects.get(pk=draft.pk)
    page.get_latest_revision().publish(user=person("publisher", rivne))
    assert Reader(rivne).get("/uk/stories/nich/").status_code == 200


def test_an_automatic_save_does_not_rewrite_the_version_that_readers_have(rivne, draft):
    editor = Editor("editor", rivne)
    own = draft.save_revision(user=editor.user)
    save_while(editor, draft, publish, overwrite_revision_id=str(own.pk))
    page = StoryPage.objects.get(pk=draft.pk)
    assert page.live_revision_id == own.pk
    assert page.live_revision.as_object().title == "Ніч у бібліотеці"
    assert page.get_latest_revision_as_object().title == "Ніч, дописана"


def test_an_automatic_save_does_not_cancel_a_schedule(rivne, draft):
    editor = Editor("editor", rivne)
    own = draft.save_revision(user=editor.user)
    tomorrow = timezone.now() + timedelta(days=1)

    def schedule(page):
        Revision.objects.filter(pk=own.pk).update(approved_go_live_at=tomorrow)

    save_while(editor, draft, schedule, overwrite_revision_id=str(own.pk))
    own.refresh_from_db()
    assert own.approved_go_live_at == tomorrow
    assert own.as_object().title == "Ніч у бібліотеці"


def test_a_page_published_meanwhile_can_be_published_again_in_the_same_request(rivne, draft):
    response = save_while(Editor("publisher", rivne), draft, publish, **{"action-publish": "1"})
    assert response.status_code == 302
    page = StoryPage.objects.get(pk=draft.pk)
    assert page.live
    assert page.title == "Ніч, дописана"
    assert "Дописано" in Reader(rivne).get("/uk/stories/nich/").content.decode()


def take_down(page) -> None:
    StoryPage.objects.get(pk=page.pk).unpublish()


def test_a_page_taken_down_meanwhile_does_not_come_back_by_a_late_save(rivne):
    page = story(rivne, "Читальня", slug="reading-room")
    late = StoryPage.objects.get(pk=page.pk)
    take_down(page)
    late.lead = "Інший початок."
    late.save()
    stored = StoryPage.objects.get(pk=page.pk)
    assert not stored.live
    assert stored.live_revision_id is None
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 404


def test_a_draft_of_a_page_taken_down_meanwhile_is_kept_and_the_page_stays_down(rivne):
    page = story(rivne, "Читальня", slug="reading-room")
    response = save_while(Editor("editor", rivne), page, take_down, slug="reading-room")
    assert response.status_code == 302
    stored = StoryPage.objects.get(pk=page.pk)
    assert not stored.live
    assert stored.get_latest_revision_as_object().title == "Ніч, дописана"


def test_publishing_a_page_taken_down_meanwhile_is_refused_with_a_sentence(rivne):
    page = story(rivne, "Читальня", slug="reading-room")
    publisher = Editor("publisher", rivne)
    response = save_while(publisher, page, take_down, **{"action-publish": "1"})
    assert response.status_code == 302
    said = [str(message) for message in publisher.get(response["Location"]).context["messages"]]
    assert any("stays down" in sentence for sentence in said)
    stored = StoryPage.objects.get(pk=page.pk)
    assert not stored.live
    assert stored.get_latest_revision_as_object().title == "Ніч, дописана"
    # Asked for again, now that the publisher knows, it goes live.
    stored.get_latest_revision().publish(user=publisher.user)
    assert Page.objects.get(pk=page.pk).live


def test_a_schedule_under_way_does_not_bring_back_what_was_taken_down(rivne):
    page = story(rivne, "Читальня", slug="reading-room")
    revision = StoryPage.objects.get(pk=page.pk).save_revision()
    revision.content_object.title  # noqa: B018 - loaded before the page is taken down
    take_down(page)
    with pytest.raises(Refused):
        revision.publish()
    assert not Page.objects.get(pk=page.pk).live


def test_a_page_is_published_and_taken_down_by_those_who_ask_for_it(rivne):
    page = story(rivne, "Читальня", slug="reading-room")
    for _time in range(2):
        StoryPage.objects.get(pk=page.pk).unpublish()
        assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 404
        StoryPage.objects.get(pk=page.pk).get_latest_revision().publish()
        assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 200
