"""Where readers meet a partner's voice: inside the tool, and as a link in it on other sites."""

from collections.abc import Iterable

from home.models.withdrawals import ReceiptLine
from home.receipts.places import Shown, register_finder
from stories.voices.models import ToolVoicePage


def register() -> None:
    """Called once, from the AppConfig."""
    register_finder(find)


def find(visit, shown: Shown) -> Iterable[tuple[str, str, str]]:
    """The tool's page on every site that offers it: each leads to the voice, or shows it."""
    first = shown.versions[0]
    if not isinstance(first, ToolVoicePage):
        return
    tool = first.tool_as_shown(visit)
    path = visit.path_of(tool) if tool is not None else None
    if path is None:
        return
    best = [one for one in shown.versions if one.language == visit.language]
    for page in best or shown.versions:
        yield ReceiptLine.Kind.NAMED, path, page.language
