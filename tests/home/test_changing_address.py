"""A publisher changes the address of a published page, in every language at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from stories.models import CulturalToolPage, StoryPage
from tests.builders import Editor, Reader, home, person, story
from tests.home.test_addresses import SITES, leads_to


@pytest.fixture
def room(rivne) -> StoryPage:
    page = story(rivne, "Читальня", slug="reading-room")
    story(rivne, "Reading room", "en", slug="reading-room", translation_key=page.translation_key)
    return page


@pytest.fixture
def change(django_capture_on_commit_callbacks):
    def send(client, page, slug, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"/admin/pages/{page.pk}/address/", {"slug": slug, **fields})

    return send


def slug_of(page) -> str:
    return Page.objects.values_list("slug", flat=True).get(pk=page.pk)


def test_the_new_addresses_are_shown_before_anything_changes(rivne, room, change):
    publisher = Editor("publisher", rivne)
    html = publisher.get(f"/admin/pages/{room.pk}/address/").content.decode()
    for language in ("uk", "en"):
        assert f"http://rivne.localhost:8000/{language}/stories/reading-room/" in html
    response = change(publisher, room, "reading-hall")
    assert response.status_code == 200
    html = response.content.decode()
    for language in ("uk", "en"):
        assert f"http://rivne.localhost:8000/{language}/stories/reading-hall/" in html
    assert slug_of(room) == "reading-room"


def test_old_addresses_lead_to_the_new_in_every_language(rivne, room, change):
    change(Editor("publisher", rivne), room, "reading-hall", confirmed="reading-hall")
    for language in ("uk", "en"):
        old, new = (f"/{language}/stories/{slug}/" for slug in ("reading-room", "reading-hall"))
        assert leads_to("rivne", old) == new


def test_a_shared_page_changes_on_every_site(db, change):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    change(Editor("library_editor"), tool, "open-camp", confirmed="open-camp")
    for key, language in SITES:
        assert leads_to(key, f"/{language}/tools/barcamp/") == f"/{language}/tools/open-camp/"


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("taken", "Another page has this address already (English)"),
        ("Reading Hall", "perhaps “reading-hall”"),
        ("читальня", "perhaps “chytalnia”"),
        ("reading-room", "the address that the page has now"),
        ("", "required"),
    ],
)
def test_what_is_no_free_address_is_refused_with_a_sentence(rivne, room, change, slug, said):
    story(rivne, "Taken", "en", slug="taken")
    response = change(Editor("publisher", rivne), room, slug, confirmed=slug)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert slug_of(room) == "reading-room"


def test_the_address_of_the_search_is_refused(rivne, change):
    section = Page.objects.get(url_path="/rivne/rivne-uk/project/")
    response = change(Editor("publisher", rivne), section, "search", confirmed="search")
    assert "address of your site" in response.content.decode()
    assert slug_of(section) == "project"


def test_an_incomplete_translation_is_no_obstacle(rivne, room, change):
    english = StoryPage.objects.get(
        translation_key=room.translation_key, locale__language_code="en"
    )
    english.unpublish()
    StoryPage.objects.filter(pk=english.pk).update(lead="", date=None)
    change(Editor("publisher", rivne), room, "reading-hall", confirmed="reading-hall")
    assert slug_of(room) == slug_of(english) == "reading-hall"


def test_a_version_that_waits_for_its_time_does_not_bring_the_old_address_back(rivne, room, change):
    waiting = room.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    room.save_revision()
    change(Editor("publisher", rivne), room, "reading-hall", confirmed="reading-hall")
    assert slug_of(room) == "reading-hall"
    waiting.refresh_from_db()
    assert waiting.content["slug"] == "reading-hall"


def test_a_page_that_somebody_locked_keeps_its_address(rivne, room, change):
    room.locked, room.locked_by = True, person("administrator")
    room.save(update_fields=["locked", "locked_by"])
    change(Editor("publisher", rivne), room, "reading-hall", confirmed="reading-hall")
    assert slug_of(room) == "reading-room"


def test_only_who_may_publish_changes_it(rivne, harnosand, room, change):
    edit = f"/admin/pages/{room.pk}/edit/"
    address = f"/admin/pages/{room.pk}/address/"
    assert address in Editor("publisher", rivne).get(edit).content.decode()
    assert address not in Editor("editor", rivne).get(edit).content.decode()
    for client in (Editor("editor", rivne), Editor("publisher", harnosand)):
        assert client.get(address).status_code in (302, 403, 404)
        change(client, room, "reading-hall", confirmed="reading-hall")
        assert slug_of(room) == "reading-room"


def test_a_front_page_and_a_draft_have_no_address_to_change(rivne, room):
    publisher = Editor("publisher", rivne)
    assert publisher.get(f"/admin/pages/{home(rivne).pk}/address/").status_code == 404
    StoryPage.objects.filter(pk=room.pk).update(live=False, first_published_at=None)
    assert publisher.get(f"/admin/pages/{room.pk}/address/").status_code == 404
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 404
