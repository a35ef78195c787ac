"""Many sites and many stories, written in bulk: what the network may look like in ten years."""

from wagtail.models import Page, Site

from cms.measurement.filling import STORIES, fill
from cms.measurement.tree import insert, paths_below
from home.models import HomePage
from home.synthetic import SLUG_PREFIX, marked
from partners.models import Partner, PartnerLook, PartnerProfile, PartnerRootPage, PartnerText
from stories.models import (
    EventIndexPage,
    NetworkPage,
    StoryIndexPage,
    StoryPage,
    StoryTool,
    ToolIndexPage,
)
from tests.builders import index, partner

LISTS = (StoryIndexPage, ToolIndexPage, EventIndexPage, NetworkPage)


def add_sites(number: int) -> None:
    """So many sites more, each as Rivne's: two languages, its lists in each."""
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
                    numchild=4,
                    url_path=f"{root.url_path}{root.slug}-{home.language}/",
                    locale=home.locale,
                )
                for home, path in zip(homes, paths_below(root, len(homes)), strict=True)
            ]
        )
        Page.objects.filter(path__startswith=root.path, depth=3).update(
            translation_key=copies[0].translation_key
        )
        for position, model in enumerate(LISTS):
            slug = ("stories", "tools", "events", "network")[position]
            insert(
                [
                    model(
                        title=slug,
                        lead="What it is about.",
                        slug=slug,
                        path=paths_below(copy, 4)[position],
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


def fill_stories(owner: Partner, number: int, tool=None) -> None:
    """So many stories in all on a partner's site, in each language; every twentieth names a tool."""
    for _progress in fill(owner, STORIES, number):
        pass
    if tool is not None:
        told = StoryPage.objects.filter(
            marked(), path__startswith=owner.root_page_path, slug__endswith="0"
        ).exclude(tools_used__tool=tool)
        StoryTool.objects.bulk_create(StoryTool(story=one, tool=tool) for one in told[::2])


def story_path(number: int) -> str:
    """Where the story of this number stands, below its language."""
    return f"stories/{SLUG_PREFIX}story-{number:06d}/"


def last_page_of_stories(owner: Partner, language: str) -> str:
    """Path of the page of the list that ends with the oldest story."""
    parent = index(StoryIndexPage, owner, language)
    oldest = StoryPage.objects.child_of(parent).live().order_by("date", "pk")[:6]
    *_older, first = oldest
    return f"/{language}/stories/?before={first.date.isoformat()}.{first.pk}"
