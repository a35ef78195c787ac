"""Ranges of the page tree, written so that every database uses its index; what readers may see.

SQLite scans the whole table for «path LIKE 'x%' ESCAPE», which is what treebeard's
``descendant_of`` asks; «path >= a AND path < b» it looks up (measured 1.14 → 0.09 ms at 15,000
pages).
"""

from django.db.models import F, Func, Q
from django.db.models.lookups import IsNull
from treebeard.mp_tree import MP_Node

STEP_LENGTH = MP_Node.steplen


def depth_of(depth: int) -> int:
    """Length of the path of a node at this depth."""
    return depth * STEP_LENGTH


def below(path: str, field: str = "path") -> Q:
    """The descendants of the node with this path, without the node itself.

    Steps are digits and capital letters, which every collation of PostgreSQL keeps in this order;
    a bound made with another character («:» after «9») would not be safe there.
    """
    last = path + MP_Node.alphabet[-1] * STEP_LENGTH
    return Q(**{f"{field}__gt": path, f"{field}__lte": last})


class OutsideIndex(Func):
    """A column as it is, for a comparison that SQLite is not to look up in an index.

    Without statistics SQLite takes «alias_of_id IS NULL» for a rare thing and begins every list
    with all pages of the house, none of which is an alias; PostgreSQL knows better.
    """

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


def readable(page: str = "") -> Q:
    """Pages that readers may see: live, and no alias.

    page: for rows that belong to a page, the name of that relation with two underscores.

    A copy in the source language would stand under another language's address. Nothing is closed
    by a password or a group (partners/open_pages.py).
    """
    no_alias = IsNull(OutsideIndex(F(f"{page}alias_of")), True)
    return Q(no_alias, **{f"{page}live": True})
