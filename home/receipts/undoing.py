"""Undoing a withdrawal: all of it or nothing, with the addresses that came back as its receipt."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from home.models.withdrawals import Withdrawal, WithdrawalReceipt
from home.receipts.former import CannotUndo, reasons_against, restore
from home.receipts.places import places_of
from home.receipts.writing import write_restored

LOG_ACTION = "home.undo_withdrawal"


def withdrawn_pages(receipt: WithdrawalReceipt) -> list[Page]:
    """The language versions that this act took and that nobody has published since."""
    rows = Withdrawal.objects.filter(receipt=receipt, page__live=False).select_related(
        "page__locale"
    )
    return [row.page for row in rows.order_by("pk")]


def may_undo(user, receipt: WithdrawalReceipt) -> bool:
    """Whether there is something to undo, and this person may withdraw every page of it."""
    pages = withdrawn_pages(receipt) if receipt.undone_at is None else []
    return bool(pages) and all(
        page.specific.permissions_for_user(user).can_withdraw() for page in pages
    )


@transaction.atomic
def undo(receipt: WithdrawalReceipt, user) -> list[Page]:
    """Put back what a receipt took; returns the pages. Rights are asked by who calls.

    Raises ``CannotUndo`` where one of them cannot stand where it stood; then nothing is changed.
    """
    receipt = WithdrawalReceipt.objects.select_for_update().get(pk=receipt.pk)
    rows = list(
        Withdrawal.objects.select_for_update()
        .filter(receipt=receipt, page__live=False)
        .select_related("page__locale")
        .order_by("pk")
    )
    if receipt.undone_at is not None or not rows:
        raise CannotUndo([_("There is nothing to undo any more.")])
    reasons = [reason for row in rows for reason in reasons_against(row.page, row.former)]
    if reasons:
        raise CannotUndo(reasons)
    before = places_of(rows[0].page)
    pages = []
    for row in rows:
        page = restore(row.page.specific, row.former, user)
        Withdrawal.objects.filter(pk=row.pk).delete()
        log(page, LOG_ACTION, user=user)
        pages.append(page)
    receipt.undone_at, receipt.undone_by = timezone.now(), user
    receipt.save(update_fields=["undone_at", "undone_by"])
    write_restored(receipt, before, places_of(pages[0]))
    return pages
