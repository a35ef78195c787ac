"""Asks as nobody should, and holds what every answer must hold."""

import os
import traceback
from contextlib import contextmanager
from urllib.parse import urlencode

from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, settings

from tests.builders import ADMIN_HOST

# Every night more is tried, and other things each time; before a change is accepted, the same few.
NIGHTLY = os.environ.get("NIGHTLY", "0") not in ("", "0")
hostile = settings(
    max_examples=300 if NIGHTLY else 20,
    derandomize=not NIGHTLY,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

# The dearest page that readers get asks 12 times; a form that comes back asks for its page anew.
MOST_QUERIES_OF_READERS = 20
MOST_QUERIES_OF_EDITORS = 200
CHANGES = ("INSERT", "UPDATE", "DELETE")
TRACES = ("Traceback (most recent", "site-packages", "django/core", 'File "/')


def stranger() -> Client:
    """Somebody at the door of the admin, whose failures come as answers."""
    return Client(HTTP_HOST=ADMIN_HOST, raise_request_exception=False)


class Statements:
    """What the database was asked, and what of it changes something."""

    def __init__(self):
        self.number, self.changes = 0, []

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        if sql.lstrip().upper().startswith(CHANGES):
            self.changes.append(sql[:100])
        return execute(sql, params, many, context)


@contextmanager
def _failures():
    """What failed while a request was answered, whatever was answered then."""
    found = []

    def note(**_signal):
        found.append(traceback.format_exc(limit=-4))

    got_request_exception.connect(note)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


def ask(client: Client, method: str, path: str, most: int, **request):
    """An answer that is no failure, shows no trace, and asks the database only so often.

    What it changed is taken back, so that examples do not meet each other's.
    """
    statements = Statements()
    with _failures() as failures, transaction.atomic():
        with connection.execute_wrapper(statements):
            response = client.generic(method, path, **request)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    assert not failures, failures[0]
    assert response.status_code < 500
    text = body.decode(errors="replace")
    assert not [trace for trace in TRACES if trace in text]
    assert statements.number <= most, f"{path} asks {statements.number} times"
    response.changes = statements.changes
    return response


def read(client: Client, path: str = "/", **request):
    """A reader's question: it changes nothing."""
    response = ask(client, "GET", path, MOST_QUERIES_OF_READERS, **request)
    assert not response.changes
    assert not response.cookies
    return response


def as_sent(path: bytes) -> str:
    """A path as a server hands it on: its bytes, each as one character (PEP 3333)."""
    return path.decode("latin-1")


def form(fields: dict) -> dict:
    """A form as a browser, or a program, sends it."""
    return {
        "data": urlencode(fields, doseq=True, errors="surrogatepass"),
        "content_type": "application/x-www-form-urlencoded",
    }


def multipart(parts: list[tuple[str, str | None, bytes]]) -> dict:
    """(name, name of the file or None, content) as a form with files."""
    lines = []
    for name, filename, content in parts:
        shown = f'form-data; name="{name}"' + (
            "" if filename is None else f'; filename="{filename}"'
        )
        head = f"--edge\r\nContent-Disposition: {shown}\r\n\r\n"
        lines += [head.encode("utf-8", "surrogatepass"), content, b"\r\n"]
    return {
        "data": b"".join([*lines, b"--edge--\r\n"]),
        "content_type": "multipart/form-data; boundary=edge",
    }
