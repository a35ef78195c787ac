"""Whether the page tree is whole, in words (traps L4; wagtail-localize issue 773).

«Include subtree» wrote wrong numbers of children into the tree: pages below answered 404 while the
admin showed them. Aliases and pages with two originals are the other damage that a careless
translation does. ``manage.py check_pages`` prints what this module finds.
"""

from django.db.models import Count
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.models import HomePage

# In the order in which treebeard's find_problems() returns them.
TREE_PROBLEMS = (
    "its place in the tree is written with letters that do not belong there",
    "its place in the tree is cut off in the middle",
    "the page that it should stand below does not exist",
    "the level at which it says it stands is not that of its place",
    "the number of pages below it is wrong, so that readers cannot reach some of them",
)


def problems() -> list[str]:
    """One sentence for each page that is not as it should be; empty where all is well."""
    return [*_tree(), *_aliases(), *_origins(), *_slugs()]


def _name(page: Page) -> str:
    return f"Page {page.pk} «{page.title}» ({page.url_path})"


def _tree() -> list[str]:
    found = []
    for sentence, ids in zip(TREE_PROBLEMS, Page.find_problems(), strict=True):
        for page in Page.objects.filter(pk__in=ids).order_by("path"):
            found.append(f"{_name(page)}: {sentence}.")
    return found


def _aliases() -> list[str]:
    return [
        f"{_name(page)}: it is an alias of page {page.alias_of_id}; readers find that page's "
        "text under another address or language."
        for page in Page.objects.filter(alias_of__isnull=False).order_by("path")
    ]


def _origins() -> list[str]:
    twice = (
        Translation.objects.values("source__object_id", "target_locale_id")
        .annotate(number=Count("pk"))
        .filter(number__gt=1)
    )
    return [
        f"{_name(page)}: it has {row['number']} originals, and cannot be edited until only one "
        "is left."
        for row in twice
        for page in Page.objects.filter(
            translation_key=row["source__object_id"], locale_id=row["target_locale_id"]
        )
    ]


def _slugs() -> list[str]:
    homes = HomePage.objects.values("pk")
    differing = (
        Page.objects.filter(depth__gt=3)
        .exclude(pk__in=homes)
        .order_by()
        .values("translation_key")
        .annotate(number=Count("slug", distinct=True))
        .filter(number__gt=1)
        .values("translation_key")
    )
    return [
        f"{_name(page)}: its address differs between languages; «change address» makes it one."
        for page in Page.objects.filter(translation_key__in=differing).order_by("path")
    ]
