"""Three e-mails: a tool has changed, a partner asks the library, the library has answered.

Each is a task, so that nobody waits for a mail server, and knows only the number of its row.
"""

import logging
from collections.abc import Callable, Iterable

from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url

from partners.access.ownership import partner_of
from stories.voices import access
from stories.voices.models import VoiceBasis, VoiceQuestion

logger = logging.getLogger("rescom.voices")

# Of people who have chosen none, and keep the library of all.
LIBRARY_LANGUAGE = "en"


@task()
def tell_writers(basis_id: int) -> int:
    """Tell a partner's editors that a tool has changed; returns how many e-mails went out."""
    basis = VoiceBasis.objects.filter(pk=basis_id, changed_at__isnull=False).first()
    if basis is None or basis.voice.tool is None:
        return 0
    partner = partner_of(basis.voice)

    def text() -> tuple[str, str]:
        words = {"tool": basis.voice.tool.title, "voice": basis.voice.title}
        return _("“%(tool)s” has changed in the common library") % words, _paragraphs(
            _("You have told how you do it: “%(voice)s”. Nothing of yours was changed.") % words,
            _("See what changed, word by word, and say whether yours is still right: %(address)s")
            % {"address": _address("voice_changes", basis.voice_id)},
        )

    return _send(access.writers_of(partner), partner.source_language, text)


@task()
def tell_library(question_id: int) -> int:
    """Tell the library's editors that a partner asks; returns how many e-mails went out."""
    question = _question(question_id)
    if question is None:
        return 0
    partner = partner_of(question.voice)

    def text() -> tuple[str, str]:
        words = {"tool": question.voice.tool or question.voice, "partner": partner.name}
        return _("%(partner)s asks about “%(tool)s”") % words, _paragraphs(
            question.text,
            _("Answer here: %(address)s") % {"address": _address("voice_question", question.pk)},
        )

    return _send(access.library_editors(), LIBRARY_LANGUAGE, text)


@task()
def tell_asker(question_id: int) -> int:
    """Tell those who write the partner's voices what the library answered."""
    question = _question(question_id)
    if question is None or not question.answer:
        return 0
    partner = partner_of(question.voice)

    def text() -> tuple[str, str]:
        words = {"tool": question.voice.tool or question.voice}
        return _("The library has answered about “%(tool)s”") % words, _paragraphs(
            _("You asked:"),
            question.text,
            _("The answer:"),
            question.answer,
            _address("voice_changes", question.voice_id),
        )

    return _send(access.writers_of(partner), partner.source_language, text)


def _question(question_id: int) -> VoiceQuestion | None:
    rows = VoiceQuestion.objects.select_related("voice__tool")
    return rows.filter(pk=question_id).first()


def _address(name: str, pk: int) -> str:
    return get_admin_base_url() + reverse(name, args=[pk])


def _paragraphs(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def _send(people: Iterable, language: str, text: Callable[[], tuple[str, str]]) -> int:
    """One e-mail to each, in the language that the person chose for the admin, else in this one."""
    told = 0
    for person in people:
        profile = getattr(person, "wagtail_userprofile", None)
        with translation.override((profile and profile.preferred_language) or language):
            subject, body = text()
            try:
                send_mail(" ".join(subject.split()), body, None, [person.email])
                told += 1
            except Exception:
                # The first screen says it whether or not the mail server is there.
                logger.exception("Could not write to account %s.", person.pk)
    return told
