"""The page on localhost and 127.0.0.1, in the demo only: where the five sites and the admin are."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from partners.languages import best_language
from partners.models import Partner, PartnerText


def _sites(language: str) -> list[dict]:
    """Partners with their name in the visitor's language, and a link for each language."""
    names = {}
    for text in PartnerText.objects.select_related("profile").order_by("language"):
        names.setdefault(text.profile.site_id, {})[text.language] = text.name
    known = dict(settings.LANGUAGES)
    sites = []
    for partner in Partner.objects.select_related("site"):
        own = names.get(partner.site_id, {})
        shown = language if language in own else partner.source_language
        sites.append(
            {
                "name": own.get(shown, partner.name),
                "name_language": shown if shown != language and shown in own else "",
                "address": f"{partner.site.root_url}/",
                "host": partner.site.root_url.removeprefix("http://"),
                "languages": [(code, known[code]) for code in partner.languages],
            }
        )
    return sites


@require_safe
def signpost(request, status=200, **_path):
    """Leads to the sites and the admin, in the language that the browser asks for."""
    codes = [code for code, _name in settings.LANGUAGES]
    language = best_language(request, codes, settings.LANGUAGE_CODE)
    with translation.override(language):
        response = render(
            None,
            "signpost.html",
            {
                "language": language,
                "sites": _sites(language),
                "admin_address": settings.WAGTAILADMIN_BASE_URL
                + reverse("wagtailadmin_home", urlconf=settings.ROOT_URLCONF),
                "missing": status != 200,
            },
            status=status,
        )
    response.headers["Content-Language"] = language
    response.headers["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def lost(request, exception=None):
    """Any other address here: the same page, and the status that says it does not exist."""
    return signpost(request, status=404)
