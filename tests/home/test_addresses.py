"""A changed address leads on: on its own site, and for shared pages on every site."""

import pytest
from django.core.exceptions import ValidationError

from home.addresses import change_address
from home.models import FormerAddress, InformationPage
from stories.models import (
    CulturalToolPage,
    EventIndexPage,
    StoryIndexPage,
    StoryPage,
    ToolIndexPage,
)
from tests.builders import Reader, home, index, story


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Changes a page's address as a publisher's «change address» does, and lets it be known."""

    def change(page, slug: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            change_address(page, slug)
        page.refresh_from_db()

    return change


def leads_to(key: str, path: str) -> str:
    """Where a reader ends: an address that answers. Never more than one step."""
    response = Reader(key).get(path)
    assert response.status_code == 301, path
    assert response["Cache-Control"] == "no-cache"
    assert Reader(key).get(response["Location"]).status_code == 200
    return response["Location"]


def tool(slug: str = "barcamp", language: str = "en") -> CulturalToolPage:
    """One of the tools in one language."""
    return CulturalToolPage.objects.get(slug=slug, locale__language_code=language)


def test_a_changed_address_leads_to_the_present_one_on_its_own_site(rivne, rename):
    page = story(rivne, "Читальня", slug="reading-room")
    rename(page, "reading-hall")
    assert leads_to("rivne", "/uk/stories/reading-room/") == "/uk/stories/reading-hall/"
    assert Reader("harnosand").get("/uk/stories/reading-room/").status_code == 404
    assert Reader("rivne").get("/en/stories/reading-room/").status_code == 404


def test_every_language_of_a_page_changes_its_address_at_once(rivne, rename):
    page = story(rivne, "Читальня", slug="reading-room")
    story(rivne, "Reading", "en", slug="reading-room", translation_key=page.translation_key)
    rename(page, "reading-hall")
    for language in ("uk", "en"):
        old, new = (f"/{language}/stories/{slug}/" for slug in ("reading-room", "reading-hall"))
        assert leads_to("rivne", old) == new


def test_a_draft_does_not_bring_the_old_address_back(rivne, rename):
    page = story(rivne, "Читальня", slug="reading-room")
    page.title = "Читальна зала"
    page.save_revision()
    rename(page, "reading-hall")
    page.get_latest_revision().publish()
    assert Reader(rivne).get("/uk/stories/reading-hall/").status_code == 200
    assert leads_to("rivne", "/uk/stories/reading-room/") == "/uk/stories/reading-hall/"


def test_two_changes_lead_in_one_step_to_the_last(rivne, rename):
    page = story(rivne, "Читальня", slug="first")
    rename(page, "second")
    rename(page, "third")
    assert leads_to("rivne", "/uk/stories/first/") == "/uk/stories/third/"
    assert leads_to("rivne", "/uk/stories/second/") == "/uk/stories/third/"


def test_a_page_that_goes_back_answers_there_and_nothing_turns_in_a_circle(rivne, rename):
    page = story(rivne, "Читальня", slug="first")
    rename(page, "second")
    rename(page, "first")
    assert Reader(rivne).get("/uk/stories/first/").status_code == 200
    assert leads_to("rivne", "/uk/stories/second/") == "/uk/stories/first/"


def test_a_new_page_at_the_old_address_wins(rivne, rename):
    page = story(rivne, "Читальня", slug="reading-room")
    rename(page, "reading-hall")
    new = story(rivne, "Інша читальня", slug="reading-room")
    response = Reader(rivne).get("/uk/stories/reading-room/")
    assert response.status_code == 200
    assert "Інша читальня" in response.content.decode()
    new.unpublish()
    assert leads_to("rivne", "/uk/stories/reading-room/") == "/uk/stories/reading-hall/"


def test_nothing_leads_to_a_draft(rivne, rename):
    page = story(rivne, "Читальня", slug="reading-room")
    rename(page, "reading-hall")
    page.unpublish()
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 404


def test_nothing_leads_to_another_partners_host(
    rivne, harnosand, django_capture_on_commit_callbacks
):
    page = story(rivne, "Читальня", slug="reading-room")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(index(StoryIndexPage, harnosand, "uk"), pos="last-child")
    response = Reader(rivne).get("/uk/stories/reading-room/")
    assert response.status_code == 404
    assert "Location" not in response


def test_a_moved_page_leads_on_with_everything_below(rivne, django_capture_on_commit_callbacks):
    top = home(rivne)
    words = {"lead": "Слово.", "locale": top.locale}
    about = top.add_child(instance=InformationPage(title="Про нас", slug="about", **words))
    team = about.add_child(instance=InformationPage(title="Команда", slug="team", **words))
    team.add_child(instance=InformationPage(title="Читачі", slug="readers", **words))
    with django_capture_on_commit_callbacks(execute=True):
        team.move(top, pos="last-child")
    assert leads_to("rivne", "/uk/about/team/") == "/uk/team/"
    assert leads_to("rivne", "/uk/about/team/readers/") == "/uk/team/readers/"
    assert Reader(rivne).get("/uk/about/team/nobody/").status_code == 404
    assert FormerAddress.objects.filter(page=team).count() == 1


def test_a_renamed_section_leads_on_with_its_own_and_its_shared_pages(rivne, rename):
    own = story(rivne, "Читальня", slug="reading-room")
    rename(index(StoryIndexPage, rivne), "accounts")
    rename(own, "reading-hall")
    rename(index(ToolIndexPage, rivne), "ways")
    assert leads_to("rivne", "/uk/stories/") == "/uk/accounts/"
    assert leads_to("rivne", "/uk/stories/reading-room/") == "/uk/accounts/reading-hall/"
    assert leads_to("rivne", "/uk/tools/barcamp/") == "/uk/ways/barcamp/"
    assert leads_to("rivne", "/en/tools/barcamp/") == "/en/ways/barcamp/"
    assert Reader("harnosand").get("/uk/tools/barcamp/").status_code == 200
    assert Reader("rivne").get("/uk/tools/none/").status_code == 404


SITES = [
    ("cbss", "ro"),
    ("harnosand", "sv"),
    ("izolyatsia", "uk"),
    ("rivne", "en"),
    ("anenii-noi", "ro"),
]


def test_a_shared_page_leads_on_from_its_former_address_on_every_site(db, rename):
    rename(tool(), "open-camp")
    rename(tool("open-camp"), "camp")
    for key, language in SITES:
        for slug in ("barcamp", "open-camp"):
            assert leads_to(key, f"/{language}/tools/{slug}/") == f"/{language}/tools/camp/"


def test_a_former_address_of_a_shared_page_falls_back_as_the_page_does(db, rename):
    """Swedish readers come by an address of a version that their language does not have."""
    rename(tool(), "camp")
    swedish = tool("camp", "sv")
    FormerAddress.objects.filter(page=swedish).delete()
    swedish.delete()
    assert leads_to("harnosand", "/sv/tools/barcamp/") == "/sv/tools/camp/"


def test_a_slug_of_another_language_leads_to_that_of_ones_own(db):
    """Slugs are one for all languages; where a version lags behind, its readers are not lost."""
    CulturalToolPage.objects.filter(pk=tool().pk).update(slug="camp")
    assert leads_to("harnosand", "/sv/tools/camp/") == "/sv/tools/barcamp/"
    assert leads_to("cbss", "/en/tools/barcamp/") == "/en/tools/camp/"


def test_nothing_leads_to_a_shared_page_that_was_taken_down(db, rename):
    rename(tool(), "camp")
    for page in CulturalToolPage.objects.filter(slug="camp"):
        page.unpublish()
    for key, language in SITES:
        assert Reader(key).get(f"/{language}/tools/barcamp/").status_code == 404


def test_a_new_shared_page_at_the_old_address_wins(db, rename):
    rename(tool(), "camp")
    other = tool("world-cafe")
    rename(other, "barcamp")
    html = Reader("rivne").get("/uk/tools/barcamp/").content.decode()
    assert tool("barcamp", "uk").title in html
    assert leads_to("rivne", "/uk/tools/world-cafe/") == "/uk/tools/barcamp/"


def test_an_address_that_is_taken_is_refused_and_nothing_changes(rivne, rename):
    page = story(rivne, "Читальня", slug="reading-room")
    english = story(rivne, "Room", "en", slug="reading-room", translation_key=page.translation_key)
    story(rivne, "Taken", "en", slug="taken")
    with pytest.raises(ValidationError):
        rename(page, "taken")
    slugs = StoryPage.objects.filter(pk__in=[page.pk, english.pk]).values_list("slug", flat=True)
    assert set(slugs) == {"reading-room"}
    assert not FormerAddress.objects.filter(url_path__contains="reading-room").exists()


def test_a_deleted_page_leaves_no_address_behind(rivne, rename):
    page = story(rivne, "Читальня", slug="reading-room")
    rename(page, "reading-hall")
    page.delete()
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 404
    assert not FormerAddress.objects.exists()


def test_joint_events_lead_on_too(db, rename):
    page = EventIndexPage.shared_class().objects.get(
        slug="learning-lab-ii-plock", locale__language_code="en"
    )
    rename(page, "lab-in-plock")
    for key, language in SITES:
        path = f"/{language}/events/learning-lab-ii-plock/"
        assert leads_to(key, path) == f"/{language}/events/lab-in-plock/"


def test_a_page_that_left_for_another_language_leads_to_no_page_of_the_same_name(
    rivne, rename, django_capture_on_commit_callbacks
):
    page = story(rivne, "Читальня", slug="first")
    story(rivne, "Зовсім інша", slug="second")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(index(StoryIndexPage, rivne, "en"), pos="last-child")
    page = StoryPage.objects.get(pk=page.pk)
    rename(page, "second")
    assert Reader(rivne).get("/uk/stories/first/").status_code == 404
