"""Pages that were taken back, and what readers are told at their addresses."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Withdrawal(models.Model):
    """One page in one language that was withdrawn: its address answers 410 with the reason.

    It goes when the page is published again. A page that merely expired or is a draft has none,
    and its address answers 404.
    """

    class Reason(models.TextChoices):
        OUTDATED = "outdated", _("out of date")
        REQUEST = "request", _("at the request of somebody in it")
        ERROR = "error", _("an error in it")
        OTHER = "other", _("another reason, in your own words")

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="withdrawal")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.TextField(
        max_length=300, blank=True, help_text="For readers, in the language of the page."
    )
    withdrawn_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    # No use of the page that an editor should hear of.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.page_id}: {self.reason}"

    @property
    def sentence(self) -> str:
        """The reason as readers read it; empty where the words say all."""
        return {
            self.Reason.OUTDATED: _("What it said is out of date."),
            self.Reason.REQUEST: _("Somebody who appeared in it asked for that."),
            self.Reason.ERROR: _("There was an error in it."),
        }.get(self.reason, "")
