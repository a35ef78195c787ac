"""Where readers meet a page: every address of every site, in each language, that shows it.

Asked before and after a withdrawal; the difference is what its receipt says. Each layer registers
how its own addresses are found, so that a new list is one function more. Kinds: those of
``ReceiptLine``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from wagtail.models import Page, ReferenceIndex

from home.models.addresses import FormerAddress
from home.models.withdrawals import ReceiptLine
from home.search import texts
from home.search.reserved import SEARCH_SLUG
from home.sections import load_sections
from partners.scoping import HOME_DEPTH, SHARED_URL_PATH, Visit, every_visit, is_shared, visiting
from partners.tree import readable

Kind = ReceiptLine.Kind
SITEMAP = "/sitemap.xml"


class Place(NamedTuple):
    """An address that shows a page. ``site``: scheme and host. ``language``: of what it shows."""

    kind: str
    site: str
    path: str
    language: str


@dataclass
class Shown:
    """A page in all languages that readers have now."""

    versions: list[Page]

    @cached_property
    def ids(self) -> frozenset[int]:
        return frozenset(page.pk for page in self.versions)

    @cached_property
    def former(self) -> dict[int, list[str]]:
        """Id of a version → its former paths in the tree."""
        found: dict[int, list[str]] = {}
        rows = FormerAddress.objects.filter(page__in=self.ids).order_by("pk")
        for page_id, url_path in rows.values_list("page_id", "url_path"):
            found.setdefault(page_id, []).append(url_path)
        return found

    @cached_property
    def naming(self) -> list["Shown"]:
        """Live pages that name one of the versions, in whatever field."""
        return shown_pages(named_by(self.versions))

    def for_visit(self, visit: Visit) -> Page | None:
        """The version that a site gives its readers in the visited language, if it gives any."""
        own = [one for one in self.versions if one.url_path.startswith(visit.home.url_path)]
        if own:
            return own[0]
        shared = {one.language: one for one in self.versions if is_shared(one)}
        if visit.needs_source_language and visit.partner.source_language not in shared:
            return None
        original = next(
            (one for one in shared.values() if one.language == one.original_language), None
        )
        page = shared.get(visit.language) or original
        return page if page is not None and visit.path_of(page) else None


Finder = Callable[[Visit, Shown], Iterable[tuple[str, str, str]]]
_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Add a way to find places; called once, from an AppConfig.

    Given a visit and a page: kind, path on the visited site and language of the text that is shown.
    """
    if finder not in _finders:
        _finders.append(finder)


def named_by(things: Iterable) -> set[int]:
    """Ids of the pages that name one of these pages or pictures, as the reference index has it."""
    pages = ContentType.objects.get_for_model(Page)
    found: set[int] = set()
    for thing in things:
        rows = ReferenceIndex.get_references_to(thing).filter(base_content_type=pages)
        found.update(int(pk) for pk in rows.values_list("object_id", flat=True).distinct())
    return found


def shown_pages(ids: Iterable[int]) -> list[Shown]:
    """Live pages by their ids, each with its live versions in other languages."""
    keys = Page.objects.filter(readable(), pk__in=ids).values("translation_key")
    versions: dict = {}
    rows = Page.objects.filter(readable(), translation_key__in=keys).select_related("locale")
    for page in rows.order_by("pk").specific():
        versions.setdefault(page.translation_key, []).append(page)
    return [Shown(pages) for pages in versions.values()]


def places_of(page: Page) -> set[Place]:
    """Every place of a page now, in all its languages. Some queries for each site and language."""
    shown = shown_pages(page.get_translations(inclusive=True).values_list("pk", flat=True))
    return {place for one in shown for place in _places(one)}


def _places(shown: Shown) -> set[Place]:
    found = set()
    for visit in every_visit():
        with visiting(visit), translation.override(visit.language):
            for finder in _finders:
                found.update(
                    Place(kind, visit.root_url, path, language)
                    for kind, path, language in finder(visit, shown)
                )
    return found


def pages_showing(image) -> set[Place]:
    """The places of a picture: the pages that name it, and the lists that show it with its page."""
    naming = named_by([image])
    found = set()
    for shown in shown_pages(naming):
        versions = {one.language: one for one in shown.versions if one.pk in naming}
        for place in _places(shown):
            page = versions.get(place.language)
            if page is None:
                continue
            if place.kind == Kind.PAGE and _is_present(place, page):
                found.add(place._replace(kind=Kind.NAMED))
            elif place.kind in (Kind.LIST, Kind.FRONT) and page.image_id == image.pk:
                found.update({place} if page.listed_with_picture else ())
    return found


def _is_present(place: Place, page: Page) -> bool:
    """Whether this is the page's address now: a former one only leads there."""
    return page.depth <= HOME_DEPTH or place.path.endswith(f"/{page.slug}/")


# --- of every page -------------------------------------------------------------------------------
def find(visit: Visit, shown: Shown) -> Iterable[tuple[str, str, str]]:
    """The places that a page of any type has."""
    page = shown.for_visit(visit)
    for section in load_sections(visit):
        for one in section.get("pages", ()):
            if one.pk in shown.ids:
                yield Kind.FRONT, visit.home.site_path, one.language
    if page is None:
        return
    path = visit.path_of(page)
    if texts.is_searched(type(page)):
        yield Kind.SEARCH, f"/{visit.language}/{SEARCH_SLUG}/", page.language
    if getattr(page, "fragment", ""):
        return  # a part of another page
    yield Kind.PAGE, path, page.language
    for former in former_paths(visit, page, shown):
        yield Kind.PAGE, former, page.language
    for other in shown.versions:
        if other.pk != page.pk:
            yield Kind.NAMED, path, other.language  # the language switch, and what engines are told
    if page.language == visit.language and (
        not is_shared(page) or visit.partner.pk == visit.library.pk
    ):
        yield Kind.SITEMAP, SITEMAP, page.language
    if any(node.id == page.pk for node in visit.menu):
        yield Kind.MENU, visit.home.site_path, page.language
    for naming in shown.naming:
        other = naming.for_visit(visit)
        if other is not None and not getattr(other, "fragment", ""):
            yield Kind.NAMED, visit.path_of(other), page.language


def former_paths(visit: Visit, page: Page, shown: Shown) -> Iterable[str]:
    """Paths on the visited site that used to be this page's."""
    for url_path in shown.former.get(page.pk, []):
        if url_path.startswith(SHARED_URL_PATH):
            here = visit.path_of(page).rstrip("/").rpartition("/")[0]
            yield f"{here}/{url_path.rstrip('/').rpartition('/')[2]}/"
        elif url_path.startswith(visit.home.url_path):
            yield f"/{visit.language}/{url_path[len(visit.home.url_path) :]}"
