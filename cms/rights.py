"""The rights that ``partners/roles.py`` gives, in the database: given, compared, put right.

Groups are Wagtail's, one a role with a partner (or the library), and hold exactly what the role
says. Anything else that grants a right is drift: a group of nobody, a permission of an account, a
review that others decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
)

from cms import reviews
from home.models import HomePage
from partners.models import SHARED_SLUG, Partner, PartnerGroup
from partners.roles import PARTNER_ROLES, RIGHTS, Role
from stories.models import SharedLanguageRootPage, SharedRootPage

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]
LIBRARY_COLLECTION = "Common library"
# Kind of a right → the table of Wagtail's that holds it, and its column for the place.
TABLES = {
    "page": (GroupPagePermission, "page_id"),
    "collection": (GroupCollectionPermission, "collection_id"),
    "site": (GroupSitePermission, "site_id"),
}


@dataclass(frozen=True, order=True)
class Grant:
    """One right. kind: «page», «collection», «site», each with the id of its place, or «model»."""

    kind: str
    place: int
    permission: str

    def __str__(self):
        return self.permission + (f" on {self.kind} {self.place}" if self.place else "")


@dataclass
class Library:
    """Where the rights of the common library stand."""

    container: SharedRootPage | None
    roots: dict[str, SharedLanguageRootPage] = field(default_factory=dict)
    collection: Collection | None = None

    @classmethod
    def find(cls) -> "Library":
        container = SharedRootPage.objects.filter(slug=SHARED_SLUG, depth=2).first()
        if container is None:
            return cls(None)
        roots = SharedLanguageRootPage.objects.child_of(container).select_related("locale")
        tree_root = Collection.get_first_root_node()
        return cls(
            container,
            {root.locale.language_code: root for root in roots},
            tree_root.get_children().filter(name=LIBRARY_COLLECTION).first(),
        )

    @property
    def language(self) -> str:
        """In which its pages begin."""
        return self.container.locale.language_code if self.container else ""

    @property
    def target_languages(self) -> list[str]:
        return [code for code in LANGUAGE_CODES if code in self.roots and code != self.language]


# --- what the roles say ----------------------------------------------------------------------
def roles_of(partner: Partner | None, library: Library) -> Iterator[tuple[Role, str]]:
    """(role, language) of every group that a partner has; None: the common library."""
    if partner is None:
        yield Role.LIBRARY_EDITOR, ""
        yield from ((Role.TRANSLATOR, code) for code in library.target_languages)
        return
    yield from ((role, "") for role in PARTNER_ROLES)
    for code in partner.languages:
        if code != partner.source_language:
            yield Role.TRANSLATOR, code


def wanted(row: PartnerGroup, library: Library) -> set[Grant]:
    """What a group is to hold; nothing, where no role of this partner is behind it."""
    role = Role(row.role)
    if (role, row.language) not in set(roles_of(row.partner, library)):
        return set()
    rights = RIGHTS[role]
    grants = {Grant("model", 0, name) for name in rights.model}

    def add(kind, place, names):
        if place is not None:
            grants.update(Grant(kind, place.pk, name) for name in names)

    page_names = [f"wagtailcore.{name}" for name in rights.pages]
    if row.partner is None:
        add("page", library.roots[row.language] if row.language else library.container, page_names)
        add("collection", library.collection, rights.media)
        return grants
    partner = row.partner
    add("page", _page_of(partner, row.language), page_names)
    add("collection", partner.collection, rights.media)
    add("collection", library.collection, rights.library_media)
    add("site", partner.site, [name.replace(".", ".change_") for name in rights.settings])
    if partner.source_language in library.target_languages:
        shared = [f"wagtailcore.{name}" for name in rights.shared_translations]
        add("page", library.roots[partner.source_language], shared)
    return grants


def _page_of(partner: Partner, language: str):
    """The partner's root; for a translator the front page of the language."""
    if not language:
        return partner.root_page
    homes = HomePage.objects.child_of(partner.root_page)
    return homes.filter(locale__language_code=language).first()


# --- what the database holds -----------------------------------------------------------------
def held(group: Group) -> set[Grant]:
    """Everything that a group grants."""
    rows = group.permissions.values_list("content_type__app_label", "codename")
    grants = {Grant("model", 0, f"{app_label}.{codename}") for app_label, codename in rows}
    for kind, (model, column) in TABLES.items():
        rows = model.objects.filter(group=group).values_list(
            column, "permission__content_type__app_label", "permission__codename"
        )
        grants |= {Grant(kind, place, f"{app}.{codename}") for place, app, codename in rows}
    return grants


