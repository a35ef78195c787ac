"""The report of translations: those of one's own pages only (traps L10: stock lists everybody's)."""

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page
from wagtail_localize.views.report import TranslationsReportView

from partners.access.rights import pages_within_reach
from partners.work import pages_of


class OwnTranslationsView(TranslationsReportView):
    """Stands at localize's own address. A row is shown to who works on its page in either of its
    two languages: a translator sees what is translated into theirs."""

    def get_queryset(self):
        user = self.request.user
        own = Page.objects.filter(
            pages_within_reach(user),
            pages_of(user),
            translation_key=OuterRef("source__object_id"),
        )
        language = Q(locale_id=OuterRef("source__locale_id")) | Q(
            locale_id=OuterRef("target_locale_id")
        )
        return super().get_queryset().filter(Exists(own.filter(language)))
