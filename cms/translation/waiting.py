"""Translations that were begun and that readers do not have yet: a panel on the first screen."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.first_screen.entries import LINES, entry
from home.first_screen.panels import EntriesPanel
from partners.work import pages_of


class TranslationsPanel(EntriesPanel):
    """For a translator what waits; for editors what is under way. In the order of being sent."""

    name = "translations"
    order = 160
    heading = _("Translations that readers do not have yet")

    def entries(self):
        translation = Translation.objects.filter(
            source__object_id=OuterRef("translation_key"),
            target_locale_id=OuterRef("locale_id"),
            enabled=True,
        )
        pages = (
            Page.objects.filter(
                pages_of(self.work.user), Exists(translation), live=False, depth__gt=2
            )
            .select_related("locale")
            .order_by("first_published_at", "pk")
        )
        return [
            entry(page, self.work, when=page.latest_revision_created_at)
            for page in pages[: LINES + 1]
        ]
