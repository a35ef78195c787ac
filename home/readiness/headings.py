"""Whether the headings of a page lead somewhere: readers jump from one to the next by them.

A heading block is always of the second level and the title of the page of the first, so no level
can be left out between blocks. What goes wrong: a heading pasted into running text, of whatever
level it had; a heading above nothing; an empty one.
"""

import re
from collections.abc import Iterator

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from home.readiness.contents import RICH_TEXT, pieces, stored
from home.readiness.problems import Problem

HEADING = "heading"
HEADING_TAG = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)


def check(page: Page, place: Page) -> Iterator[Problem]:
    """Headings above nothing and empty ones in every stream, and headings in running text."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField) and HEADING in field.stream_block.child_blocks:
            yield from _of_stream(field.name, stored(getattr(page, field.name)))
    for piece in pieces(page):
        if piece.kind != RICH_TEXT:
            continue
        for match in HEADING_TAG.finditer(piece.value):
            words = strip_tags(match.group(2)).strip()
            sentence = _(
                "“%(words)s” is a heading inside the running text: make it a block “Heading”, so "
                "that the order of the headings is right."
            ) % {"words": words}
            yield Problem(sentence, piece.field, piece.block)


def _of_stream(field: str, blocks: list[dict]) -> Iterator[Problem]:
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if block["type"] != HEADING:
            continue
        place = {"field": field, "block": block.get("id") or ""}
        words = str(block["value"] or "").strip()
        if not words:
            yield Problem(_("A heading is empty: write it, or take it away."), **place)
        elif following is None or following["type"] == HEADING:
            yield Problem(
                _(
                    "Below the heading “%(words)s” stands nothing: write something, or take the "
                    "heading away."
                )
                % {"words": words},
                **place,
            )
