"""A partner's colours: contrast, and the small stylesheet that carries them to its readers."""

import hashlib
import math
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PATTERNS = [
    ("waves", _("waves")),
    ("shelves", _("shelves")),
    ("weave", _("weave")),
    ("rings", _("rings")),
    ("embroidery", _("embroidery")),
    # Translators: a drawing of ploughed fields, seen from above.
    ("fields", pgettext_lazy("pattern", "fields")),
]

colour_validator = RegexValidator(
    re.compile(r"^#[0-9a-f]{6}\Z"), _("Write a colour as #rrggbb, in small letters and digits.")
)

# The paper and ink of every site (static/css/tokens.css has the same figures; a test compares).
PAPER, INK = "#ffffff", "#1b1b1f"
PAPER_DARK, INK_DARK = "#121417", "#ececf0"

# The grey of what is said beside the text.
QUIET, QUIET_DARK = "#54545e", "#b0b0ba"

# WCAG 2.2, success criterion 1.4.3: text of normal size.
MINIMUM_CONTRAST = 4.5


@dataclass(frozen=True)
class Use:
    """Two colours that meet on a reader's page.

    colour and ground: a field of PartnerLook, or a colour of every site. field: the one to change
    where they cannot be told apart. words: what it is, as the beginning of a sentence.
    """

    colour: str
    ground: str
    field: str
    words: str


USES = [
    Use("accent", PAPER, "accent", _("Links on a light page")),
    Use("accent", "tint", "accent", _("Links on the light tint")),
    Use(INK, "tint", "tint", _("Text on the light tint")),
    Use(QUIET, "tint", "tint", _("Grey text on the light tint")),
    Use("accent_dark", PAPER_DARK, "accent_dark", _("Links on a dark page")),
    Use("accent_dark", "tint_dark", "accent_dark", _("Links on the dark tint")),
    Use(INK_DARK, "tint_dark", "tint_dark", _("Text on the dark tint")),
    Use(QUIET_DARK, "tint_dark", "tint_dark", _("Grey text on the dark tint")),
]

# What to do about a field: whole sentences, because a word put into one would need its own form in
# each language. The use stands before a colon for the same reason.
TOO_LIGHT = _(
    "%(use)s: the contrast is %(contrast)s to 1 and must be at least 4.5 to 1, or readers cannot "
    "read it. Choose a darker colour."
)
TOO_DARK = _(
    "%(use)s: the contrast is %(contrast)s to 1 and must be at least 4.5 to 1, or readers cannot "
    "read it. Choose a lighter colour."
)
ADVICE = {
    "accent": TOO_LIGHT,
    "tint": TOO_DARK,
    "accent_dark": TOO_DARK,
    "tint_dark": TOO_LIGHT,
}


def is_colour(text: str) -> bool:
    """Whether a text is a colour as this house writes them: #rrggbb in small letters."""
    return bool(colour_validator.regex.match(text))


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, «relative luminance»)."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2, «contrast ratio»)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def contrast_problems(look) -> dict[str, list[ValidationError]]:
    """Fields of a look whose colours could not be read, with each use of them and what to do."""
    problems: dict[str, list[ValidationError]] = {}
    if not all(is_colour(getattr(look, field)) for field in ADVICE):
        return problems  # the field itself says that this is no colour
    for use in USES:
        colours = [getattr(look, name, name) for name in (use.colour, use.ground)]
        ratio = contrast(*colours)
        if ratio < MINIMUM_CONTRAST:
            # Cut, not rounded: 4.46 is not the 4.5 that is asked for.
            shown = number_format(math.floor(ratio * 10) / 10, decimal_pos=1)
            problems.setdefault(use.field, []).append(
                ValidationError(ADVICE[use.field], params={"use": use.words, "contrast": shown})
            )
    return problems


def stylesheet(look) -> str:
    """The partner's tokens as CSS: a file of its own, since readers' pages allow nothing inline."""
    return (
        ":root{"
        f"--accent:light-dark({look.accent},{look.accent_dark});"
        f"--tint:light-dark({look.tint},{look.tint_dark})"
        "}\n"
    )


def stylesheet_hash(look) -> str:
    """Eight hexadecimal digits that change with the colours: the address can be kept for ever."""
    return hashlib.sha256(stylesheet(look).encode()).hexdigest()[:8]
