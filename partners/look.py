"""A partner's colours: contrast, and the small stylesheet that carries them to its readers."""

import hashlib
import re

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

# WCAG 2.2, success criterion 1.4.3: text of normal size.
MINIMUM_CONTRAST = 4.5

# Two whole sentences: a word put into one would need its own form in each language.
TOO_LIGHT = _(
    "Readers could not read this: the contrast is %(contrast)s to 1 and must be at least 4.5 to 1. "
    "Choose a darker colour."
)
TOO_DARK = _(
    "Readers could not read this: the contrast is %(contrast)s to 1 and must be at least 4.5 to 1. "
    "Choose a lighter colour."
)


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


def contrast_problems(look) -> dict[str, ValidationError]:
    """Fields of a look whose colours could not be read, with what to do about each."""
    pairs = [
        ("accent", look.accent, (PAPER, look.tint), TOO_LIGHT),
        ("tint", look.tint, (INK,), TOO_DARK),
        ("accent_dark", look.accent_dark, (PAPER_DARK, look.tint_dark), TOO_DARK),
        ("tint_dark", look.tint_dark, (INK_DARK,), TOO_LIGHT),
    ]
    problems = {}
    if not all(map(colour_validator.regex.match, (one[1] for one in pairs))):
        return problems  # the field itself says that this is no colour
    for field, colour, grounds, advice in pairs:
        worst = min(contrast(colour, ground) for ground in grounds)
        if worst < MINIMUM_CONTRAST:
            problems[field] = ValidationError(
                advice, params={"contrast": number_format(worst, decimal_pos=1)}
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
