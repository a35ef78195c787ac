"""What a tool says to somebody who wants to do the same: goals, steps, materials, and what to mind."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from home.blocks.text import PROSE_FEATURES
from stories.tool_blocks import GoalsBlock, MaterialsBlock, ToolStepsBlock


def prose(verbose_name, help_text) -> RichTextField:
    """Running text that may be left out."""
    return RichTextField(verbose_name, features=PROSE_FEATURES, blank=True, help_text=help_text)


class ToolTextMixin(models.Model):
    """The guide itself, in the language of the page; the minutes of a step are its source's."""

    what_it_is = prose(
        _("what it is"), _("What happens, told to somebody who has never heard of it.")
    )
    goals = StreamField(
        GoalsBlock(),
        verbose_name=_("goals"),
        blank=True,
        help_text=_("What is different afterwards; one line for each."),
    )
    materials = StreamField(
        MaterialsBlock(),
        verbose_name=_("materials"),
        blank=True,
        help_text=_("What must be there; one line for each thing."),
    )
    steps = StreamField(
        ToolStepsBlock(),
        verbose_name=_("steps"),
        blank=True,
        help_text=_("One after the other, with their minutes where they are known."),
    )
    safety = prose(
        _("safety"),
        _("What could hurt somebody, and what you do so that it does not."),
    )
    inclusion = prose(
        _("so that everybody can take part"), _("Who is left out easily, and how not.")
    )
    in_crisis = prose(
        _("in a crisis"),
        _("In war, in displacement, at a distance: what changes, what still works."),
    )
    results = prose(
        _("what came of it"), _("What is different where it was used, and who says so.")
    )
    tips = prose(
        _("tips, and what went wrong"), _("What you would tell a friend before the first time.")
    )

    prose_names = ("what_it_is", "safety", "inclusion", "in_crisis", "results", "tips")
    list_names = ("goals", "materials", "steps")

    text_panels = [
        MultiFieldPanel([FieldPanel("what_it_is"), FieldPanel("goals")], heading=_("What it is")),
        MultiFieldPanel(
            [FieldPanel("steps"), FieldPanel("materials")], heading=_("How it is done")
        ),
        MultiFieldPanel(
            [FieldPanel("safety"), FieldPanel("inclusion"), FieldPanel("in_crisis")],
            heading=_("What to mind"),
        ),
        MultiFieldPanel(
            [FieldPanel("evidence"), FieldPanel("results"), FieldPanel("tips")],
            heading=_("What is known of it"),
        ),
    ]

    class Meta:
        abstract = True

    def step_minutes(self) -> tuple[int, int] | None:
        """What all steps take together, in minutes: (at least, at most); None if one is unknown."""
        told = [block.value for block in self.steps]
        if not told or any(step.get("minutes") is None for step in told):
            return None
        least = [step["minutes"] for step in told]
        most = [step.get("minutes_to") or step["minutes"] for step in told]
        return sum(least), sum(most)

    def missing_in_steps(self) -> dict[str, ValidationError]:
        """Where the minutes of the steps contradict the time that the tool is said to take."""
        least = sum(block.value.get("minutes") or 0 for block in self.steps)
        if self.minutes_to and least > self.minutes_to:
            message = gettext(
                "The steps take at least %(steps)s minutes together, the tool at most %(stated)s: "
                "mend one of the two."
            ) % {"steps": least, "stated": self.minutes_to}
            return {"minutes_to": ValidationError(message)}
        total = self.step_minutes()
        if total and self.minutes_from and total[1] < self.minutes_from:
            message = gettext(
                "The steps take at most %(steps)s minutes together, the tool at least %(stated)s: "
                "mend one of the two."
            ) % {"steps": total[1], "stated": self.minutes_from}
            return {"minutes_from": ValidationError(message)}
        return {}
