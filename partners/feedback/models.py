"""What a reader wrote about a page, what became of it, and when it is deleted."""

from datetime import date, datetime, time, timedelta
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, Revision

from partners.models import Partner

# Characters. Two printed pages: enough to describe anything that is wrong on one page.
LONGEST_TEXT = 5000
LONGEST_ADDRESS = 500


class Kind(models.TextChoices):
    """The three questions of the Härnösand document (the first one's grammar mended)."""

    TRANSLATION = "translation", _("Are there any translation problems on this page?")
    CONTENT = "content", _("Is there missing or incorrect information on the page?")
    IDEA = "idea", _("Do you have other ideas on how the website can be developed?")


# The same in a word or two, for lists, e-mails and filters.
SHORT_KINDS = {
    Kind.TRANSLATION: _("translation problem"),
    Kind.CONTENT: _("missing or incorrect"),
    Kind.IDEA: _("idea for the site"),
}


class State(models.TextChoices):
    """How far the partner has come with a message."""

    NEW = "new", pgettext_lazy("a message", "new")
    IN_WORK = "in_work", pgettext_lazy("a message", "in progress")
    ANSWERED = "answered", pgettext_lazy("a message", "answered")
    CLOSED = "closed", pgettext_lazy("a message", "closed")


class MessageQuerySet(models.QuerySet):
    """Messages by the clock."""

    def past_their_period(self, today: date | None = None):
        """Messages whose day of deletion (see ``deletion_day``) has come."""
        today = today or timezone.localdate()
        first_kept = today - timedelta(days=settings.KEEP_DAYS["messages"] - 1)
        return self.filter(received__lt=timezone.make_aware(datetime.combine(first_kept, time.min)))


class ReaderMessage(models.Model):
    """One message, as it was sent, about one page of one site.

    It belongs to the partner on whose host it was sent, also where the page is everybody's.
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="messages")
    # The form that it was sent with: a form sent twice makes one message.
    form_id = models.UUIDField(unique=True, editable=False)
    received = models.DateTimeField(_("received"), default=timezone.now, db_index=True)

    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.CharField(_("address of the page"), max_length=LONGEST_ADDRESS)
    title = models.CharField(_("title of the page"), max_length=255, blank=True)
    page_language = models.CharField(
        _("language of the page"), max_length=8, choices=settings.LANGUAGES
    )
    # What the reader had before them; null where no page was found at the address.
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    kind = models.CharField(_("what it is about"), max_length=20, choices=Kind.choices)
    text = models.TextField(_("message"), max_length=LONGEST_TEXT)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language of the reader"), max_length=8, choices=settings.LANGUAGES
    )

    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.NEW, db_index=True
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who takes care of it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    notes = models.TextField(_("notes"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    # When the mail server took the answer; until then it is on its way, or failed.
    answer_sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    # Wagtail would otherwise name the messages of every partner where a shared page is in use.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-received"]
        verbose_name = _("message from a reader")
        verbose_name_plural = _("messages from readers")

    def __str__(self):
        return self.title or self.address

    @property
    def short_kind(self) -> str:
        return str(SHORT_KINDS[self.kind])

    @property
    def url(self) -> str:
        """The page where the reader was, on the partner's host."""
        return self.partner.site.root_url + quote(self.address)

    @property
    def deletion_day(self) -> date:
        return deletion_day(self.received)

    @property
    def page_has_changed(self) -> bool:
        """Whether readers have another version now than the one that the message is about."""
        return self.page is not None and self.page.live_revision_id != self.revision_id


def deletion_day(received: datetime) -> date:
    """The day on which a message received at this moment is deleted, whatever its state."""
    return timezone.localdate(received) + timedelta(days=settings.KEEP_DAYS["messages"])


class MessageStep(models.Model):
    """Who did what with a message. It goes with the message, so nothing outlives the period."""

    class What(models.TextChoices):
        """What somebody did."""

        STATE = "state", _("changed the state")
        ASSIGNED = "assigned", _("changed who takes care of it")
        NOTES = "notes", _("changed the notes")
        ANSWERED = "answered", _("answered")
        SENT_AGAIN = "sent_again", _("sent the answer again")

    message = models.ForeignKey(ReaderMessage, on_delete=models.CASCADE, related_name="steps")
    when = models.DateTimeField(default=timezone.now)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    what = models.CharField(max_length=20, choices=What.choices)
    # The new state, or the name of the person who takes care of it now.
    detail = models.CharField(max_length=200, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["when", "pk"]

    def __str__(self):
        return self.get_what_display()

    @property
    def shown_detail(self) -> str:
        """The new state in the language of the person who looks; a name as it is."""
        if self.what == self.What.STATE:
            return str(State(self.detail).label)
        return self.detail


class NoticePreference(models.Model):
    """Whether a person is told of new messages by e-mail; without a row they are."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="message_notices"
    )
    by_email = models.BooleanField(
        _("New messages from readers"),
        default=True,
        help_text=_("Receive an e-mail when a reader writes about a page of your site."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("notices of messages")

    def __str__(self):
        return str(self.by_email)
