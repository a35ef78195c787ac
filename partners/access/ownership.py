"""Whose a thing is: a partner's, the common library's, or nobody's.

Every object stands on one ground that has an owner: a page, a collection, a site, a partner or a
person. How the way leads there is registered by the layer whose model it is; what nobody
registered belongs to nobody, and nobody but the network's administrators gets it.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model
from wagtail.models import Collection, Page, Site

from partners.library import library_collection_paths
from partners.models import Partner
from partners.scoping import is_shared
from partners.tree import depth_of

# A chain longer than this (task state → revision → page) is a circle.
LONGEST_WAY = 6


class Library(Enum):
    """What belongs to all partners and to none: the shared pages and their media."""

    COMMON = "common library"

    def __str__(self):
        return self.value


LIBRARY = Library.COMMON

Owner = Partner | Library | None

_ways: dict[type, Callable[[Any], Any]] = {}


def register_owner(model: type, way: Callable[[Any], Any]) -> None:
    """Say what an object of this model belongs to; called once, from an AppConfig.

    way: takes an object, returns one nearer to its owner (a revision's page, a message's partner),
    or None where it belongs to nobody. It asks the database at most once.
    """
    _ways[model] = way


def has_owner(model: type) -> bool:
    """Whether objects of this model can belong to anybody."""
    return _way_of(model) is not None or issubclass(model, _grounds())


def ground(obj) -> Page | Collection | Site | Partner | Model | None:
    """The page, collection, site, partner or person to which the way of an object leads."""
    for _step in range(LONGEST_WAY):
        if obj is None or isinstance(obj, _grounds()):
            return obj
        way = _way_of(type(obj))
        if way is None:
            return None
        obj = way(obj)
    return None


def owner(obj) -> Owner:
    """Whose an object is: its partner, ``LIBRARY``, or None where it is nobody's.

    A person is nobody's: they may work for several partners (``rights.colleagues``).
    """
    found = ground(obj)
    if isinstance(found, Partner):
        return found
    if isinstance(found, Page):
        if is_shared(found):
            return LIBRARY
        return _partner(root_page__path=found.path[: depth_of(2)])
    if isinstance(found, Collection):
        partner = _partner(collection__path=found.path[: depth_of(2)])
        if partner is None and found.path.startswith(tuple(library_collection_paths())):
            return LIBRARY
        return partner
    if isinstance(found, Site):
        return _partner(site=found)
    return None


def partner_of(obj) -> Partner | None:
    """The partner whose an object is; None for the common library's and for nobody's."""
    found = owner(obj)
    return found if isinstance(found, Partner) else None


def _partner(**where) -> Partner | None:
    return Partner.objects.filter(**where).select_related("site").first()


def _grounds() -> tuple[type, ...]:
    return (Page, Collection, Site, Partner, get_user_model())


def _way_of(model: type) -> Callable[[Any], Any] | None:
    return next((_ways[one] for one in model.__mro__ if one in _ways), None)
