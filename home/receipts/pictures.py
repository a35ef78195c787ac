"""Taking one picture back from everywhere: every page, language and site, and its files.

The pages keep their reference to it and are shown without it, so no draft and no older version
brings it back (``cms/pictures/withdrawn.py``); undoing needs to touch none of them.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.log_actions import log

from cms.pictures.receivers import order_renditions
from cms.pictures.renditions import missing_specs
from home.models.withdrawals import ReceiptLine, WithdrawalReceipt
from home.receipts.former import CannotUndo
from home.receipts.places import Place, named_by, pages_showing
from home.receipts.writing import write_restored, write_withdrawn
from partners.access.ownership import partner_of

LOG_ACTION = "home.withdraw_picture"
UNDO_LOG_ACTION = "home.undo_withdrawal_of_picture"


@transaction.atomic
def withdraw_picture(image, reason: str, note: str, user) -> WithdrawalReceipt | None:
    """Take a picture from its readers; None where it is withdrawn already.

    ``note``: for colleagues, who read it on the receipt. Its prepared sizes go with the
    transaction; the original, which nobody ever gets, stays for the undoing.
    """
    image = get_image_model().objects.select_for_update().get(pk=image.pk)
    if not image.is_shown:
        return None
    before = pages_showing(image) | _files(image)
    receipt = WithdrawalReceipt.objects.create(
        title=image.title,
        image_id=image.pk,
        partner=partner_of(image),
        reason=reason,
        words={"": note} if note else {},
        withdrawn_by=user,
    )
    image.withdrawn_at = receipt.withdrawn_at
    image.save(update_fields=["withdrawn_at"])
    image.renditions.all().delete()
    log(image, LOG_ACTION, user=user)
    write_withdrawn(receipt, before, set())
    return receipt


def _files(image) -> set[Place]:
    """The addresses of the prepared sizes, the same on every host."""
    return {
        Place(ReceiptLine.Kind.FILE, "", f"{settings.MEDIA_URL}{name}", "")
        for name in image.renditions.values_list("file", flat=True)
    }


def can_be_undone(receipt: WithdrawalReceipt) -> bool:
    image = receipt.image
    return receipt.undone_at is None and image is not None and not image.is_shown


@transaction.atomic
def undo(receipt: WithdrawalReceipt, user) -> None:
    """Show a picture again wherever it stood. Raises ``CannotUndo``.

    Its sizes are made anew in the background, under the addresses that they had.
    """
    receipt = WithdrawalReceipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if not can_be_undone(receipt):
        raise CannotUndo([_("There is nothing to undo any more.")])
    image = receipt.image
    image.withdrawn_at = None
    image.save(update_fields=["withdrawn_at"])
    if named_by([image]) and missing_specs(image):
        order_renditions(image.pk)
    receipt.undone_at, receipt.undone_by = timezone.now(), user
    receipt.save(update_fields=["undone_at", "undone_by"])
    log(image, UNDO_LOG_ACTION, user=user)
    kinds = ReceiptLine.Kind.FILE
    files = receipt.lines.filter(kind=kinds).values_list("kind", "site", "path", "language")
    write_restored(receipt, set(), pages_showing(image) | {Place(*file) for file in files})
