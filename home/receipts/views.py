"""The receipts: the list of them, one with its addresses, the same as a table, and its undoing."""

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin

from cms.language.locales import language_name
from home.models.withdrawals import ReceiptLine, WithdrawalReceipt
from home.receipts import pictures, undoing
from home.receipts.access import may_undo, receipts_for
from home.receipts.former import CannotUndo
from partners.work import library_name

INDEX = "withdrawals:index"
TITLE = gettext_lazy("Withdrawals")
ICON = "download"
LINES_A_PAGE = 200
# A table program would take a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ReceiptPaginator(WagtailPaginator):
    """Counts in the words of the screen."""

    verbose_name = gettext_lazy("withdrawal")
    verbose_name_plural = gettext_lazy("withdrawals")


class ReceiptIndexView(IndexView):
    """What was withdrawn, the newest first."""

    model = WithdrawalReceipt
    permission_policy = None  # access.receipts_for decides, by partner
    any_permission_required = []
    page_title = TITLE
    header_icon = ICON
    index_url_name = INDEX
    index_results_url_name = "withdrawals:index_results"
    default_ordering = "-withdrawn_at"
    paginate_by = 50
    search_fields = ["title"]
    search_backend_name = None
    paginator_class = ReceiptPaginator
    verbose_name_plural = gettext_lazy("withdrawals")

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "title",
                label=_("What"),
                get_url=lambda row: reverse("withdrawals:receipt", args=[row.pk]),
            ),
            Column("reason", label=_("Why"), accessor=lambda row: row.get_reason_display()),
            Column("withdrawn_by", label=_("By"), accessor=lambda row: name_of(row.withdrawn_by)),
            DateColumn("withdrawn_at", label=_("When"), sort_key="withdrawn_at"),
            Column(
                "state",
                label=_("Undone"),
                accessor=lambda row: _("yes") if row.undone_at else _("no"),
                classname="wide-windows-only",
            ),
        ]

    def get_base_queryset(self):
        return receipts_for(self.request.user)


def name_of(user) -> str:
    """A person's name, or what there is of one."""
    return (user.get_full_name() or user.get_username()) if user else ""


class OneReceipt(WagtailAdminTemplateMixin):
    """One receipt within the person's reach; any other does not exist."""

    header_icon = ICON

    def dispatch(self, request, *args, **kwargs):
        rows = receipts_for(request.user).select_related("image", "page__locale")
        self.receipt = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy(INDEX), "label": TITLE},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def address(self) -> str:
        return reverse("withdrawals:receipt", args=[self.receipt.pk])


class ReceiptView(OneReceipt, TemplateView):
    """Who, when and why; then every address, a bounded number of them on a page."""

    template_name = "withdrawing/receipt.html"

    def get_page_title(self):
        return self.receipt.title

    def get_context_data(self, **kwargs):
        receipt = self.receipt
        lines = Paginator(receipt.lines.all(), LINES_A_PAGE).get_page(self.request.GET.get("p"))
        words = [
            (code, language_name(code) if code else "", text)
            for code, text in receipt.words.items()
        ]
        return super().get_context_data(**kwargs) | {
            "receipt": receipt,
            "words": words,
            "place": receipt.partner.name if receipt.partner else library_name(),
            "withdrawn_by": name_of(receipt.withdrawn_by),
            "undone_by": name_of(receipt.undone_by),
            "lines": lines,
            "changed": receipt.lines.exclude(result=ReceiptLine.Result.BACK).count(),
            "language": receipt.page.locale.language_code if receipt.page else "",
            "groups": _groups(lines),
            "may_undo": may_undo(self.request.user, receipt),
            "thing_url": _address_of_thing(receipt),
        }


def _groups(lines) -> list[tuple[str, list[ReceiptLine]]]:
    """The lines of one page under what became of them, in their order."""
    groups: dict[str, list[ReceiptLine]] = {}
    for line in lines:
        groups.setdefault(line.get_result_display(), []).append(line)
    return list(groups.items())


def _address_of_thing(receipt: WithdrawalReceipt) -> str:
    """Where the admin shows the page or picture itself; empty where it was deleted."""
    if receipt.page_id:
        return reverse("wagtailadmin_pages:edit", args=[receipt.page_id])
    if receipt.image_id:
        return reverse("wagtailimages:edit", args=[receipt.image_id])
    return ""


@require_admin_access
def table(request, pk: int):
    """All addresses of one receipt as CSV, to keep or to send."""
    receipt = get_object_or_404(receipts_for(request.user), pk=pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="withdrawal-{receipt.pk}.csv"'
    writer = csv.writer(response)
    writer.writerow(["address", "kind", "result", "language", "shown_instead"])
    for line in receipt.lines.iterator():
        row = [str(line), line.kind, line.result, line.language, line.told]
        writer.writerow(["'" + cell if cell.startswith(FORMULA) else cell for cell in row])
    return response


class UndoView(OneReceipt, TemplateView):
    """Asks once, then puts everything back as it was, or says why it cannot and changes nothing."""

    template_name = "withdrawing/undo.html"
    page_title = gettext_lazy("Undo the withdrawal")

    def dispatch(self, request, *args, **kwargs):
        receipt = get_object_or_404(receipts_for(request.user), pk=kwargs["pk"])
        if not may_undo(request.user, receipt):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return f"{self.page_title}: {self.receipt.title}"

    def get_context_data(self, **kwargs):
        names = [
            language_name(page.locale.language_code)
            for page in undoing.withdrawn_pages(self.receipt)
        ]
        return super().get_context_data(**kwargs) | {
            "receipt": self.receipt,
            "languages": ", ".join(names),
            "receipt_url": self.address,
        }

    def post(self, request, *args, **kwargs):
        act = pictures.undo if self.receipt.image_id else undoing.undo
        try:
            act(self.receipt, request.user)
        except CannotUndo as refused:
            messages.error(
                request,
                _("Nothing was changed: %(reasons)s") % {"reasons": " ".join(refused.reasons)},
            )
        else:
            messages.success(
                request,
                _("“%(title)s” stands again as it stood.") % {"title": self.receipt.title},
            )
        return redirect(self.address)
