"""Answers that belong to no page: what is not there, what failed, and the partners' colours."""

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import requires_csrf_token

from cms.ended_sessions import signed_out_answer, wants_json
from cms.received.answers import unreadable
from home.metadata import Metadata, language_choices
from home.views import in_other_languages
from partners.hosts import HostKind
from partners.languages import best_language
from partners.look import stylesheet, stylesheet_hash
from partners.models import PartnerLook
from partners.scoping import current_visit

logger = logging.getLogger("rescom")

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


def not_found(request, exception=None):
    """404 in a language of the site; where the page exists in other languages, links to them.

    Without a site, or when the database does not answer, a page that needs neither.
    """
    visit = current_visit()
    if visit is not None:
        try:
            return _not_found_on_site(request, visit)
        except DatabaseError:
            logger.exception("A page was not found, and the database did not answer.")
    return _standalone(request, "404_plain.html", 404)


def _not_found_on_site(request, visit) -> HttpResponse:
    with translation.override(visit.language):
        context = {
            "elsewhere": _same_page_elsewhere(request, visit),
            "metadata": Metadata(choices=language_choices(visit, {})),
        }
        return render(request, "404.html", context, status=404)


def _same_page_elsewhere(request, visit) -> list[tuple[str, str]]:
    """(language code, path) of this address in the site's languages: slugs are the same in all."""
    prefix, *components = [part for part in request.path_info.split("/") if part] or [""]
    if prefix not in LANGUAGE_CODES:
        return []
    return in_other_languages(request, visit, components)


@requires_csrf_token
def csrf_failure(request, reason=""):
    """A form of the admin was sent without its token: what to do, and nothing lost."""
    if wants_json(request):
        return signed_out_answer()
    return _standalone(request, "403_form_expired.html", 403)


def bad_request(request, exception=None):
    """400 for what Django itself refuses: too many fields, a form that breaks off."""
    return unreadable(request)


def server_error(request):
    """500 in the language of the address, without the database: it may be what failed."""
    return _standalone(request, "500.html", 500)


def _standalone(request, template: str, status: int) -> HttpResponse:
    """A page that needs nothing but this process: no query, no session, no partner."""
    prefix = request.path_info.split("/", 2)[1] if "/" in request.path_info else ""
    if prefix in LANGUAGE_CODES:
        language = prefix
    else:
        language = best_language(request, LANGUAGE_CODES, settings.LANGUAGE_CODE)
    with translation.override(language):
        is_admin = getattr(request, "host_kind", None) is HostKind.ADMIN
        html = render_to_string(template, {"language": language, "is_admin": is_admin})
    return HttpResponse(html, status=status, headers={"Content-Language": language})


@cache_control(public=True, max_age=60 * 60 * 24 * 365, immutable=True)
def partner_stylesheet(request, key: str, digest: str):
    """A partner's colours. The address carries their hash, so it can be kept for ever."""
    look = PartnerLook.objects.filter(site__partner__key=key).first()
    if look is None or stylesheet_hash(look) != digest:
        raise Http404
    return HttpResponse(stylesheet(look), content_type="text/css; charset=utf-8")
