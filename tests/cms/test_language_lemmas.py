"""Words as search compares them: what must be one word, and what must stay two."""

import pytest

from cms.language.lemmas import folded, lemmas, weaker_forms, words


@pytest.mark.parametrize(
    ("language", "base", "forms"),
    [
        ("uk", "громада", ["громади", "громаді", "громадою", "Громада", "ГРОМАДИ"]),
        ("uk", "стійкість", ["стійкості", "стійкістю"]),
        ("ro", "comunitate", ["comunității", "comunităţii", "comunități", "COMUNITĂȚII"]),
        ("ro", "oraș", ["orașul", "oraşul", "orașului", "orașe"]),
        ("sv", "bibliotek", ["biblioteket", "biblioteken", "bibliotekens"]),
        ("sv", "berättelse", ["berättelser", "berättelserna", "berättelsernas"]),
        ("en", "library", ["libraries", "library's", "library’s", "Libraries"]),
        ("uk", "п'ять", ["п’ять", "пʼять", "п`ять", "П’ЯТЬ"]),
    ],
)
def test_every_form_of_a_word_is_one_word(language, base, forms):
    for form in forms:
        assert lemmas(form, language) == lemmas(base, language), form


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("uk", ["Рівне", "Рівного", "Рівному", "Рівним"]),
        ("uk", ["Київ", "Києва", "Києві", "Києвом"]),
        ("sv", ["Härnösand", "Härnösands"]),
        ("ro", ["Chișinău", "Chişinău", "Chișinăului"]),
    ],
)
def test_the_towns_of_the_partners_are_found_in_every_case(language, forms):
    assert len({tuple(lemmas(form, language)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("uk", "громада", "громадянин"),
        ("uk", "Київ", "кий"),
        ("uk", "гора", "горе"),
        ("sv", "för", "får"),
        ("ro", "față", "fată"),
        ("en", "story", "store"),
    ],
)
def test_words_that_mean_something_else_stay_apart(language, one, other):
    assert lemmas(one, language) != lemmas(other, language)


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_an_apostrophe_is_a_letter_inside_a_ukrainian_word(apostrophe):
    assert lemmas(f"п{apostrophe}ять сім{apostrophe}ї", "uk") == ["пʼять", "сімʼя"]


def test_an_apostrophe_around_a_word_or_between_digits_is_none_of_it():
    assert [word.form for word in words("'слово' 5'10")] == ["слово", "5", "10"]


def test_soft_hyphens_and_stress_marks_are_not_part_of_a_word():
    assert lemmas("гро\u00adма\u0301да вода\u0301", "uk") == lemmas("громада вода", "uk")
    assert lemmas("bib\u00adlio\u00adteket", "sv") == lemmas("biblioteket", "sv")


def test_decomposed_letters_are_put_together_first():
    assert lemmas("Ki\u0308vi\u0306", "uk") == lemmas("Kïvĭ", "uk")
    assert lemmas("Ha\u0308rno\u0308sand", "sv") == lemmas("Härnösand", "sv")


def test_marks_may_be_left_out_as_the_weaker_form():
    assert folded("härnösand") == "harnosand"
    assert folded("płock") == "plock"
    assert folded("ґанок") == "ганок"
    assert weaker_forms("comunității", "ro") >= {"comunitatii"}
    assert lemmas("Harnosand", "sv") != lemmas("Härnösand", "sv")


def test_letters_that_are_letters_of_their_own_keep_their_mark():
    assert folded("їжак") == "їжак"
    assert folded("рій") == "рій"


def test_every_word_has_one_base_form_and_its_place():
    text = "«Biblioteket», 2025: well-being & «Story circle»!"
    found = list(words(text))
    assert [text[word.start : word.end] for word in found] == [
        *("Biblioteket", "2025", "well", "being", "Story", "circle"),
    ]
    assert len(lemmas(text, "en")) == len(found)


@pytest.mark.parametrize("language", ["en", "sv", "uk", "ro", "pl", ""])
def test_any_text_in_any_language_gives_words_that_a_database_takes(language):
    for base in lemmas("\x00 ' \" * ) NEAR( İstanbul ﬁn 𝔘𝔫𝔦 e.g. don't 中文 a_b", language):
        assert base.replace("ʼ", "").isalnum()
