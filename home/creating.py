"""Where somebody may begin a page of a kind: the form is one press away, the place is known.

Later apps register their kinds, so that imports run one way.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.language.locales import language_name
from partners.access.rights import proposing_partners
from partners.models import Partner
from partners.work import Work


@dataclass(frozen=True)
class Kind:
    """A kind of page that editors begin. model, parent: «stories.StoryPage» and its list.

    label says what one does: «Write a story». begins_at: name of the address at which it begins,
    given the parent; without one, the form itself. is_proposal: one partner's people begin it, and
    the library decides on it; parent is then the library's root in that partner's language.
    """

    name: str
    model: str
    parent: str
    label: str
    icon: str
    order: int
    begins_at: str = ""
    is_proposal: bool = False

    @property
    def parent_class(self) -> type[Page]:
        return apps.get_model(self.parent)


@dataclass(frozen=True)
class Place:
    """One list in one language below which a page may be begun. partner: whose page it will be, or
    who proposes it; None: the library's."""

    kind: Kind
    parent_id: int
    path: str
    language: str
    partner: Partner | None

    @property
    def address(self) -> str:
        """The form itself; nobody is asked for a parent page."""
        if self.kind.begins_at:
            return reverse(self.kind.begins_at, args=[self.parent_id])
        app_label, model = self.kind.model.lower().split(".")
        return reverse("wagtailadmin_pages:add", args=[app_label, model, self.parent_id])

    @property
    def language_name(self) -> str:
        return language_name(self.language)


@dataclass
class Offer:
    """A kind at one owner: the first place is in the source language, the others follow."""

    kind: Kind
    places: list[Place] = field(default_factory=list)

    @property
    def first(self) -> Place:
        return self.places[0]

    @property
    def others(self) -> list[Place]:
        return self.places[1:]


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Add a kind of page that editors begin; called once, from an AppConfig."""
    _kinds[kind.name] = kind


def places_for(work: Work) -> list[Place]:
    """Every place at which this person may begin a page: one query, whatever their number.

    On a site with parity a page begins in the site's own language: one that began in another could
    not go live before its translation, which is made from what is live.
    """
    by_type, proposals = {}, {}
    for kind in _kinds.values():
        type_id = ContentType.objects.get_for_model(kind.parent_class).pk
        kinds = proposals if kind.is_proposal else by_type
        kinds.setdefault(type_id, []).append(kind)
    proposers = proposing_partners(work.user)
    own = policy_registry.get_by_type(Page).instances_user_has_permission_for(work.user, "add")
    pages = (
        Page.objects.filter(
            Q(pk__in=own.values("pk"), content_type__in=by_type)
            | Q(
                content_type__in=proposals,
                locale__language_code__in={one.source_language for one in proposers},
            )
        )
        .order_by("path")
        .values_list("pk", "path", "content_type_id", F("locale__language_code"))
    )
    places = []
    for pk, path, type_id, language in pages:
        if proposers and type_id in proposals:
            # Where several of the person's partners write in one language, the form asks for whom.
            proposer = next(one for one in proposers if one.source_language == language)
            places += [Place(kind, pk, path, language, proposer) for kind in proposals[type_id]]
            continue
        owner = next((one for one in work.partners if path.startswith(one.root_page_path)), None)
        if owner is not None and owner.parity and language != owner.source_language:
            continue
        places += [Place(kind, pk, path, language, owner) for kind in by_type[type_id]]
    return sorted(places, key=_rank)


def _rank(place: Place) -> tuple:
    codes = place.partner.languages if place.partner else [code for code, _ in settings.LANGUAGES]
    position = codes.index(place.language) if place.language in codes else len(codes)
    return (
        place.partner is None,
        place.partner.key if place.partner else "",
        place.kind.order,
        position,
    )


def offers_for(work: Work) -> list[tuple[str, list[Offer]]]:
    """Owner's name → what the person may begin there, the source language first."""
    by_owner: dict[str, dict[str, Offer]] = {}
    for place in places_for(work):
        whose = work.names[place.partner.pk] if place.partner else work.place(place.path)
        offers = by_owner.setdefault(whose, {})
        offers.setdefault(place.kind.name, Offer(place.kind)).places.append(place)
    return [(name, list(offers.values())) for name, offers in by_owner.items()]
