"""Whose answers a person may read and delete: their own partner's, by their roles."""

from django.db.models import QuerySet

from partners.access.rights import partners_with_right
from stories.labs.models import LabAnswer

VIEW = "labs.view_labanswer"
DELETE = "labs.delete_labanswer"


def answers_for(person, permission: str = VIEW) -> QuerySet[LabAnswer]:
    """Answers on which this person has a right. An administrator of the network has all."""
    if not person.is_active:
        return LabAnswer.objects.none()
    if person.is_superuser:
        return LabAnswer.objects.all()
    return LabAnswer.objects.filter(partner__in=partners_with_right(person, permission))


def works_with_answers(person) -> bool:
    """Whether there is any partner whose answers this person may read."""
    return person.is_superuser or bool(partners_with_right(person, VIEW))
