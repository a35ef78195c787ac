"""Cultural tools: ways of working that the whole network shares."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.language.reading_time import reading_minutes
from home.metadata import last_change
from home.models import BasePage
from home.search.texts import rich_text, stream
from partners.scoping import current_visit
from stories import tool_data, tool_finding, tool_words
from stories.evidence import missing_evidence
from stories.forms import ToolPageForm
from stories.models.fields import (
    SYNCHRONISED,
    ChoicesField,  # noqa: F401 - named here by the first migrations
    DatedMixin,
    PlacedMixin,
    SourcedMixin,
)
from stories.models.shared import SharedIndexMixin, SharedPageMixin
from stories.models.tool_origin import ToolOriginMixin
from stories.models.tool_text import ToolTextMixin
from stories.models.tool_use import ToolUseMixin
from stories.review_questions import ReviewQuestionsPanel
from stories.tool_parts import completeness
from stories.trials import trials_of
from stories.voices.showing import voices_in
from stories.widgets import CountrySelect

LONGEST_SUMMARY = 200  # characters: what a card in a list shows whole


class ToolIndexPage(SharedIndexMixin, BasePage):
    """The common library as one partner's site shows it. Its tools are shared pages."""

    shared_model = "stories.CulturalToolPage"

    max_count_per_parent = 1
    is_creatable = False
    parent_page_types = ["home.HomePage"]
    subpage_types = ["voices.ToolVoicePage"]
    show_in_menus_default = True

    class Meta:
        verbose_name = _("tool library")
        verbose_name_plural = _("tool libraries")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visit = current_visit()
        context["finding"] = finding = tool_finding.tools_asked_for(visit, request)
        if finding.is_narrowed and context["metadata"].here:
            # What is passed on is the list as it was asked for; search engines keep to the whole.
            context["metadata"].here = visit.root_url + finding.address(page=finding.number)
        context["as_of"] = last_change(self, context["finding"].changed)
        return context


class CulturalToolPage(
    SharedPageMixin,
    ToolUseMixin,
    ToolTextMixin,
    ToolOriginMixin,
    BasePage,
    DatedMixin,
    PlacedMixin,
    SourcedMixin,
):
    """A way of working that others can take up: what it is, what it builds, how it is done.

    A part that nobody knows stays empty; the page says how complete it is.
    """

    index_model = "stories.ToolIndexPage"
    shared_relations = ("locale", "image", "kept_by", "proposed_by")
    base_form_class = ToolPageForm

    parent_page_types = ["stories.SharedLanguageRootPage"]
    subpage_types: list[str] = []
    page_description = _("A way of working that every town of the network can take up.")

    content_panels = [
        *BasePage.first_panels,
        ReviewQuestionsPanel(),
        FieldPanel("lead", heading=capfirst(_("summary")), help_text=_("At most 200 characters.")),
        ToolTextMixin.text_panels[0],
        *ToolUseMixin.use_panels,
        *ToolTextMixin.text_panels[1:],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("country", widget=CountrySelect)]),
            ],
            heading=_("Where it comes from"),
        ),
        BasePage.picture_panel,
        FieldPanel("body"),
        *ToolOriginMixin.origin_panels,
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *SharedPageMixin.shared_translatable_fields,
        *SYNCHRONISED,
        *ToolUseMixin.use_translatable_fields,
        *ToolOriginMixin.origin_translatable_fields,
    ]

    class Meta:
        verbose_name = _("cultural tool")
        verbose_name_plural = _("cultural tools")

    def missing_for_readers(self):
        missing = super().missing_for_readers()
        if len(self.lead) > LONGEST_SUMMARY:
            missing["lead"] = ValidationError(
                _("The summary has %(length)s characters; readers get at most %(most)s.")
                % {"length": len(self.lead), "most": LONGEST_SUMMARY}
            )
        missing |= self.missing_in_use()
        missing |= self.missing_in_steps()
        missing |= self.missing_in_origin()
        missing |= missing_evidence(self)
        return missing

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visit = current_visit()
        context["trials"] = trials_of(visit, self, request.GET.get("before"))
        context["voices"] = voices = voices_in(visit, self)
        context["as_of"] = last_change(self, filter(None, [voices.own]))
        context["at_a_glance"] = tool_words.at_a_glance(self)
        context["completeness"] = completeness(self)
        context |= self._partners_of(visit)
        context["downloads"] = self.downloads_for(self.language)
        context["reading_minutes"] = self.reading_minutes()
        return context

    def _partners_of(self, visit) -> dict:
        """Who keeps it and who proposed it, as the visited site names partners: one query, if any."""
        named = {"keeper": self.kept_by, "proposer": self.proposed_by}
        keys = [partner.key for partner in named.values() if partner is not None]
        if not keys:
            return {}
        found = {partner.key: partner for partner in visit.partners_named(keys)}
        return {name: found.get(one.key) for name, one in named.items() if one is not None}

    def reading_minutes(self) -> int:
        """Whole minutes that the description takes to read."""
        told = [rich_text(getattr(self, name)) for name in self.prose_names]
        listed = [text for name in self.list_names for text in stream(self, name)]
        return reading_minutes([self.lead, *told, *listed, *stream(self, "body")], self.language)

    def downloads_for(self, language: str) -> list:
        """Its files, those in one language first; a document that was deleted is left out."""
        files = [block.value for block in self.downloads if block.value.get("document")]
        return sorted(files, key=lambda file: file["document"].language != language)

    def words_for_lists(self) -> list[str]:
        """The few facts that stand below it in a list."""
        return tool_words.in_a_list(self)

    def structured_data(self, visit):
        return tool_data.structured_data(self)
