"""Requests that do what they ask for where the row is one's own.

Each is tried with one's own row first, so that a refusal of another's means something.
"""

from tests.isolation.attacks import (  # noqa: F401
    files,
    places,
    proposals,
    reviews,
    sites,
    texts,
    translations,
    voices,
)
from tests.isolation.attacks.asking import ATTACKS, Asked

__all__ = ["ATTACKS", "Asked"]
