"""The verdicts of the guide's addresses."""

from partners.access.arguments import WORD
from partners.access.verdicts import signed_in


def register() -> None:
    """Called once, from the AppConfig."""
    signed_in(
        "guide",
        "guide_part",
        "guide_in_language",
        why="The guide is the same for everybody and names no partner.",
        part=WORD,
        language=WORD,
    )
