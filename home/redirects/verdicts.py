"""The verdicts of the redirects' screens. Which redirects: ``access.redirects_of``."""

from home.models import FormerAddress
from partners.access.arguments import PAGE, object_of
from partners.access.ownership import register_owner
from partners.access.verdicts import objects, signed_in


def register() -> None:
    """Called once, from the AppConfig."""
    register_owner(FormerAddress, lambda row: row.page)
    redirect = object_of(lambda: FormerAddress.objects.select_related("page"), "redirect")
    signed_in(
        "site_redirects:index",
        "site_redirects:index_results",
        why="Lists the redirects of the sites that the person manages.",
    )
    objects(
        "site_redirects:add",
        why="Leads to a page of a site that the person manages; the form asks which.",
        parameters={"page": PAGE},
    )
    objects("site_redirects:remove", why="One redirect of an own site.", pk=redirect)
