"""What every page of every partner has in common."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.language.slug_field import OfficialSlugMixin
from home import metadata, page_links, page_pictures, publishing
from home.blocks import BodyBlock
from home.forms import BasePageForm
from home.readiness.checklist import ChecklistPanel
from home.saving import LateSaveMixin
from home.synthetic import is_marked
from partners import scoping
from partners.open_pages import OpenPageMixin


class BasePage(OpenPageMixin, OfficialSlugMixin, LateSaveMixin, Page):
    """A page as readers know it: a title, a lead, perhaps a picture, a body.

    Abstract, not Wagtail's swappable base page: wagtail-localize imports ``wagtail.models.Page``.
    Fields left empty may stay so in a draft; what publishing needs is asked at publishing
    (Wagtail defers required fields when a draft is saved).
    """

    lead = models.TextField(
        _("lead"),
        max_length=300,
        help_text=_(
            "One or two sentences that say what the page is about. Lists, search engines and "
            "shared links show them."
        ),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("text for those who cannot see the picture"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, in the language of this page."),
    )
    image_credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who took or drew it.")
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("content"),
        blank=True,
        help_text=_("More text, pictures, quotes and documents, in any order."),
    )

    # Of a page that is shown inside another and has no address of its own: the place in that
    # page's address, as in «#here».
    fragment = ""

    base_form_class = BasePageForm
    show_in_menus_default = False
    # Whether lists and front pages show its picture beside its title.
    listed_with_picture = True

    # One slug for all languages; relations and pictures are the same, their words are not.
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("image"),
        SynchronizedField("show_in_menus"),
    ]

    picture_panel = MultiFieldPanel(
        [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_credit")],
        heading=_("Picture"),
    )
    # What every form begins with.
    first_panels = [ChecklistPanel(), *Page.content_panels]
    content_panels = [
        *first_panels,
        FieldPanel("lead"),
        picture_panel,
        FieldPanel("body"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("For search engines and shared links"),
        ),
    ]

    class Meta:
        abstract = True

    def missing_for_readers(self) -> dict[str, ValidationError]:
        """Field → what a reader still needs of it before the page may go live."""
        missing = {}
        if not self.lead.strip():
            missing["lead"] = ValidationError(_("Write a lead: one or two sentences."))
        if self.image_id and not self.image_alt.strip():
            missing["image_alt"] = ValidationError(
                _("Say what the picture shows, for those who cannot see it.")
            )
        return missing

    def publish(self, revision, *args, **kwargs):
        """Publish or schedule a version; raises ``publishing.Refused`` where it is not ready."""
        publishing.check(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def addresses(self, visit) -> metadata.Metadata:
        """Canonical address, alternates and language switch, as the visited site shows them."""
        return metadata.own_addresses(self, visit)

    def structured_data(self, visit) -> dict | None:
        """What search engines read of this page beyond its text (schema.org), or nothing."""
        return None

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visit = scoping.current_visit()
        context["metadata"] = metadata.for_page(self, visit)
        context["as_of"] = self.last_published_at
        page_links.prepare(self, visit)
        page_pictures.prepare(self)
        return context

    def serve_preview(self, request, mode_name):
        """Show the page as its readers will see it: its owner's site, its own language."""
        with (
            scoping.visiting(scoping.visit_of_page(self), request),
            translation.override(self.language),
        ):
            response = super().serve_preview(request, mode_name)
            if hasattr(response, "render"):
                response.render()
            return response

    @property
    def is_synthetic(self) -> bool:
        """Made by a machine to measure with: search engines keep out."""
        return is_marked(self.slug)

    @property
    def language(self) -> str:
        """Language code of the text on this page."""
        return self.locale.language_code
