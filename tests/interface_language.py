"""Finds words of the interface that stand in the wrong language, from the catalogues themselves."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
from babel.dates import get_month_names
from django.conf import settings

LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Attributes whose words a person reads or hears.
SPOKEN = ("alt", "title", "aria-label", "placeholder", "aria-description")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# Shorter parts of a sentence could stand in any language by chance.
LONG_ENOUGH = 12


def _one_line(text: str) -> str:
    return " ".join(text.split())


class Phrases:
    """What the interface says, by language, and which of it no other language says."""

    def __init__(self, catalogues: dict[str, list[Path]]):
        """catalogues: language → .po files; English is what they all translate from."""
        spoken: dict[str, set[str]] = {code: set() for code in LANGUAGES}
        for code, paths in catalogues.items():
            for entry in (entry for path in paths for entry in polib.pofile(str(path))):
                translations = {entry.msgstr, *entry.msgstr_plural.values()} - {""}
                if translations and "fuzzy" not in entry.flags:
                    spoken[code] |= translations
                    spoken["en"] |= {entry.msgid, entry.msgid_plural} - {""}
        self.of = {code: {_one_line(text) for text in texts} for code, texts in spoken.items()}
        self.foreign = {
            code: set().union(*(texts for other, texts in self.of.items() if other != code))
            - self.of[code]
            for code in LANGUAGES
        }
        # Sentences with a place for a name or number, and those that stand amid other words.
        self.patterns = {
            code: _any_of(text for text in texts if len(_fixed(text)) >= LONG_ENOUGH)
            for code, texts in self.foreign.items()
        }

    def wrong(self, text: str, language: str) -> str:
        """The foreign phrase in a text, or nothing."""
        text = _one_line(text)
        folded = text.rstrip(":.").strip()
        if text in self.foreign[language] or folded in self.foreign[language]:
            return text
        pattern = self.patterns[language]
        found = pattern.search(text) if pattern else None
        return found.group() if found else ""


def _fixed(text: str) -> str:
    """The longest part of a phrase that has no place to fill, of at least three words."""
    parts = [part for part in PLACEHOLDER.split(text) if len(part.split()) >= 3]
    return max(parts, key=len, default="")


def _any_of(texts) -> re.Pattern | None:
    fixed = sorted({_fixed(text).strip() for text in texts}, key=len, reverse=True)
    words = "|".join(map(re.escape, fixed))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if fixed else None


@cache
def of_the_house() -> Phrases:
    """The phrases of our own catalogues."""
    catalogues = {
        code: [
            path
            for folder in settings.LOCALE_PATHS[:1]
            if (path := Path(folder) / code / "LC_MESSAGES" / "django.po").exists()
        ]
        for code in LANGUAGES
        if code != "en"
    }
    return Phrases(catalogues)


@cache
def _foreign_months(language: str) -> re.Pattern:
    """Names of months as the other languages write them in a date, and this one does not."""

    def names(code: str) -> set[str]:
        return set(get_month_names("wide", locale=code).values())

    others = set().union(*(names(code) for code in LANGUAGES if code != language))
    own = {name.casefold() for name in names(language)}
    words = {name for name in others if name.casefold() not in own and len(name) > 3}
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words))})(?!\w)")


CYRILLIC = re.compile(r"[Ѐ-ӿ]{2,}")


def spoken_texts(root, language: str) -> Iterator[tuple[str, str]]:
    """(text, its language) of everything that a person reads or hears; «lang» marks are obeyed."""
    language = root.get("lang") or language
    if root.tag in ("script", "style"):
        return
    for name in SPOKEN:
        if root.get(name):
            yield root.get(name), language
    if root.text and root.text.strip():
        yield root.text, language
    for child in root:
        if isinstance(child.tag, str):
            yield from spoken_texts(child, language)
        if child.tail and child.tail.strip():
            yield child.tail, language


def leaks(root, phrases: Phrases) -> list[str]:
    """Every text of a document that is not in the language in which it claims to be."""
    found = []
    for text, language in spoken_texts(root, ""):
        wrong = phrases.wrong(text, language)
        month = _foreign_months(language).search(text)
        if wrong:
            found.append(f"{language}: «{wrong}»")
        elif month:
            found.append(f"{language}: month «{month.group()}» in «{_one_line(text)}»")
        elif language != "uk" and CYRILLIC.search(text):
            found.append(f"{language}: Cyrillic in «{_one_line(text)}»")
    return found
