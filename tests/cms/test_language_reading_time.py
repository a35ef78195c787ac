"""How long a text takes to read: the same content, the same time, whatever the language."""

import json
import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from cms.language.reading_time import WORDS_PER_MINUTE, count_words, reading_minutes

LANGUAGES = ("en", "sv", "uk", "ro")


def words_of(value) -> int:
    """Words in a value of the initial data, without markup and addresses."""
    if isinstance(value, dict):
        return sum(words_of(part) for key, part in value.items() if key not in ("type", "url"))
    if isinstance(value, list):
        return sum(map(words_of, value))
    return count_words(re.sub(r"<[^>]+>", " ", value)) if isinstance(value, str) else 0


def library() -> list[dict]:
    """Every text of the initial data that exists in four languages: language → words."""
    found = []
    for file in sorted((settings.BASE_DIR / "cms" / "initial_data").rglob("*.json")):
        data = json.loads(file.read_text())
        for item in data if isinstance(data, list) else [data]:
            text = item.get("text", {}) if isinstance(item, dict) else {}
            if set(text) == set(LANGUAGES):
                found.append({language: words_of(text[language]) for language in LANGUAGES})
    return found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("  \n ", 0),
        ("Баркемп — це відкрита конференція.", 4),
        ("п’ять п'ять пʼять", 3),
        ("a well-known way, 2023–2025", 5),
        ("120\u00a0personer", 2),
        ("… – «»", 0),
        ("Cel mai mult într-o zi", 5),
    ],
)
def test_words_are_counted_as_they_are_read(text, number):
    assert count_words(text) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rates_are_those_of_the_same_texts_in_every_language(language):
    texts = library()
    assert len(texts) > 30
    total = {code: sum(text[code] for text in texts) for code in ("en", language)}
    expected = WORDS_PER_MINUTE["en"] * total[language] / total["en"]
    assert WORDS_PER_MINUTE[language] == pytest.approx(expected, rel=0.03)


def test_a_translation_takes_as_long_as_its_original():
    """The texts of the library end to end: as long in each language, to the minute."""
    texts = library()
    minutes = {
        language: reading_minutes(("word " * text[language] for text in texts), language)
        for language in LANGUAGES
    }
    assert minutes["en"] > 15
    assert max(minutes.values()) - min(minutes.values()) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_are_rounded_and_never_none_for_a_text(language):
    rate = WORDS_PER_MINUTE[language]
    assert reading_minutes(["word " * rate * 3], language) == 3
    assert reading_minutes(["word " * int(rate * 2.4)], language) == 2
    assert reading_minutes(["word " * int(rate * 2.6)], language) == 3
    assert reading_minutes(["one word"], language) == 1
    assert reading_minutes(["", " "], language) == 0


@pytest.mark.parametrize(
    ("language", "minutes", "said"),
    [
        ("en", 1, "1 minute’s reading"),
        ("en", 5, "5 minutes’ reading"),
        ("sv", 1, "1 minuts läsning"),
        ("sv", 5, "5 minuters läsning"),
        ("uk", 1, "1 хвилина читання"),
        ("uk", 2, "2 хвилини читання"),
        ("uk", 5, "5 хвилин читання"),
        ("uk", 21, "21 хвилина читання"),
        ("ro", 1, "1 minut de lectură"),
        ("ro", 2, "2 minute de lectură"),
        ("ro", 20, "20 de minute de lectură"),
    ],
)
def test_the_number_of_minutes_agrees_with_its_word(language, minutes, said):
    source = "{% include 'includes/reading_time.html' %}"
    with translation.override(language):
        written = Template(source).render(Context({"reading_minutes": minutes}))
    assert said in written


def test_a_page_without_text_promises_no_time():
    source = "{% include 'includes/reading_time.html' %}"
    assert Template(source).render(Context({"reading_minutes": 0})).strip() == ""
