"""A withdrawn page is gone everywhere at once, and its address says so and why."""

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Workflow

from home.models import SearchEntry, Withdrawal
from stories.models import CulturalToolPage, EventPage, StoryPage
from tests.builders import Editor, Reader, event, home, person, story
from tests.home.test_publishing import story_form

OUTDATED = "What it said is out of date."


@pytest.fixture
def room(rivne) -> StoryPage:
    """A story in both languages of Rivne."""
    page = story(rivne, "Читальня", slug="reading-room")
    story(rivne, "Reading room", "en", slug="reading-room", translation_key=page.translation_key)
    return page


def address(page) -> str:
    return f"/admin/pages/{page.pk}/unpublish/"


def withdraw(client, page, languages, reason="outdated", **words):
    return client.post(address(page), {"reason": reason, "languages": languages, **words})


def test_a_withdrawn_page_answers_410_with_the_reason_and_ways_on(rivne, room):
    response = withdraw(Editor("publisher", rivne), room, ["uk", "en"])
    assert response.status_code == 302
    answer = Reader(rivne).get("/en/stories/reading-room/")
    assert answer.status_code == 410
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Content-Language"] == "en"
    assert not answer.cookies
    html = answer.content.decode()
    assert OUTDATED in html
    assert "Reading room" not in html, "Its title may be what was to go."
    assert 'content="noindex"' in html
    for path in ("/en/", "/en/stories/"):
        assert f'href="{path}"' in html
        assert Reader(rivne).get(path).status_code == 200


def test_the_reason_is_said_in_the_language_of_the_page(rivne, room):
    words = {"words_uk": "Ми напишемо нову.", "words_en": "We shall write a new one."}
    withdraw(Editor("publisher", rivne), room, ["uk", "en"], "other", **words)
    ukrainian = Reader(rivne).get("/uk/stories/reading-room/").content.decode()
    english = Reader(rivne).get("/en/stories/reading-room/").content.decode()
    assert '<p lang="uk">Ми напишемо нову.</p>' in ukrainian
    assert "Цю сторінку відкликано" in ukrainian
    assert '<p lang="en">We shall write a new one.</p>' in english
    assert "Ми напишемо" not in english


def test_own_words_are_asked_for_in_every_language_and_nothing_typed_is_lost(rivne, room):
    response = withdraw(
        Editor("publisher", rivne), room, ["uk", "en"], "other", words_uk="Ми напишемо нову."
    )
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"words_en"}
    assert "Ми напишемо нову." in response.content.decode()
    assert Page.objects.get(pk=room.pk).live


def test_one_language_alone_can_be_withdrawn_and_leads_to_the_other(rivne, room):
    withdraw(Editor("publisher", rivne), room, ["en"])
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 200
    answer = Reader(rivne).get("/en/stories/reading-room/")
    assert answer.status_code == 410
    assert 'href="/uk/stories/reading-room/"' in answer.content.decode()


def test_it_is_in_no_list_search_feed_or_sitemap(rivne, room):
    reader = Reader(rivne)
    places = ["/en/", "/en/stories/", "/en/stories/feed.atom", "/sitemap.xml", "/en/embed/stories/"]
    places = [place for place in places if reader.get(place).status_code == 200]
    assert len(places) >= 4
    shown = [place for place in places if b"reading-room" in reader.get(place).content]
    assert {"/en/stories/", "/en/stories/feed.atom", "/sitemap.xml"} <= set(shown)
    withdraw(Editor("publisher", rivne), room, ["uk", "en"])
    for place in places:
        assert b"reading-room" not in reader.get(place).content, place
    assert not SearchEntry.objects.filter(translation_key=room.translation_key).exists()


def test_a_withdrawn_event_is_in_no_calendar(rivne):
    page = event(rivne, "Зустріч сусідів", slug="neighbours", start_date=timezone.localdate())
    calendar = "/uk/events/calendar.ics"
    assert "Зустріч сусідів" in Reader(rivne).get(calendar).content.decode()
    withdraw(Editor("publisher", rivne), page, ["uk"])
    assert "Зустріч сусідів" not in Reader(rivne).get(calendar).content.decode()
    assert Reader(rivne).get("/uk/events/neighbours/").status_code == 410
    assert EventPage.objects.get(pk=page.pk).title == "Зустріч сусідів"


def test_publishing_it_again_ends_it(rivne, room):
    publisher = Editor("publisher", rivne)
    withdraw(publisher, room, ["uk", "en"])
    html = publisher.get(f"/admin/pages/{room.pk}/edit/").content.decode()
    assert "This page is withdrawn (out of date)." in html
    StoryPage.objects.get(pk=room.pk).get_latest_revision().publish(user=publisher.user)
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 200
    assert Reader(rivne).get("/en/stories/reading-room/").status_code == 410
    assert Withdrawal.objects.count() == 1


def test_a_form_opened_before_the_withdrawal_does_not_bring_the_page_back(rivne, room):
    publisher = Editor("publisher", rivne)
    withdraw(publisher, room, ["uk", "en"])
    typed = '{"blocks": [{"key": "a", "text": "Так.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}'
    form = story_form(
        title="Читальня",
        lead="Про неї.",
        date="2026-01-01",
        what_was_done=typed,
        **{"action-publish": "1"},
    )
    response = publisher.post(f"/admin/pages/{room.pk}/edit/", form, follow=True)
    assert "was withdrawn while you had it open" in response.content.decode()
    assert not Page.objects.get(pk=room.pk).live
    assert StoryPage.objects.get(pk=room.pk).get_latest_revision_as_object().lead == "Про неї."
    # The form that comes now knows of it.
    seen = str(Withdrawal.objects.get(page_id=room.pk).pk)
    assert f'name="withdrawal_seen" value="{seen}"' in response.content.decode()
    publisher.post(f"/admin/pages/{room.pk}/edit/", form | {"withdrawal_seen": seen})
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 200


