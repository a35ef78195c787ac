"""Templates write everything in the active language and nothing in another."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from cms.language.locales import language_name, quoted

LANGUAGES = ("en", "sv", "uk", "ro")


def _render(source, language, **context):
    with translation.override(language):
        return Template("{% load language %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "day", "month", "days"),
    [
        ("en", "17 September 2025", "September 2025", "17–19 Sept 2025"),
        ("sv", "17 september 2025", "september 2025", "17–19 sep. 2025"),
        ("uk", "17 вересня 2025\u00a0р.", "вересень 2025\u00a0р.", "17–19 вер. 2025\u00a0р."),
        ("ro", "17 septembrie 2025", "septembrie 2025", "17–19 sept. 2025"),
    ],
)
def test_dates_follow_the_active_language(language, day, month, days):
    written = _render(
        "{{ start|local_date }}|{{ start|local_date:'month' }}|{% date_range start end %}"
        "|{% date_range start end 'year' %}|{{ start|iso_date:'month' }}",
        language,
        start=date(2025, 9, 17),
        end=date(2025, 9, 19),
    )
    assert written == f"{day}|{month}|{days}|2025|2025-09"


def test_event_times_follow_the_active_language():
    start = datetime(2025, 9, 17, 11, 0, tzinfo=UTC)
    source = "{% event_times start None 'Europe/Kyiv' %}"
    assert _render(source, "uk", start=start) == "14:00 Київ/Кишинів · 13:00 Стокгольм"
    assert _render(source, "sv", start=start) == "14:00 Kyiv/Chișinău · 13:00 Stockholm"


def test_numbers_follow_the_active_language():
    assert _render("{{ 1234567.5|local_number }}", "uk") == "1\u00a0234\u00a0567,5"
    assert _render("{{ 1234567.5|local_number }}", "ro") == "1.234.567,5"
    assert _render("{{ 0|local_number }}", "ro") == "0"


@pytest.mark.parametrize(
    ("language", "written"), [("en", "“так”"), ("sv", "”так”"), ("uk", "«так»"), ("ro", "„так”")]
)
def test_quotation_marks_follow_the_active_language(language, written):
    assert _render("{{ text|quoted }}", language, text="так") == written
    assert _render("{{ text|quoted:'uk' }}", language, text="так") == "«так»"


@pytest.mark.parametrize("typed", ["так", "«так»", "“так”", '"так"', "„так“", "”так”"])
def test_a_quotation_is_never_marked_twice(typed):
    assert quoted(typed, "uk") == "«так»"


def test_marks_that_belong_to_the_text_stay():
    assert quoted("«Один» і «два»", "uk") == "««Один» і «два»»"


def test_a_quotation_is_escaped_once():
    assert _render("{{ text|quoted }}", "uk", text="<b>") == "«&lt;b&gt;»"
    assert _render("{{ text|quoted }}", "uk", text=mark_safe("<b>так</b>")) == "«<b>так</b>»"


def test_a_language_is_named_in_itself_whatever_the_page_is_in():
    names = "{% for code in codes %}{{ code|language_name }} {% endfor %}"
    for language in LANGUAGES:
        assert _render(names, language, codes=LANGUAGES) == "English Svenska Українська Română "
    assert language_name("fi") == "fi"


def test_a_telephone_number_is_shown_and_linked():
    source = '<a href="{{ phone|phone_link }}">{{ phone|phone_shown }}</a>'
    assert _render(source, "sv", phone="+46708650041") == (
        '<a href="tel:+46708650041">+46 70 865 00 41</a>'
    )
    assert _render(source, "sv", phone="070-865 00 41") == '<a href="">070-865 00 41</a>'


def test_what_is_empty_writes_nothing():
    source = (
        "{{ none|local_date }}{% date_range none none %}{{ none|iso_date }}"
        "{% event_times none none 'Europe/Kyiv' %}{{ none|local_number }}{{ none|language_name }}"
        "{{ none|quoted }}{{ none|phone_shown }}{{ none|phone_link }}"
    )
    assert _render(source, "uk", none=None) == ""
