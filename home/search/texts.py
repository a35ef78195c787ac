"""What of a page is found: exactly what its readers can read, and nothing else.

Every type of page says so itself: a field that is not named here, or not by the app that
registers its type, is in no index. So a new field with an address in it is not found by accident.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

# A page longer than this is found by what comes first, in characters.
LONGEST_TEXT = 100_000


@dataclass(frozen=True)
class PageDate:
    """When a story, tool or event was, as exactly as it is known: «day», «month» or «year»."""

    day: date | None = None
    precision: str = ""


@dataclass(frozen=True)
class PageText:
    """The texts of a page besides title, lead and body, and its date.

    before, after: as readers meet them, before the body or after it.
    """

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    date: PageDate = PageDate()


Reader = Callable[[Page], PageText]
Condition = Callable[[Page], bool]
_readers: dict[type[Page], Reader] = {}
_conditions: dict[type[Page], Condition] = {}


def register_text(model: type[Page], reader: Reader, condition: Condition | None = None) -> None:
    """Say what is found of a type of page; called once, from an AppConfig.

    The body that every page has is found besides. The reader runs in the page's language.
    condition: whether readers meet a live page at all; without one, they do.
    """
    _readers[model] = reader
    if condition is not None:
        _conditions[model] = condition


def is_searched(model: type) -> bool:
    """Whether pages of this type are found at all."""
    return model in _readers


def is_met(page: Page) -> bool:
    """Whether readers meet this live page anywhere."""
    condition = _conditions.get(page.specific_class)
    return condition is None or condition(page.specific)


def searched() -> list[type[Page]]:
    """The types of page that are found whenever they are live."""
    return [model for model in _readers if model not in _conditions]


def read(page: Page) -> tuple[str, PageDate]:
    """The plain text of a page, without title and lead, for index and excerpts; and its date."""
    with translation.override(page.locale.language_code):
        text = _readers[type(page)](page)
    parts = [*text.before, *stream(page, "body"), *text.after]
    return one_line("\n".join(parts))[:LONGEST_TEXT], text.date


def stream(page: Page, name: str) -> list[str]:
    """The words of a field made of blocks; of pictures and documents what is written with them."""
    value = getattr(page, name)
    return [str(part) for part in value.stream_block.get_searchable_content(value)]


def rich_text(value: str) -> str:
    """Running text without its markup."""
    return get_text_for_indexing(value or "")


def one_line(text: str) -> str:
    """Text with single spaces, letters and their marks put together."""
    return unicodedata.normalize("NFC", " ".join(text.replace("\x00", "").split()))


def no_more(page: Page) -> PageText:
    """For pages that say nothing beyond title, lead and body."""
    return PageText()


def joined(parts: Iterable) -> str:
    """The parts that say something, as one text."""
    return ", ".join(str(part) for part in parts if part)
