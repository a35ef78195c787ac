"""The verdicts of this layer's addresses in the admin."""

from partners.access.arguments import PAGE
from partners.access.verdicts import objects, signed_in


def register() -> None:
    """Called once, from the AppConfig."""
    objects(
        "home_change_address",
        "withdraw_page",
        why="One page of one's own; the view asks for the right to publish it.",
        page_id=PAGE,
    )
    signed_in(
        "withdraw_several",
        why="Leads to the screen of one page, or back.",
        parameters={"id": PAGE, "childOf": PAGE},
    )
