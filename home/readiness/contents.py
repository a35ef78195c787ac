"""A page read piece by piece, without a query: every text, link, document and picture in it.

Read from what is stored, not from what Wagtail makes of it: a chooser whose page was deleted has
no page any more, but still the number of one.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField, get_translatable_fields

TEXT, RICH_TEXT, PAGE, DOCUMENT, IMAGE, PICTURE = range(6)

# Texts that no reader sees as words of the page.
NOT_FOR_READERS = {"slug", "editor_note"}

LEAVES: list[tuple[type[blocks.Block], int]] = [
    (blocks.RichTextBlock, RICH_TEXT),
    (blocks.PageChooserBlock, PAGE),
    (DocumentChooserBlock, DOCUMENT),
    (ImageChooserBlock, IMAGE),
    (blocks.CharBlock, TEXT),
    (blocks.TextBlock, TEXT),
]


class Piece(NamedTuple):
    """One value of a page, with its place.

    ``block`` is the id of the outermost block, ``name`` what the value is called in its structure,
    ``around`` the structure itself as it is stored: the title of a link is beside its page.
    """

    kind: int
    value: Any
    field: str
    block: str = ""
    name: str = ""
    around: dict | None = None


def pieces(page: Page) -> Iterator[Piece]:
    """Every text, link, document and picture of a page, in the order of its fields."""
    for translatable in get_translatable_fields(type(page)):
        name = translatable.field_name
        if not isinstance(translatable, TranslatableField) or name in NOT_FOR_READERS:
            continue
        field = translatable.get_field(type(page))
        value = getattr(page, name, None)
        if isinstance(field, StreamField):
            for raw in stored(value):
                child = field.stream_block.child_blocks.get(raw["type"])
                if child is not None:
                    yield from _inside(child, raw["value"], name, raw.get("id") or "", raw["type"])
        elif isinstance(field, RichTextField):
            yield Piece(RICH_TEXT, value or "", name, name=name)
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield Piece(TEXT, value or "", name, name=name)


def stored(stream) -> list[dict]:
    """The blocks of a stream as they are stored, in their order."""
    # Not its raw data: a translation is composed in the blocks themselves, which leaves that behind.
    return stream.get_prep_value() if stream is not None else []


def _inside(block, raw, field: str, outermost: str, name: str, around=None) -> Iterator[Piece]:
    if isinstance(block, ImageBlock):
        yield Piece(PICTURE, raw or {}, field, outermost, name, around)
        yield Piece(TEXT, (raw or {}).get("alt_text") or "", field, outermost, "alt_text")
        return
    if isinstance(block, blocks.BaseStructBlock):
        for child_name, child in block.child_blocks.items():
            value = raw.get(child_name) if isinstance(raw, dict) else None
            yield from _inside(child, value, field, outermost, child_name, raw)
        return
    if isinstance(block, blocks.ListBlock):
        for item in raw or []:
            value = item["value"] if isinstance(item, dict) and "value" in item else item
            yield from _inside(block.child_block, value, field, outermost, name)
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for item in raw or []:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from _inside(child, item["value"], field, outermost, item["type"])
        return
    kind = next((kind for known, kind in LEAVES if isinstance(block, known)), None)
    if kind is not None and raw not in (None, ""):
        yield Piece(kind, raw, field, outermost, name, around)
