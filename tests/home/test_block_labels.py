"""An editor sees what each field of a block is for, in their own language."""

import pytest
from django.utils import translation
from wagtail.blocks import ListBlock

from home.blocks import BodyBlock
from stories.blocks import ConclusionsBlock, ProgrammeBlock


def groups_of_fields(block, path):
    """(path, labels) of every group of fields that an editor sees together."""
    children = getattr(block, "child_blocks", {})
    if children:
        yield path, [str(child.label) for child in children.values()]
    for name, child in children.items():
        yield from groups_of_fields(child, f"{path}.{name}")
    if isinstance(block, ListBlock):
        yield from groups_of_fields(block.child_block, f"{path}[]")


def all_groups():
    return [
        group
        for stream in (BodyBlock(), ProgrammeBlock(), ConclusionsBlock())
        for group in groups_of_fields(stream, type(stream).__name__)
    ]


@pytest.mark.parametrize("language", ["en", "sv", "uk", "ro"])
def test_no_two_fields_of_a_block_have_one_name(language):
    with translation.override(language):
        twins = [path for path, labels in all_groups() if len(set(labels)) < len(labels)]
    assert twins == []


def test_every_field_of_a_block_is_named_in_the_editors_language():
    with translation.override("uk"):
        latin = [
            (path, label)
            for path, labels in all_groups()
            for label in labels
            if not any("а" <= letter <= "я" for letter in label.lower())
        ]
    assert latin == []
