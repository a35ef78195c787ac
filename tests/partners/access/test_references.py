"""Everything that a page can name is found, wherever a new field or block puts it."""

import inspect

from django.apps import apps
from wagtail import blocks
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

from partners.access.references import kind_of, references_of
from stories.models import StoryPage
from tests.builders import story

UNDERSTOOD = (
    blocks.RichTextBlock,
    blocks.ChooserBlock,
    blocks.BaseStructBlock,
    blocks.ListBlock,
    blocks.BaseStreamBlock,
)


def streams() -> dict[str, blocks.BaseStreamBlock]:
    return {
        f"{model._meta.label}.{field.name}": field.stream_block
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }


def leaves(block, path=""):
    yield path, block
    children = getattr(block, "child_blocks", {}) or {}
    for name, child in children.items():
        yield from leaves(child, f"{path}.{name}")
    if isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block, f"{path}[]")


def test_every_block_that_can_name_something_is_understood():
    """Wagtail asks a block for its references; whoever answers must be known to our walk."""
    named = [
        path
        for name, stream in streams().items()
        for path, block in leaves(stream, name)
        if type(block).extract_references is not Block.extract_references
        and not isinstance(block, UNDERSTOOD)
    ]
    assert streams()
    assert named == []


def test_a_picture_block_keeps_its_picture_where_the_walk_looks():
    assert issubclass(ImageBlock, blocks.BaseStructBlock)
    assert "image" in inspect.signature(ImageBlock).parameters or "image" in ImageBlock.base_blocks


def test_what_wagtail_finds_in_the_seeded_pages_we_find_too(db):
    """Against Wagtail's own index of references, on every story."""
    from wagtail.models import ReferenceIndex

    checked = 0
    for page in StoryPage.objects.all():
        ours = {(one.model, one.id) for one in references_of(page)}
        for type_id, pk, *_where in ReferenceIndex._extract_references_from_object(page):
            model = apps.get_model("contenttypes", "ContentType").objects.get_for_id(type_id)
            kind = kind_of(model.model_class())
            if kind is not None:
                checked += 1
                assert (kind, int(pk)) in ours
    assert checked > 10


def test_comments_are_not_asked_for(rivne, django_assert_num_queries):
    page = story(rivne, "Читальня")
    with django_assert_num_queries(1):  # the tools of the story
        list(references_of(page))
