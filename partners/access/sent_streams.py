"""What was chosen in a stream, as the browser sent it: also what Wagtail no longer finds.

Wagtail makes an empty place of a number that leads nowhere, and says nothing. Another partner's
thing and one that does not exist are to be told alike, so the numbers are read before that. The
names of the fields are those of ``value_from_datadict`` of each block.
"""

from collections.abc import Iterator

from wagtail import blocks

from partners.access.references import Reference, kind_of, number


def chosen(block, data, name: str) -> Iterator[Reference]:
    """What is chosen in a stream; ``block`` is the place of the outermost block, counted from 0."""
    places = _kept(data, name)
    for place, index in enumerate(places):
        child = block.child_blocks.get(data.get(f"{name}-{index}-type"))
        if child is not None:
            for kind, value in _numbers(child, data, f"{name}-{index}-value"):
                yield Reference(kind, number(value), name, str(place))


def _numbers(block, data, prefix: str):
    if isinstance(block, blocks.ChooserBlock):
        kind, value = kind_of(block.model_class), data.get(prefix)
        if kind is not None and value:
            yield kind, value
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _numbers(child, data, f"{prefix}-{name}")
    elif isinstance(block, blocks.ListBlock):
        for index in _kept(data, prefix):
            yield from _numbers(block.child_block, data, f"{prefix}-{index}-value")
    elif isinstance(block, blocks.BaseStreamBlock):
        for index in _kept(data, prefix):
            child = block.child_blocks.get(data.get(f"{prefix}-{index}-type"))
            if child is not None:
                yield from _numbers(child, data, f"{prefix}-{index}-value")


def _kept(data, prefix: str) -> list[int]:
    """The items of a list or stream that were not taken away, in the order of the screen."""
    count = data.get(f"{prefix}-count", "")
    found = [
        (int(data.get(f"{prefix}-{index}-order") or index), index)
        for index in range(int(count) if count.isdigit() else 0)
        if not data.get(f"{prefix}-{index}-deleted")
    ]
    return [index for _order, index in sorted(found)]
