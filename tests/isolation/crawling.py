"""Asks as somebody, and says what an answer gave away or changed. Every request leaves no trace."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core import mail
from django.core.files.storage import FileSystemStorage
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client

from tests.builders import ADMIN_HOST
from tests.isolation import markers
from tests.isolation.fingerprints import Fingerprint, Watch


@dataclass
class Finding:
    """One request that went wrong. what: «shows», «changes», «copies», «mails», «fails»."""

    what: str
    name: str
    request: str
    status: int
    detail: list[str]

    def __str__(self):
        return f"{self.what} {self.name}: {self.request} → {self.status} {self.detail[:6]}"


# Pages as readers have them: there the network's other live pages may be named, and nothing else.
READERS_PAGES = {
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:workflow_preview",
    "wagtail_localize:preview_translation",
    "look_preview",
    # Live stories of the network, one of which a manager may put on the own front page.
    "network_story_choose",
    "network_story_results",
}


@dataclass
class Crawl:
    """One person at their browser; None: nobody signed in. pattern: the markers that must not show."""

    person: object
    fingerprints: list[Fingerprint]
    pattern: object
    findings: list[Finding] = field(default_factory=list)
    statuses: Counter = field(default_factory=Counter)
    asked_for: set[str] = field(default_factory=set)

    def __post_init__(self):
        self.client = Client(HTTP_HOST=ADMIN_HOST, raise_request_exception=False)
        if self.person is not None:
            self.client.force_login(self.person)
        self.watch = Watch(self.pattern)

    def pattern_for(self, name: str, key: str) -> re.Pattern | None:
        """What of this partner an address of this name may not show; None: nothing of it."""
        return markers.of(key, markers.SECRET) if name in READERS_PAGES else None

    def ask(self, name: str, method: str, path: str, pattern=None, **options):
        """One request, undone afterwards. pattern: for screens that show readers' pages."""
        self.watch.forget()
        mail.outbox.clear()
        logging.disable()  # tens of thousands of refusals
        with transaction.atomic():
            with _recorded(self.asked_for), connection.execute_wrapper(self.watch):
                response = getattr(self.client, method.lower())(path, **options)
                text = markers.text_of(response)
            changed = [
                table
                for fingerprint in self.fingerprints
                for table in fingerprint.changed(self.watch.tables)
            ]
            transaction.set_rollback(True)
        logging.disable(logging.NOTSET)
        self.statuses[response.status_code] += 1
        request = f"{method} {path}"
        if options.get("data"):
            request += f" {options['data']}"[:200]

        def found(what, detail):
            if detail:
                finding = Finding(what, name, request, response.status_code, sorted(detail))
                self.findings.append(finding)

        found("shows", set((pattern or self.pattern).findall(text)))
        found("changes", set(changed))
        found("copies", self.watch.copied)
        found("mails", {one for message in mail.outbox for one in self._in_mail(message)})
        if response.status_code >= 500:
            found("fails", {text[-300:]})
        return response

    def _in_mail(self, message) -> list[str]:
        parts = [message.subject, str(message.body), " ".join(message.recipients())]
        return self.pattern.findall("\n".join(parts))

    def report(self) -> str:
        """How much was asked, how it was answered, and under which names something went wrong."""
        lines = [f"{self.person}: {sum(self.statuses.values())} requests, {dict(self.statuses)}"]
        for what in ("shows", "changes", "copies", "mails", "fails"):
            names = Counter(one.name for one in self.findings if one.what == what)
            lines.append(f"  {what} {len(names)}: {dict(names.most_common())}")
        return "\n".join(lines)


@contextmanager
def _recorded(names: set[str]) -> Iterator[None]:
    """Notes which parameters a view asks for, so that each can be tried."""
    plain = QueryDict.__mro__[1]

    def noting(method):
        def note(self, key, *args, **kwargs):
            if isinstance(key, str):
                names.add(key)
            return method(self, key, *args, **kwargs)

        return note

    watched = ("get", "getlist", "__getitem__", "__contains__")
    for one in watched:
        setattr(QueryDict, one, noting(getattr(plain, one)))
    try:
        yield
    finally:
        for one in watched:
            delattr(QueryDict, one)


@contextmanager
def nothing_deleted(key: str, deleted: list[str]) -> Iterator[None]:
    """No file is deleted for good, for a rollback does not bring it back; theirs are noted."""
    before = FileSystemStorage.delete

    def delete(self, name):
        if markers.of(key).search(name):
            deleted.append(name)

    FileSystemStorage.delete = delete
    try:
        yield
    finally:
        FileSystemStorage.delete = before


def body(number: int, place: int) -> dict[str, object]:
    """What a form may send, with this number wherever a row is named. place: of a page to go to."""
    named = (
        "id", "ids", "pk", "childOf", "parent", "parent_page", "parent_page_id", "page", "pages",
        "chosen_page", "collection_id", "collection", "image", "document", "user", "users",
        "group", "groups", "task", "tasks", "workflow", "revision", "revision_id", "site",
        "assigned_to", "uploaded_image", "uploaded_document", "translation", "object_id",
    )  # fmt: skip
    return dict.fromkeys(named, number) | {
        "new_parent_page": place,
        "destination": place,
        "title": "Written by who looks",
        "new_title": "Written by who looks",
        "name": "Written by who looks",
        "slug": "written-by-who-looks",
        "new_slug": "written-by-who-looks",
        "comment": "Written by who looks",
        "reason": "outdated",
        "languages": ["sv", "uk", "en"],
        "locales": [1, 2, 3, 4],
        "position": 0,
        "copy_subpages": "on",
        "publish_copies": "on",
        "confirmed": "written-by-who-looks",
        "action": "publish",
        "action-publish": "1",
        "next": "/admin/",
    }
