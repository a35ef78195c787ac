"""Telephone numbers that can be read aloud and dialled from any country.

A partner's readers are mostly abroad, so a number always carries its country: shown
«+46 70 865 00 41», linked ``tel:+46708650041`` (RFC 3966).
"""

import re

# E.164: at most 15 digits with the country code; shorter than 7 is no subscriber's number.
_INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}")

# ITU-T E.164 country codes of one and of two digits; all others have three.
_ONE_DIGIT_CODES = {"1", "7"}
_TWO_DIGIT_CODES = {
    *("20", "27", "30", "31", "32", "33", "34", "36", "39"),
    *("40", "41", "43", "44", "45", "46", "47", "48", "49"),
    *("51", "52", "53", "54", "55", "56", "57", "58"),
    *("60", "61", "62", "63", "64", "65", "66"),
    *("81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"),
}

# Swedish area codes without their 0 (numbering plan of the Post and Telecom Authority). Stockholm
# has one digit, these have two, all others three (Härnösand: 611).
_SWEDISH_TWO_DIGIT_AREAS = {
    *("10", "11", "13", "16", "18", "19", "20", "21", "23", "26", "31", "33", "35", "36"),
    *("40", "42", "44", "46", "54", "60", "63", "90", "70", "72", "73", "76", "79"),
}
# How Swedes group what follows the area code, by its number of digits.
_SWEDISH_GROUPS = {5: (3, 2), 6: (2, 2, 2), 7: (3, 2, 2), 8: (3, 3, 2)}


def normalise_phone(text: str) -> str:
    """``"+46 (0)70-865 00 41"`` → ``"+46708650041"``.

    Raises ``ValueError`` for a number without a country code, and for what is no number.
    """
    number = str(text).strip().removeprefix("tel:")
    number = number.replace("(0)", "")
    number = re.sub(r"[\s().\-/‐‑–\u00ad\u200b-\u200f]", "", number)
    if number.startswith("00"):
        number = "+" + number[2:]
    if not _INTERNATIONAL.fullmatch(number) or not number.isascii():
        raise ValueError(f"{text!r} is not a telephone number with its country code")
    return number


def phone_shown(text: str) -> str:
    """A number grouped as its own country groups it: «+46 70 865 00 41», «+380 44 278 12 34».

    Countries outside the network are grouped by three. Raises as ``normalise_phone`` does.
    """
    digits = normalise_phone(text)[1:]
    country = _country_code(digits)
    national = digits[len(country) :]
    groups = {"46": _swedish, "380": _ukrainian, "373": _moldovan}.get(country, _by_three)(national)
    return " ".join(["+" + country, *groups])


def phone_link(text: str) -> str:
    """The address that dials the number: ``tel:+46708650041``. Raises as ``normalise_phone``."""
    return f"tel:{normalise_phone(text)}"


def _country_code(digits: str) -> str:
    if digits[:1] in _ONE_DIGIT_CODES:
        return digits[:1]
    return digits[:2] if digits[:2] in _TWO_DIGIT_CODES else digits[:3]


def _swedish(national: str) -> list[str]:
    area = 1 if national.startswith("8") else 2 if national[:2] in _SWEDISH_TWO_DIGIT_AREAS else 3
    subscriber = national[area:]
    sizes = _SWEDISH_GROUPS.get(len(subscriber))
    return [national[:area], *(_cut(subscriber, sizes) if sizes else _by_three(subscriber))]


def _ukrainian(national: str) -> list[str]:
    return _cut(national, (2, 3, 2, 2)) if len(national) == 9 else _by_three(national)


def _moldovan(national: str) -> list[str]:
    if len(national) != 8:
        return _by_three(national)
    # District area codes have three digits (265 Anenii Noi); Chișinău is 22, mobiles 6x and 7x.
    district = national.startswith("2") and not national.startswith("22")
    return _cut(national, (3, 2, 3) if district else (2, 3, 3))


def _by_three(national: str) -> list[str]:
    # A last digit that would stand alone makes two pairs instead: 301 234 56 78.
    threes, rest = divmod(len(national), 3)
    if rest == 1 and threes:
        return _cut(national, (3,) * (threes - 1) + (2, 2))
    return _cut(national, (3,) * threes + ((rest,) if rest else ()))


def _cut(digits: str, sizes: tuple[int, ...]) -> list[str]:
    groups = []
    for size in sizes:
        groups.append(digits[:size])
        digits = digits[size:]
    return groups
