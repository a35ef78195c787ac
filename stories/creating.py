"""What editors begin here: stories, events, contributions to labs; tools and joint events."""

from django.utils.translation import gettext_lazy as _

from home.creating import Kind, register_kind

LIBRARY = "stories.SharedLanguageRootPage"
KINDS = (
    Kind("story", "stories.StoryPage", "stories.StoryIndexPage", _("Write a story"), "edit", 10),
    Kind("event", "stories.EventPage", "stories.EventIndexPage", _("Add an event"), "date", 20),
    Kind(
        "lab_contribution",
        "stories.LabContributionPage",
        "stories.EventIndexPage",
        _("Contribute to a learning lab"),
        "group",
        25,
    ),
    Kind("tool", "stories.CulturalToolPage", LIBRARY, _("Add a tool"), "cogs", 30),
    Kind(
        "proposal",
        "stories.CulturalToolPage",
        LIBRARY,
        _("Propose a tool"),
        "cogs",
        35,
        is_proposal=True,
    ),
    Kind("joint_event", "stories.EventPage", LIBRARY, _("Add a joint event"), "date", 40),
)


def register() -> None:
    """Tell the first screen of the admin; called once, when the app is ready."""
    for kind in KINDS:
        register_kind(kind)
