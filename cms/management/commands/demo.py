"""«make demo»: five sites, the admin, the task worker and the schedule, until Ctrl-C."""

import os
import signal
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.demo import checks
from cms.demo.accounts import account_lines
from cms.demo.preparation import Preparation
from cms.demo.serving import ServiceFailedError, Supervisor, demo_services
from partners.models import Partner


class Command(BaseCommand):
    help = "Prepares and serves the demo on this machine until Ctrl-C."
    # Checks of the system query tables which the first start has yet to make.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--port",
            type=int,
            default=settings.PUBLIC_PORT,
            help="Port of every address (8000 when none is named).",
        )

    def handle(self, *, port, **options):
        begun = time.monotonic()
        data_dir = Path(settings.DATA_DIR)
        try:
            checks.check_all(data_dir, port, checks.SPACE_FOR_START)
            with checks.OnlyDemo(data_dir, port):
                # Until the supervisor listens, a polite kill is what Ctrl-C is.
                signal.signal(signal.SIGTERM, signal.default_int_handler)
                self.say("Preparing the demo")
                preparation = Preparation(data_dir, port, self.say)
                preparation.run()
                self.serve(port, data_dir, preparation, begun)
        except (checks.CannotStartError, ServiceFailedError) as problem:
            self.stderr.write(str(problem))
            sys.exit(1)
        except KeyboardInterrupt:
            self.say("\nStopped; the next start goes on from here.")
            sys.exit(130)

    def serve(self, port, data_dir, preparation, begun) -> None:
        server, *others = demo_services(settings.BASE_DIR / "manage.py", port, data_dir / "log")
        os.environ["DJANGO_SETTINGS_MODULE"] = settings.SETTINGS_MODULE
        partners = list(Partner.objects.select_related("site"))
        with Supervisor(self.say) as supervisor:
            supervisor.start(server)
            if supervisor.wait_for_answer(port, partners[0].site.hostname):
                for service in others:
                    supervisor.start(service)
                self.tell(partners, preparation, data_dir, time.monotonic() - begun)
                supervisor.watch()
            self.say("\nStopping.")
        self.say("Everything is stopped.")

    def tell(self, partners, preparation, data_dir, seconds) -> None:
        """Addresses and accounts: all that a person at the terminal needs."""
        languages = dict(settings.LANGUAGES)
        self.say(f"\nReady after {seconds:.0f} s. Sites for readers:", end="\n\n")
        for partner in partners:
            offered = ", ".join(languages[code] for code in partner.languages)
            self.say(f"  {partner.site.root_url + '/':<36} {partner.name} ({offered})")
        self.say(
            f"\nThe admin for editors:\n\n  {settings.WAGTAILADMIN_BASE_URL}/admin/", end="\n\n"
        )
        self.say("Accounts (name, password, what it may do):", end="\n\n")
        for line in account_lines(preparation.passwords):
            self.say(f"  {line}")
        self.say(
            f"\nThe passwords are kept in {preparation.passwords.path}, messages that would be "
            f"sent in {data_dir / 'mail'},\nwhat the server says in {data_dir / 'log'}. "
            "Ctrl-C stops everything."
        )

    def say(self, text: str, end: str = "\n") -> None:
        self.stdout.write(text + end, ending="")
        self.stdout.flush()
