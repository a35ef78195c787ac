"""What keeps the demo from starting is said in one sentence."""

import ast
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cms import bootstrap
from cms.demo import checks

PROJECT = Path(__file__).resolve().parents[2]


def is_one_sentence(text: str) -> bool:
    return "\n" not in text and text[-1] == "." and len(text) < 300


@pytest.fixture
def manage():
    specification = importlib.util.spec_from_file_location("manage", PROJECT / "manage.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def busy_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6), (3, 10, 13)])
def test_an_old_python_is_told_which_one_is_needed(manage, version):
    sentence = manage.version_problem(version)
    assert is_one_sentence(sentence)
    assert "3.11" in sentence
    assert f"{version[0]}.{version[1]}" in sentence


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_new_python_is_let_in(manage, version):
    assert manage.version_problem(version) == ""


def test_an_old_python_can_read_the_entry():
    source = (PROJECT / "manage.py").read_bytes()
    assert source.isascii()
    ast.parse(source, feature_version=(3, 4))


def test_a_busy_port_is_named_with_another_to_take(busy_port):
    with pytest.raises(checks.CannotStartError) as problem:
        checks.check_port(busy_port)
    assert is_one_sentence(str(problem.value))
    assert str(busy_port) in str(problem.value)
    assert "PORT=" in str(problem.value)


def test_the_command_says_nothing_but_the_sentence(busy_port, tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "demo", "--port", str(busy_port)],
        cwd=PROJECT,
        env=os.environ | {"RESCOM_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert is_one_sentence(done.stderr.strip())
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("arguments", [["--port", "http"], ["--port="], ["--port"], ["--port=-1"]])
def test_a_port_that_is_no_number_is_refused(arguments):
    with pytest.raises(checks.CannotStartError, match="is not a port"):
        bootstrap.asked_port(arguments)


@pytest.mark.parametrize("port", [0, 65536, 99999])
def test_a_port_that_cannot_be_is_refused(port):
    with pytest.raises(checks.CannotStartError, match="is not a port"):
        checks.check_port(port)


def test_the_port_is_the_one_asked_for(monkeypatch):
    monkeypatch.delenv("RESCOM_PORT", raising=False)
    assert bootstrap.asked_port([]) == 8000
    assert bootstrap.asked_port(["--port", "8123"]) == 8123
    assert bootstrap.asked_port(["--port=8124"]) == 8124
    monkeypatch.setenv("RESCOM_PORT", "8125")
    assert bootstrap.asked_port([]) == 8125


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    # A file in the way: true for every account, the administrator's too.
    (tmp_path / "var").write_text("")
    with pytest.raises(checks.CannotStartError) as problem:
        checks.check_writable(tmp_path / "var" / "data")
    assert is_one_sentence(str(problem.value))
    assert str(tmp_path / "var") in str(problem.value)


def test_a_full_disk_is_told_with_figures(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "free_bytes", lambda folder: 5 * 1024**2)
    with pytest.raises(checks.CannotStartError) as problem:
        checks.check_space(tmp_path, checks.SPACE_FOR_START)
    assert is_one_sentence(str(problem.value))
    assert "5 MB" in str(problem.value)
    assert "100 MB" in str(problem.value)


def test_free_space_is_asked_of_the_disk_below_a_folder_yet_to_be_made(tmp_path):
    free = checks.free_bytes(tmp_path / "not" / "yet")
    assert abs(free - shutil.disk_usage(tmp_path).free) < 1024**3


def test_a_second_demo_on_the_same_data_is_refused(tmp_path):
    with checks.OnlyDemo(tmp_path, 8123):
        with pytest.raises(checks.CannotStartError) as problem:
            checks.check_all(tmp_path, 8124, 0)
        assert is_one_sentence(str(problem.value))
        assert "8123" in str(problem.value)
        assert re.search(rf"\b{os.getpid()}\b", str(problem.value))
    checks.check_alone(tmp_path)


def test_without_an_environment_other_commands_say_how_to_make_one(tmp_path, monkeypatch, capsys):
    made = bootstrap.Environment
    monkeypatch.setattr(bootstrap, "Environment", lambda: made(root=tmp_path))
    monkeypatch.setattr(bootstrap, "installed", lambda *modules: False)
    with pytest.raises(SystemExit) as ended:
        bootstrap.enter(["manage.py", "migrate"])
    assert ended.value.code == 1
    assert "make demo" in capsys.readouterr().err
