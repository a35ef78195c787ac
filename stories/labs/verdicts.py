"""The verdicts of the answers' screens. Which of a partner's answers: ``access.answers_for``."""

from partners.access.arguments import object_of
from partners.access.ownership import register_owner
from partners.access.verdicts import objects, signed_in
from stories.labs.models import LabAnswer


def register() -> None:
    """Called once, from the AppConfig."""
    register_owner(LabAnswer, lambda answer: answer.partner)
    answer = object_of(lambda: LabAnswer.objects.select_related("partner"), "answer")
    signed_in(
        "lab_answers:index",
        "lab_answers:index_results",
        why="Lists the answers on which the person has a right.",
    )
    objects(
        "lab_answers:answer", "lab_answers:delete", why="One answer to an own partner.", pk=answer
    )
