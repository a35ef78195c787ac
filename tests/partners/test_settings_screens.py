"""A manager sets up their own partner's site, and nobody else's."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupSitePermission, Site

from cms.provisioning import complete
from home.models import FrontPageSections
from partners.models import (
    Contact,
    FunderStatement,
    PartnerGroup,
    PartnerNavigation,
    PartnerProfile,
    PartnerText,
)
from partners.roles import Role
from tests.builders import Editor, Reader
from tests.partners.settings_screens import (
    SCREENS,
    address,
    contact_rows,
    errors,
    one_line,
    soup,
)

LANGUAGES = ["en", "sv", "uk", "ro"]


@pytest.fixture
def manager(rivne):
    return Editor(Role.PARTNER_MANAGER, rivne)


def names(**more) -> dict:
    """The form of names and descriptions of Rivne, filled in."""
    return {
        "name_uk": "Рівненська область",
        "short_name_uk": "Рівне",
        "description_uk": "Хто ми.",
        "name_en": "Rivne region",
        "short_name_en": "Rivne",
        "description_en": "Who we are.",
    } | more


# --- whose screens ------------------------------------------------------------------------------
@pytest.mark.parametrize("screen", SCREENS)
def test_a_manager_opens_every_screen_of_their_own_partner(manager, rivne, screen):
    page = soup(manager.get(address(screen, rivne)))
    assert page.select("form[data-edit-form]")
    # One site: there is nothing to switch between.
    assert not page.select("#settings-site-switch")


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_of_another_partner_opens_or_is_saved(manager, harnosand, screen):
    assert manager.get(address(screen, harnosand)).status_code in (302, 403, 404)
    assert manager.post(address(screen, harnosand), {}).status_code in (302, 403, 404)


def test_what_is_sent_to_another_partners_screen_changes_nothing(manager, harnosand):
    before = list(PartnerText.objects.filter(profile__site=harnosand.site).values())
    sent = {f"{name}_{code}": "x" for name in ("name", "short_name") for code in LANGUAGES}
    manager.post(address("partners/partnerprofile", harnosand), sent)
    manager.post(address("partners/partnernavigation", harnosand), {"menu_sv": []})
    assert list(PartnerText.objects.filter(profile__site=harnosand.site).values()) == before
    assert PartnerNavigation.objects.get(site=harnosand.site).menus == {}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER])
@pytest.mark.parametrize("screen", SCREENS)
def test_editors_and_publishers_have_none_of_them(rivne, role, screen):
    editor = Editor(role, rivne)
    assert editor.get(address(screen, rivne)).status_code in (302, 403, 404)
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert f"/admin/settings/{screen}/" not in home


def test_the_menu_shows_just_these_screens_in_their_order(manager):
    home = manager.get(reverse("wagtailadmin_home")).content.decode()
    # In the menu, and on the first screen.
    found = re.findall(r"/admin/settings/([a-z]+/[a-z]+)/", home)
    assert list(dict.fromkeys(found)) == SCREENS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_speaks_the_language_of_its_reader(manager, rivne, screen, language):
    def said_in(code) -> set[str]:
        page = soup(manager.get(address(screen, rivne), headers={"accept-language": code}))
        helps = page.select(".help-block, .help, .contrasts__words, .look-preview__note")
        return {one_line(help) for help in helps} - {""}

    assert said_in(language)
    assert language == "en" or not said_in(language) & said_in("en")


# --- rows and rights ----------------------------------------------------------------------------
def test_reading_a_site_or_a_screen_writes_no_settings(manager, rivne):
    def rows():
        return [
            model.objects.count()
            for model in (PartnerNavigation, FrontPageSections, PartnerProfile)
        ]

    before = rows()
    assert before == [5, 5, 5]
    Reader(rivne).get("/uk/")
    for screen in SCREENS:
        manager.get(address(screen, rivne))
    assert rows() == before


def test_a_new_release_completes_a_partner_that_exists(rivne):
    PartnerNavigation.objects.filter(site=rivne.site).delete()
    group = PartnerGroup.objects.get(partner=rivne, role=Role.PARTNER_MANAGER).group
    GroupSitePermission.objects.filter(group=group).delete()

    complete(rivne)

    assert PartnerNavigation.objects.filter(site=rivne.site).exists()
    manager = Editor(Role.PARTNER_MANAGER, rivne)
    for screen in SCREENS:
        assert manager.get(address(screen, rivne)).status_code == 200


# --- name and description -----------------------------------------------------------------------
def test_names_are_asked_for_in_each_language_offered_the_own_one_first(manager, rivne):
    page = soup(manager.get(address("partners/partnerprofile", rivne)))
    asked = [field["name"] for field in page.select("[name^=name_], [name^=description_]")]
    assert asked[:4] == ["name_uk", "description_uk", "name_en", "description_en"]
    # Other sites name the partner in their languages; they show no description of it.
    assert sorted(asked[4:]) == ["name_ro", "name_sv"]


def test_readers_see_a_new_name_at_once(manager, rivne):
    Reader(rivne).get("/uk/")
    response = manager.post(
        address("partners/partnerprofile", rivne), names(short_name_uk="Рівненщина")
    )
    assert response.status_code == 302
    assert "Рівненщина" in Reader(rivne).get("/uk/").content.decode()


def test_a_name_that_is_missing_is_asked_for_and_the_rest_is_kept(manager, rivne):
    response = manager.post(
        address("partners/partnerprofile", rivne),
        names(short_name_uk="", description_uk="Щойно написано."),
    )
    assert errors(response)
    assert "Щойно написано." in response.content.decode()


def test_a_name_for_other_sites_is_whole_or_not_there(manager, rivne):
    screen = address("partners/partnerprofile", rivne)
    assert "neither" in errors(manager.post(screen, names(name_sv="Rivne oblast")))

    manager.post(screen, names(name_sv="Rivne oblast", short_name_sv="Rivne"))
    texts = PartnerText.objects.filter(profile__site=rivne.site)
    assert set(texts.values_list("language", flat=True)) == {"uk", "en", "sv"}
    # Ukrainian is there once, with what was written now.
    assert texts.get(language="uk").name == "Рівненська область"


# --- funders ------------------------------------------------------------------------------------
def test_a_statement_stands_in_the_readers_language_and_goes_when_it_is_emptied(manager, rivne):
    screen = address("partners/partnerfunding", rivne)
    manager.post(screen, {"statement_uk": "Коштом\nфонду", "statement_en": "Paid by a fund"})
    assert "Коштом фонду" in Reader(rivne).get("/uk/").content.decode()
    assert "Paid by a fund" in Reader(rivne).get("/en/").content.decode()

    manager.post(screen, {"statement_uk": "", "statement_en": ""})
    assert not FunderStatement.objects.filter(funding__site=rivne.site).exists()


def test_a_statement_in_a_language_that_is_not_offered_is_not_taken(manager, rivne):
    screen = address("partners/partnerfunding", rivne)
    assert not soup(manager.get(screen)).select("[name=statement_sv]")
    manager.post(screen, {"statement_uk": "Коштом фонду", "statement_sv": "Betalt av en fond"})
    rows = FunderStatement.objects.filter(funding__site=rivne.site)
    assert list(rows.values_list("language", flat=True)) == ["uk"]


# --- contacts -----------------------------------------------------------------------------------
def test_a_telephone_is_kept_as_it_is_dialled(manager, rivne):
    rows = contact_rows({"name": "N", "phone": "+380 (44) 278-12-34"})
    assert manager.post(address("partners/partnercontacts", rivne), rows).status_code == 302
    assert Contact.objects.get(contacts__site=rivne.site).phone == "+380442781234"
    html = Reader(rivne).get("/uk/contact/").content.decode()
    assert "tel:+380442781234" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_telephone_nobody_can_dial_is_refused_in_the_persons_language(manager, rivne, language):
    rows = contact_rows({"name": "Щойно названо", "phone": "0442781234"})
    screen = address("partners/partnercontacts", rivne)
    response = manager.post(screen, rows, headers={"accept-language": language})
    with translation.override(language):
        said = translation.gettext(
            "This is no telephone number that can be dialled from abroad. Begin with + "
            "and the country code, for example +46 70 865 00 41."
        )
    assert said in errors(response)
    assert "Щойно названо" in response.content.decode()


def test_somebody_without_telephone_and_e_mail_is_no_contact(manager, rivne):
    response = manager.post(address("partners/partnercontacts", rivne), contact_rows({"name": "N"}))
    assert "e-mail" in errors(response)


def test_contacts_stand_in_the_order_in_which_they_were_put(manager, rivne):
    rows = contact_rows(
        {"name": "Second", "email": "b@example.invalid", "ORDER": 2},
        {"name": "First", "email": "a@example.invalid", "ORDER": 1},
    )
    manager.post(address("partners/partnercontacts", rivne), rows)
    html = Reader(rivne).get("/uk/contact/").content.decode()
    assert html.index("First") < html.index("Second")


# --- the network's administrator ----------------------------------------------------------------
@pytest.mark.parametrize("screen", SCREENS)
def test_the_administrator_opens_everybodys_and_those_of_a_site_of_nobody(rivne, screen):
    administrator = Editor("administrator")
    page = soup(administrator.get(address(screen, rivne)))
    assert len(page.select("#settings-site-switch option")) == 5
    nobody = Site.objects.create(hostname="nobody.localhost", root_page_id=rivne.site.root_page_id)
    assert administrator.get(f"/admin/settings/{screen}/{nobody.pk}/").status_code == 200


# --- where the partner is at home ---------------------------------------------------------------
def test_a_manager_says_in_which_town_they_are_and_never_more_exactly(manager, rivne):
    where = {"town_uk": "Рівне", "town_en": "Rivne", "latitude": "50.620361", "longitude": "26.23"}
    sent = names(**where, name_ro="Regiunea Rivne", short_name_ro="Rivne", town_ro="Rivne")
    assert manager.post(address("partners/partnerprofile", rivne), sent).status_code == 302
    profile = PartnerProfile.objects.get(site=rivne.site)
    assert (profile.latitude, profile.longitude) == (50.62, 26.23)
    towns = dict(profile.texts.values_list("language", "town"))
    assert (towns["uk"], towns["en"], towns["ro"]) == ("Рівне", "Rivne", "Rivne")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"latitude": "50.62", "longitude": ""}, "Write both degrees"),
        ({"latitude": "", "longitude": "26.24"}, "Write both degrees"),
        ({"latitude": "91", "longitude": "26.24"}, "90"),
        ({"town_sv": "Rivne", "name_sv": "", "short_name_sv": ""}, "leave out the town"),
    ],
    ids=["no-east", "no-north", "off-the-earth", "nameless"],
)
def test_half_a_place_is_refused_and_kept_on_the_screen(manager, rivne, wrong, said):
    response = manager.post(address("partners/partnerprofile", rivne), names(**wrong))
    assert said in errors(response)
    page = soup(response)
    for name, typed in wrong.items():
        assert page.select_one(f"[name={name}]").get("value", "") == typed
