"""Readers' messages are deleted when the period is over that the privacy page states."""

from django.core.management.base import BaseCommand

from partners.feedback.models import ReaderMessage


class Command(BaseCommand):
    help = "Deletes readers' messages after the period in settings.KEEP_DAYS."

    def handle(self, *, verbosity, **options):
        _rows, by_model = ReaderMessage.objects.past_their_period().delete()
        if verbosity:
            count = by_model.get(ReaderMessage._meta.label, 0)
            self.stdout.write(f"{count} messages deleted.")
