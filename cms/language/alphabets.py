"""Letters that do not belong: a Latin «i» inside «рiк», a Russian «ы», a Romanian «ş».

Such letters look right and are wrong: search does not find the word, a screen reader stumbles over
it, and a hyphenation or a slug comes out crooked. They come from a keyboard that was not switched,
or from an old font. What is asked here is the letters alone: foreign names in their own alphabet
are no fault («Wagtail», «IZOLYATSIA», «у Facebook’у», «Рівне (Rivne)»), and addresses of pages and
mail are not read.

Romanian: ș and ț are written with a comma below (Unicode 3.0; Romanian standard SR 13411), the
cedilla forms are Turkish. Ukrainian has no ы, э, ё, ъ (Правопис 2019, § 1).
"""

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from cms.language.locales import base_language

# A passage in the other alphabet: so many words in a row outside brackets and quotation marks.
# Names of organisations and of their programmes are shorter.
FOREIGN_PASSAGE_WORDS = 12

_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/?\S*"
)
_SET_APART = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|«[^«»]*»|“[^“”]*”|„[^„”“]*[”“]|”[^”]*”|\"[^\"]*\""
)
_INVISIBLE = re.compile("[\u00ad\u0301\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W\d_]+")

_NOT_UKRAINIAN = frozenset("ыэёъЫЭЁЪ")
_CEDILLA = frozenset("şţŞŢ")
# A name that has one of these is Turkish, and its ş is right.
_TURKISH = frozenset("ıİğĞ")
# Latin letters that stand alone in a Ukrainian sentence only where a Cyrillic one was meant.
_LATIN_FOR_A_WORD = frozenset("aioy")
_YEAR_ABBREVIATION = re.compile(r"\d\s?(p)\.(?![a-z])")


class Fault(StrEnum):
    """What is wrong with the letters."""

    MIXED = "mixed"  # two alphabets in one word
    LETTER = "letter"  # a letter that the language does not have
    PASSAGE = "passage"  # a whole passage in the other alphabet


class Finding(NamedTuple):
    """One fault, with the word (of a passage: its beginning) and the letters that are wrong."""

    fault: Fault
    word: str
    letters: str = ""


def alphabet_of(letter: str) -> str:
    """``"latin"``, ``"cyrillic"``, or an empty string for any other alphabet."""
    name = unicodedata.name(letter, "")
    return next((kind for kind in ("LATIN", "CYRILLIC") if name.startswith(kind)), "").lower()


def own_alphabet(language: str | None) -> str:
    """The alphabet in which a language of the network is written."""
    return "cyrillic" if base_language(language) == "uk" else "latin"


def wrong_letters(text: str, language: str | None) -> list[Finding]:
    """What is wrong with the letters of a plain text in this language, each word once."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _ADDRESS.sub(" ", text)
    language = base_language(language)
    found = [*_of_words(text, language), *_alone(text, language), *_passages(text, language)]
    return list(dict.fromkeys(found))


def _of_words(text: str, language: str):
    for word in _WORD.findall(text):
        strange = _strange_letters(word, language)
        if strange:
            yield Finding(Fault.MIXED, word, strange)
        elif language == "uk" and not _NOT_UKRAINIAN.isdisjoint(word):
            yield Finding(Fault.LETTER, word, _those(word, _NOT_UKRAINIAN))
        elif language == "ro" and not _CEDILLA.isdisjoint(word) and _TURKISH.isdisjoint(word):
            yield Finding(Fault.LETTER, word, _those(word, _CEDILLA))


def _strange_letters(word: str, language: str) -> str:
    """The letters of the lesser alphabet, where a word has two."""
    kinds = [alphabet_of(letter) for letter in word]
    latin, cyrillic = kinds.count("latin"), kinds.count("cyrillic")
    if not latin or not cyrillic:
        return ""
    lesser = "latin" if latin < cyrillic else "cyrillic"
    if latin == cyrillic:
        lesser = "latin" if own_alphabet(language) == "cyrillic" else "cyrillic"
    return _those(
        word, {letter for letter, kind in zip(word, kinds, strict=True) if kind == lesser}
    )


def _those(word: str, letters) -> str:
    return "".join(dict.fromkeys(letter for letter in word if letter in letters))


def _alone(text: str, language: str):
    """«мама i тато» with a Latin i; «2025 p.» with a Latin p; «till а från» with a Cyrillic а."""
    words = list(_WORD.finditer(text))
    own = own_alphabet(language)
    for before, word, after in zip([None, *words], words, [*words[1:], None], strict=False):
        letter = word.group()
        if len(letter) != 1 or alphabet_of(letter) == own or not alphabet_of(letter):
            continue
        if own == "cyrillic" and letter not in _LATIN_FOR_A_WORD:
            continue
        # Between words of its own sentence: «Лабораторія I» and «а) … b) …» are left alone.
        neighbours = [before, after] if own == "latin" else [after]
        if all(_is_word_in(own, other, text, word) for other in neighbours):
            yield Finding(Fault.LETTER, letter, letter)
    if own == "cyrillic":
        for _year in _YEAR_ABBREVIATION.finditer(text):
            yield Finding(Fault.LETTER, "p.", "p")


def _is_word_in(own: str, other, text: str, word) -> bool:
    if other is None or alphabet_of(other.group()[0]) != own:
        return False
    start, end = sorted((word.span(), other.span()))
    return text[start[1] : end[0]].strip(" \u00a0") == ""


def _passages(text: str, language: str):
    own = own_alphabet(language)
    other = "latin" if own == "cyrillic" else "cyrillic"
    run: list[str] = []
    for word in [*_WORD.findall(_SET_APART.sub(" ", text)), ""]:
        kind = alphabet_of(word[0]) if word else own
        if kind == other:
            run.append(word)
        elif kind == own:
            if len(run) >= FOREIGN_PASSAGE_WORDS:
                yield Finding(Fault.PASSAGE, " ".join(run[:4]))
            run = []
