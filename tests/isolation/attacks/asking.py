"""What an attack is, and the list that the modules beside this one fill."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tests.isolation.furnishing import Furnished


class Asked(NamedTuple):
    """One request. method: «get», «post», «put»; data: the form, with its files."""

    method: str
    path: str
    data: dict | str | None = None
    headers: dict | None = None


@dataclass(frozen=True)
class Attack:
    """What somebody with every role of one partner asks for, with rows of whoever «t» is.

    make: from the target's rows and one's own; writes: whether it changes something where it
    succeeds; else it shows something. refused: the status of what does not exist there.
    """

    title: str
    make: Callable[[Furnished, Furnished], Asked]
    writes: bool
    refused: int = 404


AJAX = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
ATTACKS: list[Attack] = []


def writes(title: str):
    """Adds an attack that changes something."""
    return lambda make: ATTACKS.append(Attack(title, make, writes=True)) or make


def reads(title: str, refused: int = 404):
    """Adds an attack that shows something."""
    return lambda make: ATTACKS.append(Attack(title, make, False, refused)) or make


def edit(page) -> str:
    """Where the form of a page stands."""
    return f"/admin/pages/{page.pk}/edit/"
