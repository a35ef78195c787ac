"""When a tool changes: what its voices were written against is compared, and their editors told.

Nothing of a partner's text is touched. What follows the tool by itself is its address and whether
readers can find the voice: it is shown only where the tool is.
"""

import logging
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published, page_slug_changed

from home.addresses import change_address
from home.publishing import Refused
from home.search.index import refresh
from stories.models import CulturalToolPage
from stories.voices import mail
from stories.voices.models import ToolVoicePage, VoiceBasis
from stories.voices.tool_text import digest, text_of

logger = logging.getLogger("rescom.voices")


def connect() -> None:
    """Watch tools and voices; called once, when the app is ready."""
    post_save.connect(_voice_saved, sender=ToolVoicePage, dispatch_uid="voice_saved")
    page_published.connect(_voice_published, sender=ToolVoicePage, dispatch_uid="voice_published")
    page_published.connect(_tool_published, sender=CulturalToolPage, dispatch_uid="voices_told")
    post_save.connect(_tool_saved, sender=CulturalToolPage, dispatch_uid="voices_found")
    post_delete.connect(_tool_saved, sender=CulturalToolPage, dispatch_uid="voices_lost")
    page_slug_changed.connect(_tool_moved, sender=CulturalToolPage, dispatch_uid="voices_moved")


# --- the voice -----------------------------------------------------------------------------------
def _voice_saved(sender, instance, created, raw=False, **kwargs):
    """A voice that begins remembers what the tool says now; its translations follow it."""
    if raw or not created or instance.tool is None:
        return
    if not VoiceBasis.objects.filter(voice__translation_key=instance.translation_key).exists():
        VoiceBasis.objects.create(
            voice=instance, revision=instance.tool.live_revision, text=text_of(instance.tool)
        )


def basis_of(voice: ToolVoicePage) -> VoiceBasis | None:
    """What a voice was written against, in whatever language it is."""
    bases = VoiceBasis.objects.filter(voice__translation_key=voice.translation_key)
    return bases.select_related("voice__locale", "voice__tool__locale", "revision").first()


def confirm(basis: VoiceBasis) -> None:
    """«Still right»: from now on the voice is about the tool as it is now."""
    tool = basis.voice.tool
    _written_against(basis, text_of(tool), tool.live_revision_id)


def begin_revising(basis: VoiceBasis) -> None:
    """The next publishing of the voice is about the tool as it is now."""
    tool = basis.voice.tool
    basis.revising = {"text": text_of(tool), "revision": tool.live_revision_id}
    basis.save(update_fields=["revising"])


def _voice_published(sender, instance, **kwargs):
    basis = VoiceBasis.objects.filter(voice_id=instance.pk, revising__isnull=False).first()
    if basis is not None:
        _written_against(basis, basis.revising["text"], basis.revising["revision"])


def _written_against(basis: VoiceBasis, text: dict, revision_id: int | None) -> None:
    """Remember this text. Where the tool says something else by now, that stays to be looked at."""
    tool = basis.voice.tool
    basis.text = text
    basis.revision = Revision.objects.filter(pk=revision_id).first()  # it may be purged by now
    basis.since = timezone.now()
    basis.revising = None
    if tool is not None and text_of(tool) == text:
        basis.changed_at, basis.told = None, ""
    basis.save()


# --- the tool ------------------------------------------------------------------------------------
def _tool_published(sender, instance, **kwargs):
    """Note for each voice whether this is another text than the one it was written against."""
    bases = list(VoiceBasis.objects.filter(voice__tool_id=instance.pk))
    if not bases:
        return
    text = text_of(instance)
    name = digest(text)
    for basis in bases:
        if basis.text == text:
            basis.changed_at, basis.told = None, ""
            basis.save(update_fields=["changed_at", "told"])
        elif basis.told != name:
            basis.changed_at, basis.told = timezone.now(), name
            basis.save(update_fields=["changed_at", "told"])
            told = partial(mail.tell_writers.enqueue, basis.pk)
            transaction.on_commit(told, robust=True)


def _tool_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    """Readers find a voice where they find the tool: published, withdrawn, brought back, deleted."""
    if raw or (update_fields is not None and "live" not in update_fields):
        return
    for voice in ToolVoicePage.objects.filter(tool_key=instance.translation_key, live=True):
        refresh(voice)


def _tool_moved(sender, instance, **kwargs):
    """The tool's address is its voices' too. Where one cannot have it, it keeps its own, which
    leads to the tool all the same: the tool's former address does."""
    for voice in ToolVoicePage.objects.filter(tool_key=instance.translation_key):
        try:
            with transaction.atomic():
                change_address(voice, instance.slug)
        except (ValidationError, Refused):
            logger.exception("Voice %s keeps its address.", voice.pk)
