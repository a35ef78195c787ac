"""Colours that cannot be read are refused; the stylesheet carries those that can."""

import json

import pytest
from django.core.exceptions import ValidationError

from cms.seeding import DATA, PARTNERS
from partners import look
from partners.models import PartnerLook
from tests.builders import Editor, Reader


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