def _permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def bring_to(group: Group, grants: set[Grant]) -> None:
    """Give a group exactly these rights."""
    before = held(group)
    for grant in sorted(before - grants):
        permission = _permission(grant.permission)
        if grant.kind == "model":
            group.permissions.remove(permission)
        else:
            model, column = TABLES[grant.kind]
            model.objects.filter(
                group=group, permission=permission, **{column: grant.place}
            ).delete()
    for grant in sorted(grants - before):
        permission = _permission(grant.permission)
        if grant.kind == "model":
            group.permissions.add(permission)
        else:
            model, column = TABLES[grant.kind]
            model.objects.create(group=group, permission=permission, **{column: grant.place})


# --- giving ----------------------------------------------------------------------------------
def provide(partner: Partner | None) -> None:
    """The groups of a partner or of the library with their rights, and its review."""
    library = Library.find()
    for role, language in roles_of(partner, library):
        _group(partner, role, language)
    for row in PartnerGroup.objects.filter(partner=partner).select_related("group"):
        row.partner = partner
        bring_to(row.group, wanted(row, library))
    reviews.provide(expected_reviews(library))


def _group(partner: Partner | None, role: Role, language: str = "") -> Group:
    """The group of a role; its name is for the network's administrators, so it is in English."""
    row = PartnerGroup.objects.filter(partner=partner, role=role, language=language).first()
    if row is not None:
        return row.group
    words = [partner.key if partner else "network", role.value.replace("_", " "), language]
    name = ": ".join(words[:2]) + (f" ({language})" if language else "")
    group = Group.objects.create(name=name)
    PartnerGroup.objects.create(partner=partner, role=role, language=language, group=group)
    return group


def expected_reviews(library: Library) -> list[reviews.Review]:
    """Who decides on what: a partner's publishers, the library's editors; on translations of
    shared pages also the publishers of the partners whose language it is."""
    partners = list(Partner.objects.select_related("root_page"))
    publishers = {
        row.partner_id: row.group_id for row in PartnerGroup.objects.filter(role=Role.PUBLISHER)
    }
    # Editors of every language read the name: «Submit to …». So it is a name, and nothing to
    # translate.
    expected = [
        reviews.Review(partner.root_page.title, partner.root_page, {publishers[partner.pk]})
        for partner in partners
        if partner.pk in publishers
    ]
    editors = PartnerGroup.objects.filter(partner=None, role=Role.LIBRARY_EDITOR).first()
    if library.container is None or editors is None:
        return expected
    name = settings.WAGTAIL_SITE_NAME
    expected.append(reviews.Review(name, library.container, {editors.group_id}))
    for code in library.target_languages:
        who = {
            publishers[partner.pk]
            for partner in partners
            if partner.source_language == code and partner.pk in publishers
        }
        root = library.roots[code]
        expected.append(reviews.Review(f"{name}: {root.title}", root, {editors.group_id} | who))
    return expected


# --- drift -----------------------------------------------------------------------------------
def drift() -> list[str]:
    """What grants other rights than the roles say, a sentence each; empty where all is right."""
    library = Library.find()
    found = []
    rows = list(_rows())
    known = {(row.partner_id, row.role, row.language) for row in rows}
    for partner in [None, *Partner.objects.all()]:
        for role, language in roles_of(partner, library):
            if (partner.pk if partner else None, role, language) not in known:
                whose = partner.key if partner else "network"
                found.append(f"{whose}: no group of the role «{role.value}» {language}".rstrip())
    for row in rows:
        has, is_to_have = held(row.group), wanted(row, library)
        found += [f"{row.group.name}: has {grant}" for grant in sorted(has - is_to_have)]
        found += [f"{row.group.name}: lacks {grant}" for grant in sorted(is_to_have - has)]
    for group in _groups_of_nobody():
        found += [f"{group.name} (a group of no role): has {one}" for one in sorted(held(group))]
    for account in _accounts_with_permissions():
        names = account.user_permissions.values_list("content_type__app_label", "codename")
        found += [
            f"{account.get_username()} (an account): has {app_label}.{codename}"
            for app_label, codename in names
        ]
    return found + reviews.drift(expected_reviews(library))


@transaction.atomic
def repair() -> None:
    """Bring every group and review to what the roles say; what nothing names loses its rights."""
    provide(None)
    for partner in Partner.objects.select_related("site", "root_page", "collection"):
        provide(partner)
    for group in _groups_of_nobody():
        bring_to(group, set())
    for account in _accounts_with_permissions():
        account.user_permissions.clear()
    reviews.repair(expected_reviews(Library.find()))


def _rows():
    return PartnerGroup.objects.select_related(
        "group", "partner__root_page", "partner__site", "partner__collection"
    ).order_by("group__name")


def _groups_of_nobody():
    return Group.objects.filter(partner_group=None).order_by("name")


def _accounts_with_permissions():
    return (
        get_user_model()
        .objects.filter(user_permissions__isnull=False)
        .distinct()
        .order_by("username")
    )
