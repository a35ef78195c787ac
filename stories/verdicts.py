"""The verdicts of this layer's addresses in the admin."""

from partners.access.arguments import PAGE
from partners.access.verdicts import objects, signed_in
from stories import story_chooser


def register() -> None:
    """Called once, from the AppConfig."""
    for kind in ("stories", "event-list", "contributions", "tools"):
        signed_in(
            *(f"{kind}:{name}" for name in ("index", "index_results", "choose_parent")),
            why="The pages of one kind on which the person has a right.",
        )
    signed_in("embed_lines", why="The addresses of one's own sites.")
    objects(
        "event_as_model",
        why="A draft after an own event; the view asks whether one may add it beside.",
        page_id=PAGE,
    )
    story_chooser.register_verdicts()
