"""Two partners (or three) and the library, each with a row of everything, in one transaction.

A looks, B is looked at. What is A's has numbers from 6 000 001, what is B's from 7 000 001, what is
a third's from 8 000 001, the library's from 5 000 001.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Page

from partners.models import PartnerGroup
from stories.models import CulturalToolPage
from tests.builders import partner
from tests.isolation import markers, numbers
from tests.isolation.furnishing import Furnished, furnish_library, furnish_partner

LIBRARY, OWN, OTHER, THIRD = 5_000_000, 6_000_000, 7_000_000, 8_000_000


@dataclass
class World:
    """own: A, with everything; others: B and whoever else; each with the start of its numbers."""

    library: Furnished
    own: Furnished
    others: dict[int, Furnished]

    @property
    def other(self) -> Furnished:
        return self.others[OTHER]


def build(own: str = "rivne", other: str = "harnosand", third: str = "") -> World:
    """Furnish the library and these partners, by their keys."""
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    numbers.start_at(LIBRARY)
    library = furnish_library()
    places = {OWN: own, OTHER: other} | ({THIRD: third} if third else {})
    furnished = {}
    for start, key in places.items():
        numbers.start_at(start)
        of = partner(key)
        furnished[start] = furnish_partner(of, tool, of.languages[1])
    numbers.start_at(numbers.LATER)
    return World(library, furnished.pop(OWN), furnished)


# Everybody of A who looks: each role that a partner has, those of the library, two roles at once,
# and those who belong to nobody.
ROLES = (
    "rivne editor",
    "rivne publisher",
    "rivne translator en",
    "rivne partner_manager",
    "network library_editor",
    "network translator ro",
    "network translator sv",
    "network translator uk",
    "rivne publisher and manager",
    "rivne translator and editor",
    "rivne editor and library editor",
    "rivne publisher and library translator",
    "nobody, let into the admin",
    "nobody at all",
)
# Who may do most, and who sees most of the tree: they are asked with every row, the others with
# one of each kind.
STRONGEST = "rivne publisher and manager"
WIDEST = "rivne editor and library editor"


def hidden_from(role: str, key: str):
    """The markers of a partner that somebody with this role may not see: the library's editors
    see what it proposes to them."""
    return (
        markers.of(key) if "library editor" in role.replace("_", " ") else markers.of_proposals(key)
    )


# --- who looks -----------------------------------------------------------------------------------
def roles_of(own: Furnished) -> dict[str, object]:
    """Everybody of A: each role that the partner has, two at once, and with one in the library.

    Taken from the rows of roles, so that a role made later looks too.
    """
    found = {}
    for row in PartnerGroup.objects.filter(partner=own.of).order_by("role", "language"):
        found[_name(row)] = [row.group]
    for row in PartnerGroup.objects.filter(partner=None).order_by("role", "language"):
        found[_name(row)] = [row.group]
    by_name = dict(found)
    (translator,) = [name for name in by_name if name.startswith("rivne translator")][:1]
    found["rivne publisher and manager"] = (
        by_name["rivne publisher"] + by_name["rivne partner_manager"]
    )
    found["rivne translator and editor"] = by_name[translator] + by_name["rivne editor"]
    found["rivne editor and library editor"] = (
        by_name["rivne editor"] + by_name["network library_editor"]
    )
    found["rivne publisher and library translator"] = (
        by_name["rivne publisher"] + by_name["network translator uk"]
    )
    found["nobody, let into the admin"] = [_only_let_in()]
    found["nobody at all"] = []
    return {name: _account(name, groups) for name, groups in found.items()}


def _name(row: PartnerGroup) -> str:
    place = row.partner.key if row.partner else "network"
    return " ".join(filter(None, [place, row.role, row.language]))


def _only_let_in() -> Group:
    group, _made = Group.objects.get_or_create(name="Let in, and nothing more")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


def _account(name: str, groups):
    person = get_user_model().objects.create_user(
        name.replace(" ", "-").replace(",", ""),
        f"{name.replace(' ', '-').replace(',', '')}@example.invalid",
        first_name="Who",
        last_name="Looks",
    )
    person.groups.set(groups)
    return person


def frame_of(these: Furnished, briefly: bool = False) -> dict[str, int]:
    """Numbers of what provisioning made of a partner: its tree, its site, its groups.

    briefly: its homes, their root, its site and its collection.
    """
    of = these.of
    if of is None:
        return {}
    depth = 3 if briefly else 4
    pages = Page.objects.filter(path__startswith=of.root_page.path, depth__lte=depth)
    frame = {f"page {page.slug}": page.pk for page in pages if page.pk < LIBRARY}
    frame |= {"site": of.site_id, "collection": of.collection_id}
    if briefly:
        return frame
    workflow = of.root_page.workflowpage.workflow
    frame |= {
        "partner": of.pk,
        "workflow": workflow.pk,
        "task": workflow.workflow_tasks.get().task_id,
    }
    for row in PartnerGroup.objects.filter(partner=of):
        frame[f"group {_name(row)}"] = row.group_id
    for setting in (
        "partnerlook", "partnernavigation", "partnerprofile", "partnercontacts", "partnerfunding",
        "frontpagesections",
    ):  # fmt: skip
        frame[setting] = getattr(of.site, setting).pk
    return frame
