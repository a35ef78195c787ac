"""On the form of a voice: on which tool it is, and whether that has changed since."""

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class ToolPanel(Panel):
    """Names the tool, which was chosen when the page was begun and stays."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("heading", _("Tool"))
        super().__init__(*args, **kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "voices/tool_panel.html"

        def get_context_data(self, parent_context=None):
            voice = self.instance
            basis = None
            if voice.pk:
                bases = apps.get_model("voices.VoiceBasis").objects
                basis = bases.filter(voice__translation_key=voice.translation_key).first()
            return super().get_context_data(parent_context) | {
                "tool": voice.tool,
                "basis": basis,
                "changes_url": reverse("voice_changes", args=[basis.voice_id]) if basis else "",
            }
