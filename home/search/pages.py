"""What is found of the two page types that are nothing but the frame."""

from home.models import HomePage, InformationPage
from home.search.texts import PageText, no_more, register_text


def register() -> None:
    """Called once, when the app is ready."""
    register_text(HomePage, no_more)
    register_text(InformationPage, lambda page: PageText(after=[page.source_label]))
