"""What changed of a partner's rows and files, and what of theirs was written elsewhere."""

import hashlib
import re

from django.conf import settings
from django.db import connection

from tests.isolation import markers
from tests.isolation.ownership import Belongings, tables

_WRITES = re.compile(r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.I)


class Watch:
    """Notes every statement that writes: into which table, and whether with somebody's marker.

    Used as an execute wrapper; ``tables`` and ``copied`` are emptied by ``forget``.
    """

    def __init__(self, pattern: re.Pattern):
        self.pattern = pattern
        self.forget()

    def forget(self) -> None:
        self.tables: set[str] = set()
        self.copied: set[str] = set()

    def __call__(self, execute, sql, params, many, context):
        written = _WRITES.match(sql)
        if written:
            self.tables.add(written.group(1))
            self.copied.update(self.pattern.findall(repr(params)))
        return execute(sql, params, many, context)


class Fingerprint:
    """A hash of a partner's rows, table by table, and of its files."""

    def __init__(self, belongings: Belongings):
        self.belongings = belongings
        self.models = tables()
        self.at_first = {table: self.of(table) for table in self.models}
        self.files_at_first = self.files()

    def of(self, table: str) -> str:
        model = self.models[table]
        columns = [field.attname for field in model._meta.concrete_fields]
        rows = list(self.belongings.rows(model).values_list(*columns))
        return hashlib.sha256(repr(rows).encode()).hexdigest() if rows else ""

    def files(self) -> dict[str, str]:
        """Path → hash of every file whose name carries the partner's marker."""
        pattern = markers.of(self.belongings.key)
        return {
            str(path.relative_to(settings.MEDIA_ROOT)): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in sorted(settings.MEDIA_ROOT.rglob("*"))
            if path.is_file() and pattern.search(path.name)
        }

    def changed(self, written: set[str]) -> list[str]:
        """Tables, of those written to, in which the partner's rows are no longer what they were."""
        return sorted(
            table for table in written & set(self.models) if self.of(table) != self.at_first[table]
        )

    def without_rows(self) -> set[str]:
        """Labels of models of which the partner has no row."""
        return {
            model._meta.label
            for table, model in self.models.items()
            if not self.at_first[table] and not model._meta.auto_created
        }


def quiet() -> None:
    """A connection that a refused statement left broken would hide everything after it."""
    assert connection.in_atomic_block
