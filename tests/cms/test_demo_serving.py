"""The demo's processes start together, are watched, and none outlives Ctrl-C."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from cms.demo.serving import Service, ServiceFailedError, Supervisor
from tests.demo_process import PROJECT, free_port, is_alive

# A service with a child of its own, both deaf to polite requests: the worst that can be.
STUBBORN = """
import os, signal, sys, time
from pathlib import Path
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
Path(sys.argv[1], str(os.getpid())).touch()
time.sleep(120)
"""

PARENT = """
import sys
from pathlib import Path
from cms.demo import serving
serving.SECONDS_TO_STOP = 0.4
folder = Path(sys.argv[1])
with serving.Supervisor(print) as supervisor:
    for number in range(2):
        command = [sys.executable, "-c", sys.argv[2], str(folder)]
        supervisor.start(serving.Service(f"s{number}", command, folder / "log" / "service.log"))
    print("started", flush=True)
    supervisor.watch()
print("stopped", flush=True)
"""


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def started(folder: Path) -> list[int]:
    return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]


@pytest.fixture
def parent(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT), str(tmp_path), STUBBORN],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: len(started(tmp_path)) == 4)
    yield process
    for process_id in started(tmp_path):
        if is_alive(process_id):
            os.kill(process_id, signal.SIGKILL)
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_every_process_even_one_that_does_not_listen(parent, tmp_path, number):
    parent.send_signal(number)
    said, _ = parent.communicate(timeout=20)
    assert said.splitlines()[-1] == "stopped"
    assert [left for left in started(tmp_path) if is_alive(left)] == []


def test_a_process_that_ends_is_named_and_started_again(tmp_path):
    said = []
    service = Service(
        "schedule", [sys.executable, "-c", "import time; time.sleep(60)"], tmp_path / "s.log"
    )
    supervisor = Supervisor(said.append)
    try:
        supervisor.start(service)
        first = service.process
        first.kill()
        first.wait()
        supervisor._start_again(service)
        assert "schedule" in said[0]
        assert not service.ended
        assert service.process.pid != first.pid
    finally:
        supervisor.stop()
    assert service.ended


def test_a_process_that_keeps_ending_stops_everything_with_its_last_words(tmp_path):
    service = Service(
        "task worker", [sys.executable, "-c", "print('no table'); raise SystemExit(3)"],
        tmp_path / "worker.log",
    )  # fmt: skip
    supervisor = Supervisor(lambda text: None)
    try:
        supervisor.start(service)
        with pytest.raises(ServiceFailedError) as problem:
            supervisor.watch()
    finally:
        supervisor.stop()
    assert "The task worker keeps ending" in str(problem.value)
    assert "no table" in str(problem.value)


def test_a_server_that_cannot_start_is_not_waited_for(tmp_path):
    service = Service(
        "server", [sys.executable, "-c", "raise SystemExit('no application')"], tmp_path / "s.log"
    )
    supervisor = Supervisor(lambda text: None)
    try:
        supervisor.start(service)
        with pytest.raises(ServiceFailedError, match="no application"):
            supervisor.wait_for_answer(free_port(), "rivne.localhost")
    finally:
        supervisor.stop()
