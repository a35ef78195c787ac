"""What a reader is asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.language.numbers import format_number
from partners.feedback.models import LONGEST_TEXT, Kind


class MessageField(forms.CharField):
    """Running text. Browsers send a line's end as two characters and count it as one."""

    longest = LONGEST_TEXT  # characters

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if value else value)

    def validate(self, value):
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _(
                    "Your message has %(count)s characters, and %(most)s is the most. Shorten it "
                    "a little; nothing was lost."
                )
                % {
                    "count": format_number(len(value), get_language()),
                    "most": format_number(self.longest, get_language()),
                }
            )


class FeedbackForm(forms.Form):
    """One of three questions, a text, and an e-mail address for those who want an answer."""

    kind = forms.ChoiceField(
        choices=Kind.choices,
        error_messages={
            "required": gettext_lazy("Choose what your message is about."),
            "invalid_choice": gettext_lazy("Choose what your message is about."),
        },
    )
    text = MessageField(error_messages={"required": gettext_lazy("Write your message.")})
    email = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={
            "invalid": gettext_lazy(
                "Write the whole e-mail address, as in name@example.org, or leave it empty."
            )
        },
    )
    # A trap for programs that fill in every field; people do not see it.
    website = forms.CharField(required=False)

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get("website"))

    @property
    def message(self) -> dict:
        """What is stored of a valid form."""
        return {name: self.cleaned_data[name] for name in ("kind", "text", "email")}
