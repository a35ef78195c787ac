"""Texts that say nothing, in words of one language: as long as real ones, and as often found.

Every word stands on a live page of that language already, and comes as often as it does there:
so a search meets real base forms, and common words stand on thousands of pages. Names are left
out: words with a capital, and all that stand on fewer than two pages.
"""

from collections import Counter
from functools import cache
from random import Random

from cms.language.lemmas import words
from home.models.search import SearchEntry
from home.synthetic import SLUG_PREFIX

SENTENCES = 1_500
LONGEST_SENTENCE = 13  # words
SHORTEST_SENTENCE = 6  # words


class Texts:
    """Sentences of one language, the same in every run on the same site."""

    def __init__(self, language: str):
        pool = _words_of(language)
        chance = Random(language)  # noqa: S311 - texts, no secrets
        self.sentences = [
            " ".join(
                chance.choices(pool, k=chance.randint(SHORTEST_SENTENCE, LONGEST_SENTENCE))
            ).capitalize()
            + "."
            for _number in range(SENTENCES)
        ]

    def sentence(self, number: int) -> str:
        return self.sentences[number % len(self.sentences)]

    def paragraph(self, number: int, sentences: int = 4) -> str:
        """Different for every number, for as many numbers as anybody measures with."""
        chance = Random(number)  # noqa: S311
        return " ".join(chance.choices(self.sentences, k=sentences))


@cache
def texts_in(language: str) -> Texts:
    """Kept for a run: its sentences are read from the database once."""
    return Texts(language)


def _words_of(language: str) -> list[str]:
    """The running words of all live pages of a language that say something to their readers."""
    written: Counter = Counter()
    pages: Counter = Counter()
    entries = SearchEntry.objects.filter(language=language).exclude(
        page__slug__startswith=SLUG_PREFIX
    )
    for text in entries.values_list("text", flat=True).order_by("pk"):
        seen = set()
        for word in words(text):
            as_written = text[word.start : word.end]
            if as_written.isalpha() and as_written.islower():
                written[as_written] += 1
                seen.add(as_written)
        pages.update(seen)
    pool = [
        word
        for word, number in sorted(written.items())
        if pages[word] > 1
        for _time in range(number)
    ]
    return pool or ["text"]
