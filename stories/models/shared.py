"""One thing shown on many sites: pages in a tree of no site, mounted under partners' indexes.

The tree: a container at depth 2, one root per language at depth 3, shared pages below. Each
partner's index page hands the rest of a path on to it, so a shared page exists once and has an
address on every site. Its canonical address is on the library's host.
"""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from home import metadata
from home.addresses import moved_to
from home.models import FormerAddress
from home.withdrawing import shared_withdrawn_at
from partners import scoping
from partners.models import Partner
from partners.open_pages import OpenPageMixin
from partners.scoping import SHARED_URL_PATH, current_visit, is_shared
from partners.tree import depth_of
from partners.work import library_name
from stories.sharing import in_language


class SharedRootPage(OpenPageMixin, Page):
    """The container of everything that belongs to all partners: never live, never routed."""

    is_creatable = False
    is_container = True
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["stories.SharedLanguageRootPage"]

    class Meta:
        verbose_name = _("common library")

    def get_admin_display_title(self):
        return library_name()

    def get_url_parts(self, request=None):
        return None


class SharedLanguageRootPage(OpenPageMixin, Page):
    """The shared pages of one language. All of them are translations of each other."""

    is_creatable = False
    is_container = True
    # Partners whose language it is may begin proposals here (partners/access/proposals.py).
    takes_proposals = True
    parent_page_types = ["stories.SharedRootPage"]
    subpage_types = ["stories.CulturalToolPage", "stories.EventPage"]

    class Meta:
        verbose_name = _("common library in one language")

    def get_workflow(self):
        """What is begun here is an original, and the form of a new one asks here by whom it will be
        reviewed: by the library's editors. This page's own review is that of translations."""
        return self.get_parent().get_workflow()

    def get_url_parts(self, request=None):
        return None


class SharedPageMixin(models.Model):
    """A page that may stand in the shared tree. Which index shows it: ``index_model``."""

    index_model: str
    # What its page shows of other rows, asked for together with it.
    shared_relations: tuple[str, ...] = ("locale", "image")

    original_language = models.CharField(
        max_length=8,
        choices=settings.LANGUAGES,
        default="en",
        editable=False,
        help_text="Language code of the version that the others are translated from.",
    )

    shared_translatable_fields = [SynchronizedField("original_language")]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        # The first version of a page is the original, whatever language it is written in.
        if self._state.adding:
            versions = type(self).objects.filter(translation_key=self.translation_key)
            original = versions.values_list("original_language", flat=True).first()
            self.original_language = original or self.locale.language_code
        return super().save(*args, **kwargs)

    @property
    def is_shared(self) -> bool:
        return is_shared(self)

    def get_workflow(self):
        """An original of the library is reviewed by the library's editors, in whatever language;
        a translation by those who may publish in its language."""
        if self.is_shared and self.original_language == self.language:
            return SharedRootPage.objects.get(path=self.path[: depth_of(2)]).get_workflow()
        return super().get_workflow()

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    @classmethod
    def index_class(cls) -> type[Page]:
        return apps.get_model(cls.index_model)

    def clean(self):
        super().clean()
        if self.path:  # in a form a new page has no place yet: the form itself asks
            self.check_slug_below(self.get_parent())

    def check_slug_below(self, parent: Page) -> None:
        """Refuse a slug at which a partner's own page and a shared one would both answer."""
        index = self.index_class()
        if is_shared(parent):
            own = [one for one in index.clean_subpage_models() if not getattr(one, "fragment", "")]
            refuse_slug(self, index, own, in_library=False)
        else:
            refuse_slug(self, index, [type(self)], in_library=True)

    # --- addresses ---------------------------------------------------------------------------
    def get_url_parts(self, request=None):
        """On a reader's host: that host and the reader's language. Elsewhere: the canonical one."""
        if not self.is_shared:
            return super().get_url_parts(request)
        visit = current_visit()
        if visit is not None:
            index = visit.node_of(self.index_class())
            if index is None:
                return None
            return (visit.partner.site_id, visit.root_url, f"{index.site_path}{self.slug}/")
        return self._canonical_parts(request)

    def _canonical_parts(self, request):
        memo = request if request is not None else self
        visits = getattr(memo, "_library_visits", None)
        if visits is None:
            visits = memo._library_visits = {}
        if "library" not in visits:
            library = Partner.objects.filter(is_library_host=True).select_related(
                "site", "root_page"
            )
            partner = library.first()
            visits["library"] = scoping.Visit(partner, partner) if partner else None
        visit = visits["library"]
        index = visit and visit.node_of(self.index_class(), self.language)
        if not index:
            return None
        return (visit.partner.site_id, visit.root_url, f"{index.site_path}{self.slug}/")

    def addresses(self, visit) -> metadata.Metadata:
        """The canonical host's addresses, whatever the host; the switch stays on this one."""
        if not self.is_shared:
            return super().addresses(visit)
        # Language → slug: each version has its own, though most have the same.
        slugs = dict(
            visit.shared(Page)
            .filter(translation_key=self.translation_key)
            .order_by()
            .values_list("locale__language_code", "slug")
        )
        canonical = {}
        for language in visit.homes_of(visit.library):
            index = visit.node_of(self.index_class(), language, visit.library)
            if language in slugs and index:
                path = f"{index.site_path}{slugs[language]}/"
                canonical[language] = visit.library.site.root_url + path
        needs_source = visit.partner.parity and visit.partner.source_language not in slugs
        paths = {}
        for language in visit.homes:
            index = visit.node_of(self.index_class(), language)
            hidden = needs_source and language != visit.partner.source_language
            slug = slugs.get(language) or slugs.get(self.original_language)
            if index and slug and not hidden:
                paths[language] = f"{index.site_path}{slug}/"
        is_fallback = self.language != visit.language
        return metadata.Metadata(
            canonical=canonical.get(self.language, ""),
            alternates=[]
            if is_fallback
            else [metadata.Alternate(language, url) for language, url in canonical.items()],
            default_url=""
            if is_fallback
            else canonical.get(self.original_language) or next(iter(canonical.values()), ""),
            choices=metadata.language_choices(visit, paths),
            is_fallback=is_fallback,
        )


