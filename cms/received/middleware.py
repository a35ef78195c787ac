"""Refuses what cannot be a request, on every host, before a view has to think of it."""

import logging

from django.utils.http import url_has_allowed_host_and_scheme

from cms.received.answers import not_there, too_large, unreadable
from cms.received.bounds import check_counts, too_much
from cms.received.faults import is_unreadable
from partners.hosts import HostKind

logger = logging.getLogger("rescom.received")

NUL = "\0"


class ReceivedMiddleware:
    """After the languages and the sign-in, before the forms' tokens are looked at.

    No page, no picture and no file has a NUL in its address, so nobody is asked for it. On the
    admin host a question with one is refused likewise: PostgreSQL has no place for it, and every
    list would answer with a failure. Forms say so at the field themselves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if NUL in request.path_info:
            return not_there(request)
        if request.host_kind is HostKind.ADMIN:
            if any(NUL in value for _name, values in request.GET.lists() for value in values):
                return unreadable(request)
            most = too_much(request)
            if most is not None:
                return too_large(request, most)
            request.GET = _with_usable_next(request, request.GET)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.host_kind is HostKind.ADMIN and request.method == "POST":
            check_counts(request.POST)
            request.POST = _with_usable_next(request, request.POST)

    def process_exception(self, request, exception):
        if not is_unreadable(request, exception):
            return None
        # With all that is needed to find it, should it be a mistake of ours after all.
        logger.warning("What was sent to %s cannot be read.", request.path, exc_info=exception)
        return unreadable(request, exception)


def _with_usable_next(request, sent):
    """The same without a «next» that is no address of this host.

    Django takes «next=x» for the name of a view and fails on it, after the work is done.
    """
    if "next" not in sent:
        return sent
    address = sent["next"]
    if address.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    ):
        return sent
    sent = sent.copy()
    del sent["next"]
    return sent
