"""Two managers at one screen of settings: the second is told, and nobody's words are lost."""

import pytest

from partners.models import Contact, FunderStatement, PartnerLook, PartnerText
from partners.roles import Role
from tests.builders import Editor
from tests.partners.settings_screens import SCREENS, address, errors, soup

PROFILE, FUNDING = "partners/partnerprofile", "partners/partnerfunding"
LOOK, MENU = "partners/partnerlook", "partners/partnernavigation"
FRONT, CONTACTS = "home/frontpagesections", "partners/partnercontacts"


@pytest.fixture
def manager(rivne):
    return Editor(Role.PARTNER_MANAGER, rivne)


@pytest.fixture
def colleague(db):
    """Somebody else who may open every screen."""
    client = Editor("administrator")
    client.user.first_name, client.user.last_name = "Ada", "Test"
    client.user.save()
    return client


def form_of(response) -> dict:
    """What a browser sends of the screen as it stands."""
    fields: dict[str, list] = {}
    for field in soup(response).select("form[data-edit-form] [name]"):
        kind, value = field.get("type"), field.get("value", "")
        if kind in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if kind in ("submit", "file") or field["name"].startswith("look-preview"):
            continue
        if field.name == "textarea":
            value = field.get_text().removeprefix("\n")
        if field.name == "select":
            value = field.select_one("option[selected]")["value"]
        fields.setdefault(field["name"], []).append(value)
    return {name: values for name, values in fields.items() if "__prefix__" not in name}


def said(response) -> str:
    """What the message at the top says."""
    return " ".join(one.get_text(" ") for one in soup(response).select(".messages li"))


# --- every screen -------------------------------------------------------------------------------
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_that_nobody_else_touched_is_saved_as_ever(manager, rivne, screen):
    opened = form_of(manager.get(address(screen, rivne)))
    assert opened["seen"]
    assert manager.post(address(screen, rivne), opened).status_code == 302
    # And again from the same window: nothing has changed by it.
    assert manager.post(address(screen, rivne), opened).status_code == 302


# What the colleague writes, what the manager writes into the same part.
TYPED = {
    PROFILE: ("short_name_uk", "Рівненщина", "Рівне-місто"),
    FUNDING: ("statement_uk", "Коштом одних", "Коштом інших"),
    LOOK: ("accent", "#1f4e79", "#00594c"),
    MENU: ("menu_uk", None, []),
    FRONT: ("sections-size-tools", "5", "4"),
}


@pytest.mark.parametrize("screen", TYPED)
def test_the_second_of_two_is_told_loses_nothing_and_can_save_again(
    manager, colleague, rivne, screen
):
    field, theirs, mine = TYPED[screen]
    screen = address(screen, rivne)
    first, second = form_of(colleague.get(screen)), form_of(manager.get(screen))
    theirs = first[field][1:] if theirs is None else [theirs]
    mine = mine if isinstance(mine, list) else [mine]
    assert first[field] not in (theirs, mine)
    assert colleague.post(screen, first | {field: theirs}).status_code == 302

    answer = manager.post(screen, second | {field: mine})
    assert answer.status_code == 200
    assert "Ada Test" in said(answer)
    assert "yours takes its place" in said(answer)
    shown = form_of(answer)
    assert shown.get(field, []) == mine
    assert form_of(colleague.get(screen))[field] == theirs, "Nothing is saved yet."

    assert manager.post(screen, shown).status_code == 302
    assert form_of(manager.get(screen)).get(field, []) == mine


def test_what_only_the_other_one_changed_stands_there_and_is_kept(manager, colleague, rivne):
    screen = address(PROFILE, rivne)
    first, second = form_of(colleague.get(screen)), form_of(manager.get(screen))
    colleague.post(screen, first | {"short_name_uk": "Рівненщина"})
    answer = manager.post(screen, second | {"description_uk": "Хто ми тепер."})
    assert "Short name (Українська) – now: “Рівненщина”. So it stands below." in said(answer)
    shown = form_of(answer)
    assert shown["short_name_uk"] == ["Рівненщина"]
    assert shown["description_uk"] == ["Хто ми тепер."]
    assert manager.post(screen, shown).status_code == 302
    text = PartnerText.objects.get(profile__site=rivne.site, language="uk")
    assert (text.short_name, text.description) == ("Рівненщина", "Хто ми тепер.")


