"""The network, as each site tells of it: who belongs to it, where, and what it did together."""

from django.utils.translation import gettext_lazy as _

from home.metadata import last_change
from home.models import BasePage
from partners.scoping import current_visit
from stories.network_overview import overview


class NetworkPage(BasePage):
    """The partners, a map of their towns, labs, pilots and tools by where they were tried.

    A page, so that it stands in menus, sitemaps and the search of each site; provisioning makes
    one below every home. Its own words are the partner's, everything else is computed.
    """

    max_count_per_parent = 1
    is_creatable = False
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    show_in_menus_default = True

    class Meta:
        verbose_name = _("page of the network")
        verbose_name_plural = _("pages of the network")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["overview"] = found = overview(current_visit())
        context["as_of"] = last_change(self, found.pages)
        return context
