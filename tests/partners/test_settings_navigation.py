"""The main menu of each language is put together by the partner's manager."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import InformationPage
from partners.models import PartnerNavigation
from partners.roles import Role
from tests.builders import Editor, Reader, home, index
from tests.partners.settings_screens import address, errors, soup

SCREEN = "partners/partnernavigation"


@pytest.fixture
def manager(rivne):
    return Editor(Role.PARTNER_MANAGER, rivne)


def menu(of, language="uk") -> list[str]:
    """Addresses in the main menu, as readers get it."""
    page = BeautifulSoup(Reader(of).get(f"/{language}/").content, "html.parser")
    return [link["href"] for link in page.select(".site-nav__list a")]


def asked(manager, of, language="uk") -> list[tuple[str, bool]]:
    """(page, ticked) of one language's list on the screen, in its order."""
    boxes = soup(manager.get(address(SCREEN, of))).select(f"input[name=menu_{language}]")
    return [(box["value"], box.has_attr("checked")) for box in boxes]


def page_at(of, slug, language="uk"):
    return home(of, language).get_children().get(slug=slug)


def numbers(of, *slugs, language="uk") -> list[int]:
    return [page_at(of, slug, language).pk for slug in slugs]


def test_as_long_as_nobody_arranges_it_the_menu_is_as_it_was_made(rivne, manager):
    as_it_was = menu(rivne)
    assert [path for path in as_it_was if path.endswith(("stories/", "tools/", "contact/"))]
    ticked = [number for number, shown in asked(manager, rivne) if shown]
    manager.post(address(SCREEN, rivne), {"menu_uk": ticked})
    assert menu(rivne) == as_it_was
    assert "uk" not in PartnerNavigation.objects.get(site=rivne.site).menus


def test_readers_see_the_order_at_once_in_that_language_only(rivne, manager):
    english = menu(rivne, "en")
    ticked = [number for number, shown in asked(manager, rivne, "en") if shown]
    chosen = numbers(rivne, "contact", "events", "stories")

    manager.post(address(SCREEN, rivne), {"menu_uk": chosen, "menu_en": ticked})

    assert menu(rivne) == ["/uk/contact/", "/uk/events/", "/uk/stories/"]
    assert menu(rivne, "en") == english
    first = asked(manager, rivne)[:4]
    assert [shown for _number, shown in first] == [True, True, True, False]
    assert [number for number, shown in first if shown] == [str(number) for number in chosen]


def test_an_empty_menu_is_a_choice_too(rivne, manager):
    manager.post(address(SCREEN, rivne), {"menu_en": []})
    assert menu(rivne, "en") == []
    assert Reader(rivne).get("/en/").status_code == 200


def test_a_page_that_is_taken_down_leaves_and_comes_back(rivne, manager):
    chosen = numbers(rivne, "contact", "stories")
    manager.post(address(SCREEN, rivne), {"menu_uk": chosen})
    contact = InformationPage.objects.get(pk=chosen[0])
    contact.unpublish()
    assert menu(rivne) == ["/uk/stories/"]

    # The menu is saved meanwhile: the page is not on the screen, and is not forgotten.
    manager.post(address(SCREEN, rivne), {"menu_uk": chosen[1:]})
    contact.get_latest_revision().publish()
    assert menu(rivne) == ["/uk/stories/", "/uk/contact/"]


def test_a_new_page_stands_in_no_menu_until_it_is_ticked(rivne, manager):
    chosen = numbers(rivne, "stories")
    manager.post(address(SCREEN, rivne), {"menu_uk": chosen})
    parent = home(rivne)
    new = parent.add_child(
        instance=InformationPage(title="Нова", slug="nova", lead="Про що.", locale=parent.locale)
    )
    assert menu(rivne) == ["/uk/stories/"]
    assert (str(new.pk), False) in asked(manager, rivne)

    manager.post(address(SCREEN, rivne), {"menu_uk": [new.pk, *chosen]})
    assert menu(rivne) == ["/uk/nova/", "/uk/stories/"]


@pytest.mark.parametrize("whose", ["another partner", "another language", "nobody"])
def test_only_own_live_pages_of_the_language_are_taken(rivne, harnosand, manager, whose):
    from stories.models import StoryIndexPage

    foreign = {
        "another partner": index(StoryIndexPage, harnosand).pk,
        "another language": index(StoryIndexPage, rivne, "en").pk,
        "nobody": 999_999,
    }[whose]
    before = menu(rivne)
    assert errors(manager.post(address(SCREEN, rivne), {"menu_uk": [foreign]}))
    assert menu(rivne) == before


def test_the_screen_shows_no_page_of_another_partner(rivne, harnosand, manager):
    page = manager.get(address(SCREEN, rivne)).content.decode()
    own = {str(number) for number, _shown in asked(manager, rivne)}
    foreign = home(harnosand).get_children()
    assert not own & {str(one.pk) for one in foreign}
    assert "Berättelser" not in page


def test_an_arranged_menu_costs_a_page_no_query(rivne, manager):
    def queries():
        reader = Reader(rivne)
        reader.get("/uk/")
        with CaptureQueriesContext(connection) as found:
            reader.get("/uk/")
        return len(found)

    before = queries()
    manager.post(address(SCREEN, rivne), {"menu_uk": numbers(rivne, "contact", "stories")})
    assert menu(rivne) == ["/uk/contact/", "/uk/stories/"]
    assert queries() == before


def test_the_menu_is_kept_in_one_place(rivne):
    """A page's own form does not ask about menus: what is ticked there would change nothing."""
    editor = Editor(Role.PUBLISHER, rivne)
    page = editor.get(f"/admin/pages/{page_at(rivne, 'contact').pk}/edit/")
    assert not soup(page).select("[name=show_in_menus]")
