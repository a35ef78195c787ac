"""Addresses in ASCII that a person can read aloud, from a title in any of the four languages.

Ukrainian follows the official table (Cabinet of Ministers of Ukraine, resolution No 55 of
27 January 2010, https://zakon.rada.gov.ua/laws/show/55-2010-%D0%BF), the one in Ukrainian
passports and on road signs: «Стійкі громади України» → ``stiiki-hromady-ukrainy``. Django's
``slugify`` gives nothing for Cyrillic and Wagtail's editor gives ``kyyiv`` for Київ.

``transliteration_rules`` is the one source: the server applies the rules here and the editor's
browser applies the same ones while a title is typed (``slug_field.py``).
"""

import re
import unicodedata
from functools import cache

from cms.language.locales import base_language

MAX_LENGTH = 80  # characters; an address longer than that is cut in mail and in messengers
FALLBACK = "page"

# What the official table gives at the beginning of a word, and elsewhere.
_WORD_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_INSIDE_A_WORD = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}

_CYRILLIC = {
    **{"а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "ж": "zh", "з": "z"},
    **{"и": "y", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r"},
    **{"с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh"},
    **{"щ": "shch", "ь": ""},
    # Not Ukrainian letters: they come in names from other languages.
    **{"ё": "io", "ъ": "", "ы": "y", "э": "e"},
}

# Latin letters that are not a base letter with a mark, so that taking the mark off does nothing.
_LATIN = {
    **{"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th"},
    **{"ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k"},
}

_AND = {"en": "and", "sv": "och", "uk": "ta", "ro": "si"}

# «п'ять» is typed with any of these; inside a word each is the Ukrainian apostrophe.
_APOSTROPHES = "'’ʼ‘`´′"
_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏА-Яа-яЁёЄєІіЇїҐґ"


@cache
def transliteration_rules(language: str | None) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern and replacement, in the order in which they apply, from a title to ASCII letters.

    The patterns keep to what Python and JavaScript read alike, because both apply them. They
    leave spaces and punctuation to be joined by hyphens afterwards.
    """
    rules = [
        # Decomposed letters, as pasted from some documents, are put together again.
        ("и\u0306", "й"),
        ("і\u0308", "ї"),
        ("е\u0308", "ё"),
        # Stress marks, soft hyphens and marks of no width stand inside words and say nothing.
        ("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]", ""),
        (f"(?<=[{_LETTERS}])[{_APOSTROPHES}](?=[{_LETTERS}])", ""),
        ("&", f" {_AND[base_language(language)]} "),
        ("зг", "zgh"),
        *((f"(?<![{_LETTERS}]){letter}", latin) for letter, latin in _WORD_INITIAL.items()),
        *_INSIDE_A_WORD.items(),
        *_CYRILLIC.items(),
        *_LATIN.items(),
        *_marks_taken_off(),
    ]
    return tuple((re.compile(pattern, re.IGNORECASE), latin) for pattern, latin in rules)


def ascii_slug(text: str, language: str | None) -> str:
    """The slug of a title: lower-case ASCII letters, digits and single hyphens, never empty.

    ``language`` is the language that the text is written in; it decides how «&» is read.
    At most ``MAX_LENGTH`` characters, cut between words where there is more than one.
    """
    slug = unicodedata.normalize("NFC", str(text)).lower()
    for pattern, latin in transliteration_rules(language):
        slug = pattern.sub(latin, slug)
    # A dash or a full stop parts two words, so it becomes a hyphen before it could vanish.
    slug = re.sub(r"[\W_]+", "-", slug)
    slug = unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", slug).strip("-")
    return _cut_at_word(slug) or FALLBACK


def _marks_taken_off() -> list[tuple[str, str]]:
    """å ä → a, ö → o, ș → s, ț → t, ė → e, ū → u: every European Latin letter with a mark."""
    by_base: dict[str, str] = {}
    for code in (*range(0xC0, 0x180), *range(0x218, 0x21C)):
        letter = chr(code)
        base = unicodedata.normalize("NFD", letter)[0]
        if letter.islower() and base != letter and base.isascii() and base.isalpha():
            by_base[base] = by_base.get(base, "") + letter
    return [(f"[{letters}]", base) for base, letters in by_base.items()]


def _cut_at_word(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    head, hyphen, _ = slug[: MAX_LENGTH + 1].rpartition("-")
    return head if hyphen else slug[:MAX_LENGTH]
