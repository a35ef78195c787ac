"""Many sites and many stories, written in bulk: what the network may look like in ten years."""

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from treebeard.mp_tree import MP_Node
from wagtail.models import Page, Site

from home.models import HomePage
from partners.models import Partner, PartnerLook, PartnerProfile, PartnerRootPage, PartnerText
from stories.models import EventIndexPage, StoryIndexPage, StoryPage, StoryTool, ToolIndexPage
from tests.builders import index, partner


def insert(pages: list[Page]) -> list[Page]:
    """Write pages of one type with their place in the tree, in two statements.

    Django's ``bulk_create`` knows no model that inherits from another.
    """
    model = type(pages[0])
    shared = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    for page in pages:
        page.content_type = ContentType.objects.get_for_model(model)
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
    """Tree paths of so many children."""
    steps = (
        MP_Node._int2str(count).zfill(MP_Node.steplen) for count in range(first, first + number)
    )
    return [parent.path + step for step in steps]


def add_sites(number: int) -> None:
    """So many sites more, each as Rivne's: two languages, three lists in each."""
    original = partner("rivne")
    tree_root = Page.get_first_root_node()
    first = tree_root.numchild + 1
    homes = list(HomePage.objects.child_of(original.root_page).select_related("locale"))
    roots = insert(
        [
            PartnerRootPage(
                title=f"Site {count}",
                slug=f"site-{count}",
                path=path,
                depth=2,
                live=False,
                numchild=len(homes),
                url_path=f"/site-{count}/",
                locale=original.root_page.locale,
            )
            for count, path in enumerate(paths_below(tree_root, number, first))
        ]
    )
    Page.objects.filter(pk=tree_root.pk).update(numchild=first - 1 + number)
    for root in roots:
        copies = insert(
            [
                HomePage(
                    title=f"{root.title} {home.language}",
                    lead="What it is about.",
                    slug=f"{root.slug}-{home.language}",
                    path=path,
                    depth=3,
                    numchild=3,
                    url_path=f"{root.url_path}{root.slug}-{home.language}/",
                    locale=home.locale,
                )
                for home, path in zip(homes, paths_below(root, len(homes)), strict=True)
            ]
        )
        Page.objects.filter(path__startswith=root.path, depth=3).update(
            translation_key=copies[0].translation_key
        )
        for position, model in enumerate((StoryIndexPage, ToolIndexPage, EventIndexPage)):
            slug = ("stories", "tools", "events")[position]
            insert(
                [
                    model(
                        title=slug,
                        lead="What it is about.",
                        slug=slug,
                        path=paths_below(copy, 3)[position],
                        depth=4,
                        url_path=f"{copy.url_path}{slug}/",
                        locale=copy.locale,
                        show_in_menus=True,
                    )
                    for copy in copies
                ]
            )
        _make_partner(root, copies[0], original)


def _make_partner(root: PartnerRootPage, home: HomePage, original: Partner) -> None:
    site = Site.objects.create(
        hostname=f"{root.slug}.localhost", port=8000, root_page=home, site_name=root.title
    )
    PartnerLook.objects.create(site=site)
    profile = PartnerProfile.objects.create(site=site)
    PartnerText.objects.create(
        profile=profile, language="uk", name=root.title, short_name=root.title
    )
    Partner.objects.create(
        key=root.slug,
        name=root.title,
        site=site,
        root_page=root,
        collection=original.collection.get_parent().add_child(name=root.title),
        source_language="uk",
        languages=["uk", "en"],
        country="UA",
        time_zone="Europe/Kyiv",
    )


def add_stories(owner: Partner, number: int, tool=None) -> None:
    """So many stories more on a partner's site, in two languages; every twentieth names a tool."""
    for language in owner.languages[:2]:
        parent = index(StoryIndexPage, owner, language)
        first = parent.numchild + 1
        stories = insert(
            [
                StoryPage(
                    title=f"Story {first + count}",
                    slug=f"story-{first + count}",
                    path=path,
                    depth=5,
                    url_path=f"{parent.url_path}story-{first + count}/",
                    locale=parent.locale,
                    lead="What it is about.",
                    what_was_done="<p>It.</p>",
                    place="Rivne",
                    country="UA",
                    date=date(2010, 1, 1) + timedelta(days=count % 500),
                )
                for count, path in enumerate(paths_below(parent, number, first))
            ]
        )
        Page.objects.filter(pk=parent.pk).update(numchild=first - 1 + number)
        if tool is not None:
            StoryTool.objects.bulk_create(StoryTool(story=one, tool=tool) for one in stories[::20])
