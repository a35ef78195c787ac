"""The form in which a manager arranges the sections of the front page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.front_page_story import story_choice
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
    """Every section that the house has, whatever the partner's row knows of, and one story of
    another partner."""

    sections = SectionsField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        widget = self.fields["sections"].widget
        widget.choices = [(section.name, section.label) for section in sections().values()]
        widget.bounds = {section.name: (FEWEST, section.most) for section in sections().values()}
        self._offer_stories()

    def _offer_stories(self) -> None:
        """Only what may be chosen; of a story that was withdrawn since, not even its title."""
        choice, partner = story_choice(), getattr(self.instance.site, "partner", None)
        field = self.fields.get("chosen_story")
        if field is None:
            return
        if choice is None or partner is None:
            del self.fields["chosen_story"]
            return
        field.queryset = choice.pages(partner)
        field.widget = choice.chooser(partner)
        field.error_messages["invalid_choice"] = _(
            "This story can no longer be chosen: it is not published, or it is your own. Choose "
            "another, or clear the choice."
        )
        if not field.queryset.filter(pk=self.initial.get("chosen_story")).exists():
            self.initial["chosen_story"] = None

    def clean(self):
        cleaned = super().clean()
        choice = story_choice()
        shown = {row["name"] for row in cleaned.get("sections") or [] if row["shown"]}
        if cleaned.get("chosen_story") and "sections" in cleaned and choice.section not in shown:
            section = sections()[choice.section]
            self.add_error(
                "chosen_story",
                ValidationError(
                    _(
                        "It stands in the section “%(section)s”, which is not ticked. Tick the "
                        "section, or clear the choice."
                    ),
                    params={"section": section.label},
                ),
            )
        return cleaned

    def written(self):
        written = super().written()
        if written.get("chosen_story"):
            written["chosen_story"] = written["chosen_story"].pk
        return written

    def in_words(self, name, value):
        if name == "chosen_story":
            story = self.fields[name].queryset.filter(pk=value).first() if value else None
            return story.title if story else ""
        shown = [row for row in value if row["shown"]]
        return ", ".join(f"{sections()[row['name']].label}: {row['size']}" for row in shown)
