"""Two managers at one screen of settings: nobody’s words are replaced unseen, and none are lost.

A form remembers, in a hidden field, what every part of it held when it was opened. If somebody
saved the screen in the meantime, it is not saved but shown again: parts that only they changed
stand there as they are now, one’s own words stay, and the message says what changed, by whom and
when. The next press is meant.
"""

import hashlib
import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import registry

from cms.language.locales import quoted

FIELD = "seen"


def mark_of(value) -> str:
    """A short mark of a value: the same for the same, whichever way its lines are ended."""
    if value is None or isinstance(value, str):
        value = "\n".join((value or "").strip().splitlines())
    written = json.dumps(value, default=str, sort_keys=True)
    return hashlib.blake2s(written.encode(), digest_size=6).hexdigest()


class GuardedForm(WagtailAdminModelForm):
    """A form of a settings screen that is not saved over somebody else’s newer words."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *args, **kwargs):
        # One copy for the form and its rows: what is newer is written into it.
        data = data.copy() if data is not None else None
        super().__init__(data, *args, **kwargs)
        self.fields[FIELD].initial = self._marks

    def _marks(self) -> str:
        return json.dumps({name: mark_of(value) for name, value in self.saved().items()})

    # --- what a form holds; one with rows adds them ---------------------------------------------
    def saved(self) -> dict[str, object]:
        """Name of a part of the form → what it holds now, for everybody."""
        return {
            name: field.prepare_value(self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if name != FIELD
        }

    def written(self) -> dict[str, object]:
        """The same as somebody wrote it, where that can be read."""
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}

    def take(self, name: str, value) -> None:
        """Let a part of the form show what is saved now."""
        widget, name = self.fields[name].widget, self.add_prefix(name)
        shown = getattr(widget, "sent_as", lambda name, value: {name: [value or ""]})
        for key, values in shown(name, value).items():
            self.data.setlist(key, values)

    def label_of(self, name: str) -> str:
        """What the screen calls a part."""
        return capfirst(str(self.fields[name].label or self._meta.model._meta.verbose_name))

    def in_words(self, name: str, value) -> str:
        """What a part holds, for somebody who reads of it."""
        choices = dict(getattr(self.fields[name], "choices", ()))
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(choices.get(one, one)) for one in values if one not in (None, ""))

    # --- the guard -------------------------------------------------------------------------------
    def clean(self):
        cleaned = super().clean()
        opened = self._opened()
        if opened is not None:
            self._refuse_what_is_older(opened)
        return cleaned

    def _opened(self) -> dict[str, str] | None:
        try:
            opened = json.loads(self.data.get(self.add_prefix(FIELD)) or "null")
        except ValueError:
            return None
        return opened if isinstance(opened, dict) else None

    def _refuse_what_is_older(self, opened: dict[str, str]) -> None:
        saved = self.saved()
        written = {name: mark_of(value) for name, value in self.written().items()}
        told = []
        for name, value in saved.items():
            if name not in opened or mark_of(value) in (opened[name], written.get(name)):
                continue
            if written.get(name) == opened[name]:
                self.take(name, value)
                sentence = _("%(field)s – now: %(words)s. So it stands below.")
            else:
                sentence = _(
                    "%(field)s – now: %(words)s. If you save again, yours takes its place."
                )
            words = self.in_words(name, value)
            words = quoted(words, get_language()) if words else _("empty")
            told.append(sentence % {"field": self.label_of(name), "words": words})
        told += self.told_of_rows(opened, saved)
        if told:
            self.data[self.add_prefix(FIELD)] = self._marks()
            self.add_error(None, [ValidationError(one) for one in (self._who(), *told)])

    def told_of_rows(self, opened: dict[str, str], saved: dict[str, object]) -> list[str]:
        """Sentences on rows that came or went meanwhile."""
        return []

    def _who(self) -> str:
        entry = registry.get_logs_for_instance(self.instance).select_related("user").first()
        person = entry.user if entry else None
        name = person and (person.get_full_name().strip() or person.get_username())
        moment = timezone.localtime(entry.timestamp) if entry else timezone.localtime()
        return _(
            "%(person)s saved this screen after you had opened it: %(time)s. Nothing of yours is "
            "saved yet, and nothing is lost: it stands below. Look at what has changed, then save "
            "again."
        ) % {
            "person": name or _("Somebody"),
            "time": formats.date_format(moment, "DATETIME_FORMAT"),
        }
