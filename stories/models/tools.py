"""Cultural tools: ways of working that the whole network shares."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.language.reading_time import reading_minutes
from home.metadata import last_change
from home.models import BasePage
from home.search.texts import stream
from partners.scoping import current_visit
from stories import listings
from stories.models.fields import SYNCHRONISED, DatedMixin, PlacedMixin, SourcedMixin
from stories.models.shared import SharedIndexMixin, SharedPageMixin
from stories.vocabularies import Quality, Theme
from stories.widgets import CountrySelect


class ToolIndexPage(SharedIndexMixin, BasePage):
    """The common library as one partner's site shows it. Its tools are shared pages."""

    shared_model = "stories.CulturalToolPage"

    max_count_per_parent = 1
    is_creatable = False
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    show_in_menus_default = True

    class Meta:
        verbose_name = _("tool library")
        verbose_name_plural = _("tool libraries")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["tools"] = listings.tools(current_visit())
        context["as_of"] = last_change(self, context["tools"])
        return context


class ChoicesField(models.JSONField):
    """Several values of a fixed vocabulary, as a list of their codes."""

    def __init__(self, *args, vocabulary=None, **kwargs):
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=self.vocabulary.choices,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class CulturalToolPage(SharedPageMixin, BasePage, DatedMixin, PlacedMixin, SourcedMixin):
    """A way of working that others can take up: what it is, what it builds, who did it first."""

    index_model = "stories.ToolIndexPage"

    qualities = ChoicesField(
        _("what it builds"),
        vocabulary=Quality,
        help_text=_("Choose what grows where people use it; one is enough."),
    )
    themes = ChoicesField(_("themes"), vocabulary=Theme)
    licence = models.CharField(
        _("licence"),
        max_length=100,
        blank=True,
        help_text=_("Under which the material may be used, for example CC BY 4.0."),
    )

    parent_page_types = ["stories.SharedLanguageRootPage"]
    subpage_types: list[str] = []
    page_description = _("A way of working that every town of the network can take up.")

    content_panels = [
        *BasePage.first_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("qualities"), FieldPanel("themes")], heading=_("What it is good for")
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("country", widget=CountrySelect)]),
            ],
            heading=_("Where it comes from"),
        ),
        BasePage.picture_panel,
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("source_label"), FieldPanel("source_url"), FieldPanel("licence")],
            heading=_("Source and licence"),
        ),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *SharedPageMixin.shared_translatable_fields,
        *SYNCHRONISED,
        SynchronizedField("qualities"),
        SynchronizedField("themes"),
        SynchronizedField("licence"),
    ]

    class Meta:
        verbose_name = _("cultural tool")
        verbose_name_plural = _("cultural tools")

    def missing_for_readers(self):
        missing = super().missing_for_readers()
        if not self.qualities:
            missing["qualities"] = ValidationError(_("Choose at least one thing that it builds."))
        return missing

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["stories"] = listings.stories_naming_tool(current_visit(), self)
        context["reading_minutes"] = reading_minutes(
            [self.lead, *stream(self, "body")], self.language
        )
        return context

    def quality_labels(self) -> list:
        """The qualities it builds, in words."""
        return [Quality(code).label for code in self.qualities if code in Quality.values]

    def theme_labels(self) -> list:
        """Its themes, in words."""
        return [Theme(code).label for code in self.themes if code in Theme.values]
