"""A screen of the admin where a partner copies what its other web pages need to show this site."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access

from cms.language.locales import language_name
from partners.models import Partner
from stories.models import CulturalToolPage

# Height of the frame in CSS pixels: enough for what the piece shows on a telephone.
HEIGHTS = {"embed_stories": 720, "embed_events": 640, "embed_tool": 420}


@dataclass(frozen=True)
class Piece:
    """One piece in one language: what to copy for an iframe, and the address of its fragment."""

    title: str
    line: str
    fragment: str


@require_admin_access
def embed_lines(request):
    """The lines of the sites for which the person works, in each of their languages."""
    partners = Partner.objects.select_related("site")
    if not request.user.is_superuser:
        partners = partners.filter(groups__group__user=request.user).distinct()
    tools = _tools(translation.get_language())
    tool = request.GET.get("tool")
    if tool not in tools:
        tool = next(iter(tools), None)
    sites = [
        (
            partner.name,
            [(language_name(code), _pieces(partner, code, tool)) for code in partner.languages],
        )
        for partner in partners
    ]
    data = [one for partner in partners[:1] for one in _library_data(partner)]
    context = {"sites": sites, "tools": tools, "tool": tool, "library_data": data}
    return render(request, "embeds/lines.html", context)


def _library_data(partner: Partner) -> list[tuple[str, str]]:
    """The whole library as data: (format, address). The same on every site."""
    with translation.override(partner.source_language):
        return [
            (name, partner.site.root_url + reverse(route))
            for name, route in (("JSON", "tools_json"), ("CSV", "tools_csv"))
        ]


def _tools(language: str) -> dict[str, str]:
    """Slug → title of every live tool, in this language where it exists, by title."""
    rows = (
        CulturalToolPage.objects.live()
        .filter(Q(locale__language_code=language) | Q(locale__language_code=F("original_language")))
        .values_list("slug", "title", "locale__language_code")
    )
    titles: dict[str, str] = {}
    for slug, title, code in rows:
        if code == language or slug not in titles:
            titles[slug] = title
    return dict(sorted(titles.items(), key=lambda item: item[1].casefold()))


def _pieces(partner: Partner, language: str, tool: str | None) -> list[Piece]:
    named = [
        (_("Latest stories"), "embed_stories", {}),
        (_("Next events"), "embed_events", {}),
    ]
    if tool:
        named.append((_("One tool"), "embed_tool", {"slug": tool}))
    return [_piece(partner, language, *one) for one in named]


def _piece(partner: Partner, language: str, title: str, name: str, kwargs: dict) -> Piece:
    root = partner.site.root_url
    with translation.override(language):
        address = root + reverse(name, kwargs=kwargs)
        fragment = root + reverse(f"{name}_fragment", kwargs=kwargs)
        # The frame's name is for readers of that page: in their language, not the editor's.
        line = format_html(
            '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>',
            address,
            title,
            HEIGHTS[name],
        )
    return Piece(title=title, line=line, fragment=fragment)
