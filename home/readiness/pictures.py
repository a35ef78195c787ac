"""Whether those who cannot see the pictures of a page are told what they show."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.readiness.contents import PICTURE, pieces
from home.readiness.problems import Problem

# What a camera or a scanner calls a file is no description: «IMG_2041», «photo-1.jpg».
FILE_NAME = re.compile(
    r"^\S+\.(?:jpe?g|png|webp|avif|gif|heic)$|^(?:img|dsc|dscn|p|pxl)[_-]?\d{3,}$", re.I
)


def check(page: Page, place: Page) -> Iterator[Problem]:
    """Pictures in the text without a description, and descriptions that are names of files."""
    if page.image_id and FILE_NAME.match(page.image_alt.strip()):
        yield Problem(_is_file_name(page.image_alt), "image_alt")
    for piece in pieces(page):
        if piece.kind != PICTURE or not piece.value.get("image"):
            continue
        alt = (piece.value.get("alt_text") or "").strip()
        if not alt and not piece.value.get("decorative"):
            yield Problem(
                _("Say what the picture shows, for those who cannot see it."),
                piece.field,
                piece.block,
            )
        elif FILE_NAME.match(alt):
            yield Problem(_is_file_name(alt), piece.field, piece.block)


def _is_file_name(words: str) -> str:
    return _("“%(words)s” is the name of a file: say what the picture shows.") % {"words": words}
