"""What a page names: other pages, pictures, documents, collections, wherever in it they stand.

One walk for looking and for mending: foreign keys, those of a page's own rows (the tools of a
story), the choosers of streams at any depth, links and pictures in running text. Read from what is
stored or was sent, not from what Wagtail makes of it, so that a number that leads nowhere is found
too. ``tests/partners/access/test_references.py`` holds that no kind of block is forgotten.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.html import strip_tags
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Collection, Page
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import extract_attrs

# Kind of thing, its number as it stands there, and the words of a link (None: a chooser, which has
# none) → the number to write.
Each = Callable[[type[Model], Any, str | None], Any]

TAG = re.compile(r"<(a|embed)\b([^>]*)>((?:(?!</a>).)*)", re.DOTALL)
ID = re.compile(r'\sid="[^"]*"')
# No row has it: a link that leads nowhere, but is still seen to be one.
NOWHERE = 0
# Columns hold no greater number; a database would refuse to look for one.
GREATEST = 2**31 - 1


class Reference(NamedTuple):
    """One thing that is named, and where.

    ``id`` is ``NOWHERE`` for what is no number; ``block`` the id of the outermost block of a
    stream; ``words`` what a link says, without markup.
    """

    model: type[Model]
    id: int
    field: str
    block: str = ""
    words: str = ""


def kind_of(model: type[Model]) -> type[Model] | None:
    """The model by which ownership is asked; None for what belongs to nobody in particular."""
    kinds = (Page, get_image_model(), get_document_model(), Collection)
    return next((kind for kind in kinds if issubclass(model, kind)), None)


def number(value) -> int:
    """A primary key as it was sent or stored; ``NOWHERE`` for anything that cannot be one."""
    text = str(getattr(value, "pk", value))
    if not (text.isascii() and text.isdigit()):
        return NOWHERE
    found = int(text)
    return found if found <= GREATEST else NOWHERE


def references_of(instance: Model, prefix: str = "") -> Iterator[Reference]:
    """Everything that a page names, in the order of its fields. Asks only for its own rows."""
    for field in instance._meta.get_fields():
        name = prefix or field.name
        if isinstance(field, StreamField):
            yield from _in_stream(field.stream_block, getattr(instance, field.name), name)
        elif isinstance(field, RichTextField):
            yield from in_text(getattr(instance, field.name), name)
        elif _is_relation(field):
            value = field.value_from_object(instance)
            if value is not None:
                yield Reference(kind_of(field.related_model), number(value), name)
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(instance):
            if not _may_name(relation.related_model):
                continue
            accessor = relation.get_accessor_name()
            for child in getattr(instance, accessor).all():
                yield from references_of(child, prefix or accessor)


@cache
def _may_name(model: type[Model]) -> bool:
    """Whether rows of a page can name anything: comments cannot, and are not asked for."""
    return any(
        isinstance(field, StreamField | RichTextField) or _is_relation(field)
        for field in model._meta.get_fields()
    )


def _is_relation(field) -> bool:
    return bool(
        field.many_to_one
        and field.concrete
        and not isinstance(field, ParentalKey)
        and field.name != "alias_of"
        and kind_of(field.related_model)
    )


def in_text(html: str | None, field: str, block: str = "") -> list[Reference]:
    """What running text names."""
    found: list[Reference] = []
    in_text_rewritten(html or "", _noting(found, field, block))
    return found


def in_stream(stream_block, raw: list[dict], field: str) -> list[Reference]:
    """What a stream names, given as it is stored."""
    found: list[Reference] = []
    for item in raw:
        child = stream_block.child_blocks.get(item["type"])
        if child is not None:
            rewritten(child, item["value"], _noting(found, field, item.get("id") or ""))
    return found


def _in_stream(stream_block, value, field: str) -> list[Reference]:
    # Not the raw data: a translation is composed in the blocks, which leaves that behind.
    return in_stream(stream_block, value.get_prep_value() if value is not None else [], field)


def _noting(found: list[Reference], field: str, block: str) -> Each:
    def note(model, value, words):
        found.append(Reference(model, number(value), field, block, words or ""))
        return value

    return note


# --- the walk ----------------------------------------------------------------------------------
def rewritten(block: blocks.Block, raw, each: Each):
    """The value of a block as it is stored, every number in it put through ``each``."""
    if isinstance(block, blocks.RichTextBlock):
        return in_text_rewritten(raw, each) if isinstance(raw, str) else raw
    if isinstance(block, blocks.ChooserBlock):
        kind = kind_of(block.model_class)
        return raw if kind is None or raw in (None, "") else each(kind, raw, None)
    if isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        return raw | {
            name: rewritten(child, raw[name], each)
            for name, child in block.child_blocks.items()
            if name in raw
        }
    if isinstance(block, blocks.ListBlock) and isinstance(raw, list):
        return [
            item | {"value": rewritten(block.child_block, item["value"], each)}
            if isinstance(item, dict) and item.keys() >= {"type", "value"}
            else rewritten(block.child_block, item, each)
            for item in raw
        ]
    if isinstance(block, blocks.BaseStreamBlock) and isinstance(raw, list):
        return [
            item | {"value": rewritten(block.child_blocks[item["type"]], item["value"], each)}
            if item["type"] in block.child_blocks
            else item
            for item in raw
        ]
    return raw


def in_text_rewritten(html: str, each: Each) -> str:
    """Running text as it is stored, the number of every link and picture put through ``each``."""

    def tag(match: re.Match) -> str:
        name, attributes, words = match.groups()
        values = extract_attrs(attributes)
        if name == "a":
            handler = features.get_link_types().get(values.get("linktype"))
        else:
            handler = features.get_embed_types().get(values.get("embedtype"))
        kind = kind_of(handler.get_model()) if hasattr(handler, "get_model") else None
        if kind is None:
            return match.group()
        before = values.get("id", "")
        after = each(kind, before, strip_tags(words).strip())
        if after == before:
            return match.group()
        return f'<{name}{ID.sub("", attributes)} id="{after}">{words}'

    return TAG.sub(tag, html)
