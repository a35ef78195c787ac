"""Refuses what cannot be a request, on every host, before a view has to think of it."""

import logging
import traceback

from cms.received.answers import not_there, too_large, unreadable
from cms.received.bounds import check_counts, too_much
from cms.received.faults import is_unreadable
from partners.hosts import HostKind

logger = logging.getLogger("rescom.received")

MOST_FRAMES = 5
NUL = "\0"
# Of the tree of pages, whose paths are 255 characters, four for each level, none is deeper.
DEEPEST = 64
# An address of the deepest page would be longer, but no server in front lets it through.
LONGEST_ADDRESS = 4096  # characters


class ReceivedMiddleware:
    """After the languages and the sign-in, before the forms' tokens are looked at.

    No page, no picture and no file has a NUL in its address or stands below thousands of others,
    so nobody is asked for it. On the admin host a question with a NUL is refused likewise:
    PostgreSQL has no place for it, and every list would answer with a failure. Forms say so at the
    field themselves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_nowhere(request.path_info):
            return not_there(request)
        if request.host_kind is HostKind.ADMIN:
            if any(NUL in value for _name, values in request.GET.lists() for value in values):
                return unreadable(request)
            most = too_much(request)
            if most is not None:
                return too_large(request, most)
            request.GET = _without_unusable_next(request.GET)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.host_kind is HostKind.ADMIN and request.method == "POST":
            check_counts(request.POST)
            request.POST = _without_unusable_next(request.POST)

    def process_exception(self, request, exception):
        if not is_unreadable(request, exception):
            return None
        # With the places where it was met, should it be a mistake of ours after all.
        frames = traceback.extract_tb(exception.__traceback__)[-MOST_FRAMES:]
        logger.warning(
            "What was sent to %r cannot be read: %.300r at %s",
            request.path,
            exception,
            ", ".join(f"{frame.filename}:{frame.lineno}" for frame in frames),
        )
        return unreadable(request, exception)


def is_nowhere(path: str) -> bool:
    """Whether nothing can stand at this path; looking for it would only cost."""
    return NUL in path or len(path) > LONGEST_ADDRESS or path.count("/") > DEEPEST


def _without_unusable_next(sent):
    """The same without a «next» that is no address at all; of which host, the gate asks.

    Django takes «next=x» for the name of a view and fails on it, after the work is done.
    """
    if "next" not in sent or sent["next"].startswith(("/", "http://", "https://")):
        return sent
    sent = sent.copy()
    del sent["next"]
    return sent
