"""A database of unknown history is named and kept; our own is used again."""

import sqlite3

import pytest

from cms.demo.database import set_aside, unknown_history


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rescom.sqlite3"


def write(path, *statements):
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


RECORD = "CREATE TABLE django_migrations (id integer, app text, name text, applied text)"


def test_no_database_and_an_empty_file_are_no_reason_to_worry(path):
    assert unknown_history(path) == ""
    path.touch()
    assert unknown_history(path) == ""


def test_tables_without_a_record_are_unknown(path):
    write(path, "CREATE TABLE notes (words text)")
    assert "no record" in unknown_history(path)


def test_a_step_that_this_code_does_not_have_is_named(path):
    write(path, RECORD, "INSERT INTO django_migrations VALUES (1, 'cms', '0001_other', '')")
    assert "cms.0001_other" in unknown_history(path)


def test_another_programs_record_is_unknown(path):
    write(path, RECORD, "INSERT INTO django_migrations VALUES (1, 'shop', '0001_initial', '')")
    assert "shop.0001_initial" in unknown_history(path)


def test_a_file_that_is_no_database_is_unknown(path):
    path.write_bytes(b"not a database at all, just some text in a file\n" * 100)
    assert "cannot" in unknown_history(path) or "can read" in unknown_history(path)


def test_a_known_record_is_used_again(path, django_migrations):
    write(path, RECORD)
    database = sqlite3.connect(path)
    database.executemany("INSERT INTO django_migrations VALUES (1, ?, ?, '')", django_migrations)
    database.commit()
    database.close()
    assert unknown_history(path) == ""


@pytest.fixture
def django_migrations(db):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return cursor.fetchall()


def test_what_is_set_aside_keeps_its_content_and_its_journal(path):
    write(path, "CREATE TABLE notes (words text)", "INSERT INTO notes VALUES ('kept')")
    journal = path.with_name(path.name + "-wal")
    journal.write_bytes(b"")
    kept = set_aside(path)
    assert not path.exists()
    assert not journal.exists()
    assert kept.parent == path.parent
    assert kept.name.startswith("rescom-unknown-")
    assert kept.with_name(kept.name + "-wal").exists()
    assert sqlite3.connect(kept).execute("SELECT words FROM notes").fetchall() == [("kept",)]


def test_two_databases_set_aside_at_once_do_not_overwrite_each_other(path):
    names = set()
    for number in range(3):
        write(path, f"CREATE TABLE notes{number} (words text)")
        names.add(set_aside(path))
    assert len(names) == 3
    assert all(name.exists() for name in names)
