"""The one door: request → partner → language → page tree.

Everything that readers see is asked for through a ``Visit``. It knows one partner and one
language; what is not that partner's, or not live, it does not return.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Exists, F, Model, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr
from wagtail.models import Page

from partners.look import stylesheet_hash
from partners.models import (
    SHARED_SLUG,
    Contact,
    FunderStatement,
    Partner,
    PartnerNavigation,
    PartnerText,
)
from partners.tree import below, depth_of, readable

SHARED_URL_PATH = f"/{SHARED_SLUG}/"

_current: ContextVar["Visit | None"] = ContextVar("visit", default=None)


def current_visit() -> "Visit | None":
    """The visit being answered: set on readers' hosts and in previews, None in the admin."""
    return _current.get()


@contextmanager
def visiting(visit: "Visit | None", request=None) -> Iterator["Visit | None"]:
    """Answer as this visit: addresses of shared pages, language and navigation follow it."""
    token = _current.set(visit)
    if request is not None:
        request.visit = visit
        if visit is not None:
            request._wagtail_site = visit.partner.site
    try:
        yield visit
    finally:
        _current.reset(token)


@dataclass(frozen=True)
class Node:
    """A home or a page directly below it: enough for menus, switchers and addresses."""

    id: int
    title: str
    slug: str
    url_path: str
    path: str
    depth: int
    live: bool
    show_in_menus: bool
    content_type_id: int
    translation_key: object
    language: str
    home_url_path: str = field(default="", compare=False)

    @property
    def is_home(self) -> bool:
        return self.depth == HOME_DEPTH

    @property
    def site_path(self) -> str:
        """Path on its partner's host, with the language: «/uk/stories/»."""
        return f"/{self.language}/{self.url_path[len(self.home_url_path) :]}"


HOME_DEPTH = 3
NODE_FIELDS = (
    "id", "title", "slug", "url_path", "path", "depth", "live", "show_in_menus",
    "content_type_id", "translation_key",
)  # fmt: skip


