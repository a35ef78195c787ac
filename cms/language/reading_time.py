"""How long a text takes to read, in whole minutes, the same for a text in all its languages.

Source: M. Brysbaert, «How many words do we read per minute?», Journal of Memory and Language 109
(2019), 104047, a review of 190 studies. Adults read English non-fiction silently at 238 words a
minute; elsewhere the rate follows from the number of words which a language needs to say the same
as English. Swedish says it in fewer and longer words: counted at 238, its texts would seem
quicker than they are. (He gives 218 for Swedish. Nobody is known to have measured Ukrainian or
Romanian.)

The number of words for the same content is that of our own library, in which every text exists in
four languages: tests/cms/test_language_reading_time.py counts them again.
"""

import re
from collections.abc import Iterable

from cms.language.locales import base_language

WORDS_PER_MINUTE = {"en": 238, "sv": 215, "uk": 212, "ro": 247}

# «2023–2025» and «and/or» are read as two words, «well-known» as one; a dash alone is none.
_BETWEEN_WORDS = re.compile(r"[\s–—/]+")


def count_words(text: str) -> int:
    """Words of a plain text: what stands between spaces and has a letter or a digit."""
    return sum(
        any(character.isalnum() for character in word) for word in _BETWEEN_WORDS.split(text)
    )


def reading_minutes(texts: Iterable[str], language: str | None) -> int:
    """Minutes for plain texts in one language, at least 1; 0 where there is nothing to read."""
    count = sum(map(count_words, texts))
    rate = WORDS_PER_MINUTE[base_language(language)]
    return max(1, int(count / rate + 0.5)) if count else 0
