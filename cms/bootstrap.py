"""The environment of the project, made by whoever types the first command.

Standard library only: it runs where nothing is installed yet. «manage.py demo» calls it, makes
«.venv», installs the locked packages with their hashes and starts itself again inside.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cms.demo import checks

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_PORT = 8000
DEBIAN_LINE = "sudo apt install make python3-venv"
# What each purpose installs. The second file holds everything of the first, and the tools of
# tests and lint.
LOCKS = {"runtime": "requirements.lock", "test": "requirements-test.lock"}


# How pip's lines begin that tell of one package of the lock file: fetched, found in a folder,
# there already, or not for this system.
ONE_PACKAGE = ("Collecting ", "Processing ", "Requirement already satisfied", "Ignoring ")


def say(text: str) -> None:
    print(text, flush=True)


@dataclass
class Environment:
    """The virtual environment of one checkout."""

    root: Path = ROOT
    uv: str | None = field(default_factory=lambda: shutil.which("uv"))

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def is_ours(self) -> bool:
        """True when the running Python is the one of this environment."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    @property
    def unfinished(self) -> Path:
        """Exists while packages are being installed: left behind, it tells of an interruption."""
        return self.folder / "installing"

    def lock_hash(self, purpose: str) -> str:
        return hashlib.sha256((self.root / LOCKS[purpose]).read_bytes()).hexdigest()

    def stamp(self, purpose: str) -> Path:
        return self.folder / f"installed-{purpose}"

    def is_ready(self, purpose: str) -> bool:
        """True when everything of the lock file, as it is now, was installed to the end."""
        stamp = self.stamp(purpose)
        return (
            not self.unfinished.exists()
            and self.python.exists()
            and stamp.exists()
            and stamp.read_text().strip() == self.lock_hash(purpose)
        )

    def ensure(self, purpose: str) -> None:
        """Make or mend the environment; nothing happens when it is ready. Raises CannotStart."""
        # Held on the lock file itself: two commands at once take turns, and it needs no folder.
        with (self.root / LOCKS["runtime"]).open() as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not self.is_ready(purpose):
                self._make()
                self._install(purpose)

    def _works(self) -> bool:
        if self.unfinished.exists() or not self.python.exists():
            return False
        probe = [str(self.python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        if not self.uv:
            probe[-1] = "import pip; " + probe[-1]
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0  # noqa: S603

    def _make(self) -> None:
        if self._works():
            return
        # Of the Python below, in case the running one is in the environment to be replaced.
        python = getattr(sys, "_base_executable", None) or sys.executable
        say(f"Making the virtual environment {self.folder}")
        if self.uv:
            command = [self.uv, "venv", "--quiet", "--clear", "--python", python, str(self.folder)]
        else:
            if importlib.util.find_spec("ensurepip") is None:
                raise checks.CannotStartError(
                    f"Python has no module to make environments with; on Debian: {DEBIAN_LINE}"
                )
            command = [python, "-m", "venv", "--clear", str(self.folder)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if made.returncode:
            last = (made.stderr or made.stdout).strip().splitlines()[-1:] or ["no reason given"]
            raise checks.CannotStartError(
                f"The virtual environment could not be made ({last[0]}); on Debian, "
                f"this line brings what it needs: {DEBIAN_LINE}"
            )

    def _install(self, purpose: str) -> None:
        lock = self.root / LOCKS[purpose]
        self.unfinished.touch()
        if self.uv:
            command = [self.uv, "pip", "install", "--python", str(self.python)]
        else:
            command = [
                *(str(self.python), "-m", "pip", "install", "--disable-pip-version-check"),
                *("--no-input", "--progress-bar", "off", "--no-compile"),
            ]
        command += ["--require-hashes", "--no-deps", "--requirement", str(lock)]
        total = sum("==" in line for line in lock.read_text().splitlines())
        say(f"Installing {total} packages of {lock.name} with {'uv' if self.uv else 'pip'}")
        if self.uv:
            code = subprocess.run(command, check=False).returncode  # noqa: S603
        else:
            code = _run_pip(command, total)
        if code:
            raise checks.CannotStartError(
                f"The packages of {lock.name} could not be installed, for the reason above: when "
                "that is mended, the same command goes on."
            )
        self.stamp(purpose).write_text(self.lock_hash(purpose) + "\n")
        if purpose == "test":
            self.stamp("runtime").write_text(self.lock_hash("runtime") + "\n")
        self.unfinished.unlink()


def _run_pip(command: list[str], total: int) -> int:
    """Run pip showing how far it is; what it said in full appears only when it fails."""
    on_screen = sys.stdout.isatty()
    count = 0
    with tempfile.TemporaryFile("w+") as transcript:
        process = subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        try:
            for line in process.stdout:
                transcript.write(line)
                if line.startswith(ONE_PACKAGE):
                    count += 1
                    name = line.removeprefix("Requirement already satisfied:").split()
                    name = Path(name[0] if line.startswith("Requirement") else name[1]).name
                    if on_screen:
                        print(f"\r  {count} of {total}  {name:<60.60}", end="", flush=True)
                    elif count % 10 == 0:
                        say(f"  {count} of {total}")
                elif line.startswith("Installing collected packages"):
                    say(f"{chr(13) if on_screen else ''}  unpacking{' ' * 68 * on_screen}")
        except BaseException:
            process.terminate()
            raise
        finally:
            process.wait()
        if process.returncode:
            transcript.seek(0)
            say("".join(transcript.readlines()[-15:]))
    return process.returncode


def asked_port(arguments: list[str]) -> int:
    """Port from «--port N», else from RESCOM_PORT, else 8000. Raises CannotStart."""
    value = os.environ.get("RESCOM_PORT") or str(DEFAULT_PORT)
    for index, argument in enumerate(arguments):
        if argument.startswith("--port="):
            value = argument.partition("=")[2]
        elif argument == "--port":
            value = arguments[index + 1] if index + 1 < len(arguments) else ""
    if not value.isdecimal():
        raise checks.CannotStartError(
            f"«{value}» is not a port: choose a number, for example «make demo PORT=8001»."
        )
    return int(value)


def data_folder() -> Path:
    """Where the running product writes; the settings read the same variable."""
    return Path(os.environ.get("RESCOM_DATA_DIR") or ROOT / "var")


def installed(*modules: str) -> bool:
    """True when the running Python can import them all."""
    return all(importlib.util.find_spec(module) for module in modules)


def enter(argv: list[str]) -> None:
    """Return inside a Python that can run the command of argv; may replace the process.

    Exits with 1 and one sentence where that cannot be done, and with 0 after «environment»,
    which only makes the environment («--test»: with the tools of tests and lint).
    """
    command, arguments = (argv[1] if len(argv) > 1 else ""), argv[2:]
    environment = Environment()
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    try:
        if command == "environment":
            environment.ensure("test" if "--test" in arguments else "runtime")
            sys.exit(0)
        if command in ("demo", "demo_reset"):
            _prepare_demo(environment, command, arguments)
        elif not installed("django") and not environment.is_ours:
            if not environment.python.exists():
                raise checks.CannotStartError(
                    "The environment is not made yet: «make demo» or «python3 manage.py demo» "
                    "makes it."
                )
            _start_again(environment, argv)
        return
    except checks.CannotStartError as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped; the next start mends what was not finished.", file=sys.stderr)
        sys.exit(130)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.exit(1)


def _prepare_demo(environment: Environment, command: str, arguments: list[str]) -> None:
    port = asked_port(arguments)
    # Settings read it when they are imported, and every process of the demo inherits it.
    os.environ["RESCOM_PORT"] = str(port)
    own = not environment.is_ours and installed("django", "wagtail", "granian", "polib")
    ready = own or environment.is_ready("runtime")
    checks.check_all(
        data_folder(), port, checks.SPACE_FOR_START if ready else checks.SPACE_FOR_FIRST_START
    )
    if own:
        return
    if not ready:
        checks.check_writable(environment.root)
        environment.ensure("runtime")
    if not (environment.is_ours and ready):
        _start_again(environment, [str(ROOT / "manage.py"), command, *arguments])


def _start_again(environment: Environment, argv: list[str]) -> None:
    sys.stdout.flush()
    python = str(environment.python)
    os.execv(python, [python, *argv])  # noqa: S606
