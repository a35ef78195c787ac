"""What search engines are told of a site. Own code: Wagtail's sitemap lists one language only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page

from home.metadata import default_of
from home.synthetic import is_marked
from partners.tree import below, readable
from stories import joint_calendar
from stories.labs import lists
from stories.models import CulturalToolPage, EventIndexPage, EventPage, ToolIndexPage
from stories.voices.models import ToolVoicePage


def robots(request):
    """Everything of a partner's host may be read; where its list of addresses is."""
    visit = request.visit
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {visit.root_url}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def sitemap(request):
    """The addresses of one site in all its languages, each with its alternates: three queries.

    Shared pages stand in the sitemap of the library's host only, where their addresses are
    canonical.
    """
    visit = request.visit
    entries = _own_entries(visit) + _list_entries(visit)
    if visit.partner.pk == visit.library.pk:
        entries += _shared_entries(visit, CulturalToolPage, ToolIndexPage)
        entries += _shared_entries(visit, EventPage, EventIndexPage)
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")


@dataclass(frozen=True)
class Address:
    """One live page: what it is a version of, and the language of the version for all others."""

    key: UUID | str
    language: str
    url: str
    changed: datetime | None
    preferred: str


def _own_entries(visit) -> list[dict]:
    rows = (
        Page.objects.filter(below(visit.partner.root_page_path), readable())
        .not_exact_type(ToolVoicePage)  # part of a tool's page
        .order_by("path")
        .values_list("translation_key", "locale__language_code", "url_path", "last_published_at")
    )
    addresses = []
    for key, language, url_path, changed in rows:
        home = visit.homes.get(language)
        if is_marked(url_path.rstrip("/").rpartition("/")[2]):
            continue
        if home and url_path.startswith(home.url_path):
            url = f"{visit.root_url}/{language}/{url_path[len(home.url_path) :]}"
            addresses.append(Address(key, language, url, changed, visit.primary_language))
    return _with_alternates(addresses, visit)


def _list_entries(visit) -> list[dict]:
    """Lists that are no pages of the tree: the calendar of the network, the labs of the past."""
    addresses = [
        Address(name, language, visit.root_url + path, None, visit.primary_language)
        for name, paths in (("calendar", joint_calendar.paths), ("labs", lists.paths))
        for language, path in paths(visit).items()
    ]
    return _with_alternates(addresses, visit)


def _shared_entries(visit, model: type[Page], index_model: type[Page]) -> list[dict]:
    rows = (
        visit.shared(model)
        .order_by("path")
        .values_list(
            "translation_key",
            "locale__language_code",
            "slug",
            "last_published_at",
            "original_language",
        )
    )
    indexes = {code: visit.node_of(index_model, code) for code in visit.homes}
    addresses = [
        Address(
            key,
            language,
            f"{visit.root_url}{indexes[language].site_path}{slug}/",
            changed,
            original,
        )
        for key, language, slug, changed, original in rows
        if indexes.get(language) and not is_marked(slug)
    ]
    return _with_alternates(addresses, visit)


def _with_alternates(addresses: list[Address], visit) -> list[dict]:
    """Entries in the same words as the pages' own heads (home/metadata.py)."""
    versions: dict = {}
    for one in addresses:
        versions.setdefault(one.key, {})[one.language] = one.url
    return [
        {
            "url": one.url,
            "changed": one.changed,
            "alternates": versions[one.key] if len(versions[one.key]) > 1 else {},
            "default": default_of(versions[one.key], one.preferred, visit),
        }
        for one in addresses
    ]
