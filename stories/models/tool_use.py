"""What somebody asks who wonders whether a tool fits: time, people, place, power, cost, proof.

The same in every language, all as codes and numbers; ``stories/tool_words.py`` says them.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from stories import tool_words
from stories.models.fields import ChoicesField
from stories.vocabularies import (
    Audience,
    CostLevel,
    Evidence,
    Frequency,
    Need,
    Phase,
    Quality,
    Setting,
    Skill,
    Theme,
)

RANGES = (("minutes_from", "minutes_to"), ("people_from", "people_to"))


def count(verbose_name, help_text, most: int) -> models.PositiveIntegerField:
    """A number that may be unknown, from one to so many; more is a slip of the finger."""
    limits = [MinValueValidator(1), MaxValueValidator(most)]
    return models.PositiveIntegerField(
        verbose_name, null=True, blank=True, validators=limits, help_text=help_text
    )


def choice(verbose_name, help_text, vocabulary, longest: int = 16) -> models.CharField:
    """One value of a fixed vocabulary, or nothing: not known."""
    return models.CharField(
        verbose_name,
        max_length=longest,
        choices=vocabulary.choices,
        blank=True,
        help_text=help_text,
    )


class ToolUseMixin(models.Model):
    """How a tool is used. Whatever nobody knows stays empty, and the page says that it is."""

    qualities = ChoicesField(
        _("what it builds"),
        vocabulary=Quality,
        help_text=_("Choose what grows where people use it; one is enough."),
    )
    phases = ChoicesField(
        _("when it helps"),
        vocabulary=Phase,
        help_text=_("To withstand a crisis, to overcome it, to learn from it."),
    )
    themes = ChoicesField(_("themes"), vocabulary=Theme)
    audiences = ChoicesField(
        _("for whom"), vocabulary=Audience, help_text=_("Those who take part; several if so.")
    )
    frequency = choice(_("how often"), _("On one day, on several, or without an end."), Frequency)
    minutes_from = count(
        _("minutes, at least"),
        _("How long it takes those who take part; without preparation."),
        60 * 24 * 7,
    )
    minutes_to = count(
        _("minutes, at most"), _("The same number, if it always takes equally long."), 60 * 24 * 7
    )
    preparation_days = count(
        _("days of preparation"), _("From the decision to the first day."), 1000
    )
    people_from = count(_("people, at least"), _("With fewer it does not work."), 100_000)
    people_to = count(_("people, at most"), _("With more it does not work."), 100_000)
    facilitators = count(_("people who lead it"), _("How many are needed at the same time."), 1000)
    skill = choice(_("what those who lead it must know"), _("The least that is enough."), Skill)
    settings = ChoicesField(
        _("where it can be used"), vocabulary=Setting, help_text=_("Choose all that work.")
    )
    needs_electricity = choice(
        _("electricity"), _("Whether it works when the power is cut."), Need, 3
    )
    needs_internet = choice(_("internet"), _("Whether it works without a network."), Need, 3)
    cost_level = choice(_("cost"), _("Beside people’s time."), CostLevel, 6)
    cost_note = models.CharField(
        _("about the cost"),
        max_length=200,
        blank=True,
        help_text=_("What money is spent on, in a few words."),
    )
    evidence = choice(
        _("how well it is known to work"),
        _(
            "Tried: somebody did it and told of it. Piloted: it was tried in order to learn. "
            "Evaluated: somebody examined what it led to."
        ),
        Evidence,
        9,
    )

    use_panels = [
        MultiFieldPanel(
            [
                FieldPanel("qualities"),
                FieldPanel("phases"),
                FieldPanel("themes"),
                FieldPanel("audiences"),
            ],
            heading=_("What it is good for"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("frequency"),
                FieldRowPanel([FieldPanel("minutes_from"), FieldPanel("minutes_to")]),
                FieldPanel("preparation_days"),
                FieldRowPanel([FieldPanel("people_from"), FieldPanel("people_to")]),
                FieldRowPanel([FieldPanel("facilitators"), FieldPanel("skill")]),
            ],
            heading=_("Time and people"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("settings"),
                FieldRowPanel([FieldPanel("needs_electricity"), FieldPanel("needs_internet")]),
                FieldRowPanel([FieldPanel("cost_level"), FieldPanel("cost_note")]),
            ],
            heading=_("Place, power and cost"),
        ),
    ]
    use_translatable_fields = [
        SynchronizedField(name)
        for name in (
            "qualities", "phases", "themes", "audiences", "frequency", "minutes_from",
            "minutes_to", "preparation_days", "people_from", "people_to", "facilitators", "skill",
            "settings", "needs_electricity", "needs_internet", "cost_level", "evidence",
        )
    ]  # fmt: skip

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        problems = {}
        for least, most in RANGES:
            low, high = getattr(self, least), getattr(self, most)
            if low is not None and high is not None and high < low:
                problems[most] = ValidationError(_("At most is less than at least."))
        if problems:
            raise ValidationError(problems)

    def missing_in_use(self) -> dict[str, ValidationError]:
        """Field → what a reader needs to know of how it is used before it may go live."""
        if self.qualities:
            return {}
        return {"qualities": ValidationError(_("Choose at least one thing that it builds."))}

    def labels(self, name: str) -> list:
        """The values of one of the vocabularies, in words."""
        return self._meta.get_field(name).labels_of(getattr(self, name) or [])

    def quality_labels(self) -> list:
        """The qualities it builds, in words."""
        return self.labels("qualities")

    def theme_labels(self) -> list:
        """Its themes, in words."""
        return self.labels("themes")

    def phase_labels(self) -> list:
        """When it helps, in words."""
        return self.labels("phases")

    def audience_labels(self) -> list:
        """For whom it is, in words."""
        return self.labels("audiences")

    def preparation_words(self) -> str:
        """How long the preparation takes, in words."""
        return tool_words.days_words(self.preparation_days)

    def facilitator_words(self) -> str:
        """How many people lead it, in words."""
        return tool_words.people_words(self.facilitators, self.facilitators)
