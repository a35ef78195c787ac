"""The verdicts of the receipts' screens. Which receipts: ``access.receipts_for``."""

from home.models.withdrawals import ReceiptLine, WithdrawalReceipt
from home.receipts.access import owner_of
from partners.access.arguments import IMAGE, object_of
from partners.access.ownership import register_owner
from partners.access.verdicts import objects, signed_in


def register() -> None:
    """Called once, from the AppConfig."""
    register_owner(WithdrawalReceipt, owner_of)
    register_owner(ReceiptLine, lambda line: line.receipt)
    receipt = object_of(lambda: WithdrawalReceipt.objects.select_related("partner"), "receipt")
    signed_in(
        "withdrawals:index",
        "withdrawals:index_results",
        why="Lists what was withdrawn of one's own partners and of the library.",
    )
    objects(
        "withdrawals:receipt",
        "withdrawals:table",
        why="One receipt of one's own partner or of the library.",
        pk=receipt,
    )
    objects(
        "withdrawals:undo",
        why="One receipt; the view asks for the right to withdraw what it names.",
        pk=receipt,
    )
    objects(
        "withdrawals:picture",
        why="One picture; the view asks for the right to change it.",
        image_id=IMAGE,
    )
