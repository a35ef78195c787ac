"""What makes an event a series: its pattern, its end and the dates that are left out."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from cms.language import rhythms
from cms.language.dates import format_date
from stories import repeating
from stories.blocks import LeftOutDatesBlock
from stories.models.fields import check_time_zone
from stories.repeating import Occurrence, Timing
from stories.vocabularies import DatePrecision, LeftOutReason, Repeats


class RepeatingMixin(models.Model):
    """An event that may take place many times: one page, one address, one entry in each list.

    Lists name its next date, and the last one when all are over. The fields are the same in every
    language, reasons included: they are chosen from a vocabulary, so that a date which falls out
    does not wait for a translator.
    """

    repeats = models.CharField(
        _("repeats"),
        max_length=20,
        choices=Repeats.choices,
        default=Repeats.NEVER,
        blank=True,
        help_text=_(
            "Counted from the first day. The same weekday: each third Thursday, for example; a fifth "
            "one counts as the last. The 29th, 30th or 31st: in a shorter month its last day."
        ),
    )
    repeats_until = models.DateField(
        _("repeats until"),
        null=True,
        blank=True,
        help_text=_("This day counts. Two years after the first day at the latest."),
    )
    left_out = StreamField(
        LeftOutDatesBlock(),
        verbose_name=_("dates left out"),
        blank=True,
        help_text=_(
            "A date that is cancelled or falls on a holiday. Is one moved to another day? Leave it "
            "out here and add an event of its own for the new day."
        ),
    )

    series_panels = [
        FieldRowPanel([FieldPanel("repeats"), FieldPanel("repeats_until")]),
        FieldPanel("left_out"),
    ]
    series_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("repeats", "repeats_until", "left_out")
    ]

    class Meta:
        abstract = True

    # --- its dates -------------------------------------------------------------------------------
    @property
    def is_series(self) -> bool:
        """Whether it takes place again; a draft without an end does not yet."""
        return bool(self.repeats and self.repeats_until)

    @property
    def timing(self) -> Timing:
        """When it is, as its editor wrote it; what a draft lacks is filled so that it can be shown.

        A draft without a date sorts with today; it cannot be published so. A zone that is none is
        refused by its field; until then the project's own stands in.
        """
        first = self.start_date or timezone.localdate()
        return Timing(
            first_day=first,
            last_day=max(self.end_date or first, first),
            start_time=self.start_time,
            end_time=self.end_time,
            zone=self.time_zone if self._zone_is_valid() else settings.TIME_ZONE,
            precision=self.date_precision,
            repeats=self.repeats if self.date_precision == DatePrecision.DAY else Repeats.NEVER,
            until=self.repeats_until,
            left_out=frozenset(self._left_out_reasons()),
        )

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every time that it takes place, in order; one, where it does not repeat."""
        return repeating.occurrences(self.timing)

    @property
    def occurrence(self) -> Occurrence:
        """The one that readers are told of: the next that is not over, else the last.

        Lists, which found it by its index, set it.
        """
        if self._told is not None:
            return self._told
        return next(iter(self.coming_occurrences), self.occurrences[-1])

    @occurrence.setter
    def occurrence(self, told: Occurrence) -> None:
        self._told = told

    _told: Occurrence | None = None

    @property
    def coming_occurrences(self) -> list[Occurrence]:
        """Those that are not over, the next first."""
        now = timezone.now()
        return [one for one in self.occurrences if one.ends_at > now]

    @property
    def past_occurrences(self) -> list[Occurrence]:
        """Those that are over, the latest first."""
        now = timezone.now()
        return [one for one in reversed(self.occurrences) if one.ends_at <= now]

    @property
    def coming_left_out(self) -> list[dict]:
        """Dates of the pattern on which it does not take place, from today on: ``day``, ``reason``."""
        if not self.is_series:
            return []
        today = timezone.localdate(timezone=self.zone)
        return [
            {"day": day, "reason": LeftOutReason(reason).label if reason else ""}
            for day, reason in sorted(self._left_out_reasons().items())
            if day >= today
        ]

    @property
    def rhythm(self) -> str:
        """How often it takes place, in the active language: «Щовівторка»; empty for one event."""
        first, language = self.start_date, get_language()
        if not self.is_series or not first:
            return ""
        weekday = first.weekday()
        if self.repeats == Repeats.WEEKLY:
            return rhythms.every_week(weekday, language)
        if self.repeats == Repeats.FORTNIGHTLY:
            return rhythms.every_second_week(weekday, language)
        if self.repeats == Repeats.MONTHLY_DAY:
            return rhythms.every_month_on_day(first.day, language)
        last = self.repeats == Repeats.MONTHLY_LAST
        number = -1 if last else repeating.week_of_month(first)
        return rhythms.every_month_on_weekday(weekday, number, language)

    def _left_out_reasons(self) -> dict[date, str]:
        if not self.repeats:
            return {}
        return {
            block.value["date"]: block.value["reason"] or ""
            for block in self.left_out
            if block.value["date"]
        }

    def _zone_is_valid(self) -> bool:
        try:
            check_time_zone(self.time_zone)
        except ValidationError:
            return False
        return True

    # --- what publishing needs -------------------------------------------------------------------
    def missing_in_series(self) -> dict[str, ValidationError]:
        """Field → what is wrong with the series; a draft may be so, what readers see may not."""
        first, until = self.start_date, self.repeats_until
        if not self.repeats or not first:
            return {}
        if self.date_precision != DatePrecision.DAY:
            return _one("repeats", _("Only an event whose day is known can repeat."))
        if not until:
            return _one("repeats_until", _("Say until when it repeats."))
        if until < first:
            return _one("repeats_until", _("The series ends before it begins."))
        latest = repeating.latest_end(first)
        if until > latest:
            message = _(
                "A series ends after two years at the latest, this one on %(date)s. For the time "
                "after that, add a new event."
            )
            return _one("repeats_until", message, latest)
        if self.repeats == Repeats.MONTHLY_LAST and not repeating.is_last_of_month(first):
            message = _("%(date)s is not the last such weekday of its month.")
            return _one("start_date", message, first)
        if repeating.overlaps(self.timing):
            return _one("repeats", _("It would begin again before it is over."))
        days = repeating.pattern_days(first, self.repeats, until)
        if len(days) == 1:
            message = _("Until that day it takes place only once. Choose a later day.")
            return _one("repeats_until", message)
        return self._missing_in_dates(days)

    def _missing_in_dates(self, days: list[date]) -> dict[str, ValidationError]:
        left_out = set(self._left_out_reasons())
        strange = sorted(left_out.difference(days))
        if strange:
            message = _("It does not take place on %(date)s anyway: that is no date of the series.")
            return {"left_out": ValidationError([_named(message, day) for day in strange])}
        if left_out.issuperset(days):
            return _one("left_out", _("Every date is left out. Cancel the event instead."))
        if self._zone_is_valid():
            for which, day in repeating.times_skipped(self.timing):
                message = _(
                    "Clocks jump forward over this time on %(date)s. Choose another time, or "
                    "leave that date out."
                )
                return _one(f"{which}_time", message, day)
        return {}


def _one(field: str, message: str, day: date | None = None) -> dict[str, ValidationError]:
    return {field: _named(message, day) if day else ValidationError(message)}


def _named(message: str, day: date) -> ValidationError:
    """An error that names a day, written as the editor's language writes it."""
    return ValidationError(message, params={"date": format_date(day, get_language())})
