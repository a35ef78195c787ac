"""Which errors say that what was sent cannot be read, and which that we made a mistake.

Wagtail's and localize's views read numbers and fields of a request without asking whether they are
there or are numbers (``int(request.POST["body-count"])``, ``pk__in=request.GET.getlist("id")``),
and answer with a failure of the server. Each kind of such an error is named here once.
"""

from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

# Wagtail 8.0.1: the dialogue for a link to another site takes the address for sent.
READ_WITHOUT_ASKING = {"wagtail.admin.forms.choosers"}


def is_unreadable(request, error: Exception) -> bool:
    """Whether the request is at fault: by what the error is, or by what it quotes of it."""
    if isinstance(error, BadRequest):
        return True
    # A field that every form sends is missing.
    if isinstance(error, MultiValueDictKeyError):
        return True
    if isinstance(error, AttributeError) and error.obj is None:
        return _module_of(error) in READ_WITHOUT_ASKING
    # Half a character (a lone surrogate), which no database and no page can hold.
    if isinstance(error, UnicodeEncodeError):
        return error.reason == "surrogates not allowed"
    # The database has no place for such a value: too long, too large, with a NUL in it.
    if isinstance(error, (DataError, OverflowError)):
        return True
    if isinstance(error, ValidationError):
        return True
    # An address to go on to that is none; a number that is none.
    if isinstance(error, (ValueError, NoReverseMatch)):
        return _quotes_what_was_sent(request, str(error))
    return False


def _quotes_what_was_sent(request, message: str) -> bool:
    if "NUL (0x00)" in message:
        return True
    sent = [value for values in request.GET.lists() for value in values[1]]
    if request.method == "POST":
        sent += [value for values in request.POST.lists() for value in values[1]]
    return any(repr(value) in message or f"'{value}'" in message for value in sent)


def _module_of(error: Exception) -> str:
    """Where it was met."""
    place = error.__traceback__
    while place.tb_next is not None:
        place = place.tb_next
    return place.tb_frame.f_globals.get("__name__", "")
