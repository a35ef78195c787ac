"""The blocks of a page's body. Each is a named class: its import path is part of the data."""

from home.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