def test_two_who_write_the_same_are_not_asked(manager, colleague, rivne):
    screen = address(FUNDING, rivne)
    first, second = form_of(colleague.get(screen)), form_of(manager.get(screen))
    assert colleague.post(screen, first | {"statement_uk": "Коштом фонду"}).status_code == 302
    assert manager.post(screen, second | {"statement_uk": "Коштом фонду"}).status_code == 302
    assert FunderStatement.objects.get(funding__site=rivne.site, language="uk")


def test_another_problem_is_said_together_with_it(manager, colleague, rivne):
    screen = address(LOOK, rivne)
    first, second = form_of(colleague.get(screen)), form_of(manager.get(screen))
    colleague.post(screen, first | {"pattern": "rings"})
    answer = manager.post(screen, second | {"accent": "#ffcc00"})
    assert "Ada Test" in said(answer)
    assert errors(answer)
    assert form_of(answer)["accent"] == ["#ffcc00"]
    assert form_of(answer)["pattern"] == ["rings"]
    assert PartnerLook.objects.get(site=rivne.site).accent != "#ffcc00"


@pytest.mark.parametrize("language", ["sv", "uk", "ro"])
def test_it_is_said_in_the_persons_language(manager, colleague, rivne, language):
    screen = address(FUNDING, rivne)
    first, second = form_of(colleague.get(screen)), form_of(manager.get(screen))
    colleague.post(screen, first | {"statement_uk": "Коштом одних"})
    words = second | {"statement_uk": "Коштом інших"}
    answer = manager.post(screen, words, headers={"accept-language": language})
    assert "Ada Test" in said(answer)
    assert "saved this screen" not in said(answer)
    assert "now:" not in said(answer)


# --- rows ---------------------------------------------------------------------------------------
@pytest.fixture
def two(rivne):
    contacts = rivne.site.partnercontacts
    return [
        Contact.objects.create(
            contacts=contacts, name=name, email=f"{name}@example.invalid", sort_order=number
        )
        for number, name in enumerate(["one", "two"])
    ]


def people(rivne) -> list[tuple[str, str]]:
    rows = Contact.objects.filter(contacts__site=rivne.site)
    return sorted(rows.values_list("name", "phone"))


def test_contacts_that_two_write_at_once_are_all_there(manager, colleague, rivne, two):
    screen = address(CONTACTS, rivne)
    first, second = form_of(colleague.get(screen)), form_of(manager.get(screen))
    added = {
        "contacts-TOTAL_FORMS": ["3"],
        "contacts-0-phone": ["+46708650041"],
        "contacts-2-id": [""],
        "contacts-2-name": ["three"],
        "contacts-2-phone": ["+46708650042"],
        "contacts-2-email": [""],
        "contacts-2-ORDER": ["3"],
        "contacts-2-DELETE": [""],
    }
    assert colleague.post(screen, first | added).status_code == 302

    answer = manager.post(screen, second | {"contacts-1-phone": ["+46708650043"]})
    assert answer.status_code == 200
    assert "three, +46708650042 – added" in said(answer)
    shown = form_of(answer)
    assert shown["contacts-0-phone"] == ["+46708650041"]
    assert shown["contacts-1-phone"] == ["+46708650043"]
    assert manager.post(screen, shown).status_code == 302
    assert people(rivne) == [
        ("one", "+46708650041"),
        ("three", "+46708650042"),
        ("two", "+46708650043"),
    ]


def test_a_contact_that_was_deleted_meanwhile_is_asked_about_and_can_come_back(
    manager, colleague, rivne, two
):
    screen = address(CONTACTS, rivne)
    first, second = form_of(colleague.get(screen)), form_of(manager.get(screen))
    assert colleague.post(screen, first | {"contacts-0-DELETE": ["1"]}).status_code == 302
    answer = manager.post(screen, second | {"contacts-0-phone": ["+46708650041"]})
    assert "A contact was deleted." in said(answer)
    shown = form_of(answer)
    assert shown["contacts-0-name"] == ["one"]
    assert manager.post(screen, shown).status_code == 302
    assert people(rivne) == [("one", "+46708650041"), ("two", "")]


def test_a_mark_that_cannot_be_read_stops_nobody(manager, rivne):
    screen = address(FUNDING, rivne)
    opened = form_of(manager.get(screen))
    for seen in ("", "[", "[1]", "null"):
        words = opened | {"seen": seen, "statement_uk": f"Коштом {seen or '0'}"}
        assert manager.post(screen, words).status_code == 302
