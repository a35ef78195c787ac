"""Whether the links of a page lead to something that its readers can open.

Links in running text, pages of link cards, documents: all asked for together, in three queries
whatever their number.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import F
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from home.readiness.contents import DOCUMENT, PAGE, RICH_TEXT, pieces
from home.readiness.problems import Problem
from partners import scoping
from partners.access.bounds import sentence
from partners.access.ownership import partner_of
from partners.access.references import Reference
from partners.library import library_collection_paths

ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'\b(linktype|id)="([^"]*)"')


class Link(NamedTuple):
    """One link: a page's or a document's number, the words that readers press, and its place."""

    kind: int
    id: int
    words: str
    field: str
    block: str


def check(page: Page, place: Page) -> Iterator[Problem]:
    """Links to what is deleted, not published, or another partner's."""
    links = list(links_of(page))
    if not links:
        return
    partner = partner_of(place)
    yield from _pages([link for link in links if link.kind == PAGE], page, place, partner)
    yield from _documents([link for link in links if link.kind == DOCUMENT], partner)


def links_of(page: Page) -> Iterator[Link]:
    """Every link of a page to a page or document of this house."""
    for piece in pieces(page):
        if piece.kind == RICH_TEXT:
            for match in ANCHOR.finditer(piece.value):
                attributes = dict(ATTRIBUTE.findall(match.group(1)))
                kind = {"page": PAGE, "document": DOCUMENT}.get(attributes.get("linktype", ""))
                if kind is not None and attributes.get("id", "").isdigit():
                    words = strip_tags(match.group(2)).strip()
                    yield Link(kind, int(attributes["id"]), words, piece.field, piece.block)
        elif piece.kind in (PAGE, DOCUMENT):
            words = str((piece.around or {}).get("title") or "").strip()
            yield Link(piece.kind, int(piece.value), words, piece.field, piece.block)


def kind_of_link(link: Link) -> type:
    """The model of what a link leads to."""
    return Page if link.kind == PAGE else get_document_model()


def _pages(links: list[Link], page: Page, place: Page, partner) -> Iterator[Problem]:
    if not links:
        return
    named, live = {}, {}
    rows = Page.objects.filter(
        translation_key__in=Page.objects.filter(pk__in={link.id for link in links}).values(
            "translation_key"
        )
    ).values("pk", "draft_title", "live", "url_path", "path", "translation_key", "alias_of_id",
             language=F("locale__language_code"))  # fmt: skip
    for row in rows:
        named[row["pk"]] = row
        if row["live"] and not row["alias_of_id"]:
            live.setdefault(row["translation_key"], set()).update((row["language"], row["pk"]))
    root = partner.root_page_path if partner else None
    language = (page if page.locale_id else place).locale.language_code
    for link in links:
        row = named.get(link.id)
        is_shared = row is not None and row["url_path"].startswith(scoping.SHARED_URL_PATH)
        is_own = row is not None and root is not None and row["path"].startswith(root)
        if not (is_shared or is_own):
            yield _out_of_bounds(link)
        elif not {language, link.id} & live.get(row["translation_key"], set()):
            yield _to_draft(link, row["draft_title"], is_shared)


def _out_of_bounds(link: Link) -> Problem:
    """Another partner's and a deleted one are told alike: the sentence tells nothing of either."""
    reference = Reference(kind_of_link(link), link.id, link.field, link.block, link.words)
    return Problem(sentence(reference), link.field, link.block)


def _to_draft(link: Link, title: str, is_shared: bool) -> Problem:
    """Two new pages may name each other: the first to be published waits for the second."""
    words = {"words": link.words, "title": title}
    if is_shared:
        sentence = _(
            "The link “%(words)s” leads to “%(title)s”, which the common library does not show to "
            "readers. Choose another page, or take the link away."
        )
    else:
        sentence = _(
            "The link “%(words)s” leads to “%(title)s”, which is not published: until it is, "
            "readers see the words without a link."
        )
    return Problem(sentence % words, link.field, link.block, stops=is_shared)


def _documents(links: list[Link], partner) -> Iterator[Problem]:
    if not links:
        return
    paths = dict(
        get_document_model()
        .objects.filter(pk__in={link.id for link in links})
        .values_list("pk", "collection__path")
    )
    allowed = tuple(library_collection_paths())
    if partner is not None:
        allowed += (partner.collection.path,)
    for link in links:
        if not paths.get(link.id, "").startswith(allowed):
            yield _out_of_bounds(link)
