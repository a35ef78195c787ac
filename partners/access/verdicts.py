"""What every address of the admin says: who gets it, what its arguments mean, why it is open.

Closed until somebody writes here why it is open. Each layer registers the verdicts of its own
addresses from its AppConfig; Wagtail's are in ``partners/access/wagtail_verdicts.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.urls import ResolverMatch

from partners.access.arguments import Kind


class Access(Enum):
    """To whom an address is open."""

    DENIED = "administrators of the network only"
    ANYONE = "anyone, without signing in"
    SIGNED_IN = "whoever is signed in; it names no object, and shows only what is one's own"
    OBJECTS = "whoever may see every object that it names"


@dataclass(frozen=True)
class Verdict:
    """What an address says.

    why: the reason for which it is open (or denied). arguments: the arguments of its path, by
    name, with what each means. parameters: fields of its query or form that mean something else
    than everywhere (arguments.EVERYWHERE).
    """

    access: Access
    why: str
    arguments: Mapping[str, Kind] = field(default_factory=dict)
    parameters: Mapping[str, Kind] = field(default_factory=dict)

    def explains(self, argument: str) -> bool:
        """Whether it is known what this argument means; where nobody gets in, it need not be."""
        return self.access is Access.DENIED or argument in self.arguments


_verdicts: dict[str, Verdict] = {}


def register(verdict: Verdict, *names: str) -> None:
    """Give these addresses this verdict. Raises ValueError for a second one, or without reason."""
    if not verdict.why.strip():
        raise ValueError(f"{', '.join(names)}: a verdict says why.")
    for name in names:
        if name in _verdicts:
            raise ValueError(f"{name} has a verdict already.")
        _verdicts[name] = verdict


def denied(*names: str, why: str) -> None:
    """Addresses for administrators of the network only."""
    register(Verdict(Access.DENIED, why), *names)


def anyone(*names: str, why: str, **arguments: Kind) -> None:
    """Addresses that need no signing in; their arguments name nothing that is anybody's."""
    register(Verdict(Access.ANYONE, why, arguments), *names)


def signed_in(
    *names: str,
    why: str,
    parameters: Mapping[str, Kind] | None = None,
    **arguments: Kind,
) -> None:
    """Addresses that name no object and show only what is the person's own."""
    register(Verdict(Access.SIGNED_IN, why, arguments, parameters or {}), *names)


def objects(
    *names: str,
    why: str,
    parameters: Mapping[str, Kind] | None = None,
    **arguments: Kind,
) -> None:
    """Addresses that name objects, all of which the person must be allowed to see."""
    register(Verdict(Access.OBJECTS, why, arguments, parameters or {}), *names)


def verdict_of(name: str) -> Verdict | None:
    """The verdict of an address; None: nobody gave one, and nobody gets in."""
    return _verdicts.get(name)


def name_of(match: ResolverMatch) -> str:
    """What an address is called here: its name with its namespaces; without one, its route."""
    return match.view_name if match.url_name else match.route


def registered_names() -> frozenset[str]:
    return frozenset(_verdicts)
