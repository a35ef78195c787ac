"""The verdicts of this layer's addresses, and of the files that belong to pages."""

from partners.access.arguments import PAGE, SITE, WORD
from partners.access.pictures import PREPARED_PICTURE
from partners.access.verdicts import anyone, denied, objects


def register() -> None:
    """Called once, from the AppConfig."""
    anyone("admin_entrance", why="Leads from the name of the host to the admin.")
    anyone(
        "partner_stylesheet",
        why="A partner's colours, which every reader gets.",
        key=WORD,
        digest=WORD,
    )
    objects(
        "rendition",
        why="Prepared sizes of pictures of one's own, and of those that readers see.",
        path=PREPARED_PICTURE,
    )
    objects(
        "look_preview",
        why="Live pages of an own site; the view asks whether one may change its look.",
        site_id=SITE,
        page_id=PAGE,
    )
    denied("no_privacy", why="No page can be closed (partners/open_pages.py).")
