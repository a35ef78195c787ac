"""Answers to learning labs are deleted when the period is over that the privacy page states."""

from django.core.management.base import BaseCommand

from stories.labs.models import LabAnswer


class Command(BaseCommand):
    help = "Deletes readers' answers to learning labs after the period in settings.KEEP_DAYS."

    def handle(self, *, verbosity, **options):
        count, _by_model = LabAnswer.objects.past_their_period().delete()
        if verbosity:
            self.stdout.write(f"{count} answers deleted.")
