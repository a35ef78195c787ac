"""Wagtail's command of the same name, in which one page never stops the others.

Wagtail's own publishes one after the other and ends at the first exception; pages after it wait,
and the one that failed is tried every minute.
"""

import logging

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from home.publishing import Refused
from home.refusal_notices import tell

logger = logging.getLogger("rescom.publishing")


class Command(WagtailCommand):
    help = "Publishes and takes down what was scheduled; says so where a page is not ready."

    def handle(self, *args, **options):
        if options["dryrun"]:
            return super().handle(*args, **options)
        for page_or_object in self._expired():
            self._apart(
                page_or_object,
                lambda it: it.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled"),
            )
        for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by(
            "approved_go_live_at"
        ):
            self._apart(revision, self._publish)

    def _expired(self) -> list:
        models = [Page] + [
            model
            for model in apps.get_models()
            if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
        ]
        return [
            found
            for model in models
            for found in model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by(
                "expire_at"
            )
        ]

    def _publish(self, revision: Revision) -> None:
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except Refused:
            # Tried once: its people are told once, and publish it again when it is ready.
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            tell(revision)

    def _apart(self, subject, work) -> None:
        try:
            with transaction.atomic():
                work(subject)
        except Exception:
            logger.exception("The schedule could not finish %r; it tries again.", subject)