def test_what_was_scheduled_or_under_review_is_called_off(rivne, room):
    editor = person("editor", rivne)
    state = Workflow.objects.get(workflow_pages__page=rivne.root_page).start(room, editor)
    room.revisions.update(approved_go_live_at=timezone.now())
    withdraw(Editor("publisher", rivne), room, ["uk", "en"])
    state.refresh_from_db()
    assert state.status == state.STATUS_CANCELLED
    assert not room.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_history_says_who_withdrew_it(rivne, room):
    publisher = Editor("publisher", rivne)
    withdraw(publisher, room, ["uk", "en"])
    entries = PageLogEntry.objects.filter(action="home.withdraw", user=publisher.user)
    assert entries.count() == 2


def test_a_former_address_of_a_withdrawn_page_is_gone_too(
    rivne, room, django_capture_on_commit_callbacks
):
    from home.addresses import change_address

    with django_capture_on_commit_callbacks(execute=True):
        change_address(room, "reading-hall")
    withdraw(Editor("publisher", rivne), StoryPage.objects.get(pk=room.pk), ["uk", "en"])
    for slug in ("reading-room", "reading-hall"):
        assert Reader(rivne).get(f"/uk/stories/{slug}/").status_code == 410


def test_another_page_at_the_address_wins(rivne, room):
    withdraw(Editor("publisher", rivne), room, ["uk", "en"])
    StoryPage.objects.filter(pk=room.pk).update(slug="old")
    room = StoryPage.objects.get(pk=room.pk)
    room.set_url_path(room.get_parent())
    room.save(clean=False, update_fields=["url_path"])
    story(rivne, "Нова читальня", slug="reading-room")
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 200


def test_what_expired_or_is_a_draft_is_not_gone_but_not_there(rivne, room):
    StoryPage.objects.get(pk=room.pk).unpublish(set_expired=True)
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 404


# --- shared pages ------------------------------------------------------------------------------
def tools(slug="barcamp"):
    return CulturalToolPage.objects.filter(slug=slug)


def test_a_shared_page_is_gone_on_every_site(db):
    original = tools().get(locale__language_code="en")
    codes = [tool.locale.language_code for tool in tools().select_related("locale")]
    withdraw(Editor("library_editor"), original, codes)
    for key, language in [
        ("cbss", "en"),
        ("harnosand", "sv"),
        ("rivne", "uk"),
        ("anenii-noi", "ro"),
    ]:
        answer = Reader(key).get(f"/{language}/tools/barcamp/")
        assert answer.status_code == 410, key
        assert f'href="/{language}/tools/"' in answer.content.decode()
    assert Reader("rivne").get("/uk/events/barcamp/").status_code == 404


def test_a_shared_page_withdrawn_in_one_language_falls_back_to_its_original(db):
    swedish = tools().get(locale__language_code="sv")
    withdraw(Editor("library_editor"), swedish, ["sv"])
    assert Reader("harnosand").get("/sv/tools/barcamp/").status_code == 200
    assert Reader("cbss").get("/en/tools/barcamp/").status_code == 200


# --- who may -------------------------------------------------------------------------------------
def test_only_publishers_of_the_partner_withdraw_its_pages(rivne, harnosand, room):
    for client in (
        Editor("editor", rivne),
        Editor("publisher", harnosand),
        Editor("library_editor"),
    ):
        assert client.get(address(room)).status_code in (302, 403, 404)
        withdraw(client, room, ["uk", "en"])
        assert Page.objects.get(pk=room.pk).live
    assert not Withdrawal.objects.exists()


def test_a_partners_publisher_does_not_withdraw_what_belongs_to_all(rivne):
    original = tools().get(locale__language_code="uk")
    withdraw(Editor("publisher", rivne), original, ["uk"])
    assert Page.objects.get(pk=original.pk).live


@pytest.mark.parametrize("name", ["home", "index"])
def test_what_makes_the_site_cannot_be_withdrawn(rivne, room, name):
    frame = {"home": home(rivne, "en"), "index": Page.objects.get(pk=room.get_parent().pk)}[name]
    for client in (Editor("publisher", rivne), Editor("administrator")):
        withdraw(client, frame, ["uk", "en"])
    assert Page.objects.get(pk=frame.pk).live


def test_wagtails_own_ways_lead_to_the_same_screen(rivne, room):
    publisher = Editor("publisher", rivne)
    html = publisher.get(f"/admin/pages/{room.pk}/edit/").content.decode()
    assert address(room) in html
    screen = publisher.get(address(room)).content.decode()
    assert 'name="reason"' in screen
    bulk = publisher.get(f"/admin/bulk/wagtailcore/page/unpublish/?id={room.pk}")
    assert bulk["Location"] == address(room)
    publisher.post(f"/admin/bulk/wagtailcore/page/unpublish/?id={room.pk}&id=1&next=/admin/")
    assert Page.objects.get(pk=room.pk).live
    editor = Editor("editor", rivne).get(f"/admin/pages/{room.pk}/edit/").content.decode()
    assert address(room) not in editor


def test_the_answer_asks_the_database_as_often_whatever_was_withdrawn(
    rivne, room, django_assert_max_num_queries
):
    withdraw(Editor("publisher", rivne), room, ["uk", "en"])
    with django_assert_max_num_queries(14):
        Reader(rivne).get("/uk/stories/reading-room/")
