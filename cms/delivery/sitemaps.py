"""What search engines are told of a site. Own code: Wagtail's sitemap lists one language only."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Page

from home.synthetic import is_marked
from partners.tree import below, readable
from stories.models import CulturalToolPage, EventIndexPage, EventPage, ToolIndexPage


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
    entries = _own_entries(visit)
    if visit.partner.pk == visit.library.pk:
        entries += _shared_entries(visit, CulturalToolPage, ToolIndexPage)
        entries += _shared_entries(visit, EventPage, EventIndexPage)
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")


def _own_entries(visit) -> list[dict]:
    rows = (
        Page.objects.filter(below(visit.partner.root_page_path), readable())
        .order_by("path")
        .values_list("translation_key", "locale__language_code", "url_path", "last_published_at")
    )
    addresses = []
    for key, language, url_path, changed in rows:
        home = visit.homes.get(language)
        if is_marked(url_path.rstrip("/").rpartition("/")[2]):
            continue
        if home and url_path.startswith(home.url_path):
            path = f"/{language}/{url_path[len(home.url_path) :]}"
            addresses.append((key, language, visit.root_url + path, changed))
    return _with_alternates(addresses, visit.primary_language)


def _shared_entries(visit, model: type[Page], index_model: type[Page]) -> list[dict]:
    rows = (
        visit.shared(model)
        .order_by("path")
        .values_list("translation_key", "locale__language_code", "slug", "last_published_at")
    )
    indexes = {code: visit.node_of(index_model, code) for code in visit.homes}
    addresses = [
        (key, language, f"{visit.root_url}{indexes[language].site_path}{slug}/", changed)
        for key, language, slug, changed in rows
        if indexes.get(language) and not is_marked(slug)
    ]
    return _with_alternates(addresses, visit.primary_language)


def _with_alternates(addresses, primary: str) -> list[dict]:
    versions: dict = {}
    for key, language, url, _changed in addresses:
        versions.setdefault(key, {})[language] = url
    return [
        {
            "url": url,
            "changed": changed,
            "alternates": versions[key] if len(versions[key]) > 1 else {},
            "default": versions[key].get(primary) or next(iter(versions[key].values())),
        }
        for key, _language, url, changed in addresses
    ]
