"""What readers find of a partner's voice: on its own site, where the tool is shown that it is in."""

from home.search.texts import PageText, register_text, rich_text
from partners import scoping
from stories.voices.models import ToolVoicePage


def register() -> None:
    """Called once, when the app is ready."""
    register_text(
        ToolVoicePage, lambda page: PageText(before=[rich_text(page.how)]), condition=is_shown
    )


def is_shown(voice: ToolVoicePage) -> bool:
    """Whether the partner's site offers the tool in the language of this page."""
    return voice.tool_as_shown(scoping.visit_of_page(voice)) is not None
