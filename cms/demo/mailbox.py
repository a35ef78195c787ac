"""The messages that the demo would have sent, on a screen of the admin.

Messages carry links that sign a person in, so everybody sees their own and only the network's
administrator sees all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access

FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
# django.core.mail.backends.console writes this line after every message, and the file backend
# is made of it.
SEPARATOR = b"\n" + b"-" * 79 + b"\n"
SHOWN = 100


def mail_goes_to_files() -> bool:
    return settings.EMAIL_BACKEND == FILE_BACKEND


@dataclass(frozen=True)
class Message:
    """One message as it would have arrived; the body is its plain text."""

    sent: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    body: str

    def is_for(self, person) -> bool:
        if person.is_superuser:
            return True
        own = person.email.casefold()
        addresses = [address.casefold() for _name, address in getaddresses(self.recipients)]
        return bool(own) and own in addresses


def messages(folder: Path) -> Iterator[Message]:
    """Messages in the folder, the newest first; a file that is no message is passed over."""
    found = []
    for path in folder.glob("*.log"):
        for part in path.read_bytes().split(SEPARATOR):
            if part.strip():
                message = _read(part)
                if message:
                    found.append(message)
    return iter(sorted(found, key=lambda message: message.sent, reverse=True))


def _read(content: bytes) -> Message | None:
    parsed = message_from_bytes(content.lstrip(), policy=policy.default)
    try:
        sent = parsedate_to_datetime(parsed["Date"])
    except (TypeError, ValueError):
        return None
    body = parsed.get_body(preferencelist=("plain",))
    return Message(
        sent=sent,
        sender=str(parsed.get("From", "")),
        recipients=tuple(str(value) for value in parsed.get_all("To", [])),
        subject=str(parsed.get("Subject", "")),
        body=body.get_content() if body else "",
    )


def messages_for(person, folder: Path) -> list[Message]:
    """Messages that this person may read, the newest first."""
    return [message for message in messages(folder) if message.is_for(person)]


@require_admin_access
def mailbox(request):
    """The newest messages to the person who looks; to everybody, for an administrator."""
    mine = messages_for(request.user, Path(settings.EMAIL_FILE_PATH))
    return render(
        request, "demo/mailbox.html", {"messages_shown": mine[:SHOWN], "total": len(mine)}
    )
