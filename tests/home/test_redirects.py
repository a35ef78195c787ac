"""A partner's manager keeps the former addresses of their own site, and of no other."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.addresses import change_address
from home.models import FormerAddress
from partners.roles import Role
from stories.models import CulturalToolPage
from tests.builders import Editor, Reader, home, person, story
from tests.partners.settings_screens import errors, soup

pytestmark = pytest.mark.django_db
INDEX = "/admin/site-redirects/"
ADD = f"{INDEX}add/"


@pytest.fixture
def manager(rivne):
    return Editor(Role.PARTNER_MANAGER, rivne)


@pytest.fixture
def own(rivne):
    return story(rivne, "Читальня", slug="chytalnia")


def add(client, old, own):
    return client.post(ADD, {"old": old, "page": own.pk}, follow=True)


def address_of(row) -> str:
    return f"{INDEX}{row.pk}/remove/"


@pytest.mark.parametrize(
    "typed",
    [
        "/uk/stare/misce/",
        "uk/stare/misce",
        "http://rivne.localhost:8000/uk/stare/misce/",
        "https://rivne.localhost/uk/stare/misce",
        " /uk/stare/misce ",
    ],
)
def test_an_old_address_leads_readers_to_the_page(rivne, manager, own, typed):
    reader = Reader(rivne)
    assert reader.get("/uk/stare/misce/").status_code == 404
    response = add(manager, typed, own)
    assert "/uk/stare/misce/" in response.content.decode()

    answer = reader.get("/uk/stare/misce/")
    assert answer.status_code == 301
    assert answer["Location"] == "/uk/stories/chytalnia/"
    assert reader.get(answer["Location"]).status_code == 200


def test_letters_of_any_alphabet_may_stand_in_an_old_address(rivne, manager, own):
    add(manager, "/uk/%D1%81%D1%82%D0%B0%D1%80%D0%B0-назва/", own)
    assert Reader(rivne).get("/uk/стара-назва/")["Location"] == "/uk/stories/chytalnia/"


def test_the_list_shows_what_leads_on_and_takes_it_away(rivne, manager, own):
    add(manager, "/uk/stare/", own)
    shown = soup(manager.get(INDEX))
    assert "/uk/stare/" in shown.get_text()
    assert own.title in shown.get_text()
    row = FormerAddress.objects.get(page=own)
    assert shown.select_one(f'a[href="{address_of(row)}"]')
    assert own.title in soup(manager.get(address_of(row))).get_text()
    assert FormerAddress.objects.filter(pk=row.pk).exists()

    manager.post(address_of(row))

    assert not FormerAddress.objects.filter(pk=row.pk).exists()
    assert Reader(rivne).get("/uk/stare/").status_code == 404


def test_addresses_that_changed_by_themselves_stand_there_too(
    rivne, manager, own, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        change_address(own, "inakshe")
    assert "/uk/stories/chytalnia/" in soup(manager.get(INDEX)).get_text()


def test_the_list_is_searched(rivne, manager, own):
    add(manager, "/uk/persha/", own)
    add(manager, "/uk/druha/", own)
    shown = manager.get(f"{INDEX}results/?q=persha").content.decode()
    assert "/uk/persha/" in shown
    assert "/uk/druha/" not in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/uk/", "answers at this address"),
        ("/uk/stories/", "answers at this address"),
        ("/uk/stories/chytalnia/", "“Читальня” answers at this address"),
        ("/uk/tools/barcamp/", "answers at this address"),
        ("/uk/search/", "itself answers"),
        ("/uk/feedback/", "itself answers"),
        ("/uk/embed/stories/", "itself answers"),
        ("/sv/gammal/", "/uk/, /en/"),
        ("/gammal/", "/uk/, /en/"),
        ("/en/old/", "Choose the page in the language of the address"),
        ("http://harnosand.localhost:8000/uk/x/", "Only addresses of the site"),
        ("//harnosand.localhost/uk/x/", "Only addresses of the site"),
        ("/uk/old.html", "no dots"),
        ("/uk/../admin/", "no dots"),
        ("/uk//x/", "no dots"),
        ("/uk/a b/", "no dots"),
        ("/uk/a%00b/", "no dots"),
        ("/uk/x/?page=2", "Leave out"),
        ("/uk/x/#top", "Leave out"),
        ("http://[", "no address"),
        ("/uk/" + "x" * 690 + "/", "too long"),
        ("/uk/" + "x" * 800, "700"),
        ("", "required"),
        ("/", "no dots"),
    ],
)
def test_what_would_never_lead_on_is_refused_in_a_sentence(rivne, manager, own, typed, said):
    response = add(manager, typed, own)
    assert said in errors(response), errors(response)
    # What was typed is still there.
    assert soup(response).select_one("[name=old]").get("value", "") == typed
    assert not FormerAddress.objects.filter(page=own).exists()


def test_one_address_leads_to_one_page(rivne, manager, own):
    add(manager, "/uk/stare/", own)
    other = story(rivne, "Інша")
    assert "leads to “Читальня” already" in errors(add(manager, "/uk/stare/", other))


def test_where_a_page_was_withdrawn_readers_are_told_so(rivne, manager, own):
    from home.withdrawing import withdraw

    withdraw([own], "outdated", {}, person("publisher", rivne))
    other = story(rivne, "Інша")
    response = add(manager, "/uk/stories/chytalnia/", other)
    assert "withdrawn page stood" in errors(response)
    assert Reader(rivne).get("/uk/stories/chytalnia/").status_code == 410


@pytest.mark.parametrize("whose", ["another partner", "the library", "a draft", "the root"])
def test_only_own_live_pages_are_led_to(rivne, harnosand, manager, own, whose):
    target = {
        "another partner": lambda: story(harnosand, "Läsesalen"),
        "the library": lambda: CulturalToolPage.objects.filter(locale__language_code="uk").first(),
        "a draft": lambda: _taken_down(own),
        "the root": lambda: rivne.root_page,
    }[whose]()
    response = add(manager, "/uk/stare/", target)
    assert response.status_code == 404 or errors(response)
    assert not FormerAddress.objects.filter(url_path__endswith="/stare/").exists()


def _taken_down(own):
    own.unpublish()
    return own


def test_a_manager_sees_and_removes_nothing_of_another_partner(rivne, harnosand, manager):
    foreign = story(harnosand, "Läsesalen")
    row = FormerAddress.objects.create(
        url_path=f"{home(harnosand).url_path}gammal/", page_id=foreign.pk
    )
    for address in (INDEX, f"{INDEX}results/?q=gammal", ADD):
        html = manager.get(address).content.decode()
        assert "gammal/" not in html
        assert foreign.title not in html
    assert manager.get(address_of(row)).status_code == 404
    assert manager.post(address_of(row)).status_code == 404
    assert FormerAddress.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "who",
    [("editor", "rivne", ""), ("publisher", "rivne", ""), ("translator", "rivne", "en")],
)
def test_only_managers_have_the_screen(rivne, own, who):
    role, _of, language = who
    client = Editor(role, rivne, language)
    row = FormerAddress.objects.create(url_path=f"{home(rivne).url_path}stare/", page_id=own.pk)
    for address in (INDEX, f"{INDEX}results/", ADD, address_of(row)):
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"old": "/uk/x/", "page": own.pk}).status_code in (404, 405)
    assert INDEX not in client.get("/admin/").content.decode()
    assert FormerAddress.objects.count() == 1


def test_a_manager_of_one_partner_and_publisher_of_another_keeps_only_the_first(
    rivne, harnosand, manager
):
    manager.user.groups.add(*person("publisher", harnosand).groups.all())
    foreign = story(harnosand, "Läsesalen")
    assert errors(add(manager, "/sv/gammal/", foreign))
    assert not FormerAddress.objects.filter(page=foreign).exists()


def test_a_manager_of_two_keeps_both_each_on_its_own_site(rivne, harnosand, manager, own):
    manager.user.groups.add(*person("partner_manager", harnosand).groups.all())
    swedish = story(harnosand, "Läsesalen", slug="lasesalen")
    add(manager, "/uk/stare/", own)
    add(manager, "/sv/gammal/", swedish)
    assert Reader(harnosand).get("/sv/gammal/")["Location"] == "/sv/stories/lasesalen/"
    assert errors(add(manager, "http://rivne.localhost:8000/sv/x/", swedish))
    text = soup(manager.get(INDEX)).get_text()
    assert "harnosand.localhost:8000/sv/gammal/" in text
    assert "rivne.localhost:8000/uk/stare/" in text


def test_an_administrator_keeps_those_of_every_site(rivne, own):
    client = Editor("administrator")
    add(client, "/uk/stare/", own)
    assert "rivne.localhost:8000/uk/stare/" in soup(client.get(INDEX)).get_text()


def test_the_history_of_the_page_says_who_did_it(rivne, manager, own):
    add(manager, "/uk/stare/", own)
    manager.post(address_of(FormerAddress.objects.get(page=own)))
    history = Editor("publisher", rivne).get(f"/admin/pages/{own.pk}/history/").content.decode()
    assert "/uk/stare/ leads here" in history
    assert "/uk/stare/ does not lead here any more" in history


def test_the_screen_stands_among_the_settings(rivne, manager):
    first = BeautifulSoup(manager.get("/admin/").content, "html.parser")
    assert first.select(f'a[href="{INDEX}"]')


def test_the_list_costs_the_same_with_many(rivne, manager, own):
    def queries() -> int:
        manager.get(INDEX)
        with CaptureQueriesContext(connection) as asked:
            manager.get(INDEX)
        return len(asked)

    add(manager, "/uk/stare/", own)
    few = queries()
    FormerAddress.objects.bulk_create(
        FormerAddress(url_path=f"{home(rivne).url_path}stare-{number}/", page_id=own.pk)
        for number in range(30)
    )
    assert queries() == few


def test_the_number_of_redirects_is_told_in_the_persons_language(rivne, manager, own):
    add(manager, "/uk/stare/", own)
    page = soup(manager.get(INDEX, headers={"accept-language": "uk"}))
    assert "1 переспрямування" in page.get_text()
