"""Two e-mails: «a message has come» to the partner's people, and the partner's answer to a reader.

Both are tasks, so that nobody waits for a mail server, and both know only the number of the
message: results of tasks are kept longer than some messages. A notice says nothing of what the
reader wrote; an e-mail cannot be deleted when the period is over.
"""

import logging
from urllib.parse import urlencode

from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url
from wagtail.admin.views.account import notifications_tab

from cms.language.dates import format_date
from partners.feedback import FEEDBACK_SLUG
from partners.feedback.access import workers
from partners.feedback.models import ReaderMessage
from partners.models import PartnerText

logger = logging.getLogger("rescom.feedback")


@task()
def tell_partner(message_id: int) -> int:
    """Tell those who work with this partner's messages; returns how many e-mails went out."""
    message = _message(message_id)
    if message is None:
        return 0
    told = 0
    for person in workers(message).exclude(email="").exclude(message_notices__by_email=False):
        with translation.override(_language_of(person, message)):
            try:
                send_mail(
                    _one_line(_notice_subject(message)), _notice(message), None, [person.email]
                )
                told += 1
            except Exception:
                # The message is in the list whether or not the mail server is there.
                logger.exception("Could not write to account %s.", person.pk)
    return told


def _notice_subject(message: ReaderMessage) -> str:
    return _("A reader wrote about “%(title)s”") % {"title": str(message)}


def _notice(message: ReaderMessage) -> str:
    address = reverse("reader_messages:message", args=[message.pk])
    return "\n\n".join(
        [
            _("A new message on %(site)s: %(kind)s.")
            % {"site": _name_of_partner(message), "kind": message.short_kind},
            _("The page: %(address)s") % {"address": message.url},
            _("Read and answer it here: %(address)s") % {"address": get_admin_base_url() + address},
            _("It is deleted on %(day)s.") % {"day": _day(message)},
            _("You can turn these e-mails off in your account, under “%(tab)s”.")
            % {"tab": notifications_tab.title},
        ]
    )


@task()
def send_answer(message_id: int) -> bool:
    """Send the answer to the reader, once. Raises what the mail server raises; it can be repeated."""
    message = _message(message_id)
    if message is None or not (message.email and message.answer) or message.answer_sent_at:
        return False
    with translation.override(message.language):
        subject = _("Your message about “%(title)s”") % {"title": str(message)}
        send_mail(_one_line(subject), _answer(message), None, [message.email])
    ReaderMessage.objects.filter(pk=message.pk).update(answer_sent_at=timezone.now())
    return True


def _answer(message: ReaderMessage) -> str:
    again = (
        f"{message.partner.site.root_url}/{message.language}/{FEEDBACK_SLUG}/"
        f"?{urlencode({'page': message.address})}"
    )
    quoted = "\n".join(f"> {line}" for line in message.text.splitlines())
    return "\n\n".join(
        [
            _("Thank you for your message about this page: %(address)s") % {"address": message.url},
            message.answer,
            _name_of_partner(message),
            _("You wrote:"),
            quoted,
            _(
                "This e-mail was sent automatically, and an answer to it is read by nobody. Write "
                "to us again here: %(address)s"
            )
            % {"address": again},
            _("We delete your message and your e-mail address on %(day)s.")
            % {"day": _day(message)},
        ]
    )


def _message(message_id: int) -> ReaderMessage | None:
    rows = ReaderMessage.objects.select_related("partner__site")
    return rows.filter(pk=message_id).first()


def _name_of_partner(message: ReaderMessage) -> str:
    """As its site names it in the language of the e-mail, else in its own."""
    partner, language = message.partner, translation.get_language()
    texts = PartnerText.objects.filter(
        profile__site_id=partner.site_id, language__in=(language, partner.source_language)
    )
    text = min(texts, key=lambda text: text.language != language, default=None)
    return text.name if text is not None else partner.name


def _day(message: ReaderMessage) -> str:
    return format_date(message.deletion_day, translation.get_language())


def _one_line(text: str) -> str:
    """A subject may not have a line break."""
    return " ".join(text.split())


def _language_of(person, message: ReaderMessage) -> str:
    """The language that the person chose for the admin, else the partner's own."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or message.partner.source_language
