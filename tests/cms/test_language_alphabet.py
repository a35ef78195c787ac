"""Letters of the wrong alphabet are found; names, brands and addresses are left alone."""

import pytest

from cms.language.alphabets import Fault, wrong_letters

RIGHT = [
    (
        "uk",
        "Wagtail і RESCOM допомагають фонду IZOLYATSIA та Раді держав Балтійського моря (CBSS).",
    ),
    ("uk", "Стаття у Facebook’у про IT-сектор, PR-менеджерку та Wi-Fi."),
    ("uk", "Читайте на https://cbss.org/rescom/ або пишіть на hello@rescom.example."),
    ("uk", "П’ять, п'ять і пʼять; під’їзд, сім’я, Ґалаґан, їжак, є."),
    ("uk", "Сади (Liene Abens і Judith van Weelie) у Ризі й Рі́вному"),
    ("uk", "Лабораторія II та Лабораторія I у Плоцьку, XXI століття, 2025 р."),
    (
        "uk",
        "Вони назвали це «Learning by doing in small towns around the whole of the Baltic Sea region».",
    ),
    ("uk", "Пункти: a) перший, b) другий."),
    ("sv", "Biblioteket i Härnösand och Płock, Rūjiena, Chișinău och Łódź."),
    ("sv", "Hon heter Олена (Рівне) och skriver i «Сім днів»."),
    ("ro", "Așa și Țara, comunității, învățare; „Şanlıurfa” rămâne așa."),
    ("en", "Anenii Noi, IZOLYATSIA and Härnösand met in Kyiv (Київ)."),
]


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_right_letters_are_left_alone(language, text):
    assert wrong_letters(text, language) == []


WRONG = [
    ("uk", "Цього рiку", Fault.MIXED, "рiку", "i"),
    ("uk", "Cело над річкою", Fault.MIXED, "Cело", "C"),
    ("uk", "мама i тато", Fault.LETTER, "i", "i"),
    ("uk", "Працюємо y Рівному", Fault.LETTER, "y", "y"),
    ("uk", "У 2025 p. відбулося", Fault.LETTER, "p.", "p"),
    ("uk", "Это выставка", Fault.LETTER, "Это", "Э"),
    ("uk", "объект", Fault.LETTER, "объект", "ъ"),
    ("sv", "Biblioteket i Hаrnösand", Fault.MIXED, "Hаrnösand", "а"),
    ("en", "We met а friend", Fault.LETTER, "а", "а"),
    ("ro", "Comunităţii", Fault.LETTER, "Comunităţii", "ţ"),
    ("ro", "Ştiri", Fault.LETTER, "Ştiri", "Ş"),
]


@pytest.mark.parametrize(("language", "text", "fault", "word", "letters"), WRONG)
def test_wrong_letters_are_found_with_their_word(language, text, fault, word, letters):
    assert (fault, word, letters) in wrong_letters(text, language)


def test_a_passage_in_the_other_alphabet_is_found_by_its_beginning():
    text = "Ось текст: We met in the library and talked about what the town needs most of all."
    (finding,) = wrong_letters(text, "uk")
    assert finding.fault is Fault.PASSAGE
    assert finding.word == "We met in the"
    assert wrong_letters(
        "Ми зустрілися в бібліотеці й говорили про те, що місту потрібно найбільше, " * 2, "sv"
    )


def test_a_short_foreign_name_is_no_passage():
    assert wrong_letters("Проєкт Resilient Communities through Culture триває.", "uk") == []


def test_a_soft_hyphen_or_a_stress_mark_hides_no_letter():
    assert wrong_letters("рi\u00adк", "uk")[0].word == "рiк"
    assert wrong_letters("Рі́вне", "uk") == []
