"""The lists of stories, events and tools in the admin, and their items in the menu."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.page_lists.columns import KnownDateColumn, columns
from home.page_lists.filters import PageListFilterSet
from home.page_lists.views import OwnPagesView, SectionView
from partners.access.rights import proposing_partners
from partners.scoping import is_shared
from partners.work import pages_of
from stories.models import (
    CulturalToolPage,
    EventIndexPage,
    EventPage,
    LabContributionPage,
    StoryPage,
)


def _works_on(user, in_library: bool) -> bool:
    """Whether the person may do anything with pages of the library, or of a partner."""
    if user.is_superuser:
        return True
    policy = policy_registry.get_by_type(Page)
    permissions = policy.get_cached_permissions_for_user(user)
    return any(is_shared(permission.page) == in_library for permission in permissions)


class OfPartners(MenuItem):
    """Shown to who works on a partner's pages."""

    def is_shown(self, request):
        return _works_on(request.user, in_library=False)


class OfLibrary(MenuItem):
    """Shown to who works in the common library: its editors, translators, publishers of a language;
    and to who may propose to it."""

    def is_shown(self, request):
        return _works_on(request.user, in_library=True) or bool(proposing_partners(request.user))


class OfBoth(MenuItem):
    """Shown to both: events are partners' own, or joint."""

    def is_shown(self, request):
        return any(_works_on(request.user, in_library) for in_library in (False, True))


class StoriesView(OwnPagesView):
    base_columns = columns(KnownDateColumn("date", label=_("When"), width="16%"))
    default_ordering = "-date"


class ToolsView(OwnPagesView):
    """By what was done last: most tools have no date of their own."""

    base_columns = columns()
    default_ordering = "-latest_revision_created_at"


class EventsView(OwnPagesView):
    date_field = "start_date"
    base_columns = columns(
        KnownDateColumn("start_date", end="end_date", label=_("When"), width="16%")
    )
    default_ordering = "-start_date"


class ContributionsView(OwnPagesView):
    base_columns = columns()
    default_ordering = "-latest_revision_created_at"


class StoriesOfSectionView(SectionView):
    base_columns = StoriesView.base_columns
    default_ordering = "-date"


class EventsOfSectionView(SectionView):
    date_field = "start_date"
    base_columns = EventsView.base_columns
    default_ordering = "-start_date"


class OwnListViewSet(PageListingViewSet):
    """A list with an item in the menu, straight after Wagtail's tree of pages."""

    columns = PageListingViewSet.UNDEFINED  # the view chooses, by who looks
    filterset_class = PageListFilterSet
    add_to_admin_menu = True

    @property
    def menu_label(self):
        return capfirst(self.model._meta.verbose_name_plural)


class StoryListViewSet(OwnListViewSet):
    model = StoryPage
    index_view_class = StoriesView
    icon = "doc-full"
    menu_order = 110
    menu_item_class = OfPartners


class EventListViewSet(OwnListViewSet):
    model = EventPage
    index_view_class = EventsView
    icon = "date"
    menu_order = 120
    menu_item_class = OfBoth


class OfContributors(OfPartners):
    """Shown to who works on a partner's pages, once one of them contributes to a lab."""

    def is_shown(self, request):
        if not super().is_shown(request):
            return False
        return LabContributionPage.objects.filter(pages_of(request.user)).exists()


class ContributionListViewSet(OwnListViewSet):
    model = LabContributionPage
    menu_label = _("Lab contributions")  # the menu is narrow
    index_view_class = ContributionsView
    icon = "group"
    menu_order = 125
    menu_item_class = OfContributors


class ToolListViewSet(OwnListViewSet):
    model = CulturalToolPage
    index_view_class = ToolsView
    icon = "cogs"
    menu_order = 130
    menu_item_class = OfLibrary


class StorySectionViewSet(PageViewSet):
    """Below the list of stories in one language."""

    model = StoryPage
    index_view_class = StoriesOfSectionView
    columns = PageViewSet.UNDEFINED
    filterset_class = PageListFilterSet


class EventSectionViewSet(PageViewSet):
    """Below the list of events in one language; contributions to labs have a list of their own."""

    model = EventPage
    parent_models = [EventIndexPage]
    index_view_class = EventsOfSectionView
    columns = PageViewSet.UNDEFINED
    filterset_class = PageListFilterSet


VIEWSETS = [
    StoryListViewSet("stories"),
    EventListViewSet("event-list"),
    ContributionListViewSet("contributions"),
    ToolListViewSet("tools"),
    StorySectionViewSet("story-sections"),
    EventSectionViewSet("event-sections"),
]
