"""The one story of another partner that a manager may put on the own front page.

What may be chosen, and how, a later app says; imports run one way.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.admin.widgets import BaseChooser

from partners.models import Partner


@dataclass(frozen=True)
class StoryChoice:
    """chooser: what the screen of a partner shows. pages: those that a partner may choose. section: the name
    of the section in which it stands."""

    chooser: Callable[[Partner], BaseChooser]
    pages: Callable[[Partner], QuerySet]
    section: str


_choice: StoryChoice | None = None


def register_story_choice(choice: StoryChoice) -> None:
    """Say what may be chosen; called once, from an AppConfig."""
    global _choice
    _choice = choice


def story_choice() -> StoryChoice | None:
    """What may be chosen; None where no app has said it."""
    return _choice
