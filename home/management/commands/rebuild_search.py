"""Reads all live pages again for the readers' search: after an upgrade, or when in doubt."""

from django.core.management.base import BaseCommand

from home.search.index import rebuild


class Command(BaseCommand):
    help = "Reads all live pages again for the readers' search. Safe to repeat, at any time."

    def handle(self, *args, **options):
        for done, total in rebuild():
            if options["verbosity"]:
                self.stdout.write(f"  Search: {done} of {total} pages")
                self.stdout.flush()
