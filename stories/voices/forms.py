"""What is written beside a change of a tool: a question to the library, and its answer."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from stories.voices.models import LONGEST_QUESTION, VoiceQuestion


class QuestionForm(forms.Form):
    """A question to those who keep the library. Sent twice, it asks once."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The editors of the library get it by e-mail; their answer stands here."),
        error_messages={"required": _("Write your question first.")},
    )
    form_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AnswerForm(forms.ModelForm):
    """The answer, which the partner gets by e-mail."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the answer first.")},
    )

    class Meta:
        model = VoiceQuestion
        fields = ["answer"]
