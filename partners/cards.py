"""What other services show of a link: a card with the partner's pattern and name.

Made when a look or a name is saved, never in a reader's request. Its file name carries a hash of
everything that is drawn, so a page knows the address without asking whether the file is there.
"""

import hashlib
import io
from functools import cache
from itertools import groupby

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_save
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Site

from partners.patterns import Area, Line, Ring, tile

CARD_WIDTH, CARD_HEIGHT = 1200, 630  # pixels; Open Graph's 1.91 : 1
FOLDER = "cards/"
# Changes when the drawing itself does, so that caches of other services ask again.
EDITION = "1"

MARGIN = 80
PATTERN_LEFT = 760
PATTERN_SCALE = 2  # tile units to pixels
OVERSAMPLING = 2  # drawn larger and made smaller: Pillow's own edges are jagged
NETWORK = "RESCOM"

# The files of the display face, each with the letters that only it has.
FACES = (("latin", 0x0000, 0x00FF), ("latin-ext", 0x0100, 0x03FF), ("cyrillic", 0x0400, 0x052F))


def card_name(key: str, language: str, look, short_name: str) -> str:
    """File name of a partner's card in one language, without any folder."""
    drawn = (EDITION, look.accent, look.tint, look.pattern, short_name)
    digest = hashlib.sha256("\n".join(drawn).encode()).hexdigest()[:8]
    return f"{key}-{language}.{digest}.png"


def card(look, short_name: str) -> bytes:
    """The card as PNG: the name on the partner's tint, the pattern in its accent beside it."""
    image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), look.tint)
    image.paste(look.accent, (PATTERN_LEFT, 0), _pattern_mask(look.pattern))
    draw = ImageDraw.Draw(image)
    lines, size = _fitted(short_name, PATTERN_LEFT - 2 * MARGIN)
    height = round(size * 1.15)
    top = (CARD_HEIGHT - height * len(lines)) // 2 - 40
    for number, line in enumerate(lines):
        _write(draw, (MARGIN, top + number * height), line, size, "#1b1b1f")
    top += height * len(lines) + 40
    draw.rectangle((MARGIN, top, MARGIN + 64, top + 7), fill=look.accent)
    _write(draw, (MARGIN, top + 32), NETWORK, 40, look.accent, spacing=6)
    file = io.BytesIO()
    # Few colours: a third of the size, and no difference to be seen.
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def connect() -> None:
    """Make cards whenever a look or a name is saved; called once, when the app is ready."""
    from partners import models

    for model in (models.PartnerLook, models.PartnerProfile, models.PartnerText):
        post_save.connect(_saved, sender=model, dispatch_uid=f"cards_{model.__name__}")


def _saved(sender, instance, raw=False, **kwargs):
    # After the transaction: names and look are rows of two tables, saved one after the other.
    if not raw:
        setting = getattr(instance, "profile", instance)
        transaction.on_commit(lambda: _save_cards_of(setting.site_id), robust=True)


def _save_cards_of(site_id: int) -> None:
    site = Site.objects.filter(pk=site_id).first()
    if site is not None:
        save_cards(site)


def save_cards(site) -> list[str]:
    """Make the cards of a site that are not there yet, one for each of its names.

    Returns the names of the files made. Older cards stay: links already shared still show them.
    """
    partner, look, profile = (
        getattr(site, name, None) for name in ("partner", "partnerlook", "partnerprofile")
    )
    if partner is None or look is None or profile is None:
        return []
    made = []
    for text in profile.texts.all():
        name = FOLDER + card_name(partner.key, text.language, look, text.short_name)
        if not default_storage.exists(name):
            made.append(default_storage.save(name, ContentFile(card(look, text.short_name))))
    return made


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    path = settings.BASE_DIR / "static" / "fonts" / f"literata-{name}.woff2"
    return ImageFont.truetype(str(path), size)


def _face_of(letter: str) -> str:
    code = ord(letter)
    return next((name for name, first, last in FACES if first <= code <= last), "latin")


def _width(text: str, size: int, spacing: int = 0) -> float:
    runs = groupby(text, _face_of)
    return sum(_face(name, size).getlength("".join(run)) for name, run in runs) + spacing * len(
        text
    )


def _fitted(text: str, width: int) -> tuple[list[str], int]:
    """The text in as few and large lines as fit: lines and size in pixels."""
    words = text.split()
    for size in range(112, 40, -4):
        lines = [""]
        for word in words:
            longer = f"{lines[-1]} {word}".strip()
            if _width(longer, size) <= width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) <= 3 and all(_width(line, size) <= width for line in lines):
            return lines, size
    return [text], 44


def _write(draw, position, text: str, size: int, colour: str, spacing: int = 0) -> None:
    x, y = position
    pieces = list(text) if spacing else ["".join(run) for _name, run in groupby(text, _face_of)]
    for piece in pieces:
        face = _face(_face_of(piece[0]), size)
        draw.text((x, y), piece, font=face, fill=colour)
        x += face.getlength(piece) + spacing


def _pattern_mask(name: str) -> Image.Image:
    """The pattern over the right part of the card, as a mask: white where it is drawn."""
    drawn = tile(name)
    scale = PATTERN_SCALE * OVERSAMPLING
    one = Image.new("L", (drawn.width * scale, drawn.height * scale))
    draw = ImageDraw.Draw(one)
    for shape in drawn.shapes:
        if isinstance(shape, Area):
            draw.polygon([(x * scale, y * scale) for x, y in shape.points], fill=255)
        elif isinstance(shape, Line):
            points = [(x * scale, y * scale) for x, y in shape.points]
            draw.line(points, fill=255, width=round(shape.width * scale), joint="curve")
        elif isinstance(shape, Ring):
            (x, y), radius = shape.centre, shape.radius + shape.width / 2
            box = [(v * scale) for v in (x - radius, y - radius, x + radius, y + radius)]
            draw.ellipse(box, outline=255, width=round(shape.width * scale))
    one = one.resize((drawn.width * PATTERN_SCALE, drawn.height * PATTERN_SCALE), Image.LANCZOS)
    mask = Image.new("L", (CARD_WIDTH - PATTERN_LEFT, CARD_HEIGHT))
    for left in range(0, mask.width, one.width):
        for top in range(0, mask.height, one.height):
            mask.paste(one, (left, top))
    return mask