def refuse_slug(page: Page, index: type[Page], models: list[type[Page]], in_library: bool) -> None:
    """Raise ValidationError where something else answers below the index at the page's slug.

    in_library: whether pages of these types count in the shared tree, or in partners' own. An index
    looks for a partner's own page first, so one of the two could not be reached.
    """
    if page.slug in index.reserved_slugs:
        message = _("This is the address of a list. Choose another.")
        raise ValidationError({"slug": message})
    shared = Q(url_path__startswith=SHARED_URL_PATH)
    for model in models if page.slug else ():
        others = model.objects.filter(shared if in_library else ~shared, slug=page.slug)
        if others.exclude(translation_key=page.translation_key).exists():
            message = _(
                "A page of the other tree has this address already: a site shows its own and the "
                "network's under one address. Choose another."
            )
            raise ValidationError({"slug": message})


class SharedIndexMixin:
    """An index page that shows shared pages besides, or in place of, its own children."""

    shared_model: str
    # What stories/urls.py answers below it.
    reserved_slugs: frozenset[str] = frozenset()

    @classmethod
    def shared_class(cls) -> type[Page]:
        return apps.get_model(cls.shared_model)

    @classmethod
    def route_shared(cls, request, visit, components: list[str]):
        """The shared page behind the rest of a path: slug → page → best language.

        Called when no page of the partner's own tree stands at that path; it never falls back to
        the tree, where a partner's own page could bear the same slug. A slug of another language
        and a former one lead to the present.
        """
        index = visit.node_of(cls)
        if len(components) != 1 or index is None:
            return None
        (slug,) = components
        offered = in_language(cls.shared_class(), visit).select_related(
            *cls.shared_class().shared_relations
        )
        page = offered.filter(slug=slug).first()
        if page is not None:
            return RouteResult(page)
        key = cls._key_behind(visit, slug)
        page = offered.filter(translation_key=key).first() if key else None
        return moved_to(f"{index.site_path}{page.slug}/") if page is not None else None

    @classmethod
    def withdrawn_shared(cls, visit, components: list[str]):
        """The withdrawal of the shared page that stood behind the rest of a path, or None."""
        if len(components) != 1:
            return None
        return shared_withdrawn_at(cls.shared_class(), components[0], visit.language)

    @classmethod
    def _key_behind(cls, visit, slug: str):
        """Translation key of the shared page that has this slug in any language, or had it."""
        named = visit.shared(cls.shared_class()).filter(slug=slug)
        key = named.values_list("translation_key", flat=True).first()
        if key is not None:
            return key
        paths = [f"{SHARED_URL_PATH}{code}/{slug}/" for code, _name in settings.LANGUAGES]
        # Two pages may have had one slug in two languages: the visitor's language decides.
        own_path = f"{SHARED_URL_PATH}{visit.language}/{slug}/"
        former = FormerAddress.objects.filter(url_path__in=paths).select_related("page")
        row = min(former, key=lambda row: row.url_path != own_path, default=None)
        return row.page.translation_key if row is not None else None
