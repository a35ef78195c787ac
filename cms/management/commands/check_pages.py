"""Is the page tree whole? For an operator after a restore, and for the nightly run."""

from django.core.management.base import BaseCommand, CommandError

from cms.translation.tree_health import problems


class Command(BaseCommand):
    help = "Says in words which pages are damaged; changes nothing. Ends with 1 where any is."

    def handle(self, *args, **options):
        found = problems()
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(
                f"{len(found)} pages are not in order. «manage.py fixtree» mends wrong numbers and "
                "levels; aliases and addresses are mended in the admin."
            )
        self.stdout.write("All pages are in order.")
