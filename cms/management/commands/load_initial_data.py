from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.seeding import load
from home.search.index import is_behind


class Command(BaseCommand):
    """Provisions the five partners and writes the content that is not there yet."""

    help = "Make the five partner sites with their content; what exists is kept as it is."

    def handle(self, *args, **options):
        # The reference index is built once at the end, not task by task for every saved page.
        with disable_reference_index_auto_update():
            made = False
            for line in load():
                made = made or "kept" not in line
                self.stdout.write(f"  {line}")
                self.stdout.flush()
        if made:
            call_command("rebuild_references_index", verbosity=0)
        # New pages are in the search as they are made; those of a database from before it are not.
        if is_behind():
            call_command("rebuild_search", stdout=self.stdout)
