"""Whether those who cannot see the pictures of a page are told what they show."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page

from home.readiness.contents import PICTURE, pieces
from home.readiness.problems import Problem

# What a camera or a scanner calls a file is no description: «IMG_2041», «photo-1.jpg».
FILE_NAME = re.compile(
    r"^\S+\.(?:jpe?g|png|webp|avif|gif|heic)$|^(?:img|dsc|dscn|p|pxl)[_-]?\d{3,}$", re.I
)


def check(page: Page, place: Page) -> Iterator[Problem]:
    """Pictures in the text without a description, and descriptions that are names of files."""
    yield from _withdrawn(page)
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


def _withdrawn(page: Page) -> Iterator[Problem]:
    """What readers would not see, once for each place. One query."""
    places = {("image", ""): page.image_id} if page.image_id else {}
    for piece in pieces(page):
        image_id = piece.value.get("image") if piece.kind == PICTURE else None
        if image_id:
            places[piece.field, piece.block] = image_id
    if not places:
        return
    withdrawn = get_image_model().objects.filter(withdrawn_at__isnull=False)
    gone = set(withdrawn.filter(pk__in=places.values()).values_list("pk", flat=True))
    for (field, block), image_id in places.items():
        if image_id in gone:
            sentence = _(
                "A picture on this page is withdrawn: readers do not see it. Choose another, or "
                "take it out."
            )
            yield Problem(sentence, field, block, stops=False)


def _is_file_name(words: str) -> str:
    return _("“%(words)s” is the name of a file: say what the picture shows.") % {"words": words}
