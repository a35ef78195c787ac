"""Numbers take the form of the word that their language asks for, in the product's own sentences.

Vectors: CLDR, plural rules of Swedish, Ukrainian and Romanian.
"""

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

DAYS = {
    "sv": {1: "1 dag", 2: "2 dagar", 21: "21 dagar"},
    "uk": {
        0: "0 днів",
        1: "1 день",
        2: "2 дні",
        5: "5 днів",
        11: "11 днів",
        21: "21 день",
        22: "22 дні",
        25: "25 днів",
        101: "101 день",
        111: "111 днів",
    },
    "ro": {
        0: "0 zile",
        1: "1 zi",
        2: "2 zile",
        19: "19 zile",
        20: "20 de zile",
        21: "21 de zile",
        100: "100 de zile",
        101: "101 zile",
        119: "119 zile",
        120: "120 de zile",
    },
}

TEXTS = {
    "sv": {1: "1 text är inte översatt än.", 2: "2 texter är inte översatta än."},
    "uk": {
        1: "Ще не перекладено 1 текст.",
        2: "Ще не перекладено 2 тексти.",
        5: "Ще не перекладено 5 текстів.",
        21: "Ще не перекладено 21 текст.",
        111: "Ще не перекладено 111 текстів.",
    },
    "ro": {
        1: "1 text nu este încă tradus.",
        2: "2 texte nu sunt încă traduse.",
        20: "20 de texte nu sunt încă traduse.",
        101: "101 texte nu sunt încă traduse.",
        120: "120 de texte nu sunt încă traduse.",
    },
}


def vectors(table):
    return [(language, n, words) for language in table for n, words in table[language].items()]


@pytest.mark.parametrize(("language", "number", "words"), vectors(DAYS))
def test_how_long_data_is_kept_is_told_in_the_right_number(language, number, words):
    with translation.override(language):
        sentence = ngettext("%(days)s day", "%(days)s days", number) % {"days": number}
    assert sentence == words


@pytest.mark.parametrize(("language", "days"), [("uk", "21 день"), ("ro", "21 de zile")])
def test_the_page_itself_asks_for_that_form(language, days):
    with translation.override(language):
        html = render_to_string("blocks/retention.html", {"keep_days": {"sessions": 21}})
    assert days in html


@pytest.mark.parametrize(("language", "number", "words"), vectors(TEXTS))
def test_what_is_left_to_translate_is_counted_in_the_right_number(language, number, words):
    with translation.override(language):
        sentence = ngettext(
            "%(number)d text is not translated yet.",
            "%(number)d texts are not translated yet.",
            number,
        ) % {"number": number}
    assert sentence == words
