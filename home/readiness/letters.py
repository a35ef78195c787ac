"""Whether the words of a page are written with the letters of its language."""

from collections.abc import Iterator

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.language.alphabets import Fault, wrong_letters
from home.readiness.contents import RICH_TEXT, TEXT, pieces
from home.readiness.problems import Problem

# Who said or published something is written as those people write it.
NAMES = {"source_label", "image_credit", "credit", "attribution", "source", "provider"}


def check(page: Page, place: Page) -> Iterator[Problem]:
    """Words with letters of two alphabets or of another language; passages in another alphabet."""
    language = (page if page.locale_id else place).locale.language_code
    for piece in pieces(page):
        if piece.kind == RICH_TEXT:
            text = strip_tags(piece.value.replace("<", " <"))
        elif piece.kind == TEXT:
            text = piece.value
        else:
            continue
        for finding in wrong_letters(text, language):
            if finding.fault is Fault.PASSAGE and piece.name in NAMES:
                continue
            yield Problem(_sentence(finding), piece.field, piece.block)


def _sentence(finding) -> str:
    words = {"word": finding.word, "letters": ", ".join(finding.letters)}
    if finding.fault is Fault.MIXED:
        return (
            _(
                "“%(word)s” is written in two alphabets at once (%(letters)s is from the other "
                "one): type the word again."
            )
            % words
        )
    if finding.fault is Fault.LETTER:
        return (
            _(
                "“%(word)s” has a letter that this language does not have (%(letters)s): type the "
                "word again."
            )
            % words
        )
    return (
        _(
            "The passage that begins “%(word)s …” is in another alphabet: translate it, or put it "
            "in quotation marks if it is a quotation."
        )
        % words
    )
