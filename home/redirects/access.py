"""Whose redirects a person keeps: those of the partners whose manager they are."""

from django.db.models import Q, QuerySet

from home.models import FormerAddress, HomePage
from partners.models import Partner
from partners.roles import RIGHTS, Role
from partners.work import Work

VIEW = "home.view_formeraddress"
ADD = "home.add_formeraddress"
DELETE = "home.delete_formeraddress"


def partners_of(work: Work, permission: str = VIEW) -> list[Partner]:
    """Partners of whose site this person keeps the redirects; an administrator: of every site."""
    if work.user.is_superuser:
        return work.partners
    rows = [row for row in work.rows if row.partner_id]
    return [row.partner for row in rows if permission in RIGHTS[Role(row.role)].model]


def redirects_of(work: Work, permission: str = VIEW) -> QuerySet[FormerAddress]:
    """Former addresses on the sites of these partners; those of shared pages are nobody's."""
    theirs = Q(pk__in=[])
    for partner in partners_of(work, permission):
        theirs |= Q(url_path__startswith=partner.root_page.url_path)
    return FormerAddress.objects.filter(theirs).select_related("page__locale")


class Homes:
    """The front pages of these partners: between the paths of readers and those of the tree."""

    def __init__(self, partners: list[Partner]):
        by_root = {partner.root_page.path: partner for partner in partners}
        self._of_several = len(partners) > 1
        self._by_path = {}
        for home in HomePage.objects.filter(depth=3).select_related("locale"):
            partner = by_root.get(home.path[: -home.steplen])
            if partner is not None:
                self._by_path[home.url_path] = (partner, home)

    def address(self, url_path: str) -> str:
        """Where readers find an internal path: «/uk/old/», with its host where there are several."""
        for home_path, (partner, home) in self._by_path.items():
            if url_path.startswith(home_path):
                rest = url_path[len(home_path) :]
                host = partner.site.root_url if self._of_several else ""
                return f"{host}/{home.language}/{rest}"
        return url_path
