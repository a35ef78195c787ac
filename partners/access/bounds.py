"""What a page may name: its own partner's things and the common library's, nothing else.

Asked by the page's place, not by who writes: an administrator's mistake would show readers another
partner's draft just the same.

One setting may name what is another's: the story that a manager puts on the own front page
(``home.FrontPageSections.chosen_story``). It is no page's reference: it is asked for anew for
every reader, only among the live stories of the others, so a draft can never show by it, and what
its owner takes down is gone the same moment.
"""

from collections.abc import Iterable
from functools import cached_property

from django.db.models import Model, Q
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page

from partners.access import proposals
from partners.access.ownership import partner_of
from partners.access.references import Reference, kind_of, references_of
from partners.access.rights import proposing_partners
from partners.library import library_collection_paths
from partners.models import SHARED_SLUG, Partner
from partners.scoping import is_shared
from partners.tree import below

NOTHING = Q(pk__in=[])


class Bounds:
    """What pages at one place may name. ``partner`` is None for pages of the common library.

    A page of the library may be named by a partner when readers have it, or in a draft when the
    page named it already (``held``: it was taken down since, and nobody's work is to be lost for
    that). The library's own pages, and with ``drafts`` all, may also name what is still being
    written there; not so where a partner proposes (``only_shown``), and what a partner proposes
    nobody names. Publishing asks for more (``home/readiness/links.py``).
    """

    def __init__(
        self,
        partner: Partner | None,
        in_library: bool = False,
        held: Iterable[int] = (),
        drafts: bool = False,
        only_shown: bool = False,
    ):
        self.partner = partner
        self.in_library = in_library
        self.held = frozenset(held)
        self.drafts = drafts
        self.only_shown = only_shown
        self._known: dict[tuple[type[Model], int], bool] = {}

    @classmethod
    def of(cls, place: Page, held_by: Page | None = None, user=None) -> "Bounds":
        """Of a page that stands somewhere; for one that is being made, of its parent. user: who
        writes it."""
        partner = partner_of(place)
        held = (one.id for one in references_of(held_by) if one.model is Page) if held_by else ()
        return cls(
            partner,
            in_library=partner is None and is_shared(place),
            held=held,
            only_shown=user is not None and bool(proposing_partners(user)),
        )

    @property
    def exist(self) -> bool:
        """Whether the place belongs to anybody; beside the trees nothing may be named."""
        return self.partner is not None or self.in_library

    @cached_property
    def library_root_path(self) -> str:
        paths = Page.objects.filter(depth=2, slug=SHARED_SLUG).values_list("path", flat=True)
        return paths.first() or ""

    @cached_property
    def collection_paths(self) -> list[str]:
        own = [self.partner.collection.path] if self.partner else []
        return own + library_collection_paths()

    def of_model(self, model: type[Model]) -> Q:
        """The rows of a model that may be named; everything, of what belongs to nobody."""
        kind = kind_of(model)
        if kind is None:
            return Q()
        if not self.exist:
            return NOTHING
        if kind is Page:
            return self._pages()
        field = "path" if kind is Collection else "collection__path"
        found = NOTHING
        for path in self.collection_paths:
            found |= Q(**{field: path}) | below(path, field)
        return found

    def _pages(self) -> Q:
        library = below(self.library_root_path) if self.library_root_path else NOTHING
        library &= ~proposals.of_anybody()
        if self.in_library and not self.only_shown:
            return library
        if self.drafts:
            return below(self.partner.root_page_path) | library
        shown = Q(live=True) | Q(pk__in=self.held)
        if self.in_library:
            return library & shown
        return below(self.partner.root_page_path) | (library & shown)

    def of_others(self, references: Iterable[Reference]) -> list[Reference]:
        """Those that lead to somebody else's: not to what is gone, nor to drafts of the library."""
        drafts = Bounds(self.partner, self.in_library, drafts=True)
        outside = drafts.outside(references)
        there = {
            (model, pk)
            for model in {one.model for one in outside}
            for pk in model.objects.filter(
                pk__in={one.id for one in outside if one.model is model}
            ).values_list("pk", flat=True)
        }
        return [one for one in outside if (one.model, one.id) in there]

    def outside(self, references: Iterable[Reference]) -> list[Reference]:
        """Those of the references that lead out of bounds or nowhere: one query for each kind."""
        references = list(references)
        wanted: dict[type[Model], set[int]] = {}
        for one in references:
            if (one.model, one.id) not in self._known:
                wanted.setdefault(one.model, set()).add(one.id)
        for model, ids in wanted.items():
            found = model.objects.filter(self.of_model(model), pk__in=ids)
            inside = set(found.values_list("pk", flat=True))
            self._known |= {(model, pk): pk in inside for pk in ids}
        return [one for one in references if not self._known[one.model, one.id]]


def sentence(reference: Reference) -> str:
    """What is wrong with a reference out of bounds, in the person's language.

    The same for what is another partner's as for what does not exist: it tells nothing of it.
    """
    if reference.words and reference.model is Page:
        return _(
            "The link “%(words)s” leads to a page that is neither on this site nor in the common "
            "library. Choose another page, or take the link away."
        ) % {"words": reference.words}
    if reference.words:
        return _(
            "The link “%(words)s” leads to a document that is neither among your own nor in the "
            "common library. Choose another document, or take the link away."
        ) % {"words": reference.words}
    return _(
        "What was chosen here is neither your own nor in the common library. Choose something "
        "else, or leave it out."
    )
