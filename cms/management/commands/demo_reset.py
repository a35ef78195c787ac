"""«make demo-reset»: the demo's own data is removed, by name, and a new demo starts."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.demo import checks
from cms.demo.database import COMPANIONS, database_file

# Everything that a demo writes below its data folder; whatever else is there is not ours.
OWN_NAMES = (
    "cache",
    "demo-accounts.json",
    "demo-state.json",
    "log",
    "mail",
    "media",
    "secret_key",
    "static",
)


def own_data(data_dir: Path, database: Path) -> list[Path]:
    """The demo's files and folders that exist; never a database that was set aside."""
    paths = [data_dir / name for name in OWN_NAMES]
    paths += [database.with_name(database.name + companion) for companion in COMPANIONS]
    return sorted(path for path in paths if path.exists() or path.is_symlink())


def remove(path: Path) -> None:
    """Remove a file or folder; of a symbolic link, the link only."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


class Command(BaseCommand):
    help = "Removes what the demo wrote, after naming it, and starts a new demo."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=settings.PUBLIC_PORT)
        parser.add_argument(
            "--only-remove", action="store_true", help="Do not start a new demo afterwards."
        )

    def handle(self, *, port, only_remove, **options):
        data_dir = Path(settings.DATA_DIR)
        database = database_file()
        if database is None:
            raise CommandError(
                "DATABASE_URL names a database server, which holds more than a demo: nothing is "
                "removed there."
            )
        try:
            with checks.OnlyDemo(data_dir, port):
                paths = own_data(data_dir, database)
                self.stdout.write(
                    "These are removed:" if paths else "There is no demo data to remove."
                )
                for path in paths:
                    self.stdout.write(f"  {path}")
                    remove(path)
        except checks.CannotStartError as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"Not everything could be removed: {problem}") from problem
        if not only_remove:
            call_command("demo", port=port)
