"""What a reader of one site is asked by a learning lab."""

import re
import uuid

from django import forms
from django.utils.translation import gettext as _

from home.feedback.forms import MessageField
from stories.labs.models import LONGEST_ANSWER

PREFIX = "answer-"
# More fields than a lab can have questions are no reader's.
MOST_ANSWERS = 10
NAME = re.compile(rf"{PREFIX}([0-9a-f-]{{36}})")


class AnswerField(MessageField):
    """The answer to one question. None has to be answered."""

    longest = LONGEST_ANSWER

    def __init__(self, question: str):
        super().__init__(required=False, label=question)


class AnswerForm(forms.Form):
    """A field for each question of the lab, as the reader has it before them.

    What was written about a question that editors took out in the meantime is kept as well, with
    its words as the form carried them: nothing that somebody typed is lost.
    """

    # A trap for programs that fill in every field; people do not see it.
    website = forms.CharField(required=False)

    def __init__(self, lab, data=None):
        super().__init__(data)
        asked = {f"{PREFIX}{block.id}": block.value for block in lab.questions}
        for name, question in (asked | self._taken_out(asked)).items():
            self.fields[name] = AnswerField(question)

    def _taken_out(self, asked: dict[str, str]) -> dict[str, str]:
        gone = [
            name
            for name in (self.data or {})
            if name not in asked and NAME.fullmatch(name) and self.data[name].strip()
        ]
        words = _("A question that has been taken out since")
        return dict.fromkeys(gone[: MOST_ANSWERS - len(asked)], words)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields in which a reader writes, in the order of the questions."""
        return [field for field in self if field.name.startswith(PREFIX)]

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get("website"))

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not any(
            value for name, value in cleaned.items() if name.startswith(PREFIX)
        ):
            self.add_error(None, _("Answer at least one of the questions."))
        return cleaned

    @property
    def answers(self) -> list[dict[str, str]]:
        """What is stored of a valid form."""
        return [
            {
                "id": str(uuid.UUID(name.removeprefix(PREFIX))),
                "question": str(self.fields[name].label),
                "answer": value,
            }
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value
        ]
