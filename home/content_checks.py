"""What the checks of a preview ask of a page: everything that axe can tell."""

from wagtail.admin.userbar import ContentCheckerItem


class EveryCheckItem(ContentCheckerItem):
    """All of axe's rules but the experimental ones, and Wagtail's own two.

    Wagtail runs ten of them. Ours are pages without a template that anybody else wrote, so what a
    rule finds was either written by an editor or is a defect of the house.
    """

    axe_run_only = None
