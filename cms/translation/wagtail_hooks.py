"""Where the translation's rules and marks meet Wagtail's screens."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as localizes_own
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from cms.translation import (
    aliases,
    confirming,
    listing_buttons,
    overriding,
    po_files,
    to_check,
    waiting,
)
from cms.translation.publishing import check_as_translated
from cms.translation.report import OwnTranslationsView
from cms.translation.submitting import SubmitPageView
from cms.translation.syncing import SyncPageView
from cms.translation.unchecked import LOG_ACTION, with_mark
from partners.work import work_for


# Before localize's own: these stand at its addresses, and the first that matches answers.
@hooks.register("register_admin_urls", order=-10)
def addresses():
    return [
        path(
            "localize/submit/page/<int:page_id>/",
            SubmitPageView.as_view(),
            name="translation_submit",
        ),
        path(
            "localize/update/<int:translation_source_id>/",
            SyncPageView.as_view(),
            name="translation_sync",
        ),
        path(
            "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
            overriding.edit_override,
            name="translation_override",
        ),
        path(
            "localize/page/<int:page_id>/convert_to_alias/",
            aliases.refuse_conversion,
            name="no_conversion",
        ),
        path(
            "localize/translate/<int:translation_id>/pofile/upload/",
            po_files.upload,
            name="translation_po_upload",
        ),
        path(
            "translation/confirm/<int:page_id>/",
            confirming.confirm_page,
            name="translation_confirm",
        ),
        path(
            "localize/reports/translations/",
            OwnTranslationsView.as_view(),
            name="own_translations",
        ),
        path(
            "localize/reports/translations/results/",
            OwnTranslationsView.as_view(results_only=True),
            name="own_translations_results",
        ),
        path("translation/to-check/", to_check.ToCheckView.as_view(), name="translation_to_check"),
        path(
            "translation/to-check/results/",
            to_check.ToCheckView.as_view(results_only=True),
            name="translation_to_check_results",
        ),
    ]


# Before localize's, which takes the request over for every translated page.
@hooks.register("before_edit_page", order=-10)
def before_edit_page(request, page):
    """The mark above the page; and the publishing rule before localize's editor publishes."""
    if request.method == "GET":
        confirming.show_banner(request, page)
    elif (
        request.POST.get("action") == "publish"
        and page.permissions_for_user(request.user).can_publish()
    ):
        lock = page.get_lock()
        if lock is not None and lock.for_user(request.user):
            messages.error(request, gettext("The page is locked; nothing was published."))
            return redirect(request.path)
        check_as_translated(page)
    return None


@hooks.register("construct_page_action_menu")
def construct_page_action_menu(menu_items, request, context):
    aliases.without_conversion(menu_items, request, context)


@hooks.register("construct_explorer_page_queryset")
def mark_pages(parent_page, pages, request):
    """Every row knows whether it is machine-made and a translation, without a query of its own."""
    return listing_buttons.with_origin(with_mark(pages))


@hooks.register("register_page_listing_more_buttons")
def buttons_of_a_row(page, user, next_url=None):
    return listing_buttons.buttons(page, user, next_url)


@hooks.register("construct_homepage_panels")
def panels(request, panels):
    panels.append(to_check.ToCheckPanel())
    panels.append(waiting.TranslationsPanel(request, work_for(request)))


@hooks.register("register_reports_menu_item")
def report():
    return MenuItem(
        _("Machine-made, to be checked"),
        reverse("translation_to_check"),
        name="machine-made",
        icon_name="wagtail-localize-language",
        order=9010,
    )


@hooks.register("construct_reports_menu")
def name_the_report_of_translations(request, menu_items):
    """wagtail-localize names it when it starts, in English for everybody."""
    report = reverse("wagtail_localize:translations_report")
    for item in menu_items:
        if item.url == report:
            item.label = localizes_own("Translations")


@hooks.register("register_log_actions")
def register_confirmation(actions):
    """The page's history says who confirmed a machine-made text."""

    @actions.register_action(LOG_ACTION)
    class ConfirmedFormatter(LogFormatter):
        label = _("Confirm machine-made text")

        def format_message(self, log_entry):
            number = log_entry.data.get("strings", 0)
            return ngettext(
                "Confirmed %(number)d machine-made text",
                "Confirmed %(number)d machine-made texts",
                number,
            ) % {"number": number}
