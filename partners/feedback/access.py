"""Whose messages a person may see, answer and delete: by their roles, and by nothing else."""

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from partners.access.rights import roles_of
from partners.feedback.models import Kind, ReaderMessage
from partners.models import PartnerGroup
from partners.roles import RIGHTS, Role

VIEW = "feedback.view_readermessage"
CHANGE = "feedback.change_readermessage"
DELETE = "feedback.delete_readermessage"


def messages_for(person, permission: str = VIEW) -> QuerySet[ReaderMessage]:
    """Messages on which this person has a right. An administrator of the network has all.

    A permission alone says nothing of whose messages: it counts with the partner in whose group
    the person has it. A translator gets the translation problems in their language.
    """
    if not person.is_active:
        return ReaderMessage.objects.none()
    if person.is_superuser:
        return ReaderMessage.objects.all()
    theirs = Q(pk__in=[])
    for row in _memberships(person, permission):
        own = Q(partner_id=row.partner_id)
        if row.role == Role.TRANSLATOR:
            own &= Q(kind=Kind.TRANSLATION, page_language=row.language)
        theirs |= own
    return ReaderMessage.objects.filter(theirs)


def works_with_messages(person) -> bool:
    """Whether there is any partner whose messages this person may see."""
    return person.is_superuser or bool(_memberships(person, VIEW))


def _memberships(person, permission: str) -> list[PartnerGroup]:
    """The person's groups whose role has the permission; asked once a request and person."""
    return [
        row
        for row in roles_of(person)
        if row.partner_id is not None and permission in RIGHTS[Role(row.role)].model
    ]


def workers(message: ReaderMessage):
    """Accounts of the partner that may work on this message."""
    roles = [role for role in Role if CHANGE in RIGHTS[role].model]
    groups = PartnerGroup.objects.filter(partner_id=message.partner_id, role__in=roles)
    if message.kind == Kind.TRANSLATION:
        groups = groups.exclude(Q(role=Role.TRANSLATOR) & ~Q(language=message.page_language))
    else:
        groups = groups.exclude(role=Role.TRANSLATOR)
    return (
        get_user_model()
        .objects.filter(groups__in=groups.values("group"), is_active=True)
        .select_related("wagtail_userprofile")
        .distinct()
        .order_by("last_name", "first_name", "username")
    )
