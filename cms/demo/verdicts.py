"""The verdict of the demo's mailbox."""

from partners.access.verdicts import signed_in


def register() -> None:
    """Called once, from the AppConfig."""
    signed_in("demo_mailbox", why="Shows the messages that were sent to the person's own address.")
