"""Telephone numbers are shown with their country and dial from abroad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.language.phones import normalise_phone, phone_link, phone_shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+46708650041", "+46 70 865 00 41"),
        ("0046 (0)70-865 00 41", "+46 70 865 00 41"),
        ("+46 8 440 19 20", "+46 8 440 19 20"),
        ("+46812345678", "+46 8 123 456 78"),
        ("+46611348000", "+46 611 34 80 00"),
        ("+46 42-10 50 00", "+46 42 10 50 00"),
        ("+380442781234", "+380 44 278 12 34"),
        ("+380 67 123-45-67", "+380 67 123 45 67"),
        ("+37322123456", "+373 22 123 456"),
        ("+373 69 123456", "+373 69 123 456"),
        ("+37326522333", "+373 265 22 333"),
        ("+49301234567", "+49 301 234 567"),
        ("+4930123456789", "+49 301 234 567 89"),
        ("+48242355555", "+48 242 355 555"),
        ("+37164263278", "+371 642 632 78"),
        ("+12025550143", "+1 202 555 01 43"),
    ],
)
def test_a_number_is_grouped_as_its_country_groups_it(typed, shown):
    assert phone_shown(typed) == shown
    assert phone_shown(shown) == shown


def test_the_link_dials_from_any_country():
    assert phone_link("+46 70 865 00 41") == "tel:+46708650041"
    assert phone_link("0046 (0)70-865 00 41") == "tel:+46708650041"


@pytest.mark.parametrize(
    "typed",
    ["", "070-865 00 41", "0708650041", "+46", "+46 70 abc", "+4670865004112345", "+٤٦٧٠٨٦٥٠٠٤١"],
)
def test_a_number_without_its_country_is_refused(typed):
    with pytest.raises(ValueError, match="country code"):
        normalise_phone(typed)


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_no_digit_is_lost_and_none_stands_alone_at_the_end(number):
    shown = phone_shown(number)
    assert shown.replace(" ", "") == number
    assert len(shown.split(" ")[-1]) > 1
