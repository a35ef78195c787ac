"""The processes of a running demo: started together, watched, and stopped together."""

import contextlib
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SECONDS_TO_STOP = 6
# A process that ends this often within a minute is broken: starting it again helps nobody.
RESTARTS_A_MINUTE = 3
KEPT_LOG_BYTES = 1024 * 1024
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class ServiceFailedError(Exception):
    """One of the processes cannot be kept running; the text is one sentence and its last words."""


@dataclass
class Service:
    """One process: its name for people, its command, where its messages go, where it runs."""

    name: str
    command: list[str]
    log: Path
    folder: Path | None = None
    process: subprocess.Popen | None = None
    ends: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start in a process group of its own: Ctrl-C reaches the parent only, which stops all."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > KEPT_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                start_new_session=True,
                # One thread runs here, so code between fork and exec is safe.
                preexec_fn=_end_with(os.getpid()),
            )

    @property
    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the process and everything that it started."""
        if self.process is not None:
            # Nothing of it may be left.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def last_words(self, lines: int = 12) -> str:
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - 8192))
                return "\n".join(file.read().decode(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""


def _end_with(parent: int) -> Callable[[], None] | None:
    """What a new process runs first: it is told to stop if its parent is killed outright."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None, use_errno=True)

    def ask_for_the_signal():
        library.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it ended in between
            os._exit(1)

    return ask_for_the_signal


class Supervisor:
    """Runs services until a signal; nothing that it started outlives it."""

    def __init__(self, say: Callable[[str], None]):
        self.say = say
        self.services: list[Service] = []
        self.stopping = threading.Event()

    def __enter__(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        return self

    def __exit__(self, *_):
        self.stop()

    def _on_signal(self, number, frame):
        if self.stopping.is_set():  # asked twice: somebody is in a hurry
            for service in self.services:
                service.signal_group(signal.SIGKILL)
        self.stopping.set()

    def start(self, service: Service) -> None:
        self.services.append(service)
        service.start()

    def wait_for_answer(self, port: int, host: str, seconds: float = 60) -> bool:
        """True once the server answers a reader's address; False when asked to stop before.

        Raises ServiceFailed when a process ends or the time is over.
        """
        end = time.monotonic() + seconds
        while not self.stopping.wait(0.1):
            for service in self.services:
                if service.ended:
                    raise ServiceFailedError(
                        f"The {service.name} could not start:\n{service.last_words()}"
                    )
            if _answers(port, host):
                return True
            if time.monotonic() > end:
                raise ServiceFailedError(
                    f"The server did not answer on port {port} within {seconds:.0f} seconds:\n"
                    f"{self.services[0].last_words()}"
                )
        return False

    def watch(self) -> None:
        """Until a signal: start again what ended. Raises ServiceFailed when it keeps ending."""
        while not self.stopping.wait(0.5):
            for service in self.services:
                if service.ended and not self.stopping.is_set():
                    self._start_again(service)

    def _start_again(self, service: Service) -> None:
        service.signal_group(signal.SIGKILL)  # what it may have left behind
        now = time.monotonic()
        service.ends = [moment for moment in service.ends if now - moment < 60] + [now]
        if len(service.ends) > RESTARTS_A_MINUTE:
            raise ServiceFailedError(
                f"The {service.name} keeps ending, so everything is stopped:\n"
                f"{service.last_words()}"
            )
        self.say(
            f"The {service.name} ended unexpectedly (code {service.process.returncode}) and is "
            f"started again; its messages are in {service.log}."
        )
        service.start()

    def stop(self) -> None:
        """Ask every process to stop, then insist; returns when none is left."""
        self.stopping.set()
        running = [service for service in self.services if service.process is not None]
        begun = time.monotonic()
        for service in running:
            service.signal_group(signal.SIGTERM)
        asked_again = False
        while any(not service.ended for service in running):
            passed = time.monotonic() - begun
            if passed > SECONDS_TO_STOP:
                break
            if passed > SECONDS_TO_STOP / 2 and not asked_again:
                # The task worker finishes its task at the first request and gives it up, marked
                # as failed, at the second.
                asked_again = True
                for service in running:
                    if not service.ended:
                        service.signal_group(signal.SIGTERM)
            time.sleep(0.05)
        for service in running:
            service.signal_group(signal.SIGKILL)
            service.process.wait()


def _answers(port: int, host: str) -> bool:
    """True when a page of this host comes back whole (*.localhost is unknown to Python)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def demo_services(manage: Path, port: int, logs: Path) -> list[Service]:
    """The real server, the worker of background tasks, and the schedule; the server first."""
    python = sys.executable
    return [
        Service(
            "server",
            [
                *(python, "-m", "granian", "--interface", "wsgi", "--no-ws"),
                *("--host", "127.0.0.1", "--port", str(port)),
                # A page is CPU: one thread a process is fastest.
                *("--workers", "2", "--blocking-threads", "1"),
                *("--respawn-failed-workers", "--workers-kill-timeout", "4"),
                *("--log-level", "warning", "--no-access-log"),
                "cms.wsgi:application",
            ],
            logs / "server.log",
            manage.parent,
        ),
        Service(
            "task worker",
            [python, str(manage), "db_worker", "--no-startup-delay"],
            logs / "worker.log",
        ),
        Service("schedule", [python, str(manage), "schedule"], logs / "schedule.log"),
    ]
