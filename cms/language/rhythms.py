"""How often something takes place, as each language says it: «Щовівторка», «Varannan tisdag».

CLDR knows no such phrases. Weekdays are numbers, Monday is 0. Every phrase begins a line.
"""

from babel import dates as cldr

from cms.language.locales import base_language, cldr_locale

_NUMBER_WORDS = {
    "en": {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"},
    "sv": {1: "Första", 2: "Andra", 3: "Tredje", 4: "Fjärde", -1: "Sista"},
    "ro": {1: "prima", 2: "a doua", 3: "a treia", 4: "a patra", -1: "ultima"},
}

# Ukrainian: «щовівторка» and the accusative; the number agrees with the weekday.
_UK_WEEKLY = (
    "Щопонеділка", "Щовівторка", "Щосереди", "Щочетверга", "Щоп’ятниці", "Щосуботи", "Щонеділі",
)  # fmt: skip
_UK_ON = ("понеділок", "вівторок", "середу", "четвер", "п’ятницю", "суботу", "неділю")
_UK_FEMININE = {2, 4, 5, 6}
_UK_NUMBERS = {
    1: ("перший", "першу"),
    2: ("другий", "другу"),
    3: ("третій", "третю"),
    4: ("четвертий", "четверту"),
    -1: ("останній", "останню"),
}
# Romanian: the definite form says «on Tuesdays».
_RO_ON = ("lunea", "marțea", "miercurea", "joia", "vinerea", "sâmbăta", "duminica")


def every_week(weekday: int, language: str | None) -> str:
    """«Every Tuesday», «Varje tisdag», «Щовівторка», «În fiecare marți»."""
    code, name = base_language(language), _weekday(weekday, language)
    if code == "uk":
        return _UK_WEEKLY[weekday]
    return {"en": f"Every {name}", "sv": f"Varje {name}", "ro": f"În fiecare {name}"}[code]


def every_second_week(weekday: int, language: str | None) -> str:
    """«Every other Tuesday», «Varannan tisdag»."""
    name = _weekday(weekday, language)
    return {
        "en": f"Every other {name}",
        "sv": f"Varannan {name}",
        "uk": f"Раз на два тижні, у {_UK_ON[weekday]}",
        "ro": f"O dată la două săptămâni, {_RO_ON[weekday]}",
    }[base_language(language)]


def every_month_on_weekday(weekday: int, number: int, language: str | None) -> str:
    """«Every month on the third Thursday»; number: 1 to 4, or −1 for the last.

    Raises ``KeyError`` for another number.
    """
    code, name = base_language(language), _weekday(weekday, language)
    if code == "uk":
        word = _UK_NUMBERS[number][weekday in _UK_FEMININE]
        return f"Щомісяця в {word} {_UK_ON[weekday]}"
    word = _NUMBER_WORDS[code][number]
    return {
        "en": f"Every month on the {word} {name}",
        "sv": f"{word} {name}en varje månad",
        "ro": f"În {word} {name} a fiecărei luni",
    }[code]


def every_month_on_day(day: int, language: str | None) -> str:
    """«Every month on the 15th»; the 31st is the last day of every month.

    The 29th and 30th say what becomes of February.
    """
    code = base_language(language)
    if day == 31:
        return {
            "en": "Every month on the last day",
            "sv": "Sista dagen varje månad",
            "uk": "Щомісяця в останній день",
            "ro": "În ultima zi a fiecărei luni",
        }[code]
    phrase = {
        "en": f"Every month on the {day}{_english_ending(day)}",
        "sv": f"Den {day}:{'a' if day % 10 in (1, 2) and day not in (11, 12) else 'e'} varje månad",
        "uk": f"Щомісяця {day}-го числа",
        "ro": f"În fiecare lună, pe {day}",
    }[code]
    if day > 28:
        phrase += {
            "en": ", in February on the last day",
            "sv": ", i februari sista dagen",
            "uk": ", у лютому – в останній день",
            "ro": ", în februarie în ultima zi",
        }[code]
    return phrase


def _english_ending(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _weekday(weekday: int, language: str | None) -> str:
    return cldr.get_day_names("wide", "format", locale=cldr_locale(language))[weekday]
