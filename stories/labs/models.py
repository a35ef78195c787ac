"""What a reader answered to the questions of a learning lab, and when it is deleted."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import Partner

# Characters of one answer. Ten of them in Cyrillic stay below what a form may send.
LONGEST_ANSWER = 2000


class AnswerQuerySet(models.QuerySet):
    """Answers by the clock."""

    def past_their_period(self, today: date | None = None):
        """Answers whose day of deletion (see ``deletion_day``) has come."""
        today = today or timezone.localdate()
        first_kept = today - timedelta(days=settings.KEEP_DAYS["answers"] - 1)
        return self.filter(received__lt=timezone.make_aware(datetime.combine(first_kept, time.min)))


class LabAnswer(models.Model):
    """One reader's answers, as they were sent, on one site.

    They belong to the partner on whose host they were written. Who wrote them nobody asks.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="lab_answers")
    # The form that they were sent with: a form sent twice makes one row.
    form_id = models.UUIDField(unique=True, editable=False)
    received = models.DateTimeField(_("received"), default=timezone.now, db_index=True)

    # The same in every language of the lab, and still known when the lab is gone.
    lab_key = models.UUIDField(db_index=True)
    title = models.CharField(_("learning lab"), max_length=255)
    address = models.CharField(max_length=500)
    language = models.CharField(
        _("language of the reader"), max_length=8, choices=settings.LANGUAGES
    )
    # [{"id": of the question's block, "question": as it was read, "answer": …}], in their order.
    answers = models.JSONField(_("answers"), default=list)

    objects = AnswerQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-received"]
        verbose_name = _("answer to a learning lab")
        verbose_name_plural = _("answers to learning labs")

    def __str__(self):
        return self.title

    @property
    def beginning(self) -> str:
        """The first answer, as far as a list has room for it."""
        return next((one["answer"][:120] for one in self.answers), "")

    @property
    def url(self) -> str:
        """The lab on the partner's host."""
        return self.partner.site.root_url + self.address

    @property
    def deletion_day(self) -> date:
        return deletion_day(self.received)


def deletion_day(received: datetime) -> date:
    """The day on which answers received at this moment are deleted."""
    return timezone.localdate(received) + timedelta(days=settings.KEEP_DAYS["answers"])
