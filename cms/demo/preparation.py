"""What a start of the demo makes ready, step by step; what did not change is skipped."""

import shutil
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from cms.demo.accounts import Passwords, make_accounts
from cms.demo.checks import CannotStartError
from cms.demo.database import database_file, set_aside, unknown_history
from cms.demo.state import State, content_hash
from cms.management.commands.compile_catalogues import compile_stale
from partners.models import Partner

# What decides the content of a fresh demo: provisioning, page types and the texts themselves.
SEED_FOLDERS = ("cms", "partners", "home", "stories")
SEED_IGNORES = (".pyc", ".po", ".mo", ".css", ".html")
# What decides the static files: our own, and those of the installed packages.
STATIC_SOURCES = ("static", "requirements.lock")


class Preparation:
    """One start of the demo, up to the moment at which the server can answer."""

    def __init__(self, data_dir: Path, port: int, say: Callable[..., None]):
        """say(text, end="\\n") writes to the person at the terminal."""
        self.data_dir = data_dir
        self.port = port
        self.say = say
        self.mid_line = False
        self.state = State(data_dir / "demo-state.json")
        self.passwords = read_passwords(data_dir)

    def run(self) -> None:
        """Every step in its order. Raises CannotStart."""
        cache.clear()  # what the last start kept may be of other addresses or other code
        with self._step("Languages"):
            compile_stale()
        with self._step("Database"):
            self.keep_unknown_database()
            self.migrate()
        self.load_content()
        with self._step("Addresses and accounts"):
            follow_port(self.port)
            make_accounts(self.passwords)
        with self._step("Style sheets, scripts and fonts"):
            self.collect_static_files()
        connection.close()

    @contextmanager
    def _step(self, name: str):
        begun = time.monotonic()
        self.say(f"  {name:<34}", end="")
        self.mid_line = True
        yield
        lead = "" if self.mid_line else " " * 36
        self.say(f"{lead}{time.monotonic() - begun:5.1f} s")
        self.mid_line = False

    def _end_line(self) -> None:
        """What follows stands on lines of its own, in the middle of a step."""
        if self.mid_line:
            self.say("")
        self.mid_line = False

    def keep_unknown_database(self) -> None:
        """Step aside for a database that this code did not make, and forget what was done."""
        path = database_file()
        if path is None:
            return
        if not path.exists():
            self.state.forget()
            return
        reason = unknown_history(path)
        if reason:
            kept = set_aside(path)
            self.state.forget()
            self._end_line()
            self.say(
                f"The database {path.name} is of unknown history ({reason}): it is kept as "
                f"{kept}, and a new one is made."
            )

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)

    def load_content(self) -> None:
        """Partners and their pages; again only when code or texts changed since the last time."""
        fingerprint = content_hash(
            [settings.BASE_DIR / name for name in SEED_FOLDERS], ignore=SEED_IGNORES
        )
        if self.state.is_done("content", fingerprint) and Partner.objects.exists():
            return
        with self._step("Content of the five sites"):
            self._end_line()
            call_command("load_initial_data")
        self.state.keep("content", fingerprint)

    def collect_static_files(self) -> None:
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        fingerprint = content_hash([settings.BASE_DIR / name for name in STATIC_SOURCES])
        if self.state.is_done("static", fingerprint) and manifest.exists():
            return
        shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.state.keep("static", fingerprint)


def read_passwords(data_dir: Path) -> Passwords:
    """The passwords of this installation. Raises CannotStart when their file makes no sense."""
    path = data_dir / "demo-accounts.json"
    try:
        return Passwords(path)
    except (OSError, ValueError) as error:
        raise CannotStartError(
            f"The file of passwords {path} cannot be read ({error}): mend it or remove it."
        ) from error


def follow_port(port: int) -> None:
    """Give every site the port on which the demo answers, so that all addresses carry it."""
    for site in Site.objects.exclude(port=port):
        site.port = port
        site.save()
    Site.clear_site_root_paths_cache()
