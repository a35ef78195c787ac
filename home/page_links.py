"""Where links in running text lead on the visited site: all links of a page in one query."""

import re
from collections.abc import Iterable, Iterator

from django.db.models import F
from django.utils.html import format_html
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from partners import scoping

PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
PAGE_ID = re.compile(r'\bid="(\d+)"')
# An anchor that leads nowhere: its words stay, as ordinary text.
NO_LINK = "<a>"


def prepare(page: Page, visit) -> None:
    """Resolve the links of all texts of a page at once, before its blocks are shown one by one."""
    if visit is not None:
        resolved(visit, (int(found) for text in _texts(page) for found in _linked_ids(text)))


def _linked_ids(text: str) -> Iterator[str]:
    for tag in PAGE_LINK.findall(text):
        yield from PAGE_ID.findall(tag)


def _texts(page: Page) -> Iterator[str]:
    for field in page._meta.concrete_fields:
        if isinstance(field, RichTextField):
            yield getattr(page, field.name) or ""
        elif isinstance(field, StreamField):
            yield from _strings(list(getattr(page, field.name).raw_data))


def _strings(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def resolved(visit, ids: Iterable[int]) -> dict[int, str]:
    """Page id → opening tag, of everything asked for in this visit; one query for what is new."""
    links = visit.__dict__.setdefault("page_links", {})
    unknown = set(ids) - links.keys()
    if not unknown:
        return links
    versions: dict = {}
    keys = {}
    rows = Page.objects.filter(
        translation_key__in=Page.objects.filter(pk__in=unknown).values("translation_key")
    ).annotate(language_code=F("locale__language_code"))
    for row in rows:
        versions.setdefault(row.translation_key, []).append(row)
        keys[row.pk] = row.translation_key
    for page_id in unknown:
        links[page_id] = _opening_tag(visit, page_id, versions.get(keys.get(page_id), []))
    return links


def _opening_tag(visit, page_id: int, versions: list[Page]) -> str:
    """The link to the best live version: in the reader's language, else the page that was named."""
    live = {page.language_code: page for page in versions if page.live and page.alias_of_id is None}
    named = next((page for page in live.values() if page.pk == page_id), None)
    page = live.get(visit.language) or named
    if page is not None and scoping.is_shared(page) and visit.needs_source_language:
        page = page if visit.partner.source_language in live else None
    path = visit.path_of(page) if page is not None else None
    return format_html('<a href="{}">', path) if path else NO_LINK
