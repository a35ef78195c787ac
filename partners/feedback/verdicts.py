"""The verdicts of the messages' screens. Which of a partner's messages: ``access.messages_for``."""

from partners.access.arguments import object_of
from partners.access.ownership import register_owner
from partners.access.verdicts import objects, signed_in
from partners.feedback.models import ReaderMessage


def register() -> None:
    """Called once, from the AppConfig."""
    register_owner(ReaderMessage, lambda message: message.partner)
    message = object_of(lambda: ReaderMessage.objects.select_related("partner"), "message")
    signed_in(
        "reader_messages:index",
        "reader_messages:index_results",
        why="Lists the messages on which the person has a right.",
    )
    objects(
        "reader_messages:message",
        "reader_messages:delete",
        why="One message to an own partner.",
        pk=message,
    )
