"""Pages and pictures that were taken back, what readers are told, and the receipts of it."""

from datetime import datetime

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.images import get_image_model_string
from wagtail.models import Page


class WholeMomentsEncoder(DjangoJSONEncoder):
    """Moments with all their digits: Django's own cuts them to thousandths of a second."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Reason(models.TextChoices):
    """Why something was taken back."""

    OUTDATED = "outdated", _("out of date")
    REQUEST = "request", _("at the request of somebody in it")
    ERROR = "error", _("an error in it")
    OTHER = "other", _("another reason, in your own words")


class WithdrawalReceipt(models.Model):
    """One act that took a page or a picture from its readers: who, when, why, and where it stood.

    Kept for good, also when the page is published again or deleted. ``words``: language code → what
    readers were told in it. ``partner``: whose it was; None for the common library's.
    """

    title = models.CharField(max_length=255)
    partner = models.ForeignKey(
        "partners.Partner", null=True, on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    image = models.ForeignKey(
        get_image_model_string(), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.JSONField(default=dict)
    withdrawn_at = models.DateTimeField(auto_now_add=True, db_index=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    # No use of the page that an editor should hear of.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.pk}: {self.title}"


class ReceiptLine(models.Model):
    """One address that changed by a withdrawal or by its undoing, and what became of it.

    ``site``: scheme and host, empty for a file that every host serves. ``language``: in which the
    thing stood there. ``told``: the language that readers are given instead, where one is.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("its page")
        EMBED = "embed", _("its piece for calendars and other web pages")
        FRONT = "front", _("front page")
        MENU = "menu", _("menu, on every page")
        LIST = "list", pgettext_lazy("kind of address", "list")
        PIECE = "piece", _("list for other web pages")
        NAMED = "named", _("page that shows it or leads to it")
        FEED = "feed", _("feed")
        CALENDAR = "calendar", pgettext_lazy("kind of address", "calendar")
        DATA = "data", _("data for others (JSON, CSV)")
        SEARCH = "search", pgettext_lazy("kind of address", "search")
        SITEMAP = "sitemap", _("sitemap")
        FILE = "file", _("file of the picture")

    class Result(models.TextChoices):
        GONE = "gone", _("gone: readers are told that it was withdrawn")
        WITHOUT = "without", _("answers without it")
        OTHER = "other", _("in another language instead")
        REMOVED = "removed", _("removed")
        BACK = "back", _("back")

    receipt = models.ForeignKey(WithdrawalReceipt, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    result = models.CharField(max_length=10, choices=Result.choices)
    site = models.CharField(max_length=255, blank=True)
    path = models.CharField(max_length=1000)
    language = models.CharField(max_length=8, blank=True)
    told = models.CharField(max_length=8, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.site + self.path


class Withdrawal(models.Model):
    """One page in one language that was withdrawn: its address answers 410 with the reason.

    It goes when the page is published again. A page that merely expired or is a draft has none,
    and its address answers 404. ``former``: how it stood before, for the undoing
    (``home/receipts/former.py``).
    """

    Reason = Reason

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="withdrawal")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.TextField(
        max_length=300, blank=True, help_text="For readers, in the language of the page."
    )
    withdrawn_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    receipt = models.ForeignKey(
        WithdrawalReceipt, null=True, on_delete=models.SET_NULL, related_name="withdrawals"
    )
    former = models.JSONField(default=dict, encoder=WholeMomentsEncoder)

    # No use of the page that an editor should hear of.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.page_id}: {self.reason}"

    @property
    def sentence(self) -> str:
        """The reason as readers read it; empty where the words say all."""
        return {
            Reason.OUTDATED: _("What it said is out of date."),
            Reason.REQUEST: _("Somebody who appeared in it asked for that."),
            Reason.ERROR: _("There was an error in it."),
        }.get(self.reason, "")
