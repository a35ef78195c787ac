"""Stories: what somebody did, what came of it and what did not work."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from cms.language.reading_time import reading_minutes
from home.blocks.text import PROSE_FEATURES
from home.metadata import last_change
from home.models import BasePage
from home.search.texts import rich_text, stream
from partners.scoping import current_visit
from stories import listings, onward
from stories.forms import StoryPageForm
from stories.models.fields import SYNCHRONISED, DatedMixin, PlacedMixin, SourcedMixin
from stories.models.listed import ListedMixin, kind_indexes, list_indexes
from stories.models.pilots import PilotMixin
from stories.vocabularies import PILOT, StoryKind, Theme
from stories.widgets import CountrySelect


class StoryIndexPage(BasePage):
    """The list of a partner's stories, newest first; with none of its own, the network's."""

    max_count_per_parent = 1
    is_creatable = False
    parent_page_types = ["home.HomePage"]
    subpage_types = ["stories.StoryPage"]
    show_in_menus_default = True

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visit = current_visit()
        # Anything but the one kind by which stories can be asked for is the whole list.
        kind = PILOT if request.GET.get("kind") == PILOT else ""
        context["only_pilots"] = bool(kind)
        context["has_pilots"] = bool(kind) or listings.has_pilots(visit)
        context["listing"] = listings.stories(visit, request.GET.get("before"), kind=kind)
        context["as_of"] = last_change(self, context["listing"].items)
        if kind and context["metadata"].here:
            context["metadata"].here += f"?kind={kind}"
        return context


class StoryPage(ListedMixin, PilotMixin, BasePage, DatedMixin, PlacedMixin, SourcedMixin):
    """One story, for somebody who wonders whether to try the same in their own town."""

    base_form_class = StoryPageForm
    tools_field = "tools_used"
    # How many tools the form in hand names, which are kept after the page; None: no form.
    tools_sent: int | None = None

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=StoryKind.choices,
        default=StoryKind.STORY,
        help_text=_(
            "A pilot tried a tool of the common library in one town, in order to learn from it."
        ),
    )
    theme = models.CharField(_("theme"), max_length=20, choices=Theme.choices, blank=True)
    what_was_done = RichTextField(
        _("what was done"),
        features=PROSE_FEATURES,
        help_text=_("Tell it as you would tell a colleague."),
    )
    outcome = RichTextField(
        _("what came of it"),
        features=PROSE_FEATURES,
        blank=True,
        help_text=_("What is different now, for whom; also what nobody had expected."),
    )
    what_did_not_work = RichTextField(
        _("what did not work"),
        features=PROSE_FEATURES,
        blank=True,
        help_text=_("What you would do otherwise next time. It is what others learn most from."),
    )

    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Something that was done: where, when, how, and what came of it.")

    content_panels = [
        *BasePage.first_panels,
        FieldPanel("lead"),
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("country", widget=CountrySelect)]),
                FieldRowPanel([FieldPanel("theme"), FieldPanel("population")]),
            ],
            heading=_("When, where, about what"),
        ),
        BasePage.picture_panel,
        FieldPanel("what_was_done"),
        FieldPanel("outcome"),
        FieldPanel("what_did_not_work"),
        FieldPanel("body"),
        InlinePanel("tools_used", heading=_("Tools used"), label=_("tool")),
        MultiFieldPanel(
            [FieldPanel("source_label"), FieldPanel("source_url")], heading=_("Source")
        ),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *SYNCHRONISED,
        *PilotMixin.pilot_translatable_fields,
        SynchronizedField("kind"),
        SynchronizedField("theme"),
        SynchronizedField("tools_used"),
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [*list_indexes("story"), *kind_indexes("story")]

    def missing_for_readers(self):
        missing = super().missing_for_readers()
        if not self.date:
            missing["date"] = ValidationError(
                _("Say when it was; a year is enough, with the precision “year”.")
            )
        if not self.what_was_done:
            missing["what_was_done"] = ValidationError(_("Tell what was done."))
        return missing | self.missing_in_pilot()

    @property
    def names_tool(self) -> bool:
        """Whether it names a tool of the library."""
        if self.tools_sent is not None:
            return self.tools_sent > 0
        return len(self.tools_used.all()) > 0

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visit = current_visit()
        context["tools"] = listings.tools_of_story(visit, self)
        context["onward"] = onward.from_story(visit, self, context["tools"])
        context["reading_minutes"] = self.reading_minutes()
        return context

    def reading_minutes(self) -> int:
        """Whole minutes that the story takes to read; the source and the facts are not read."""
        told = map(rich_text, (self.what_was_done, self.outcome, self.what_did_not_work))
        return reading_minutes([self.lead, *told, *stream(self, "body")], self.language)

    def structured_data(self, visit):
        data = {
            "@type": "Article",
            "headline": self.title,
            "description": self.lead,
            "inLanguage": self.language,
            "publisher": {
                "@type": "Organization",
                "name": visit.text.name if visit.text else visit.partner.name,
                "url": visit.root_url,
            },
        }
        if self.is_pilot:
            data["articleSection"] = str(self.get_kind_display())
        if self.place:
            data["contentLocation"] = self._place_data()
        if self.first_published_at:
            data["datePublished"] = self.first_published_at.isoformat()
            data["dateModified"] = (self.last_published_at or self.first_published_at).isoformat()
        return data

    def _place_data(self) -> dict:
        place = {"@type": "Place", "name": self.place}
        if self.country:
            place["address"] = {"@type": "PostalAddress", "addressCountry": self.country}
        return place


class StoryTool(Orderable):
    """A tool that a story used. The tool stands in the library; the story names it."""

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="tools_used")
    tool = models.ForeignKey(
        "stories.CulturalToolPage",
        verbose_name=_("tool"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("tool")]

    class Meta(Orderable.Meta):
        verbose_name = _("tool")
        verbose_name_plural = _("tools used")

    def __str__(self):
        return str(self.tool_id)
