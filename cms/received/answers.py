"""What is answered to a request that cannot be read: a page, or words for the script that asked."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.ended_sessions import wants_json
from partners.hosts import HostKind


def not_there(request) -> HttpResponse:
    """404 for an address that nothing can have; no question to the database."""
    return _page(request, "404_plain.html", 404)


def unreadable(request, error: Exception | None = None) -> HttpResponse:
    """400: what was sent is no form of ours. The reasons, where the error has them in words."""
    reasons = error.messages if isinstance(error, ValidationError) else []
    sentence = _("What was sent could not be read, so nothing was saved.")
    return _answer(request, 400, sentence, reasons)


def too_large(request, most: int) -> HttpResponse:
    """413, without reading it."""
    sentence = _("This is too much to be sent at once. The limit is %(limit)s.") % {
        "limit": filesizeformat(most)
    }
    return _answer(request, 413, sentence, [])


def _answer(request, status: int, sentence: str, reasons: list[str]) -> HttpResponse:
    if _asked_by_script(request):
        words = " ".join([sentence, *reasons])
        # The first three are what Wagtail's autosave understands, the last what its API says.
        told = {
            "success": False,
            "error_code": "validation_error",
            "error_message": words,
            "message": words,
        }
        return JsonResponse(told, status=status)
    return _page(request, "400.html", status, {"sentence": sentence, "reasons": reasons})


def _asked_by_script(request) -> bool:
    """By what a browser says of a request; older ones, and Wagtail's scripts, by their headers."""
    return (
        wants_json(request)
        or request.headers.get("sec-fetch-mode", "navigate") != "navigate"
        or request.headers.get("x-requested-with") == "XMLHttpRequest"
    )


def _page(request, template: str, status: int, context: dict | None = None) -> HttpResponse:
    """A page that needs nothing but this process, in the language of the request."""
    language = get_language()
    is_admin = request.host_kind is HostKind.ADMIN
    words = {"language": language, "is_admin": is_admin} | (context or {})
    html = render_to_string(template, words)
    return HttpResponse(html, status=status, headers={"Content-Language": language})