class Visit:
    """One reader's request: whose site, in which language, and the frame of that site."""

    def __init__(self, partner: Partner, library: Partner | None, language: str | None = None):
        self.partner = partner
        # The partner on whose host shared pages have their canonical addresses.
        self.library = library or partner
        self.language = language or partner.source_language
        self._shared_root_path = ""

    # --- structure: one query for homes, menus, mounts and switchers -----------------------
    @cached_property
    def _nodes(self) -> list[Node]:
        roots = {self.partner.root_page_path, self.library.root_page_path}
        ranges = Q()
        for path in roots:
            ranges |= below(path)
        rows = (
            Page.objects.filter(
                Q(ranges, readable(), depth__in=(HOME_DEPTH, HOME_DEPTH + 1))
                | Q(depth=HOME_DEPTH - 1, slug=SHARED_SLUG)
            )
            .order_by("path")
            .values(*NODE_FIELDS, language=F("locale__language_code"))
        )
        nodes, home_url_path = [], ""
        for row in rows:
            if row["depth"] < HOME_DEPTH:
                self._shared_root_path = row["path"]
                continue
            if row["depth"] == HOME_DEPTH:
                home_url_path = row["url_path"]
            elif not row["url_path"].startswith(home_url_path or "\0"):
                continue  # its home is not live
            nodes.append(Node(**row, home_url_path=home_url_path))
        return nodes

    @property
    def shared_root_path(self) -> str:
        """Tree path of the container of shared pages."""
        self._nodes  # noqa: B018 - asks for the container together with the homes
        return self._shared_root_path

    def nodes(self, partner: Partner | None = None, language: str | None = None) -> list[Node]:
        """Live homes and their live children of one partner, in the order of the tree."""
        root = (partner or self.partner).root_page_path
        return [
            node
            for node in self._nodes
            if node.path.startswith(root) and (language is None or node.language == language)
        ]

    def homes_of(self, partner: Partner) -> dict[str, Node]:
        """Language code → live home, in the order in which the partner offers its languages."""
        live = {node.language: node for node in self.nodes(partner) if node.is_home}
        return {code: live[code] for code in partner.languages if code in live}

    @cached_property
    def homes(self) -> dict[str, Node]:
        return self.homes_of(self.partner)

    @property
    def languages(self) -> list[str]:
        """Codes of the languages in which this site is live, the source language first."""
        return list(self.homes)

    @property
    def primary_language(self) -> str:
        """The language of «/» and of addresses that name none."""
        if self.partner.source_language in self.homes:
            return self.partner.source_language
        return next(iter(self.homes), self.partner.source_language)

    @property
    def home(self) -> Node | None:
        return self.homes.get(self.language)

    def in_language(self, language: str) -> "Visit":
        """The same site visited in another of its languages; what is known of its tree is kept."""
        other = Visit(self.partner, self.library, language)
        other._nodes, other._shared_root_path = self._nodes, self._shared_root_path
        return other

    @cached_property
    def menu(self) -> list[Node]:
        """Pages of the main navigation, in the order in which the manager keeps them."""
        pages = [node for node in self.nodes(language=self.language) if not node.is_home]
        navigation = getattr(self.partner.site, "partnernavigation", None) or PartnerNavigation()
        return navigation.shown(pages, self.language)

    def node_of(
        self, model: type[Model], language: str | None = None, partner: Partner | None = None
    ) -> Node | None:
        """The live page of this type directly below the home: an index, for example."""
        type_id = ContentType.objects.get_for_model(model).id
        for node in self.nodes(partner, language or self.language):
            if node.content_type_id == type_id:
                return node
        return None

    # --- words of the partner ----------------------------------------------------------------
    @cached_property
    def text(self) -> PartnerText | None:
        """Name and description in the visitor's language, else in the partner's own.

        Every page shows the funder's statement too, so it comes along: one query for both.
        """
        statements = self._in_best_language(
            FunderStatement.objects.filter(funding__site_id=self.partner.site_id)
        )
        texts = self._in_best_language(
            PartnerText.objects.filter(profile__site_id=self.partner.site_id)
        )
        return texts.annotate(
            funder_text=Subquery(statements.values("text")[:1]),
            funder_language=Subquery(statements.values("language")[:1]),
        ).first()

    @cached_property
    def funder_statement(self) -> FunderStatement | None:
        """What the funder asks to be said, in the visitor's language, else in the partner's."""
        if self.text is None:
            return self._in_best_language(
                FunderStatement.objects.filter(funding__site_id=self.partner.site_id)
            ).first()
        if not self.text.funder_text:
            return None
        return FunderStatement(language=self.text.funder_language, text=self.text.funder_text)

    def _in_best_language(self, rows):
        """Rows in the visitor's language, then those in the partner's own; no others."""
        return (
            rows.filter(language__in=(self.language, self.partner.source_language))
            .annotate(rank=Case(When(language=self.language, then=Value(0)), default=Value(1)))
            .order_by("rank")
        )

    @property
    def contacts(self) -> list[Contact]:
        """People whom a reader may write to or call: for the contact page."""
        return list(Contact.objects.filter(contacts__site_id=self.partner.site_id))

    def names_of(self, root_paths=None) -> dict[str, dict]:
        """Root path → name, language and address of other partners: one query for a whole list.

        root_paths: None for every partner there is.
        """
        roots = None if root_paths is None else set(root_paths)
        if roots is not None and not roots:
            return {}
        names: dict[str, dict] = {}
        partners = Partner.objects.all()
        if roots is not None:
            partners = partners.filter(root_page__path__in=roots)
        rows = partners.values(
            "key",
            "source_language",
            path=F("root_page__path"),
            short_name=F("site__partnerprofile__texts__short_name"),
            text_language=F("site__partnerprofile__texts__language"),
        )
        for row in rows:
            rank = (row["text_language"] != self.language) + (
                row["text_language"] != row["source_language"]
            )
            kept = names.get(row["path"])
            if row["text_language"] in (self.language, row["source_language"]) and (
                kept is None or row["text_language"] == self.language or rank < kept["rank"]
            ):
                names[row["path"]] = row | {"rank": rank}
        return names

    def partners_named(self, keys: list[str]):
        """Partners with these keys, by name, each with ``full_name``, ``short_name`` and
        ``text_language`` as ``names_of`` says them, and its site: one query."""
        texts = (
            PartnerText.objects.filter(profile__site=OuterRef("site"))
            .filter(Q(language=self.language) | Q(language=OuterRef("source_language")))
            .annotate(rank=Case(When(language=self.language, then=Value(0)), default=Value(1)))
            .order_by("rank")
        )
        return (
            Partner.objects.filter(key__in=keys)
            .select_related("site")
            .annotate(
                full_name=Coalesce(Subquery(texts.values("name")[:1]), F("name")),
                short_name=Subquery(texts.values("short_name")[:1]),
                text_language=Subquery(texts.values("language")[:1]),
            )
            .order_by("name")
        )

    def naming_owners(self, pages):
        """The same pages with ``owner_short_name`` and ``owner_language`` of whose they are.

        As ``names_of`` says it, within the query of the pages: for a page with none to spare.
        """
        texts = (
            PartnerText.objects.filter(
                profile__site__partner__root_page__path=OuterRef("owner_path")
            )
            .filter(
                Q(language=self.language) | Q(language=F("profile__site__partner__source_language"))
            )
            .annotate(rank=Case(When(language=self.language, then=Value(0)), default=Value(1)))
            .order_by("rank")
        )
        return pages.annotate(owner_path=Substr("path", 1, depth_of(2))).annotate(
            owner_short_name=Subquery(texts.values("short_name")[:1]),
            owner_language=Subquery(texts.values("language")[:1]),
        )

    # --- pages -------------------------------------------------------------------------------
    def own(self, model: type[Model], page: str = ""):
        """Live pages of this type in this partner's tree, in the visitor's language.

        page: where the rows are no pages but belong to one each, the name of that relation.
        """
        if self.home is None:
            return model.objects.none()
        relation = f"{page}__" if page else ""
        return model.objects.filter(below(self.home.path, f"{relation}path"), readable(relation))

    def network(self, model: type[Page]):
        """Live pages of this type in all partners' trees, in the visitor's language.

        Only below homes that are live: without its home, a site does not answer in that language.
        """
        pages = model.objects.filter(locale__language_code=self.language)
        return self.below_live_homes(pages.exclude(below(self.shared_root_path)))

    def below_live_homes(self, pages):
        """Of these pages those that are read on some site; see the function of this name."""
        return below_live_homes(pages)

    def shared(self, model: type[Page]):
        """Live pages of this type in the common library, in every language."""
        return model.objects.filter(below(self.shared_root_path), readable())

    @property
    def needs_source_language(self) -> bool:
        """Whether parity hides, under this language, shared pages without the site's own."""
        return self.partner.parity and self.language != self.partner.source_language

    def is_own(self, page: Page) -> bool:
        return page.path.startswith(self.partner.root_page_path)

    # --- addresses -----------------------------------------------------------------------------
    @property
    def root_url(self) -> str:
        """Scheme and host of this site, without a slash at the end."""
        return self.partner.site.root_url

    def path_of(self, page: Page) -> str | None:
        """Path at which this site shows a live page, which need not be a specific one.

        A shared page stands under the visitor's language; another partner's page has none here.
        """
        model = ContentType.objects.get_for_id(page.content_type_id).model_class()
        for home in self.homes.values():
            if page.url_path.startswith(home.url_path):
                fragment = getattr(model, "fragment", "")
                return f"/{home.language}/{page.url_path[len(home.url_path) :]}{fragment}"
        if not is_shared(page) or not hasattr(model, "index_class"):
            return None
        index = self.node_of(model.index_class())
        return f"{index.site_path}{page.slug}/" if index is not None else None

    @property
    def stylesheet_hash(self) -> str:
        return stylesheet_hash(self.partner.site.partnerlook)


