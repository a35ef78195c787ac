"""Takes away what «fill_measurement_data» made."""

from django.core.management.base import BaseCommand
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.measurement.removing import remove


class Command(BaseCommand):
    help = "Removes every synthetic page of every site, and nothing else. Safe to stop and repeat."

    def handle(self, *, verbosity, **options):
        with disable_reference_index_auto_update():
            for done, total in remove():
                if verbosity:
                    self.stdout.write(f"  {done} of {total} synthetic pages removed")
                    self.stdout.flush()
