"""What is refused looks as if it did not exist, and somebody can read that it was asked for."""

import logging

from django.http import Http404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import page_not_found
from wagtail.admin.auth import reject_request
from wagtail.admin.localization import get_localized_response

logger = logging.getLogger("rescom.access")


def refuse(request, name: str, what: str):
    """The admin's ordinary 404, and a line in the log.

    name: the address, as verdicts call it. what: what was refused, with its kind. Who is not
    signed in is led to where one signs in, as on every screen of the admin. Raises Http404 for
    addresses outside the admin (documents, pictures), which have the house's own page for that.
    """
    in_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
    if request.user.is_anonymous and in_admin:
        return reject_request(request)
    logger.warning(
        "Refused: user %s, %s %s (%s): %s",
        request.user.pk or "nobody",
        request.method,
        _one_line(request.get_full_path()),
        name,
        _one_line(what),
    )
    if not in_admin:
        raise Http404
    response = get_localized_response(_not_found, request)
    add_never_cache_headers(response)
    return response


def _not_found(request):
    return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")


def _one_line(text: str) -> str:
    """What a stranger sent, so that it makes no lines of its own and is not endless."""
    return text.encode("unicode_escape").decode("ascii")[:500]
