"""The rows by which lists find events, written again from the pages."""

from django.core.management.base import BaseCommand

from stories.occurrences import renew_all


class Command(BaseCommand):
    help = "Writes the dates of all live events again, as lists look for them; safe to repeat."

    def handle(self, *, verbosity, **options):
        rows = renew_all()
        if verbosity:
            self.stdout.write(f"{rows} dates of live events are written.")
