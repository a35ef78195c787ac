"""Stories, events and tools; and the tree of what belongs to all partners."""

from stories.models.events import EventIndexPage, EventPage
from stories.models.labs import DrawnTool, LabContributionPage
from stories.models.network import NetworkPage
from stories.models.occurrences import EventOccurrence
from stories.models.shared import SharedLanguageRootPage, SharedRootPage
from stories.models.stories import StoryIndexPage, StoryPage, StoryTool
from stories.models.tools import CulturalToolPage, ToolIndexPage

__all__ = [
    "CulturalToolPage",
    "DrawnTool",
    "EventIndexPage",
    "EventOccurrence",
    "EventPage",
    "LabContributionPage",
    "NetworkPage",
    "SharedLanguageRootPage",
    "SharedRootPage",
    "StoryIndexPage",
    "StoryPage",
    "StoryTool",
    "ToolIndexPage",
]
