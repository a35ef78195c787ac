"""Learning labs: what a joint event of that kind asks and concludes, and what partners bring to it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from home.models import BasePage
from stories import moments
from stories.blocks import QuestionsBlock
from stories.forms import MountedPageForm
from stories.labs import stages
from stories.labs.fields import PartnersField, StoriesField
from stories.models.shared import refuse_slug
from stories.vocabularies import EventKind, EventStatus

# Words of the conclusions in a list.
EXCERPT = 50


class LabMixin(models.Model):
    """What a joint event has besides: its hosts; as a learning lab, its questions to readers; and
    what its conclusions draw on.

    A lab begins with a call for input, goes on as a discussion and ends with conclusions. Which of
    the three it is in follows from what is there and from the date (``stories/labs/stages.py``), so
    that nobody has to remember to switch it over.
    """

    co_hosts = PartnersField(
        _("hosts"),
        help_text=_("The partners who hold the event together; readers see their names."),
    )
    questions = StreamField(
        QuestionsBlock(),
        verbose_name=_("questions to readers"),
        blank=True,
        help_text=_(
            "Readers of every site can answer them; the answers go to the partner on whose site "
            "they were written, and to nobody else."
        ),
    )
    input_until = models.DateField(
        _("answers until"),
        null=True,
        blank=True,
        help_text=_("This day counts. Left empty: until the event begins."),
    )
    drawn_stories = StoriesField(
        _("stories that the conclusions draw on"),
        help_text=_(
            "The addresses of stories on any site of the network, one in each line. The story stays "
            "its partner's; readers see whose it is."
        ),
    )
    # When readers could first read the conclusions of this language: feeds tell of them then.
    concluded_at = models.DateTimeField(null=True, editable=False, db_index=True)

    joint_names = ("co_hosts", "questions", "input_until", "drawn_stories")
    lab_panels = [
        MultiFieldPanel(
            [FieldPanel("questions"), FieldPanel("input_until")], heading=_("Learning lab")
        ),
    ]
    conclusions_panel = MultiFieldPanel(
        [
            FieldPanel("conclusions"),
            InlinePanel("drawn_tools", label=_("tool"), heading=_("Tools that it draws on")),
            FieldPanel("drawn_stories"),
        ],
        heading=_("What came of it"),
    )
    lab_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("co_hosts", "input_until", "drawn_stories", "drawn_tools")
    ]

    class Meta:
        abstract = True

    @property
    def is_lab(self) -> bool:
        """Whether it is a learning lab of the network."""
        return self.is_shared and self.kind == EventKind.LEARNING_LAB

    @property
    def input_ends_at(self):
        """The moment from which nobody is asked any more."""
        if self.input_until is None:
            return self.occurrence.starts_at
        return moments.end_of_day(self.input_until, self.timing.zone)

    @property
    def takes_input(self) -> bool:
        """Whether readers can answer its questions now: nobody is asked what is concluded."""
        if not self.is_lab or not self.questions or self.conclusions:
            return False
        if self.status == EventStatus.CANCELLED:
            return False
        return self.input_ends_at > timezone.now()

    @cached_property
    def conclusions_excerpt(self) -> str:
        """How the conclusions begin, for a list: read from what is stored, without a query."""
        for block in self.conclusions.raw_data:
            if block["type"] == "paragraph":
                return Truncator(strip_tags(block["value"].replace("</", " </")).strip()).words(
                    EXCERPT
                )
        return ""

    def note_conclusions(self) -> None:
        """Remember when conclusions first went live; called before every save."""
        kept = None
        if self.pk:
            rows = type(self).objects.filter(pk=self.pk)
            kept = rows.values_list("concluded_at", flat=True).first()
        if self.live:
            self.concluded_at = (kept or timezone.now()) if self.conclusions else None
        else:
            self.concluded_at = kept

    def missing_in_lab(self) -> dict[str, ValidationError]:
        """Field → what stands in the way of publishing."""
        if self.questions and self.kind != EventKind.LEARNING_LAB:
            message = _(
                "Only a learning lab asks its readers. Choose that kind, or take the questions out."
            )
            return {"questions": ValidationError(message)}
        return {}


class DrawnTool(Orderable):
    """A tool that the conclusions of an event draw on."""

    event = ParentalKey("stories.EventPage", on_delete=models.CASCADE, related_name="drawn_tools")
    tool = models.ForeignKey(
        "stories.CulturalToolPage",
        verbose_name=_("tool"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("tool")]

    def __str__(self):
        return str(self.tool_id)


class LabContributionPage(BasePage):
    """What one partner brings to a learning lab: a page of its own, shown on the lab on all sites."""

    base_form_class = MountedPageForm

    # Never CASCADE between pages: numbers of children would go wrong.
    lab = models.ForeignKey(
        "stories.EventPage",
        verbose_name=_("learning lab"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Choose it from the common library. It shows this page on every site."),
    )

    parent_page_types = ["stories.EventIndexPage"]
    subpage_types: list[str] = []
    page_description = _("What your organisation brings to a learning lab of the network.")

    content_panels = [
        *BasePage.first_panels,
        FieldPanel("lab"),
        FieldPanel("lead"),
        BasePage.picture_panel,
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("lab", overridable=False),
    ]

    class Meta:
        verbose_name = _("contribution to a learning lab")
        verbose_name_plural = _("contributions to learning labs")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["lab"] = stages.lab_of(self)
        return context

    def clean(self):
        super().clean()
        if self.path:
            self.check_slug_below(self.get_parent())

    def check_slug_below(self, parent) -> None:
        """Refuse the slug of a joint event: at one address, one of the two could not be reached."""
        index = parent.specific_class
        refuse_slug(self, index, [index.shared_class()], in_library=True)

    def missing_for_readers(self):
        missing = super().missing_for_readers()
        if self.lab is None or not self.lab.is_lab:
            missing["lab"] = ValidationError(
                _("Choose the learning lab, from the events of the common library.")
            )
        if not self.body:
            missing["body"] = ValidationError(_("Write what you bring to the lab."))
        return missing
