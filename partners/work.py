"""What somebody who is signed in works on: with which partners, in which roles, on which pages."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from partners.access.rights import others_proposals, own_proposals, roles_of
from partners.models import Partner, PartnerGroup, PartnerText
from partners.roles import Role
from partners.scoping import is_shared
from partners.tree import below


@dataclass(frozen=True)
class Work:
    """One person's partners and roles, in three queries whatever their number.

    An administrator of the network works with every partner and on every page. rows: the roles,
    each with its partner (none: the common library) and, for a translator, the language.
    """

    user: object
    partners: list[Partner]
    rows: list[PartnerGroup]
    names: dict[int, str]

    @property
    def roles(self) -> list[str]:
        """What the person is, in words, each once."""
        return list(dict.fromkeys(str(Role(row.role).label) for row in self.rows))

    def has(self, role: Role) -> bool:
        return any(row.role == role for row in self.rows)

    @cached_property
    def library_pages(self) -> list[Page]:
        """Pages of the common library's tree on which the person has a right: its root, or the
        roots of languages into which they translate or publish."""
        rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(self.user)
        return list({row.page_id: row.page for row in rows if is_shared(row.page)}.values())

    @property
    def in_library(self) -> bool:
        return self.user.is_superuser or bool(self.library_pages)

    @property
    def in_several_places(self) -> bool:
        """Whether a list must say of each page whose it is."""
        return len(self.partners) + self.in_library > 1

    def place(self, path: str) -> str:
        """Whose page has this tree path, in the person's language; the library's, if nobody's."""
        for partner in self.partners:
            if path.startswith(partner.root_page_path):
                return self.names[partner.pk]
        return library_name()

    @property
    def heading(self) -> str:
        """Where the person is at home: one partner, the common library, or the whole network."""
        if len(self.partners) == 1 and not self.user.is_superuser:
            return self.names[self.partners[0].pk]
        return library_name() if not self.partners and self.in_library else ""


def library_name() -> str:
    return _("Common library")


def work_of(user) -> Work:
    """What this person works on."""
    if user.is_superuser:
        rows = []
        partners = list(Partner.objects.select_related("root_page", "site"))
    else:
        rows = roles_of(user)
        partners = list({row.partner_id: row.partner for row in rows if row.partner_id}.values())
    return Work(user, partners, rows, _names(partners))


def work_for(request) -> Work:
    """What the person who asks works on; asked once a request."""
    if not hasattr(request, "_work"):
        request._work = work_of(request.user)
    return request._work


def _names(partners: list[Partner]) -> dict[int, str]:
    """Partner → its full name in the person's language, else in its own."""
    wanted = get_language()
    names = {partner.pk: partner.name for partner in partners}
    by_site = {partner.site_id: partner for partner in partners}
    texts = PartnerText.objects.filter(profile__site__in=by_site, language=wanted)
    for site, name in texts.values_list("profile__site", "name"):
        names[by_site[site].pk] = name
    return names


def pages_of(user, field: str = "path") -> Q:
    """The pages on which this person may do anything, as a range of tree paths.

    Asks once for the person's permissions, as Wagtail does, and keeps them for the request.
    """
    if user.is_superuser:
        return Q(**{f"{field}__gt": Page._get_path("", 1, 1)})
    policy = policy_registry.get_by_type(Page)
    roots = {row.page.path for row in policy.get_cached_permissions_for_user(user)}
    found = Q(pk__in=[])
    for path in sorted(roots):
        found |= Q(**{field: path}) | below(path, field)
    page = field.removesuffix("path").removesuffix("__")
    return (found | own_proposals(user, page)) & ~others_proposals(user, page)
