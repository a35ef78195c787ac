"""The demo's accounts: one a role, named after the role, for no person in particular."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction

from partners.models import PartnerGroup
from partners.roles import Role

# Without characters that are mistaken for one another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class DemoAccount:
    """One account. role None: the network's administrator, who may do everything."""

    username: str
    role: Role | None
    partner: str = ""
    language: str = ""

    @property
    def email(self) -> str:
        """At «.invalid», which no mail server will ever answer for (RFC 2606)."""
        role, _, place = self.username.partition("-")
        return f"{role}@{place or 'network'}.invalid"


ACCOUNTS = (
    DemoAccount("administrator", None),
    DemoAccount("editor-rivne", Role.EDITOR, "rivne"),
    DemoAccount("publisher-rivne", Role.PUBLISHER, "rivne"),
    DemoAccount("translator-rivne", Role.TRANSLATOR, "rivne", "en"),
    DemoAccount("manager-rivne", Role.PARTNER_MANAGER, "rivne"),
    # A second partner's editor, so that anybody can see how little of Rivne this one sees.
    DemoAccount("editor-harnosand", Role.EDITOR, "harnosand"),
    DemoAccount("library", Role.LIBRARY_EDITOR),
    DemoAccount("translator-library", Role.TRANSLATOR, language="uk"),
)


def new_password() -> str:
    """Sixteen random characters in groups of four: about 79 bits, and easy to type."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


class Passwords:
    """This installation's passwords, in a file that only its owner reads and git ignores."""

    def __init__(self, path: Path):
        self.path = path
        try:
            self.known = json.loads(path.read_text())
            path.chmod(0o600)
        except FileNotFoundError:
            self.known = {}

    def of(self, username: str) -> str:
        """The kept password, or an empty string."""
        return self.known.get(username, "")

    def make(self, username: str) -> str:
        """The kept password, or a new one which is kept from now on."""
        if username not in self.known:
            self.known[username] = new_password()
            beside = self.path.with_suffix(".new")
            beside.unlink(missing_ok=True)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                json.dump(self.known, file, indent=1)
            beside.replace(self.path)
        return self.known[username]


def make_accounts(passwords: Passwords, accounts=ACCOUNTS) -> int:
    """Make the accounts that were never made here and return how many.

    What somebody changed stays: an existing account keeps its password, groups and address, and
    one that was deleted is not made again, unless none at all is left (a new database).
    """
    people = get_user_model().objects
    names = [account.username for account in accounts]
    existing = set(people.filter(username__in=names).values_list("username", flat=True))
    wanted = [
        account
        for account in accounts
        if not existing or (account.username not in existing and not passwords.of(account.username))
    ]
    with transaction.atomic():
        for account in wanted:
            _make(account, passwords.make(account.username))
    return len(wanted)


def _make(account: DemoAccount, password: str) -> None:
    administers = account.role is None
    person = get_user_model().objects.create_user(
        account.username,
        account.email,
        password,
        is_staff=administers,
        is_superuser=administers,
        # Wagtail's account screen saves nothing without both names.
        first_name=account.username.partition("-")[0].capitalize(),
        last_name=account.partner.capitalize() or "RESCOM",
    )
    if account.role is not None:
        group = PartnerGroup.objects.select_related("group").get(
            partner__key=account.partner or None,
            role=account.role,
            language=account.language,
        )
        person.groups.add(group.group)


def account_lines(passwords: Passwords, accounts=ACCOUNTS) -> list[str]:
    """The table that the demo prints: name, password, what the account may do."""
    people = get_user_model().objects.in_bulk(
        [account.username for account in accounts], field_name="username"
    )
    lines = []
    for account in accounts:
        if account.username not in people:
            continue
        password = passwords.of(account.username) or "(not kept here)"
        role = str(account.role.label) if account.role else "network administrator"
        place = ", ".join(part for part in (account.partner, account.language) if part)
        lines.append(
            f"{account.username:<18} {password:<20} {role}{f' ({place})' if place else ''}"
        )
    return lines
