"""The environment is made once, mended after an interruption, and renewed with the lock file."""

import subprocess
import sys

import pytest

from cms import bootstrap
from cms.demo.checks import CannotStartError


@pytest.fixture
def checkout(tmp_path):
    """A checkout whose lock files ask for nothing, so that installing is quick and needs no net."""
    for name in bootstrap.LOCKS.values():
        (tmp_path / name).write_text("# nothing\n")
    return tmp_path


@pytest.fixture
def environment(checkout):
    return bootstrap.Environment(root=checkout, uv=None)


@pytest.fixture
def commands(monkeypatch, environment):
    """What would be run, instead of running it; making the environment makes its Python."""
    ran = []

    def run(command, **options):
        ran.append([str(part) for part in command])
        if "venv" in ran[-1]:
            environment.python.parent.mkdir(parents=True, exist_ok=True)
            environment.python.write_text("")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(bootstrap.subprocess, "run", run)
    monkeypatch.setattr(bootstrap, "_run_pip", lambda command, total: run(command).returncode)
    return ran


def kinds(commands):
    return [
        "make" if "venv" in command else "install"
        for command in commands
        if "venv" in command or "install" in command
    ]


def test_the_first_start_makes_and_installs_with_hashes(environment, commands):
    environment.ensure("runtime")
    assert kinds(commands) == ["make", "install"]
    assert "--require-hashes" in commands[-1]
    assert str(environment.root / "requirements.lock") in commands[-1]


def test_a_second_start_installs_nothing(environment, commands):
    environment.ensure("runtime")
    commands.clear()
    environment.ensure("runtime")
    assert commands == []


def test_a_changed_lock_file_is_installed_into_the_same_environment(environment, commands):
    environment.ensure("runtime")
    commands.clear()
    (environment.root / "requirements.lock").write_text("# something else\n")
    environment.ensure("runtime")
    assert kinds(commands) == ["install"]


def test_an_interrupted_installation_begins_anew(environment, commands, monkeypatch):
    def interrupted(command, total):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "_run_pip", interrupted)
        with pytest.raises(KeyboardInterrupt):
            environment.ensure("runtime")
    assert not environment.is_ready("runtime")
    commands.clear()
    environment.ensure("runtime")
    assert kinds(commands) == ["make", "install"]
    assert environment.is_ready("runtime")


def test_the_tools_of_tests_bring_the_runtime_with_them(environment, commands):
    environment.ensure("test")
    assert environment.is_ready("runtime")
    assert environment.is_ready("test")


def test_uv_is_used_where_it_is_found(environment, commands):
    environment.uv = "/somewhere/uv"
    environment.ensure("runtime")
    assert [command[0] for command in commands] == ["/somewhere/uv", "/somewhere/uv"]
    assert "--require-hashes" in commands[-1]


def test_without_venv_the_debian_line_is_said(environment, monkeypatch):
    find = bootstrap.importlib.util.find_spec
    monkeypatch.setattr(
        bootstrap.importlib.util,
        "find_spec",
        lambda name: None if name == "ensurepip" else find(name),
    )
    with pytest.raises(CannotStartError, match="sudo apt install make python3-venv"):
        environment.ensure("runtime")


def test_an_environment_that_cannot_be_made_gives_the_debian_line(environment, monkeypatch):
    monkeypatch.setattr(
        bootstrap.subprocess,
        "run",
        lambda command, **options: subprocess.CompletedProcess(command, 1, "", "no ensurepip\n"),
    )
    with pytest.raises(CannotStartError, match="sudo apt install make python3-venv"):
        environment.ensure("runtime")


def test_the_beginning_needs_nothing_that_is_installed():
    """Before the environment exists there is only Python itself (-S: no installed package)."""
    done = subprocess.run(
        [sys.executable, "-S", "-c", "import cms.bootstrap"],
        cwd=bootstrap.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
