"""How much may be sent to the admin host, and how many rows a form may say that it has."""

from django.conf import settings
from django.core.exceptions import BadRequest

MEGABYTE = 1024 * 1024
# Somebody who is not signed in sends a name, a password and a form's token.
MOST_FROM_STRANGERS = 64 * 1024  # bytes
# The largest file, or the longest page; and the form around it.
MOST_FROM_EDITORS = (
    max(
        settings.WAGTAILDOCS_MAX_UPLOAD_SIZE,
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    )
    + 2 * MEGABYTE
)
# Names by which a form says how many rows follow: of formsets, and of a StreamField's blocks.
COUNTS = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-count")


def too_much(request) -> int | None:
    """The most bytes that may be sent, where more are announced; None where they are not.

    A server reads no more than the announced number, and nothing where none is announced.
    """
    most = MOST_FROM_STRANGERS if request.user.is_anonymous else MOST_FROM_EDITORS
    try:
        announced = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        announced = 0
    return most if announced > most else None


def check_counts(sent) -> None:
    """A row has a field at least, so a form of so many fields has no more rows.

    Raises BadRequest; otherwise «a billion rows» would be made, checked and shown.
    """
    for name in sent:
        if name.endswith(COUNTS):
            for value in sent.getlist(name):
                if value and not (value.isascii() and value.isdigit() and len(value) < 10):
                    raise BadRequest(f"{name} is no number")
                if value and int(value) > len(sent):
                    raise BadRequest(f"{name} says more than was sent")
