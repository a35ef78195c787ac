"""The form in which a manager arranges the sections of the front page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.sections import arranged, sections
from partners.guarded_forms import GuardedForm
from partners.widgets import NumberedEntries

FEWEST = 1


class SectionsField(forms.Field):
    """Sections in order, each shown or not, with how many entries within its bounds."""

    widget = NumberedEntries

    def __init__(self, **kwargs):
        # What the model says of its column is for developers.
        super().__init__(required=False, label=kwargs.get("label"))

    def prepare_value(self, value):
        return arranged(value or [])

    def clean(self, value):
        cleaned, problems = [], []
        for row in arranged(value or []):
            section = sections()[row["name"]]
            size = _whole_number(row["size"])
            if size is None or not FEWEST <= size <= section.most:
                problems.append(
                    ValidationError(
                        _("%(section)s: write a number from %(fewest)s to %(most)s."),
                        params={
                            "section": section.label,
                            "fewest": FEWEST,
                            "most": section.most,
                        },
                    )
                )
            cleaned.append({"name": section.name, "shown": bool(row["shown"]), "size": size})
        if problems:
            raise ValidationError(problems)
        return cleaned


def _whole_number(text) -> int | None:
    try:
        return int(text)
    except (TypeError, ValueError):
        return None


class FrontPageForm(GuardedForm):
    """Every section that the house has, whatever the partner's row knows of."""

    sections = SectionsField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        widget = self.fields["sections"].widget
        widget.choices = [(section.name, section.label) for section in sections().values()]
        widget.bounds = {section.name: (FEWEST, section.most) for section in sections().values()}

    def in_words(self, name, value):
        shown = [row for row in value if row["shown"]]
        return ", ".join(f"{sections()[row['name']].label}: {row['size']}" for row in shown)
