"""Whose receipts a person may see: their own partners' and the common library's."""

from django.db.models import Q, QuerySet
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.models.withdrawals import WithdrawalReceipt
from home.receipts import pictures, undoing
from partners.access.rights import reach_of
from partners.models import SHARED_SLUG


def receipts_for(user) -> QuerySet[WithdrawalReceipt]:
    """The receipts within a person's reach, the newest first."""
    rows = WithdrawalReceipt.objects.select_related("partner", "withdrawn_by", "undone_by")
    rows = rows.order_by("-withdrawn_at", "-pk")
    if user.is_superuser:
        return rows
    reach = reach_of(user)
    if reach is None:
        return rows.none()
    own = [pk for pk in reach.partner_ids if pk is not None]
    return rows.filter(Q(partner=None) | Q(partner__in=own))


def owner_of(receipt: WithdrawalReceipt):
    """The partner whose thing it was, or the library's tree."""
    return receipt.partner or Page.objects.filter(depth=2, slug=SHARED_SLUG).first()


def may_change_picture(user, image) -> bool:
    """Who may change a picture may withdraw it: of the own collection, or of the library's."""
    policy = policy_registry.get_by_type(get_image_model())
    return policy.user_has_permission_for_instance(user, "change", image)


def may_undo(user, receipt: WithdrawalReceipt) -> bool:
    """Whether there is something to undo, and this person might do the same again."""
    if receipt.image_id is not None:
        return pictures.can_be_undone(receipt) and may_change_picture(user, receipt.image)
    return undoing.may_undo(user, receipt)
