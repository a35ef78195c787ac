"""The demo's database file: known to this code, or named and kept."""

import sqlite3
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.loader import MigrationLoader

# SQLite keeps a journal and an index of it beside the file; they belong together.
COMPANIONS = ("", "-wal", "-shm")


def database_file() -> Path | None:
    """The SQLite file that the settings name; None where they name a server."""
    if connection.vendor != "sqlite":
        return None
    return Path(connection.settings_dict["NAME"])


def unknown_history(path: Path) -> str:
    """Why this code cannot tell what made a database file; empty when it can, or there is none."""
    if not path.exists() or path.stat().st_size == 0:
        return ""
    try:
        recorded = _recorded_migrations(path)
    except sqlite3.DatabaseError:
        return "it is not a database that SQLite can read"
    if recorded is None:
        return "it has tables and no record of what made them"
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known.update(migration.replaces)
    foreign = sorted(recorded - known)
    if foreign:
        return f"its record names «{'.'.join(foreign[0])}», which this version does not have"
    try:
        MigrationLoader(connection).check_consistent_history(connection)
    except InconsistentMigrationHistory:
        return "its record has steps whose earlier steps are missing"
    except DatabaseError:
        return "its record cannot be read"
    finally:
        connection.close()
    return ""


def _recorded_migrations(path: Path) -> set[tuple[str, str]] | None:
    """Migrations that a file says were applied; None when it has tables and no such record."""
    database = sqlite3.connect(path, timeout=20)
    try:
        tables = {
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
        if "django_migrations" not in tables:
            return None if tables else set()
        return set(database.execute("SELECT app, name FROM django_migrations"))
    finally:
        database.close()


def set_aside(path: Path) -> Path:
    """Give a database a name under which nothing touches it, beside where it was; the new path."""
    moment = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    kept = path.with_name(f"{path.stem}-unknown-{moment}{path.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.stem}-unknown-{moment}-{number}{path.suffix}")
    for companion in COMPANIONS:
        source = path.with_name(path.name + companion)
        if source.exists():
            source.rename(kept.with_name(kept.name + companion))
    return kept
