"""What waits for a check: a panel on the first screen, and the list that it leads to."""

from django.conf import settings
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import PageReportView

from cms.translation.unchecked import count_by_language, pages_to_check


class ToCheckPanel(Component):
    """How many machine-made pages wait, in the languages of the person who looks."""

    name = "machine_made_pages"
    template_name = "translation/to_check_panel.html"
    order = 150

    def get_context_data(self, parent_context):
        rows = count_by_language(parent_context["request"].user)
        names = dict(settings.LANGUAGES)
        total = sum(row["number"] for row in rows)
        return {
            "summary": ngettext(
                "%(number)d machine-made page to be checked in your languages",
                "%(number)d machine-made pages to be checked in your languages",
                total,
            )
            % {"number": total},
            "total": total,
            "rows": [{"language": names[row["language"]], "number": row["number"]} for row in rows],
        }


class ToCheckView(PageReportView):
    """The pages themselves, each with a link to its editor."""

    page_title = gettext_lazy("Machine-made, to be checked")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_to_check"
    index_results_url_name = "translation_to_check_results"
    template_name = "wagtailadmin/reports/base_page_report.html"

    def get_queryset(self):
        self.queryset = (
            pages_to_check(self.request.user)
            .select_related("locale")
            .specific(defer=True)
            .order_by("locale__language_code", "path")
        )
        return super().get_queryset()
