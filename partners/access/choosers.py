"""What a chooser offers: two places, «ours» and the common library, and nothing else.

By browsing, searching and typed number. On the form of a page: that page's own partner's things,
whoever is asking, because a page may name nothing else (``bounds.py``). Elsewhere: the things of
the person's partners.
"""

import re

from django.db.models import Q
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.chooser import (
    BrowseView,
    PageStatusColumn,
    PageTitleColumn,
    SearchView,
)
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from partners.access.arguments import PAGE_OR_TOP
from partners.access.bounds import Bounds
from partners.access.rights import collections_within_reach, may, pages_within_reach
from partners.access.verdicts import objects, signed_in
from partners.library import library_tree
from partners.models import PartnerRootPage
from partners.scoping import is_shared
from partners.tree import depth_of
from partners.work import pages_of, work_for

# The forms on which something is chosen for a page: its own, or its parent's where it is new.
FORMS = re.compile(r"/admin/pages/(?:(\d+)/edit/|add/\w+/\w+/(\d+)/)")
# What a telephone has no room for (static/css/admin.css).
WIDE = "page-list__wide"
# The top of the tree, the roots of partners and of the library, the library's languages.
CONTAINER_DEPTH = 3
# Searching for a page, under Wagtail's name and under ours.
SEARCHES = {"wagtailadmin_choose_page_search", "own_choose_page_search"}


def place_behind(request) -> Page | None:
    """The page, or the parent of the new page, on whose form the person chooses something.

    The browser tells from which screen a chooser was opened; where it does not, nothing is lost
    but convenience: the form itself asks again.
    """
    match = FORMS.search(request.headers.get("Referer", ""))
    if match is None:
        return None
    page = Page.objects.filter(pk=int(match[1] or match[2])).first()
    return page if page is not None and may(request.user, page) else None


def pages(request) -> Q:
    """The pages that may be chosen."""
    place = place_behind(request)
    if place is not None:
        return Bounds.of(place, user=request.user).of_model(Page)
    shown = ~library_tree() | Q(live=True) | pages_of(request.user)
    return pages_within_reach(request.user) & shown


def places(request) -> Q:
    """The pages below which one may look: those that may be chosen, and what leads to them."""
    leads = pages_within_reach(request.user)
    place = place_behind(request)
    if place is not None and not is_shared(place):
        root = Q(path=place.path[: depth_of(2)])
        leads &= root | library_tree()
    return pages(request) | (leads & Q(depth__lte=CONTAINER_DEPTH, live=False))


def images(request) -> Q:
    """The pictures that may be chosen."""
    return _media(request, get_image_model())


def documents(request) -> Q:
    """The documents that may be chosen."""
    return _media(request, get_document_model())


def _media(request, model) -> Q:
    place = place_behind(request)
    if place is not None:
        return Bounds.of(place).of_model(model)
    return collections_within_reach(request.user, "collection")


# --- browsing pages ----------------------------------------------------------------------------
class PlaceTitleColumn(PageTitleColumn):
    """At the top the two places have names of their own, and neither can be chosen itself: the
    name leads into it, also on a telephone, which has no room for the arrow."""

    cell_template_name = "access/chooser_title_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        request = parent_context["request"]
        is_container = instance.depth <= CONTAINER_DEPTH and not instance.live
        if is_container and not request.GET.get("user_perms"):
            instance.can_choose = False
        context = super().get_cell_context_data(instance, parent_context)
        if isinstance(instance, PartnerRootPage) and len(work_for(request).partners) == 1:
            context["value"] = _("Our pages")
        if is_container and not instance.can_choose and not instance.is_parent_page:
            address = reverse("wagtailadmin_choose_page_child", args=[instance.pk])
            kept = {key: value for key, value in request.GET.items() if key not in ("p", "locale")}
            context["address"] = f"{address}?{urlencode(kept)}" if kept else address
        return context


class PlaceStatusColumn(PageStatusColumn):
    """Says nothing of a place: «draft» beside the common library would frighten people off."""

    cell_template_name = "access/chooser_status_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["is_container"] = instance.depth <= CONTAINER_DEPTH and not instance.live
        return context


def _for_telephones(columns: list[Column]) -> list[Column]:
    """The same columns; those that a telephone has no room for are marked."""
    for column in columns:
        if column.name in ("updated", "type"):
            column.classname = WIDE
    return columns


class OwnSearchView(SearchView):
    """Wagtail's, at its address: what is found can be read on a telephone."""

    @property
    def columns(self):
        return _for_telephones(super().columns)


class OwnBrowseView(BrowseView):
    """Wagtail's, at its address. Above the front pages and the library's languages it shows every
    language at once: narrowed to one, a Ukrainian editor would find the English library only."""

    @property
    def i18n_enabled(self):
        return self.parent_page is None or self.parent_page.depth >= CONTAINER_DEPTH

    @i18n_enabled.setter
    def i18n_enabled(self, value):
        """Wagtail sets it from its settings on every request."""

    parent_page = None

    @property
    def columns(self):
        return [self._placed(column) for column in _for_telephones(super().columns)]

    def _placed(self, column: Column) -> Column:
        if isinstance(column, PageTitleColumn):
            return PlaceTitleColumn(
                column.name, label=column.label, is_multiple_choice=self.is_multiple_choice
            )
        if isinstance(column, PageStatusColumn):
            return PlaceStatusColumn(column.name, label=column.label, width=column.width)
        return column


def addresses() -> list:
    """For the admin's addresses, before Wagtail's."""
    return [
        path("", OwnBrowseView.as_view(), name="own_choose_page"),
        path("search/", OwnSearchView.as_view(), name="own_choose_page_search"),
        path("<int:parent_page_id>/", OwnBrowseView.as_view(), name="own_choose_page_child"),
    ]


def register_verdicts() -> None:
    """Called once, from the AppConfig."""
    signed_in("own_choose_page", why="Offers the pages of one's own partners and of the library.")
    signed_in("own_choose_page_search", why="Finds the pages that the same places offer.")
    objects(
        "own_choose_page_child",
        why="The same below a page of one's own.",
        parent_page_id=PAGE_OR_TOP,
    )
