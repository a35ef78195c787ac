"""The four languages: their own names, their quotation marks, and their CLDR locale.

CLDR (the Unicode Common Locale Data Repository, read through Babel) is the source of month names,
date patterns and number signs. English means British English, because none of the partners is
American: «17 September 2025», a week that starts on Monday, a clock of 24 hours.
"""

from functools import cache

from babel import Locale

LANGUAGE_NAMES = {
    "en": "English",
    "sv": "Svenska",
    "uk": "Українська",
    "ro": "Română",
}

# Opening and closing mark. Swedish uses the same mark on both sides.
QUOTATION_MARKS = {
    "en": ("“", "”"),
    "sv": ("”", "”"),
    "uk": ("«", "»"),
    "ro": ("„", "”"),
}

# Every mark that an editor may have typed around a quotation, in any of the languages.
_ANY_QUOTATION_MARK = '"“”„‟«»'

_CLDR_NAMES = {"en": "en_GB", "sv": "sv_SE", "uk": "uk_UA", "ro": "ro_RO"}


def base_language(language: str | None) -> str:
    """One of the four codes for any language tag: ``"en-gb"`` → ``"en"``.

    A language that the network does not write, and no language at all, give ``"en"``, in which
    every text of the interface exists.
    """
    code = (language or "").replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGE_NAMES else "en"


@cache
def cldr_locale(language: str | None) -> Locale:
    """The CLDR locale whose patterns the given language is written with."""
    return Locale.parse(_CLDR_NAMES[base_language(language)])


def language_name(language: str) -> str:
    """A language's name in itself: «Українська», never «Ukrainian».

    A language that is not one of the four gives its code, so that nothing is named wrongly.
    """
    return LANGUAGE_NAMES.get(language, language)


def quoted(text: str, language: str | None) -> str:
    """``text`` in the quotation marks of ``language``.

    One pair of marks that the editor already typed around the whole text is replaced, so that a
    quotation is never marked twice or in another language's way.
    """
    text = str(text).strip()
    inner = text[1:-1]
    if (
        len(text) > 2
        and text[0] in _ANY_QUOTATION_MARK
        and text[-1] in _ANY_QUOTATION_MARK
        and not any(mark in inner for mark in _ANY_QUOTATION_MARK)
    ):
        text = inner
    opening, closing = QUOTATION_MARKS[base_language(language)]
    return f"{opening}{text}{closing}"
