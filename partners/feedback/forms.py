"""What the partner's people write about a message, and whether they are told of new ones."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import SwitchInput

from partners.feedback.access import workers
from partners.feedback.models import MessageStep, NoticePreference, ReaderMessage, State

# Fields whose change is written down → what it is called.
STEPS = {
    "state": MessageStep.What.STATE,
    "assigned_to": MessageStep.What.ASSIGNED,
    "notes": MessageStep.What.NOTES,
}


class PersonChoiceField(forms.ModelChoiceField):
    """One of the partner's people, by name."""

    def label_from_instance(self, person):
        return name_of(person)


def name_of(person) -> str:
    """How colleagues call an account."""
    return person.get_full_name().strip() or person.get_username()


class WorkForm(forms.ModelForm):
    """Who takes care of a message, how far it is, and what is said to the reader.

    One form, so that no button loses what stands in another's field. ``seen`` is what the message
    was like when the screen was opened: a colleague's change in the meantime is not overwritten
    unseen.
    """

    assigned_to = PersonChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Who takes care of it"),
        empty_label=gettext_lazy("nobody yet"),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ReaderMessage
        fields = ["state", "assigned_to", "notes", "answer"]
        help_texts = {
            "notes": gettext_lazy("For your colleagues. The reader never sees them."),
            "answer": gettext_lazy(
                "Goes to the reader by e-mail, with the text of their message. Write in their language."
            ),
        }
        widgets = {
            "notes": forms.Textarea(attrs={"rows": 3}),
            "answer": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].queryset = workers(self.instance)
        self.before = {name: getattr(self.instance, name) for name in self.Meta.fields}
        self.initial["seen"] = self._fingerprint()
        if not self.instance.email or self.instance.answered_at:
            del self.fields["answer"]

    def _fingerprint(self) -> str:
        parts = [str(self.instance.assigned_to_id), *map(str, self.before.values())]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    @property
    def sends(self) -> bool:
        """Whether the answer is to go out now, not only to be kept as a draft."""
        return "send" in self.data

    def clean(self):
        cleaned = super().clean()
        now = self.initial["seen"]
        if self.data.get(self.add_prefix("seen")) != now:
            # The next press is meant: what the colleague wrote stands above the form.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = now
            raise ValidationError(
                _(
                    "A colleague changed this message while you were writing. See “What was "
                    "done” below; your own text still stands here. Save again to keep yours."
                )
            )
        if self.sends and "answer" in self.fields and not (cleaned.get("answer") or "").strip():
            self.add_error("answer", _("Write the answer first."))
        return cleaned

    def steps(self) -> list[MessageStep]:
        """What this form changes, to be written down once it is saved."""
        found = []
        for name, what in STEPS.items():
            now = self.cleaned_data.get(name)
            if self.before[name] == now:
                continue
            detail = now if name == "state" else ""
            if name == "assigned_to":
                detail = name_of(now) if now else ""
            found.append(MessageStep(message=self.instance, what=what, detail=detail[:200]))
        return found

    def save(self, commit=True):
        message = super().save(commit=False)
        # Somebody takes care of it: it is no longer new.
        if (
            message.state == State.NEW
            and message.assigned_to_id
            and "state" not in self.changed_data
        ):
            message.state = State.IN_WORK
        if commit:
            message.save()
        return message


class NoticeForm(forms.ModelForm):
    """In the account: whether e-mails tell of new messages."""

    class Meta:
        model = NoticePreference
        fields = ["by_email"]
        widgets = {"by_email": SwitchInput}

    def __init__(self, *args, instance, **kwargs):
        preference = NoticePreference.objects.filter(user=instance).first()
        super().__init__(*args, instance=preference or NoticePreference(user=instance), **kwargs)
