"""On the first screen: tools that changed since one wrote about them; questions to the library."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home.first_screen.entries import LINES, entry
from home.first_screen.panels import EntriesPanel
from partners.access.ownership import partner_of
from stories.voices import access


class ChangedToolsPanel(EntriesPanel):
    """For those who write: their voices on tools that say something else now, the latest first."""

    name = "changed_tools"
    order = 130
    heading = _("Tools that changed since you wrote about them")

    def entries(self):
        rows = (
            access.changed_for(self.work.user)
            .select_related("voice__locale")
            .order_by("-changed_at", "-pk")[: LINES + 1]
        )
        return [
            replace(
                entry(
                    row.voice,
                    self.work,
                    state=_("Being revised") if row.revising else _("See what changed"),
                    when=row.changed_at,
                ),
                address=reverse("voice_changes", args=[row.voice_id]),
            )
            for row in rows
        ]


class QuestionsPanel(EntriesPanel):
    """For those who keep the library: what partners asked and nobody has answered, oldest first."""

    name = "questions_to_the_library"
    order = 135
    heading = _("Questions about tools")

    def entries(self):
        if not access.keeps_library(self.work.user):
            return []
        rows = (
            access.questions_for(self.work.user)
            .filter(answered_at__isnull=True)
            .select_related("voice__locale", "voice__tool__locale")
            .order_by("asked_at", "pk")[: LINES + 1]
        )
        return [
            replace(
                entry(row.voice.tool or row.voice, self.work, when=row.asked_at, note=row.text),
                address=reverse("voice_question", args=[row.pk]),
                who=str(partner_of(row.voice)),
            )
            for row in rows
        ]
