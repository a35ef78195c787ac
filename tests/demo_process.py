"""A demo as a person starts it: «manage.py demo» in a process, on a folder and port of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SECONDS_TO_START = 240
SECONDS_TO_STOP = 20


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def descendants(process_id: int) -> list[int]:
    """Every process that this one started, directly or not (Linux)."""
    children = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, todo = [], [process_id]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def is_alive(process_id: int) -> bool:
    """False when the process is gone, or only waits for its parent to take note."""
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[0] != "Z"


class DemoServer:
    """A running demo: where its sites are, and who may sign in."""

    def __init__(self, data_dir: Path, port: int | None = None):
        self.data_dir = data_dir
        self.port = port or free_port()
        self.output = data_dir / "terminal.txt"
        self.process: subprocess.Popen | None = None

    def address(self, host: str, path: str = "/") -> str:
        """Address of a path on «rivne», «admin», … ; without a host, on the signpost's."""
        name = f"{host}.localhost" if host else "localhost"
        return f"http://{name}:{self.port}{path}"

    @property
    def accounts(self) -> dict[str, str]:
        """User name → password."""
        return json.loads((self.data_dir / "demo-accounts.json").read_text())

    def start(self) -> "DemoServer":
        """Start and wait until it says that it is ready; fails with what it said instead."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        environment = os.environ | {
            "RESCOM_DATA_DIR": str(self.data_dir),
            "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        }
        # The demo's own database and cache, whatever the tests run on.
        for name in ("DATABASE_URL", "CACHE_URL", "RESCOM_PORT"):
            environment.pop(name, None)
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--port", str(self.port)],
                cwd=PROJECT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        end = time.monotonic() + SECONDS_TO_START
        while "Ctrl-C stops everything" not in self.said:
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise AssertionError(f"The demo did not start:\n{self.said}")
            time.sleep(0.1)
        return self

    @property
    def said(self) -> str:
        return self.output.read_text(errors="replace")

    def stop(self, number: signal.Signals = signal.SIGINT) -> list[int]:
        """Stop as Ctrl-C does; returns the processes that are left, which should be none."""
        if self.process is None:
            return []
        family = [self.process.pid, *descendants(self.process.pid)]
        if self.process.poll() is None:
            self.process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(SECONDS_TO_STOP)
        left = [process_id for process_id in family if is_alive(process_id)]
        for process_id in left:
            os.kill(process_id, signal.SIGKILL)
        self.process.wait()
        return left
