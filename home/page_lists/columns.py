"""The columns of a list of pages."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn

from home.first_screen.entries import name_of
from home.page_lists.rows import more_buttons

# What a telephone has no room for (static/css/admin.css).
WIDE = "page-list__wide"


class TitleColumn(PageTitleColumn):
    """Wagtail's, in the page's own language, and with buttons that ask nothing more of a row."""

    cell_template_name = "page_lists/title_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["language"] = instance.locale.language_code
        context["more"] = more_buttons(
            instance,
            parent_context["request"].user,
            parent_context.get("actions_next_url"),
            gettext("More options for '%(title)s'") % {"title": instance.get_admin_display_title()},
        )
        return context


class KnownDateColumn(BaseColumn):
    """When it was or is, as exactly as it is known. end: the field of its last day, if any."""

    cell_template_name = "page_lists/date_cell.html"

    def __init__(self, name: str, *, end: str = "", **kwargs):
        super().__init__(name, sort_key=name, **kwargs)
        self.end = end

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["start"] = getattr(instance, self.name)
        context["end"] = getattr(instance, self.end) if self.end else None
        context["precision"] = instance.date_precision
        return context


class LanguageColumn(BaseColumn):
    """The page's language by its own name."""

    cell_template_name = "page_lists/language_cell.html"


class ChangedColumn(BaseColumn):
    """Who changed it last, and when."""

    cell_template_name = "page_lists/changed_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        revision = instance.latest_revision
        context["who"] = name_of(revision.user) if revision else ""
        return context


class OwnerColumn(BaseColumn):
    """Whose page it is, for those who work in several places."""

    cell_template_name = "page_lists/owner_cell.html"

    def __init__(self, work):
        super().__init__("owner_of_page", label=gettext("Site"), classname=WIDE)
        self.work = work

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["owner"] = self.work.place(instance.path)
        return context


def columns(*between: BaseColumn) -> list[BaseColumn]:
    """The columns of a kind of page; between title and language, its date if it has one."""
    return [
        BulkActionsColumn("bulk_actions"),
        TitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        *between,
        LanguageColumn("locale", label=_("Language"), width="12%", classname=WIDE),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
        ChangedColumn(
            "changed",
            label=_("Last changed by"),
            sort_key="latest_revision_created_at",
            width="16%",
            classname=WIDE,
        ),
    ]
