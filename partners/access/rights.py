"""What a person may see and use in the admin at all: their own partners' things and the library's.

What they may *do* with it is said by their roles (``partners/roles.py``), for each partner apart.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Collection, Page, Site

from partners.access import proposals
from partners.access.ownership import ground
from partners.library import library_collection_paths, library_tree
from partners.models import Partner, PartnerGroup
from partners.roles import RIGHTS, Role
from partners.scoping import is_shared
from partners.tree import below


def roles_of(user) -> list[PartnerGroup]:
    """A person's roles, each with its partner (none: the common library). One query a person."""
    if not hasattr(user, "_partner_roles"):
        user._partner_roles = list(
            PartnerGroup.objects.filter(group__user=user)
            .select_related("partner__root_page", "partner__site", "partner__collection")
            .order_by("partner__key", "role", "language")
        )
    return user._partner_roles


def partners_with_right(user, permission: str) -> set[int]:
    """Ids of the partners in whose groups a person has this permission of the model's kind.

    A permission alone says nothing of whose rows it is about; none for a role with the library.
    """
    return {
        row.partner_id
        for row in roles_of(user)
        if row.partner_id is not None and permission in RIGHTS[Role(row.role)].model
    }


@dataclass(frozen=True)
class Reach:
    """The grounds on which a person works, as what tells them apart: paths and ids."""

    user_id: int
    partner_ids: frozenset[int | None]
    site_ids: frozenset[int]
    page_paths: tuple[str, ...]
    collection_paths: tuple[str, ...]

    def covers(self, place) -> bool:
        """Whether a ground (partners/access/ownership.py) is the person's or the library's."""
        if isinstance(place, Page):
            return place.path.startswith(self.page_paths) or is_shared(place)
        if isinstance(place, Collection):
            return place.path.startswith(self.collection_paths)
        if isinstance(place, Site):
            return place.pk in self.site_ids
        if isinstance(place, Partner):
            return place.pk in self.partner_ids
        if isinstance(place, get_user_model()):
            return place.pk == self.user_id or any(
                row.partner_id in self.partner_ids for row in roles_of(place)
            )
        return False


def reach_of(user) -> Reach | None:
    """The reach of a person; None for those who belong to nobody. Two queries a person."""
    if not hasattr(user, "_reach"):
        user._reach = _reach(user)
    return user._reach


def _reach(user) -> Reach | None:
    rows = roles_of(user) if user.is_active and user.pk else []
    if not rows:
        return None
    partners = {row.partner for row in rows if row.partner is not None}
    return Reach(
        user_id=user.pk,
        partner_ids=frozenset(row.partner_id for row in rows),
        site_ids=frozenset(partner.site_id for partner in partners),
        page_paths=tuple(sorted(partner.root_page.path for partner in partners)),
        collection_paths=tuple(
            sorted(
                {partner.collection.path for partner in partners} | {*library_collection_paths()}
            )
        ),
    )


def may(user, obj) -> bool:
    """Whether this person may see and use this object in the admin at all.

    Their own partners' things and the common library's; an administrator of the network sees
    everything. Somebody who belongs to nobody sees nothing, nor does anybody see what is nobody's.
    """
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    reach = reach_of(user)
    if reach is None:
        return False
    place = ground(obj)
    return reach.covers(place) and not _is_others_proposal(user, place)


# --- what partners propose to the library -------------------------------------------------------
def keeps_library(user) -> bool:
    """Whether this person decides on what is proposed to the common library."""
    return user.is_superuser or proposals.keeps(roles_of(user))


def proposing_partners(user) -> list[Partner]:
    """The partners for which this person may propose; none for those who decide."""
    if not user.is_active or not user.pk or keeps_library(user):
        return []
    return proposals.proposing(roles_of(user))


def own_proposals(user, page: str = "") -> Q:
    """What this person's partners have proposed and readers do not have yet."""
    return proposals.of_own([partner.pk for partner in proposing_partners(user)], page)


def others_proposals(user, page: str = "") -> Q:
    """What other partners have proposed: nobody's business but theirs and the library's editors'."""
    if keeps_library(user):
        return Q(pk__in=[])
    return proposals.of_others({row.partner_id for row in roles_of(user)}, page)


def _is_others_proposal(user, place) -> bool:
    if not isinstance(place, Page) or not is_shared(place) or keeps_library(user):
        return False
    proposer = proposals.proposer_of(place)
    return proposer is not None and proposer not in {row.partner_id for row in roles_of(user)}


# --- the same as conditions of a query ----------------------------------------------------------
NOTHING = Q(pk__in=[])


def pages_within_reach(user, page: str = "") -> Q:
    """The pages that this person may see. page: for other rows, the relation to their page."""
    prefix = f"{page}__" if page else ""
    if user.is_superuser:
        return ~NOTHING
    reach = reach_of(user)
    if reach is None:
        return NOTHING
    found = library_tree(prefix)
    for path in reach.page_paths:
        found |= Q(**{f"{prefix}path": path}) | below(path, f"{prefix}path")
    return found & ~others_proposals(user, page)


def collections_within_reach(user, collection: str = "") -> Q:
    """The collections that this person may see. collection: for media, «collection»."""
    prefix = f"{collection}__" if collection else ""
    if user.is_superuser:
        return ~NOTHING
    reach = reach_of(user)
    found = NOTHING
    for path in reach.collection_paths if reach else ():
        found |= Q(**{f"{prefix}path": path}) | below(path, f"{prefix}path")
    return found


def among(rows: QuerySet, own: Q) -> QuerySet:
    """Of these rows those for which the condition holds, told by their numbers.

    A search may be narrowed by what its index knows, and it knows no paths.
    """
    return rows.filter(pk__in=rows.model._base_manager.filter(own).values("pk"))


def colleagues(user) -> QuerySet:
    """Accounts with which a person shares a partner (or the library), and their own."""
    accounts = get_user_model().objects
    if user.is_superuser:
        return accounts.all()
    reach = reach_of(user)
    if reach is None:
        return accounts.filter(pk=user.pk)
    shared = Q(partner__in=[pk for pk in reach.partner_ids if pk is not None])
    if None in reach.partner_ids:
        shared |= Q(partner=None)
    rows = PartnerGroup.objects.filter(shared, group__user=OuterRef("pk"))
    return accounts.filter(Q(pk=user.pk) | Exists(rows))