def below_live_homes(pages):
    """Of these pages the live ones below homes that are live: asked page by page, so that a list
    that ends after twelve asks for twelve."""
    path = Substr(OuterRef("path"), 1, depth_of(HOME_DEPTH))
    return pages.filter(readable(), Exists(Page.objects.filter(readable(), path=path)))


def is_shared(page: Page) -> bool:
    """Whether a page stands in the tree that belongs to no site."""
    return page.url_path.startswith(SHARED_URL_PATH)


# Settings that a reader's page needs: read in one query with their partner, so that they cost no
# page another one. Later layers add theirs.
_read_with_partner = ["partnerlook", "partnernavigation"]


def read_with_partner(setting: str) -> None:
    """Add the settings of this name (as a site knows them); called once, from an AppConfig."""
    if setting not in _read_with_partner:
        _read_with_partner.append(setting)


def _partners():
    settings = (f"site__{setting}" for setting in _read_with_partner)
    return Partner.objects.select_related("site", "root_page", *settings)


def partners_for_host(hostname: str) -> tuple[Partner | None, Partner | None]:
    """The partner answering on a host name, and the library's; one query for both."""
    partner = library = None
    rows = _partners().filter(Q(site__hostname=hostname) | Q(is_library_host=True))
    for row in rows:
        if row.site.hostname == hostname:
            partner = row
        if row.is_library_host:
            library = row
    return partner, library


def every_visit() -> Iterator[Visit]:
    """A visit of every site in each of its languages: one query, and one for each site."""
    rows = list(_partners().order_by("key"))
    library = next((row for row in rows if row.is_library_host), None)
    for row in rows:
        visit = Visit(row, library)
        for language in visit.languages:
            yield visit.in_language(language)


def visit_for_host(hostname: str) -> Visit | None:
    """A visit of the site on this host; None where no partner answers there."""
    partner, library = partners_for_host(hostname)
    return Visit(partner, library) if partner else None


def visit_of_page(page: Page) -> Visit | None:
    """How readers of a page's own site would visit it: for previews, made inside the admin."""
    rows = list(
        _partners().filter(Q(root_page__path=page.path[: depth_of(2)]) | Q(is_library_host=True))
    )
    library = next((row for row in rows if row.is_library_host), None)
    partner = next((row for row in rows if page.path.startswith(row.root_page_path)), library)
    return Visit(partner, library, page.locale.language_code) if partner else None
