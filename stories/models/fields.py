"""Fields that stories, events and tools have in common."""

from functools import cache
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from stories.countries import country_validator
from stories.vocabularies import DatePrecision


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

    def labels_of(self, codes) -> list:
        """The values in words, in the vocabulary's order; what is no value of it is left out."""
        return [label for code, label in self.vocabulary.choices if code in codes]


class SourcedMixin(models.Model):
    """Where what is told here comes from."""

    source_label = models.CharField(
        _("source"),
        max_length=250,
        blank=True,
        help_text=_("Who told or published it first, in words."),
    )
    source_url = models.URLField(_("address of the source"), blank=True, max_length=500)

    class Meta:
        abstract = True


class PlacedMixin(models.Model):
    """Where it happened."""

    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Town and country, as readers say it.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[country_validator],
    )

    class Meta:
        abstract = True


class DatedMixin(models.Model):
    """When it happened, as exactly as it is known."""

    date = models.DateField(
        _("when"),
        null=True,
        blank=True,
        help_text=_("If only the month or year is known, choose its first day."),
    )
    date_precision = models.CharField(
        _("what is known of the date"),
        max_length=5,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )

    class Meta:
        abstract = True


SYNCHRONISED = [
    SynchronizedField("country"),
    SynchronizedField("date"),
    SynchronizedField("date_precision"),
    SynchronizedField("source_url"),
]


@cache
def _time_zones() -> set[str]:
    return available_timezones()


def check_time_zone(value: str) -> None:
    """Refuse what is no IANA time zone; an offset would be wrong half of the year."""
    if value not in _time_zones():
        raise ValidationError(
            _("Write a time zone by its name, as in Europe/Kyiv or Europe/Stockholm.")
        )
