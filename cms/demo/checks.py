"""What can keep the demo from starting, said in one sentence each.

Standard library only: these are asked before the environment is made, and again inside it.
"""

import errno
import fcntl
import json
import os
import shutil
import socket
import tempfile
from pathlib import Path

# Bytes. A first start writes the environment (about 290 MB, and as much again while packages are
# unpacked), static files and the database; later starts write little, but SQLite and uploads must
# never meet a full disk.
SPACE_FOR_FIRST_START = 900 * 1024**2
SPACE_FOR_START = 100 * 1024**2

LOCK_NAME = "demo.lock"


class CannotStartError(Exception):
    """The demo cannot start here; the text is one sentence for the person at the terminal."""


def free_bytes(folder: Path) -> int:
    """Free bytes on the disk that holds a folder, which need not exist yet."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def check_port(port: int) -> None:
    """Raise unless 127.0.0.1:port can be opened now."""
    if not 1 <= port <= 65535:
        raise CannotStartError(f"{port} is not a port: choose a number from 1 to 65535.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # As the server does: an address that was in use a moment ago is free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EPERM):
                raise CannotStartError(
                    f"This account may not open port {port}: choose one from 1024 up, for example "
                    "«make demo PORT=8001»."
                ) from error
            raise CannotStartError(
                f"Port {port} is in use by another program: stop that, or choose another port, "
                f"for example «make demo PORT={port + 1 if port < 65535 else 8001}»."
            ) from error


def check_writable(folder: Path) -> None:
    """Raise unless files can be written in the folder, which is made when it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotStartError(
            f"The demo cannot write in {folder} ({error.strerror}): give this account the right "
            "to write there, or name another folder with RESCOM_DATA_DIR."
        ) from error


def check_space(folder: Path, needed: int) -> None:
    """Raise unless the disk that holds the folder has so many bytes free."""
    free = free_bytes(folder)
    if free < needed:
        megabyte = 1024**2
        raise CannotStartError(
            f"The disk of {folder} has {free // megabyte} MB free and the demo needs "
            f"{needed // megabyte} MB: make room and start again."
        )


def running_demo(data_dir: Path) -> dict | None:
    """Process and port of the demo that runs on this data folder, or None."""
    path = data_dir / LOCK_NAME
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return None
    except BlockingIOError:
        pass
    except OSError:
        return None
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}


def check_alone(data_dir: Path) -> None:
    """Raise while another demo uses the same data folder."""
    running = running_demo(data_dir)
    if running is not None:
        where = "".join(
            f", {name} {running[key]}"
            for name, key in (("process", "process"), ("port", "port"))
            if key in running
        )
        raise CannotStartError(
            f"A demo is already running on {data_dir}{where}: stop it first with Ctrl-C in its "
            "terminal, or name another folder with RESCOM_DATA_DIR."
        )


def check_all(data_dir: Path, port: int, needed: int) -> None:
    """Raise CannotStartError for the first thing that stands in the way."""
    check_alone(data_dir)
    check_port(port)
    check_space(data_dir, needed)
    check_writable(data_dir)


class OnlyDemo:
    """Holds the data folder for one demo; the system lets go of it however the process ends."""

    def __init__(self, data_dir: Path, port: int):
        self.data_dir = data_dir
        self.port = port
        self.file = None

    def __enter__(self):
        check_alone(self.data_dir)
        self.file = (self.data_dir / LOCK_NAME).open("a+")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.file.close()
            check_alone(self.data_dir)
            raise CannotStartError(
                f"Another demo is just starting on {self.data_dir}: wait for it."
            ) from None
        self.file.truncate(0)
        self.file.write(json.dumps({"process": os.getpid(), "port": self.port}))
        self.file.flush()
        return self

    def __exit__(self, *_):
        self.file.truncate(0)
        self.file.close()
