"""How often something takes place, as each language says it."""

import pytest

from cms.language import rhythms

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@pytest.mark.parametrize(
    ("language", "weekday", "weekly", "fortnightly"),
    [
        ("en", TUESDAY, "Every Tuesday", "Every other Tuesday"),
        ("sv", TUESDAY, "Varje tisdag", "Varannan tisdag"),
        ("uk", TUESDAY, "Щовівторка", "Раз на два тижні, у вівторок"),
        ("uk", FRIDAY, "Щоп’ятниці", "Раз на два тижні, у п’ятницю"),
        ("uk", SUNDAY, "Щонеділі", "Раз на два тижні, у неділю"),
        ("ro", TUESDAY, "În fiecare marți", "O dată la două săptămâni, marțea"),
        ("ro", SATURDAY, "În fiecare sâmbătă", "O dată la două săptămâni, sâmbăta"),
    ],
)
def test_weeks(language, weekday, weekly, fortnightly):
    assert rhythms.every_week(weekday, language) == weekly
    assert rhythms.every_second_week(weekday, language) == fortnightly


@pytest.mark.parametrize(
    ("language", "weekday", "number", "phrase"),
    [
        ("en", THURSDAY, 3, "Every month on the third Thursday"),
        ("en", SUNDAY, -1, "Every month on the last Sunday"),
        ("sv", MONDAY, 1, "Första måndagen varje månad"),
        ("sv", THURSDAY, -1, "Sista torsdagen varje månad"),
        ("uk", THURSDAY, 3, "Щомісяця в третій четвер"),
        ("uk", WEDNESDAY, 3, "Щомісяця в третю середу"),
        ("uk", FRIDAY, -1, "Щомісяця в останню п’ятницю"),
        ("ro", THURSDAY, 3, "În a treia joi a fiecărei luni"),
        ("ro", MONDAY, 1, "În prima luni a fiecărei luni"),
        ("ro", SUNDAY, -1, "În ultima duminică a fiecărei luni"),
    ],
)
def test_a_weekday_of_every_month(language, weekday, number, phrase):
    assert rhythms.every_month_on_weekday(weekday, number, language) == phrase


@pytest.mark.parametrize(
    ("language", "day", "phrase"),
    [
        ("en", 1, "Every month on the 1st"),
        ("en", 12, "Every month on the 12th"),
        ("en", 22, "Every month on the 22nd"),
        ("en", 30, "Every month on the 30th, in February on the last day"),
        ("en", 31, "Every month on the last day"),
        ("sv", 1, "Den 1:a varje månad"),
        ("sv", 12, "Den 12:e varje månad"),
        ("sv", 22, "Den 22:a varje månad"),
        ("sv", 31, "Sista dagen varje månad"),
        ("uk", 15, "Щомісяця 15-го числа"),
        ("uk", 31, "Щомісяця в останній день"),
        ("ro", 15, "În fiecare lună, pe 15"),
        ("ro", 31, "În ultima zi a fiecărei luni"),
    ],
)
def test_a_day_of_every_month(language, day, phrase):
    assert rhythms.every_month_on_day(day, language) == phrase


@pytest.mark.parametrize("language", ["en", "sv", "uk", "ro", None])
def test_every_weekday_and_number_has_its_words(language):
    for weekday in range(7):
        phrases = {
            rhythms.every_week(weekday, language),
            rhythms.every_second_week(weekday, language),
        }
        for number in (1, 2, 3, 4, -1):
            phrases.add(rhythms.every_month_on_weekday(weekday, number, language))
        assert len(phrases) == 7
        assert all(phrase[0].isupper() and "'" not in phrase for phrase in phrases)
