"""The pictures of a page, wherever they stand in it: their prepared sizes in one query."""

from collections.abc import Iterator

from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from cms.pictures.renditions import prefetch_pictures


def prepare(page: Page) -> None:
    """Load what is shown of every picture, before the blocks are shown one by one."""
    images = [page.image]
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            images.extend(_images(getattr(page, field.name)))
    prefetch_pictures(images)


def _images(value) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _images(child.value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _images(item)
    elif isinstance(value, ListValue):
        for item in value:
            yield from _images(item)
