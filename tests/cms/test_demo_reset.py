"""«make demo-reset» removes what the demo wrote, after naming it, and nothing else."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.demo.checks import OnlyDemo
from cms.management.commands import demo_reset


@pytest.fixture
def data(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(demo_reset, "database_file", lambda: tmp_path / "rescom.sqlite3")
    for name in ("rescom.sqlite3", "rescom.sqlite3-wal", "demo-accounts.json", "secret_key"):
        (tmp_path / name).write_text("demo")
    (tmp_path / "media" / "images").mkdir(parents=True)
    (tmp_path / "media" / "images" / "one.jpg").write_text("picture")
    (tmp_path / "rescom-unknown-2026-01-01-120000.sqlite3").write_text("somebody's")
    (tmp_path / "notes.txt").write_text("mine")
    return tmp_path


def test_everything_of_the_demo_is_named_and_removed(data, capsys):
    call_command("demo_reset", only_remove=True)
    said = capsys.readouterr().out
    for name in ("rescom.sqlite3", "rescom.sqlite3-wal", "demo-accounts.json", "media"):
        assert str(data / name) in said
        assert not (data / name).exists()


def test_what_is_not_the_demos_stays(data):
    call_command("demo_reset", only_remove=True)
    assert (data / "notes.txt").read_text() == "mine"
    assert (data / "rescom-unknown-2026-01-01-120000.sqlite3").read_text() == "somebody's"


def test_a_link_to_another_folder_is_removed_and_the_folder_stays(data, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "file").write_text("kept")
    (data / "mail").symlink_to(elsewhere)
    call_command("demo_reset", only_remove=True)
    assert not (data / "mail").is_symlink()
    assert (elsewhere / "file").read_text() == "kept"


def test_nothing_is_removed_while_a_demo_runs(data):
    with OnlyDemo(data, 8123), pytest.raises(CommandError, match="already running"):
        call_command("demo_reset", only_remove=True)
    assert (data / "rescom.sqlite3").exists()


def test_a_database_server_is_left_alone(data, monkeypatch):
    monkeypatch.setattr(demo_reset, "database_file", lambda: None)
    with pytest.raises(CommandError, match="nothing is removed"):
        call_command("demo_reset", only_remove=True)
    assert (data / "demo-accounts.json").exists()
