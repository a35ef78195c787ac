"""Django's own ``|date`` and form fields, as the admin uses them, are right in each language."""

from datetime import date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.utils import dates, formats, translation

from cms.language import month_names

LANGUAGES = ("en", "sv", "uk", "ro")
AFTERNOON = datetime(2025, 9, 7, 14, 5)


def _written(language, format_name):
    with translation.override(language):
        return formats.date_format(AFTERNOON, format_name)


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "7 September 2025"), ("sv", "7 september 2025"), ("uk", "7 вересня 2025\u00a0р.")],
)
def test_a_date_has_the_day_first_and_the_month_in_its_right_form(language, written):
    assert _written(language, "DATE_FORMAT") == written
    assert _written(language, "DATETIME_FORMAT").startswith(written)
    assert written.startswith(_written(language, "MONTH_DAY_FORMAT"))


def test_a_romanian_date_takes_the_month_that_follows_a_day():
    """Which month that is, this project's catalogue says: see month_names.py."""
    with translation.override("ro"):
        assert formats.date_format(AFTERNOON, "DATE_FORMAT") == f"7 {dates.MONTHS_ALT[9]} 2025"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sv", "7 september 2025, september 2025"),
        ("uk", "7 вересня 2025\u00a0р., вересень 2025\u00a0р."),
        ("ro", "7 septembrie 2025, septembrie 2025"),
    ],
)
def test_a_template_writes_months_in_small_letters_and_in_their_right_form(language, written):
    """Django's own catalogues begin them with a capital: «7 Septembrie 2025», «Вересень 2025»."""
    template = Template('{{ day|date:"DATE_FORMAT" }}, {{ day|date:"YEAR_MONTH_FORMAT" }}')
    with translation.override(language):
        assert template.render(Context({"day": AFTERNOON})) == written


def test_the_catalogues_are_asked_for_every_month_that_django_writes():
    for language in LANGUAGES:
        with translation.override(language):
            assert list(month_names.MONTHS_ALONE) == list(dates.MONTHS.values())
            assert list(month_names.MONTHS_AFTER_A_DAY) == list(dates.MONTHS_ALT.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clock_has_24_hours_and_the_week_starts_on_monday(language):
    assert _written(language, "TIME_FORMAT") == "14:05"
    assert _written(language, "DATETIME_FORMAT").endswith("14:05")
    assert _written(language, "SHORT_DATETIME_FORMAT").endswith("14:05")
    assert formats.get_format("FIRST_DAY_OF_WEEK", lang=language) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_typed_date_is_never_read_the_american_way(language):
    with translation.override(language):
        field = forms.DateField()
        assert field.clean("2025-04-03") == date(2025, 4, 3)
        assert field.clean("03.04.2025") == date(2025, 4, 3)
        with pytest.raises(forms.ValidationError):
            field.clean("04/30/2025")
        assert forms.DateTimeField().clean("2025-04-03 14:05").hour == 14
