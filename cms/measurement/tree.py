"""Pages written in bulk, in the right places of the tree: two statements for each type."""

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F
from treebeard.mp_tree import MP_Node
from wagtail.models import Page

from partners.tree import STEP_LENGTH, below


def insert(pages: list[Page]) -> list[Page]:
    """Write pages of one type with their place in the tree, in two statements.

    Django's ``bulk_create`` knows no model that inherits from another.
    """
    model = type(pages[0])
    shared = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    content_type = ContentType.objects.get_for_model(model)
    for page in pages:
        page.content_type = content_type
        page.draft_title = page.title
    rows = [Page(**{name: getattr(page, name) for name in shared}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
        page.page_ptr = row
        page.id = row.pk
    model._base_manager._insert(
        pages, fields=model._meta.local_concrete_fields, using=DEFAULT_DB_ALIAS
    )
    return pages


def paths_below(parent: Page, number: int, first: int = 1) -> list[str]:
    """Tree paths of so many children, beginning with the one of this number."""
    steps = (MP_Node._int2str(count).zfill(STEP_LENGTH) for count in range(first, first + number))
    return [parent.path + step for step in steps]


def append(parent: Page, pages: list[Page]) -> list[Page]:
    """Write pages as the last children of a page, which learns how many more it has.

    Inside a transaction: either the children and their number are there, or neither.
    """
    last = (
        Page.objects.filter(below(parent.path), depth=parent.depth + 1)
        .order_by("-path")
        .values_list("path", flat=True)
        .first()
    )
    first = MP_Node._str2int(last[-STEP_LENGTH:]) + 1 if last else 1
    for page, path in zip(pages, paths_below(parent, len(pages), first), strict=True):
        page.path, page.depth = path, parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
    insert(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    return pages
