"""The two page types that are nothing but the frame: a front page and a page of information."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from home import metadata
from home.models.base import BasePage
from home.sections import load_sections
from partners import scoping


class HomePage(BasePage):
    """A partner's front page in one language. Provisioning makes one for each language offered.

    All homes of a partner are siblings under its root, so each has a slug of its own
    («rivne-uk»), which no reader ever sees.
    """

    is_creatable = False
    parent_page_types = ["partners.PartnerRootPage"]
    subpage_types = [
        "home.InformationPage",
        "stories.StoryIndexPage",
        "stories.EventIndexPage",
        "stories.ToolIndexPage",
        "stories.NetworkPage",
    ]
    page_description = _("The front page of your site.")

    # The slug is set by provisioning, neither translated nor copied from the source: that would
    # make «rivne-uk-2» of «rivne-en», because all homes are siblings.
    override_translatable_fields = [
        field for field in BasePage.override_translatable_fields if field.field_name != "slug"
    ] + [BaseTranslatableField("slug")]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = load_sections(scoping.current_visit())
        shown = (page for section in context["sections"] for page in section["pages"])
        context["as_of"] = metadata.last_change(self, shown)
        return context


class InformationPage(BasePage):
    """A page that stays: about, contact, accessibility, privacy."""

    class Purpose(models.TextChoices):
        """What the frame itself needs to find: the footer links to it, the contact page shows
        the partner's contacts."""

        NONE = "", _("none")
        CONTACT = "contact", _("contact")
        ACCESSIBILITY = "accessibility", _("accessibility statement")
        PRIVACY = "privacy", _("privacy")

    purpose = models.CharField(
        _("special purpose"),
        max_length=20,
        blank=True,
        choices=Purpose.choices[1:],
        help_text=_("The footer of every page links to the page with this purpose."),
    )
    source_label = models.CharField(_("source"), max_length=250, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)

    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]
    page_description = _("Information that stays: about you, contact, how to find you.")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("source_label"),
        FieldPanel("source_url"),
    ]
    settings_panels = [*BasePage.settings_panels, FieldPanel("purpose")]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("purpose"),
        SynchronizedField("source_url"),
    ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visit = scoping.current_visit()
        if self.purpose == self.Purpose.CONTACT and visit is not None:
            context["contacts"] = visit.contacts
        return context

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
