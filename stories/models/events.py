"""Events: a partner's own, and the joint ones of the shared tree."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from home.metadata import last_change
from home.models import BasePage
from partners.scoping import current_visit
from stories import event_data, listings, moments, onward
from stories.blocks import ConclusionsBlock, ProgrammeBlock
from stories.countries import country_validator
from stories.forms import EventPageForm
from stories.labs import stages
from stories.models.fields import ChoicesField, SourcedMixin, check_time_zone
from stories.models.labs import LabMixin
from stories.models.pilots import PilotMixin
from stories.models.repeating import RepeatingMixin
from stories.models.shared import SharedIndexMixin, SharedPageMixin
from stories.vocabularies import (
    Costs,
    DatePrecision,
    EventFormat,
    EventKind,
    EventStatus,
    PlacePrecision,
)
from stories.widgets import CountrySelect, TimeZoneSelect


class EventLanguage(models.TextChoices):
    """Languages spoken at an event."""

    EN = "en", _("English")
    SV = "sv", _("Swedish")
    UK = "uk", _("Ukrainian")
    RO = "ro", _("Romanian")


class EventIndexPage(SharedIndexMixin, BasePage):
    """A partner's events together with the network's: what is coming, and what took place."""

    shared_model = "stories.EventPage"
    reserved_slugs = frozenset({"labs"})

    max_count_per_parent = 1
    is_creatable = False
    parent_page_types = ["home.HomePage"]
    subpage_types = ["stories.EventPage", "stories.LabContributionPage"]
    show_in_menus_default = True

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["coming"] = listings.coming_events(current_visit())
        context["past"] = listings.past_events(current_visit(), request.GET.get("before"))
        context["as_of"] = last_change(self, [*context["coming"], *context["past"].items])
        return context


class EventPage(SharedPageMixin, RepeatingMixin, LabMixin, PilotMixin, BasePage, SourcedMixin):
    """Something that takes place, or took place: when, where, for whom, and what came of it.

    Dates and times are those on the clock of the venue, with its zone by name: a rule change of
    summer time moves the moment, never what the invitation says. A date without a time is all-day.
    """

    index_model = "stories.EventIndexPage"
    base_form_class = EventPageForm
    tools_field = "tool"
    listed_with_picture = False

    kind = models.CharField(
        _("kind"), max_length=20, choices=EventKind.choices, default=EventKind.MEETING
    )
    tool = models.ForeignKey(
        "stories.CulturalToolPage",
        verbose_name=_("tool"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The tool of the common library that is used; a pilot tries it."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=EventStatus.choices,
        default=EventStatus.PLANNED,
        help_text=_(
            "If something changes, say it here and keep the page: those who planned to come will look here."
        ),
    )
    # A draft may lack it, as every other field; without it nothing is published.
    start_date = models.DateField(_("first day"), null=True)
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Left empty: the whole day.")
    )
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Left empty: the same day.")
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    date_precision = models.CharField(
        _("what is known of the date"),
        max_length=5,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
        help_text=_("If only the month or year is known, choose its first day."),
    )
    time_zone = models.CharField(
        _("time zone of the place"),
        max_length=64,
        default="Europe/Kyiv",
        validators=[check_time_zone],
        help_text=_("Write the times as a clock there shows them; summer time is taken care of."),
    )
    # From the beginning of its first occurrence to the end of its last: computed at every save.
    starts_at = models.DateTimeField(editable=False, db_index=True)
    ends_at = models.DateTimeField(editable=False, db_index=True)

    format = models.CharField(
        _("where one takes part"),
        max_length=10,
        choices=EventFormat.choices,
        default=EventFormat.ON_SITE,
    )
    place_precision = models.CharField(
        _("what readers learn of the place"),
        max_length=12,
        choices=PlacePrecision.choices,
        default=PlacePrecision.CITY,
        help_text=_(
            "Below “exact address” the address is shown nowhere: not on the page, in calendars, "
            "in search or to search engines."
        ),
    )
    address = models.CharField(
        _("exact address"),
        max_length=250,
        blank=True,
        help_text=_("House and street. Shown only when readers may learn the exact address."),
    )
    place = models.CharField(_("town"), max_length=200, blank=True)
    region = models.CharField(_("region"), max_length=200, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[country_validator]
    )

    languages = ChoicesField(_("languages spoken"), vocabulary=EventLanguage)
    interpretation = models.CharField(
        _("interpretation"),
        max_length=200,
        blank=True,
        help_text=_("From which language into which; sign language too."),
    )
    who_may_come = models.CharField(
        _("who may come"),
        max_length=250,
        blank=True,
        help_text=_("In a few words, for example: everybody; or teachers of the town."),
    )
    costs = models.CharField(
        _("costs"), max_length=10, choices=Costs.choices, default=Costs.UNKNOWN
    )
    costs_note = models.CharField(_("about costs"), max_length=250, blank=True)
    registration_url = models.URLField(
        _("registration"),
        blank=True,
        max_length=500,
        help_text=_("The web address at which people register."),
    )
    registration_deadline = models.DateField(_("register by"), null=True, blank=True)
    programme = StreamField(
        ProgrammeBlock(),
        verbose_name=_("programme"),
        blank=True,
        help_text=_("What happens at what time; the day only if there are several."),
    )
    conclusions = StreamField(
        ConclusionsBlock(),
        verbose_name=_("conclusions"),
        blank=True,
        help_text=_("After the event: what came of it, with documents."),
    )
    editor_note = models.TextField(
        _("note for editors"), blank=True, help_text=_("Never shown to readers.")
    )

    parent_page_types = ["stories.EventIndexPage", "stories.SharedLanguageRootPage"]
    subpage_types: list[str] = []
    page_description = _("A meeting, workshop, webinar… with a date and a place.")

    content_panels = [
        *BasePage.first_panels,
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
        FieldPanel("tool"),
        FieldPanel("co_hosts"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
                FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
                FieldRowPanel(
                    [FieldPanel("date_precision"), FieldPanel("time_zone", widget=TimeZoneSelect)]
                ),
                *RepeatingMixin.series_panels,
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("format"), FieldPanel("place_precision")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("country", widget=CountrySelect)]),
                FieldRowPanel([FieldPanel("region"), FieldPanel("address")]),
                FieldPanel("population"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("who_may_come"),
                FieldPanel("languages"),
                FieldPanel("interpretation"),
                FieldRowPanel([FieldPanel("costs"), FieldPanel("costs_note")]),
                FieldRowPanel(
                    [FieldPanel("registration_url"), FieldPanel("registration_deadline")]
                ),
            ],
            heading=_("Taking part"),
        ),
        BasePage.picture_panel,
        FieldPanel("body"),
        FieldPanel("programme"),
        *LabMixin.lab_panels,
        LabMixin.conclusions_panel,
        MultiFieldPanel(
            [FieldPanel("source_label"), FieldPanel("source_url"), FieldPanel("editor_note")],
            heading=_("Source"),
        ),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *SharedPageMixin.shared_translatable_fields,
        *RepeatingMixin.series_translatable_fields,
        *PilotMixin.pilot_translatable_fields,
        *LabMixin.lab_translatable_fields,
        *(
            SynchronizedField(name)
            for name in (
                "kind", "tool", "status", "start_date", "start_time", "end_date", "end_time",
                "date_precision", "time_zone", "format", "place_precision", "address", "country",
                "languages", "costs", "registration_url", "registration_deadline", "source_url",
            )
        ),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        visit = current_visit()
        context["onward"] = onward.from_event(visit, self)
        context["around"] = stages.around(visit, self)
        context["hosts"] = stages.hosts_of(visit, self)
        context["tools"] = listings.tools_of_event(visit, self)
        return context

    # --- time --------------------------------------------------------------------------------
    @property
    def all_day(self) -> bool:
        return self.start_time is None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def last_day(self):
        return self.end_date or self.start_date

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def took_place(self) -> bool:
        """Whether it is over and was held: a cancelled or postponed event never was."""
        return self.is_over and self.status not in (EventStatus.CANCELLED, EventStatus.POSTPONED)

    @property
    def registration_is_open(self) -> bool:
        """Whether somebody can still register."""
        if not self.registration_url or self.is_over or self.status == EventStatus.CANCELLED:
            return False
        deadline = self.registration_deadline
        return not deadline or moments.end_of_day(deadline, self.time_zone) > timezone.now()

    @property
    def shown_end(self):
        """The moment at which the one told of ends, where somebody wrote a time; else nothing."""
        return self.occurrence.ends_at if self.end_time else None

    def language_labels(self) -> list:
        """The languages spoken, in the reader's own."""
        return [
            EventLanguage(code).label for code in self.languages if code in EventLanguage.values
        ]

    def save(self, *args, **kwargs):
        self.set_moments()
        if kwargs.get("update_fields") is None:
            self.note_conclusions()
        return super().save(*args, **kwargs)

    def set_moments(self) -> None:
        """Compute the moments at which all of it begins and is over."""
        occurrences = self.occurrences
        self.starts_at, self.ends_at = occurrences[0].starts_at, occurrences[-1].ends_at

    def clean(self):
        super().clean()
        # A preview shows what was typed and never saves.
        self.set_moments()
        problems = {}
        if self.start_date and self.end_date and self.end_date < self.start_date:
            problems["end_date"] = ValidationError(_("The last day is before the first."))
        elif self.end_time and not self.start_time:
            problems["start_time"] = ValidationError(
                _("Write when it begins too, or leave both times empty for the whole day.")
            )
        elif (
            self.start_time
            and self.end_time
            and (self.end_date or self.start_date) == self.start_date
            and self.end_time <= self.start_time
        ):
            problems["end_time"] = ValidationError(_("It ends before it begins."))
        for day, clock, field in (
            (self.start_date, self.start_time, "start_time"),
            (self.last_day, self.end_time, "end_time"),
        ):
            if not (day and clock and field not in problems and self._zone_is_valid()):
                continue
            if not moments.exists(day, clock, self.time_zone):
                problems[field] = ValidationError(
                    _("Clocks jump forward over this time on that day. Choose another.")
                )
        if problems:
            raise ValidationError(problems)

    # --- what a reader needs --------------------------------------------------------------------
    def missing_for_readers(self):
        missing = super().missing_for_readers()
        if not self.start_date:
            missing["start_date"] = ValidationError(_("Say when it is."))
        missing |= self.missing_in_series() | self.missing_in_pilot() | self.missing_in_lab()
        on_site = self.format != EventFormat.ONLINE
        needed = {
            PlacePrecision.EXACT: "address",
            PlacePrecision.CITY: "place",
            PlacePrecision.REGION: "region",
        }.get(self.place_precision)
        if on_site and needed and not getattr(self, needed).strip():
            missing[needed] = ValidationError(
                _("Say where it is, as exactly as readers may know it.")
            )
        return missing

    def shown_place(self) -> event_data.Place:
        """The place at its precision: the only way in which any output may ask for it."""
        return event_data.shown_place(self)

    @property
    def names_tool(self) -> bool:
        """Whether it names a tool of the library."""
        return self.tool_id is not None

    def shown_population(self) -> str:
        """How large the town is, where readers learn which it is; else it would say too much."""
        return str(self.get_population_display()) if self.shown_place().town else ""

    def structured_data(self, visit):
        return event_data.structured_data(self, visit)
