"""Front pages, lists and roots make a site: partners keep their words and cannot lose them."""

import pytest
from wagtail.models import Page

from stories.models import EventIndexPage, SharedLanguageRootPage, StoryIndexPage, ToolIndexPage
from tests.builders import Editor, home, index, partner, person, story

pytestmark = pytest.mark.django_db


def frame_of(of) -> list[Page]:
    return [
        home(of),
        home(of, "en"),
        *(index(model, of) for model in (StoryIndexPage, EventIndexPage, ToolIndexPage)),
    ]


def containers() -> list[Page]:
    shared = SharedLanguageRootPage.objects.get(locale__language_code="uk")
    return [Page.objects.get(depth=2, slug="shared"), shared, partner("rivne").root_page]


PEOPLE = {
    "publisher": lambda: person("publisher", partner("rivne")),
    "editor": lambda: person("editor", partner("rivne")),
    "library editor": lambda: person("library_editor"),
    "administrator": lambda: person("administrator"),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_is_offered_to_move_or_copy_the_frame(rivne, who):
    for page in [*frame_of(rivne), *containers()]:
        for seen in (page, Page.objects.get(pk=page.pk)):
            rights = seen.permissions_for_user(PEOPLE[who]())
            assert not rights.can_move()
            assert not rights.can_copy()


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "administrator"])
def test_no_partner_is_offered_to_delete_or_take_down_the_frame(rivne, who):
    for page in [*frame_of(rivne), *containers()]:
        rights = Page.objects.get(pk=page.pk).permissions_for_user(PEOPLE[who]())
        assert not rights.can_delete()
        assert not rights.can_delete(ignore_bulk=True)
        assert not rights.can_unpublish()


@pytest.mark.parametrize("who", PEOPLE)
def test_what_only_holds_pages_together_never_goes_live(rivne, who):
    for page in containers():
        assert not page.permissions_for_user(PEOPLE[who]()).can_publish()


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "administrator"])
def test_what_only_holds_pages_together_is_nobodys_to_write(rivne, who):
    for page in containers():
        rights = page.permissions_for_user(PEOPLE[who]())
        assert not (rights.can_edit())
        assert not (rights.can_lock())
        assert not (rights.can_reorder_children())


def test_a_publisher_writes_and_publishes_front_page_and_lists(rivne):
    for page in frame_of(rivne):
        rights = page.permissions_for_user(person("publisher", rivne))
        assert rights.can_edit()
        assert rights.can_publish()


def empty_list(of) -> Page:
    """A list without pages below it: Wagtail itself would let a publisher delete it."""
    found = index(EventIndexPage, of)
    for child in found.get_children():
        child.specific.delete()
    return EventIndexPage.objects.get(pk=found.pk)


def addresses(page: Page) -> list[str]:
    return [
        f"/admin/pages/{page.pk}/delete/",
        f"/admin/pages/{page.pk}/move/",
        f"/admin/pages/{page.pk}/copy/",
        f"/admin/pages/{page.pk}/unpublish/",
    ]


def test_no_screen_deletes_moves_copies_or_takes_down_the_frame(rivne):
    client = Editor("publisher", rivne)
    for page in (empty_list(rivne), home(rivne, "en"), rivne.root_page):
        fields = {"reason": "outdated", "languages": ["uk"], "new_slug": "x", "new_title": "X"}
        for address in addresses(page):
            for response in (client.get(address), client.post(address, fields)):
                assert response.status_code in (302, 403, 404), address
    assert EventIndexPage.objects.filter(pk=index(EventIndexPage, rivne).pk, live=True).exists()
    assert home(rivne, "en").live


@pytest.mark.parametrize("action", ["delete", "move", "unpublish"])
def test_no_bulk_action_does_either(rivne, action):
    client = Editor("publisher", rivne)
    page = empty_list(rivne)
    target = home(rivne)
    address = f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}&id={home(rivne, 'en').pk}"
    client.get(address)
    client.post(address, {"chooser": target.pk, "include_descendants": "on"})
    kept = EventIndexPage.objects.get(pk=page.pk)
    assert kept.live
    assert kept.path == page.path
    assert home(rivne, "en").live


def test_no_button_offers_it(rivne):
    client = Editor("publisher", rivne)
    page = index(StoryIndexPage, rivne)
    for address in (f"/admin/pages/{home(rivne).pk}/", f"/admin/pages/{page.pk}/edit/"):
        html = client.get(address).content.decode()
        for offered in addresses(page):
            assert offered not in html, (address, offered)
    # A story has its buttons still.
    one = story(rivne, "Звичайна")
    html = client.get(f"/admin/pages/{one.pk}/edit/").content.decode()
    assert f"/admin/pages/{one.pk}/unpublish/" in html
    assert f"/admin/pages/{one.pk}/move/" in html


def test_a_page_stays_with_its_owner_whoever_works_for_both(rivne, harnosand):
    both = person("publisher", rivne)
    both.groups.add(*person("publisher", harnosand).groups.all())
    page = story(rivne, "Наша")
    rights = page.permissions_for_user(both)
    for target in (index(StoryIndexPage, harnosand), index(StoryIndexPage, harnosand, "en")):
        assert not rights.can_move_to(target)
        assert not rights.can_copy_to(target)
    # And in its language: a Ukrainian page among English ones would be read as English.
    assert not rights.can_copy_to(index(StoryIndexPage, rivne, "en"))
    assert rights.can_copy_to(index(StoryIndexPage, rivne))


def test_a_page_may_still_move_within_its_language(rivne):
    parent = home(rivne)
    pages = parent.get_children().filter(content_type__model="informationpage")
    page, target = pages[0], pages[1]
    assert page.permissions_for_user(person("publisher", rivne)).can_move_to(target.specific)
