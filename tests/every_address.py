"""Every address of every site and language that readers and programs ask, with what it answers.

For tests that compare before with after: a withdrawal, its undoing.
"""

from collections.abc import Iterable
from urllib.parse import quote

from django.conf import settings
from wagtail.images import get_image_model
from wagtail.models import Page

from partners.scoping import every_visit
from stories.models import CulturalToolPage, EventIndexPage, EventPage, ToolIndexPage
from tests.builders import Reader

LISTS = (
    "search/?q={word}",
    "stories/feed.rss",
    "stories/feed.atom",
    "events/calendar.ics",
    "calendar/",
    "events/labs/",
    "calendar/events.ics",
    "tools/tools.json",
    "tools/tools.csv",
    "embed/stories/",
    "embed/stories/fragment/",
    "embed/events/",
    "embed/events/fragment/",
)

Answer = tuple[int, str, bytes]


def addresses(word: str, slugs: set[str], others: int) -> dict[str, list[str]]:
    """Host's key → paths. ``word``: what is searched for. Of shared pages those of ``slugs``, and
    so many others of each type; the pages of a site, all of them."""
    found: dict[str, list[str]] = {}
    for visit in every_visit():
        paths = found.setdefault(visit.partner.key, ["/sitemap.xml", "/robots.txt"])
        start = f"/{visit.language}/"
        paths += [start + one.format(word=quote(word)) for one in LISTS]
        paths += _pages(visit, slugs, others)
    media = get_image_model().get_rendition_model().objects.values_list("file", flat=True)
    for paths in found.values():
        paths += [settings.MEDIA_URL + name for name in media]
    return {key: list(dict.fromkeys(paths)) for key, paths in found.items()}


def _pages(visit, slugs: set[str], others: int) -> Iterable[str]:

    for page in visit.own(Page):
        if "#" in visit.path_of(page):
            continue  # a part of a tool's page
        yield visit.path_of(page)
        if isinstance(page.specific, EventPage):
            yield f"{visit.path_of(page)}event.ics"
    yield visit.home.site_path
    for model, index_model in ((CulturalToolPage, ToolIndexPage), (EventPage, EventIndexPage)):
        index = visit.node_of(index_model)
        if index is None:
            continue
        there = set(visit.shared(model).values_list("slug", flat=True))
        for slug in [*sorted(there & slugs), *sorted(there - slugs)[:others]]:
            yield f"{index.site_path}{slug}/"
            if model is EventPage:
                yield f"{index.site_path}{slug}/event.ics"
            else:
                yield f"/{visit.language}/embed/tool/{slug}/"
                yield f"/{visit.language}/embed/tool/{slug}/fragment/"


def answers(paths: dict[str, list[str]]) -> dict[str, Answer]:
    """Address → status, where it leads, body."""
    found = {}
    for key, of_host in paths.items():
        reader = Reader(key)
        for path in of_host:
            response = reader.get(path)
            body = b"".join(response) if response.streaming else response.content
            found[f"http://{key}.localhost:8000{path}"] = (
                response.status_code,
                response.get("Location", ""),
                body,
            )
    return found


def changed(before: dict[str, Answer], after: dict[str, Answer]) -> set[str]:
    """Addresses that do not answer as before."""
    return {address for address in before if before[address] != after[address]}
