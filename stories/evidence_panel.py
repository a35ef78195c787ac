"""For the library's editors: tools whose stories are gone, so that they claim too much by now."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.first_screen.entries import LINES, entry
from home.first_screen.panels import EntriesPanel
from partners.roles import Role
from stories.evidence import no_longer_supported


class UnsupportedPanel(EntriesPanel):
    """Each with what it says of itself; on its form stands what that would rest on."""

    name = "unsupported_evidence"
    order = 110
    heading = _("Tools that claim more than their stories show")

    def entries(self):
        if not (self.work.user.is_superuser or self.work.has(Role.LIBRARY_EDITOR)):
            return []
        pages = Page.objects.filter(pk__in=no_longer_supported()[: LINES + 1])
        return [
            entry(page, self.work, state=page.get_evidence_display())
            for page in pages.select_related("locale").specific().order_by("title")
        ]
