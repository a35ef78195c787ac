"""Words as search compares them: their base forms, and a weaker form without marks on letters.

A reader who writes «громадою» looks for «громада», «comunității» for «comunitate», «biblioteken»
for «bibliotek». No database does that for all four languages (PostgreSQL has nothing for
Ukrainian, SQLite nothing at all), so it is done here, when a page is indexed and when a reader
asks, and is the same on every database: simplemma's word lists first; in Swedish, Romanian and
English Snowball then brings together what the lists leave apart.

simplemma packs its lists once for each installation, below ``settings.LEMMA_DIR``: reading them
packed takes milliseconds and a few megabytes, unpacking them takes seconds and 200 megabytes.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer
from django.conf import settings
from simplemma import Lemmatizer
from simplemma.__metadata__ import __version__ as simplemma_version
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import TrieDictionaryFactory

from cms.language.locales import base_language

# The letter apostrophe: a part of the word for every database, where ' and ’ would divide it.
APOSTROPHE = "ʼ"
# A word longer than this is an address or a slip; readers do not search for it.
LONGEST_WORD = 60

_MARKS = "\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff"
# Soft hyphens, marks of no width and stress marks stand inside words and say nothing. Marks that
# belong to a letter are one with it by then (NFC).
_SAYS_NOTHING = re.compile(f"[{_MARKS}]")
_BETWEEN_LETTERS = "(?<=[^\\W\\d_])['’ʼ‘`´′](?=[^\\W\\d_])"
_ANY_APOSTROPHE = re.compile(_BETWEEN_LETTERS)
_WORD = re.compile(f"[^\\W_]+(?:(?:{_BETWEEN_LETTERS}|[{_MARKS}]+)[^\\W_]+)*[{_MARKS}]*")
_CEDILLA = str.maketrans("şţŞŢ", "șțȘȚ")
_POSSESSIVE = re.compile(f"{APOSTROPHE}s$")

_SNOWBALL = {"sv": "swedish", "ro": "romanian", "en": "english"}

# Names of the network's places whose forms simplemma does not bring together, or takes for
# another word (Київ for «кий», a stick).
_NAMES = {
    "uk": {
        "рівне": "рівний",
        **dict.fromkeys(("київ", "києва", "києву", "києвом", "києві", "києве"), "київ"),
    },
}

# Latin letters that are not a base letter with a mark, and the letter that the Soviet alphabet
# took from Ukrainian: many keyboards and old texts lack it.
_WITHOUT_MARK = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ґ": "г"}
)


@dataclass(frozen=True)
class Word:
    """A word of a text: how it is compared, and where it stands (offsets in characters)."""

    form: str
    start: int
    end: int


class _PackedWordLists(TrieDictionaryFactory):
    """simplemma's word lists, packed; two processes that pack at once harm nobody."""

    __slots__ = ()

    def _write_trie_to_disk(self, lang, trie):
        self._cache_dir.mkdir(parents=True, exist_ok=True)
        unfinished = self._cache_dir / f"{lang}.{os.getpid()}"
        try:
            trie.save(str(unfinished))
            os.replace(unfinished, self._cache_dir / f"{lang}.dic")
        finally:
            unfinished.unlink(missing_ok=True)


@cache
def _lemmatizer() -> Lemmatizer:
    folder = Path(settings.LEMMA_DIR) / simplemma_version
    lists = _PackedWordLists(disk_cache_dir=str(folder))
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=lists))


@cache
def _stemmer(language: str):
    return snowballstemmer.stemmer(_SNOWBALL[language]) if language in _SNOWBALL else None


def normalised(word: str) -> str:
    """A word in the one spelling that everything here compares, without case."""
    word = _SAYS_NOTHING.sub("", unicodedata.normalize("NFC", word)).translate(_CEDILLA)
    word = _ANY_APOSTROPHE.sub(APOSTROPHE, word).casefold()
    # Casefolding may take a letter apart (İ): the marks are put back or taken away.
    return _SAYS_NOTHING.sub("", unicodedata.normalize("NFC", word))


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order: letters and digits, apostrophes inside a word with it."""
    for found in _WORD.finditer(text):
        yield Word(normalised(found.group())[:LONGEST_WORD], found.start(), found.end())


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand, as ``words`` counts them, without reading them."""
    return [found.span() for found in _WORD.finditer(text)]


@lru_cache(maxsize=100_000)
def lemma(form: str, language: str) -> str:
    """The base form of one word that ``normalised`` gave; always one word again."""
    language = base_language(language)
    if form in _NAMES.get(language, {}):
        return _NAMES[language][form]
    if language == "en":
        form = _POSSESSIVE.sub("", form)
    base = normalised(_lemmatizer().lemmatize(form.replace(APOSTROPHE, "'"), language))
    stemmer = _stemmer(language)
    if stemmer is not None:
        base = stemmer.stemWord(base)
    # A list may answer with two words or with a hyphen: such a base form says less than the word.
    whole = _WORD.fullmatch(base)
    return normalised(base) if whole else form


def lemmas(text: str, language: str) -> list[str]:
    """The base forms of all words of a text, one for each word, in their order."""
    return [lemma(word.form, language) for word in words(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=100_000)
def folded(form: str) -> str:
    """The weaker form, without marks on Latin letters: «harnosand» for «härnösand».

    Ukrainian letters keep theirs: й and ї are letters of their own.
    """
    letters = []
    for letter in form:
        parts = unicodedata.normalize("NFD", letter)
        letters.append(parts[0] if parts[0].isascii() else letter)
    return "".join(letters).translate(_WITHOUT_MARK)


def weaker_forms(form: str, language: str) -> set[str]:
    """What a word is found by when somebody types no marks: itself and its base form, folded.

    Both: without its marks a word has no base form («comunitatii» is in no word list).
    """
    return {folded(form), folded(lemma(form, language))}
