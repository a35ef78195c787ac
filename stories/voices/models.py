"""A partner's voice on a tool, what of the tool it was written against, and what it asked."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Revision
from wagtail_localize.fields import SynchronizedField

from cms.language.slug_field import free_slug
from home.blocks.text import PROSE_FEATURES
from home.models import BasePage
from home.publishing import Refused
from partners.scoping import current_visit
from stories.models.listed import section_of
from stories.sharing import in_language
from stories.voices.form_panel import ToolPanel
from stories.voices.showing import Voices

# Characters: a page of print is enough to ask anything about one change.
LONGEST_QUESTION = 2000


class ToolVoicePage(BasePage):
    """How one partner uses a tool of the library: shown inside the tool, on that partner's host.

    It has no address of its own: that is the tool's on its host, at ``fragment``. One a tool,
    language and partner; the tool is chosen when the page is begun and stays.
    """

    fragment = "#how-we-do-it-here"

    lead = models.TextField(
        _("in short"),
        max_length=300,
        blank=True,
        help_text=_(
            "One or two sentences. The sites of other partners show them beside the link to you."
        ),
    )
    tool = models.ForeignKey(
        "stories.CulturalToolPage",
        verbose_name=_("tool"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="In the language in which its editors read it.",
    )
    how = RichTextField(
        _("how you do it"),
        features=PROSE_FEATURES,
        help_text=_(
            "What you do otherwise than the library says, and why; where, how often, with whom."
        ),
    )
    # What finds a voice and keeps it the only one; they follow the page at every save.
    tool_key = models.UUIDField(null=True, editable=False, default=None)
    section = models.BigIntegerField(
        null=True, editable=False, help_text="Id of the page above: the partner's tool library."
    )

    parent_page_types = ["stories.ToolIndexPage"]
    subpage_types: list[str] = []
    page_description = _("How you use a tool of the common library. Readers meet it in the tool.")

    content_panels = [
        *BasePage.first_panels,
        ToolPanel(),
        FieldPanel("lead"),
        FieldPanel("how"),
        BasePage.picture_panel,
    ]
    # Neither an address nor words for search engines: readers find it in the tool.
    promote_panels: list = []
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("tool", overridable=False),
    ]

    class Meta:
        verbose_name = _("how we do it here")
        verbose_name_plural = _("how we do it here")
        constraints = [
            models.UniqueConstraint(fields=["section", "tool_key"], name="one_voice_a_tool")
        ]
        indexes = [models.Index(fields=["tool_key"], name="voices_of_a_tool")]

    def save(self, *args, **kwargs):
        """Save the page; raises ``publishing.Refused`` for a second voice on the same tool."""
        if kwargs.get("update_fields") is None:
            self.section = section_of(self.path)
            if self.tool_key is None and self.tool is not None:
                self.tool_key = self.tool.translation_key
            if self._state.adding:
                self._refuse_second()
        return super().save(*args, **kwargs)

    def _refuse_second(self) -> None:
        """One a tool and language: also where it would be copied, or sent for translation."""
        others = ToolVoicePage.objects.filter(section=self.section, tool_key=self.tool_key)
        if self.tool_key is not None and others.exists():
            message = gettext(
                "There is already a page that says how you do “%(tool)s”. Change that one."
            )
            raise Refused(self, [message % {"tool": self.tool or self.title}])

    def _fill_slug(self):
        """The tool's: so its place in the tree is the tool's address on its partner's host."""
        parent = self.get_parent() if self.path else getattr(self, "_cached_parent_obj", None)
        if not self.slug and self.tool is not None and parent is not None:
            self.slug = free_slug(parent, self.tool.slug, self)
        super()._fill_slug()

    def missing_for_readers(self):
        missing = super().missing_for_readers()
        missing.pop("lead", None)
        if not self.how:
            missing["how"] = ValidationError(gettext("Tell how you do it."))
        if self.tool is None or not self.tool.live:
            missing["tool"] = ValidationError(gettext("Readers do not have this tool now."))
        return missing

    # --- inside the tool -------------------------------------------------------------------------
    def get_url_parts(self, request=None):
        """The tool's address on its partner's host, at the place where this is shown."""
        parts = super().get_url_parts(request)
        if parts is None or parts[2] is None:
            return parts
        site_id, root_url, path = parts
        return site_id, root_url, f"{path}{self.fragment}"

    def tool_as_shown(self, visit):
        """The tool as a visited site offers it, which may be in its original language; or None."""
        from stories.models import CulturalToolPage

        if visit is None or self.tool_key is None:
            return None
        offered = in_language(CulturalToolPage, visit).select_related("locale", "image")
        return offered.filter(translation_key=self.tool_key).first()

    def get_template(self, request, *args, **kwargs):
        """For previews: the tool's page, with this in it."""
        if self.tool_as_shown(current_visit()) is None:
            return super().get_template(request, *args, **kwargs)
        return "stories/cultural_tool_page.html"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        tool = self.tool_as_shown(current_visit())
        if tool is not None:
            context |= tool.get_context(request)
            context["voices"] = Voices(
                own=self, tool_title=tool.title, others=context["voices"].others
            )
        return context


class VoiceBasis(models.Model):
    """What a tool said when a partner's voice was written, and whether it says something else now.

    One for a voice in all its languages, kept with the original. The text is kept beside the
    revision, which may be purged.
    """

    voice = models.OneToOneField(ToolVoicePage, on_delete=models.CASCADE, related_name="basis")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.JSONField(help_text="What the tool said: see tool_text.py.")
    since = models.DateTimeField(
        default=timezone.now, help_text="When it was written or confirmed."
    )
    # The moment at which readers got another text of the tool; empty while it is the same.
    changed_at = models.DateTimeField(null=True)
    # Of which text the editors were told, so that nobody is told twice.
    told = models.CharField(max_length=64, blank=True)
    # What the tool said when somebody began to revise the voice; the next publishing is about it.
    revising = models.JSONField(null=True)

    # No use of the page that an editor should hear of.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.voice_id}: {self.since}"


class VoiceQuestion(models.Model):
    """What a partner asked the library about a change of a tool, and the answer."""

    voice = models.ForeignKey(ToolVoicePage, on_delete=models.CASCADE, related_name="questions")
    # The form that it was sent with: a form sent twice asks once.
    form_id = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    text = models.TextField(_("question"), max_length=LONGEST_QUESTION)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(_("answer"), max_length=LONGEST_QUESTION, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question to the library")
        verbose_name_plural = _("questions to the library")

    def __str__(self):
        return self.text[:80]
