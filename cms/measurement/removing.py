"""Takes away everything that was made to measure with, and nothing else."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from home.search import bulk
from home.synthetic import marked
from partners.tree import STEP_LENGTH, below

AT_ONCE = 500


def remove() -> Iterator[tuple[int, int]]:
    """Remove all marked pages; yields (pages removed, pages in all).

    Some hundred in a transaction with the number of children of the pages above them: when
    somebody stops it, what is left is whole, and the same command goes on.
    """
    # Languages of one page stand together: shared ones leave the search together.
    ids = list(
        Page.objects.filter(marked()).order_by("translation_key", "pk").values_list("pk", flat=True)
    )
    yield 0, len(ids)
    for start in range(0, len(ids), AT_ONCE):
        chunk = ids[start : start + AT_ONCE]
        with transaction.atomic():
            _remove(chunk)
        yield start + len(chunk), len(ids)


def _remove(ids: list[int]) -> None:
    pages = Page.objects.filter(pk__in=ids)
    above = {path[:-STEP_LENGTH] for path in pages.values_list("path", flat=True)}
    bulk.remove(ids)
    # Django's own deletion, with everything that belongs to a page. Treebeard's would look for
    # descendants page by page; these have none: no page may stand below a story, event or tool.
    QuerySet(Page).filter(pk__in=ids).delete()
    for parent in Page.objects.select_for_update().filter(path__in=above).order_by("path"):
        children = Page.objects.filter(below(parent.path), depth=parent.depth + 1).count()
        Page.objects.filter(pk=parent.pk).update(numchild=children)
