"""A page with a set time: who sets it, in which zone, what comes of it."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.users.models import UserProfile

from stories.models import StoryPage
from tests.builders import Editor, Reader, story
from tests.home.test_publishing import add, story_form

TEXT = (
    '{"blocks": [{"key": "a", "text": "Читали.", "type": "unstyled", "depth": 0, '
    '"inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}'
)


def ready(**fields) -> dict:
    """What a browser sends of a story that has all that readers need."""
    words = {"lead": "Про ніч.", "date": "2026-01-01", "what_was_done": TEXT, "slug": "nich"}
    return words | fields


def at(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def time_passes() -> None:
    """As if the minute that was set had come."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save(update_fields=["content"])
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past)
    Page.objects.filter(expire_at__isnull=False).update(expire_at=past)
    call_command("publish_scheduled")


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


def test_a_page_goes_live_at_the_time_that_a_publisher_set(rivne, tomorrow):
    publisher = Editor("publisher", rivne)
    add(publisher, rivne, **ready(go_live_at=at(tomorrow)), **{"action-publish": "1"})
    page = StoryPage.objects.get(draft_title="Ніч у бібліотеці")
    assert page.approved_schedule
    assert Reader(rivne).get("/uk/stories/nich/").status_code == 404
    time_passes()
    assert Reader(rivne).get("/uk/stories/nich/").status_code == 200


def test_a_page_that_expires_is_not_there_any_more_and_nobody_is_told_a_reason(rivne, tomorrow):
    page = story(rivne, "Читальня", slug="reading-room", expire_at=tomorrow)
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 200
    time_passes()
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 404
    assert StoryPage.objects.get(pk=page.pk).expired


def test_a_page_that_is_not_ready_is_not_scheduled_and_the_list_says_why(rivne, tomorrow):
    response = add(
        Editor("publisher", rivne),
        rivne,
        **ready(go_live_at=at(tomorrow), lead=""),
        **{"action-publish": "1"},
    )
    assert response.status_code == 200
    assert 'href="#id_lead" data-checklist-link' in response.content.decode()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_an_editors_time_is_a_proposal_that_comes_to_nothing_by_itself(rivne, tomorrow):
    editor = Editor("editor", rivne)
    add(editor, rivne, **ready(go_live_at=at(tomorrow)), **{"action-publish": "1"})
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    time_passes()
    assert Reader(rivne).get("/uk/stories/nich/").status_code == 404


def test_another_partners_publisher_schedules_nothing_here(rivne, harnosand, tomorrow):
    page = story(rivne, "Читальня", slug="reading-room")
    form = story_form(title="Читальня", **ready(go_live_at=at(tomorrow)), **{"action-publish": "1"})
    Editor("publisher", harnosand).post(f"/admin/pages/{page.pk}/edit/", form)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Europe/Stockholm"])
def test_the_form_says_in_which_zone_the_time_is_read(rivne, zone):
    publisher = Editor("publisher", rivne)
    UserProfile.objects.update_or_create(user=publisher.user, defaults={"current_time_zone": zone})
    page = story(rivne, "Читальня")
    html = publisher.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert len(re.findall(f"Time zone: {zone}", html)) == 2


def test_the_time_is_read_in_the_zone_of_who_sets_it(rivne):
    publisher = Editor("publisher", rivne)
    UserProfile.objects.update_or_create(
        user=publisher.user, defaults={"current_time_zone": "Europe/Kyiv"}
    )
    year = timezone.now().year + 1
    add(
        publisher,
        rivne,
        **ready(go_live_at=f"{year}-01-15 12:00"),
        **{"action-publish": "1"},
    )
    (revision,) = Revision.objects.filter(approved_go_live_at__isnull=False)
    # Kyiv is two hours ahead of UTC in January, as long as the law there stays what it is.
    assert f"{revision.approved_go_live_at:%H:%M}" == "10:00"
