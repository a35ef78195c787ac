"""Colours that cannot be read are refused; the stylesheet carries those that can."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from cms.seeding import DATA, PARTNERS
from partners import look
from partners.models import PartnerLook
from tests.builders import ADMIN_HOST, Editor, Reader, story
from tests.partners.settings_screens import address, errors, one_line, soup


def test_contrast_is_that_of_the_standard():
    assert look.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert look.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("key", PARTNERS)
def test_every_partners_palette_can_be_read_in_light_and_dark(key, db):
    PartnerLook.objects.get(site__partner__key=key).full_clean()


def test_the_five_palettes_and_patterns_are_distinct():
    looks = json.loads((DATA / "looks.json").read_text())
    for field in ("accent", "accent_dark", "tint", "pattern"):
        assert len({looks[key][field] for key in PARTNERS}) == 5


@pytest.mark.parametrize(
    ("field", "colour", "advice"),
    [("accent", "#ffcc00", "darker"), ("accent_dark", "#222222", "lighter"),
     ("tint", "#555555", "lighter"), ("tint_dark", "#bbbbbb", "darker")],
)  # fmt: skip
def test_a_colour_that_cannot_be_read_is_refused_with_advice(rivne, field, colour, advice):
    own = rivne.site.partnerlook
    setattr(own, field, colour)
    with pytest.raises(ValidationError) as refused:
        own.full_clean()
    assert advice in " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "value", ["red", "#12345", "#GGGGGG", "#1234567", "#fff;}body{", "#ABCDEF"]
)
def test_what_is_no_colour_is_refused(rivne, value):
    own = rivne.site.partnerlook
    own.accent = value
    with pytest.raises(ValidationError) as refused:
        own.full_clean()
    assert "accent" in refused.value.message_dict


def test_a_manager_changes_the_colours_of_their_own_partner_only(rivne, harnosand):
    manager = Editor("partner_manager", rivne)
    fields = {"accent": "#123456", "accent_dark": "#abcdef", "tint": "#eeeeee",
              "tint_dark": "#111111", "pattern": "waves"}  # fmt: skip

    manager.post(f"/admin/settings/partners/partnerlook/{rivne.site_id}/", fields)
    manager.post(f"/admin/settings/partners/partnerlook/{harnosand.site_id}/", fields)

    assert PartnerLook.objects.get(site=rivne.site).accent == "#123456"
    assert PartnerLook.objects.get(site=harnosand.site).accent != "#123456"
    html = Reader(rivne).get("/uk/").content.decode()
    address = html.split('href="/look/rivne.')[1].split('"')[0]
    sheet = Reader(rivne).get(f"/look/rivne.{address}")
    assert "#123456" in sheet.content.decode()
    assert "immutable" in sheet["Cache-Control"]


def test_an_old_or_invented_stylesheet_address_is_not_answered(rivne):
    assert Reader(rivne).get("/look/rivne.00000000.css").status_code == 404
    assert Reader(rivne).get("/look/nobody.00000000.css").status_code == 404


def test_paper_and_ink_of_the_contrast_check_are_those_of_the_pages():
    tokens = (DATA.parents[1] / "static/css/tokens.css").read_text()
    for colour in (look.PAPER, look.INK, look.PAPER_DARK, look.INK_DARK):
        assert colour in tokens


# --- the screen on which they are chosen --------------------------------------------------------
PALE = {"accent": "#ffcc00", "accent_dark": "#abcdef", "tint": "#eeeeee",
        "tint_dark": "#111111", "pattern": "waves"}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "sv", "uk", "ro"])
def test_a_refusal_names_what_cannot_be_read_and_how_well_it_can(rivne, language):
    manager = Editor("partner_manager", rivne)
    before = PartnerLook.objects.get(site=rivne.site).accent
    screen = address("partners/partnerlook", rivne)
    response = manager.post(screen, PALE, headers={"accept-language": language})
    with translation.override(language):
        assert str(look.USES[0].words) in errors(response)
        assert str(look.USES[1].words) in errors(response)
    assert "1.5" in errors(response).replace(",", ".")
    # What was chosen is still there, and nothing of it is with readers.
    assert soup(response).select_one("[name=accent]")["value"] == "#ffcc00"
    assert PartnerLook.objects.get(site=rivne.site).accent == before


def test_grey_text_must_be_readable_on_the_tint_too(rivne):
    own = rivne.site.partnerlook
    own.tint = "#b0b0b0"  # black can be read on it
    assert look.contrast(look.INK, own.tint) > look.MINIMUM_CONTRAST
    assert "tint" in look.contrast_problems(own)


def test_a_contrast_just_below_the_limit_is_not_rounded_up_to_it(rivne):
    own = rivne.site.partnerlook
    own.accent, own.tint = "#777777", "#ffffff"
    (first, *_more) = look.contrast_problems(own)["accent"]
    assert first.params["contrast"] == "4.4"


def test_the_screen_says_of_each_pair_whether_it_can_be_read(rivne):
    manager = Editor("partner_manager", rivne)
    page = soup(manager.post(address("partners/partnerlook", rivne), PALE))
    unreadable = page.select(".contrasts__use--unreadable .contrasts__words")
    assert [one_line(words) for words in unreadable] == [
        str(use.words) for use in look.USES if use.field == "accent"
    ]
    assert len(page.select(".contrasts__use")) == len(look.USES)


# --- the preview on real pages ------------------------------------------------------------------
def previews(manager, of) -> list[str]:
    page = soup(manager.get(address("partners/partnerlook", of)))
    return [option["value"] for option in page.select("[data-look-preview-page] option")]


def test_the_partners_own_live_pages_are_shown_as_readers_get_them(rivne):
    story(rivne, "Найновіша історія")
    manager = Editor("partner_manager", rivne)
    found = previews(manager, rivne)
    titles = []
    for one in found:
        response = manager.get(one)
        page = soup(response)
        assert page.html["lang"] == "uk"
        assert page.select_one("link[href*='/look/rivne.']")
        assert not page.select("wagtail-userbar")
        titles.append(one_line(page.h1))
    assert titles[1] == "Найновіша історія"
    # Shown on the admin host, and to be framed by it alone.
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert Reader(rivne).get(found[0]).status_code == 404


def test_a_preview_marks_where_it_is_in_the_menu(rivne):
    manager = Editor("partner_manager", rivne)
    page = soup(manager.get(previews(manager, rivne)[-1]))
    assert len(page.select(".site-nav [aria-current=page]")) == 1


def test_nobody_sees_the_preview_of_another_partner(rivne, harnosand):
    own, other = Editor("partner_manager", rivne), Editor("partner_manager", harnosand)
    foreign = previews(other, harnosand)[0]
    assert other.get(foreign).status_code == 200
    assert own.get(foreign).status_code == 404
    # Nor a page of another's under one's own site, nor a draft.
    page_id = foreign.rstrip("/").rpartition("/")[2]
    assert own.get(f"/admin/look/{rivne.site_id}/{page_id}/").status_code == 404
    draft = story(rivne, "Чернетка")
    draft.unpublish()
    assert own.get(f"/admin/look/{rivne.site_id}/{draft.pk}/").status_code == 404
    assert Editor("editor", rivne).get(previews(own, rivne)[0]).status_code in (302, 403)


def test_who_is_not_signed_in_is_asked_to(rivne):
    own = previews(Editor("partner_manager", rivne), rivne)[0]
    response = Client(HTTP_HOST=ADMIN_HOST).get(own)
    assert response.status_code == 302
    assert "login" in response.url
