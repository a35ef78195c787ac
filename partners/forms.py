"""The forms in which a manager sets up their own partner's site.

Words and menus exist once for each language. A form has fields for each of them, so nobody
chooses a language from a list: none can be forgotten, chosen twice or be one that is not offered.
"""

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from partners.guarded_forms import GuardedForm
from partners.widgets import OrderedCheckboxes

LANGUAGE_NAMES = dict(settings.LANGUAGES)
# Of a degree: about a kilometre.
PLACES_OF_A_TOWN = 2


def languages_of(site) -> list[str]:
    """Codes of the languages that a site offers, its own first; of a site of nobody, all."""
    partner = getattr(site, "partner", None)
    return list(partner.languages) if partner else list(LANGUAGE_NAMES)


class LanguageForm(GuardedForm):
    """A form with the same fields for each language: «name_uk», «name_en» and so on."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = languages_of(self.instance.site)
        for code in self.languages:
            for name, field in self.fields_in(code).items():
                field.label = capfirst(field.label)
                self.fields[f"{name}_{code}"] = field

    @property
    def languages(self) -> list[str]:
        """Codes of the languages asked for, in the order of the screen."""
        return self.offered

    def fields_in(self, code: str) -> dict[str, forms.Field]:
        """The fields of one language by the first part of their names, with what they hold now."""
        raise NotImplementedError

    def label_of(self, name: str) -> str:
        _field, _underline, code = name.rpartition("_")
        if code not in LANGUAGE_NAMES or len(self.fields_in(code)) == 1:
            return LANGUAGE_NAMES.get(code) or super().label_of(name)
        return f"{super().label_of(name)} ({LANGUAGE_NAMES[code]})"

    def words(self, name: str, code: str) -> str:
        """What was written in one field of one language, without space around it."""
        return (self.cleaned_data.get(f"{name}_{code}") or "").strip()

    def save(self, commit=True):
        instance = super().save(commit=commit)
        if commit:
            for code in self.languages:
                self.save_in(code)
        return instance

    def save_in(self, code: str) -> None:
        """Keep what was written in one language."""


class ProfileForm(LanguageForm):
    """Name and description in each language offered; in the others a name, for other sites."""

    @property
    def languages(self) -> list[str]:
        return [*self.offered, *(code for code in LANGUAGE_NAMES if code not in self.offered)]

    def fields_in(self, code: str) -> dict[str, forms.Field]:
        offered = code in self.offered
        text = self._texts.get(code)
        fields = {
            "name": forms.CharField(label=_("full name"), max_length=200, required=offered),
            "short_name": forms.CharField(
                label=_("short name"),
                max_length=40,
                required=offered,
                help_text=_(
                    "The typographic mark at the top of every page, and how other sites name you."
                )
                if offered
                else _("Sites that are read in this language name you with it."),
            ),
        }
        if offered:
            fields["description"] = forms.CharField(
                label=_("description"),
                max_length=500,
                required=False,
                widget=AdminAutoHeightTextInput,
                help_text=_("One or two sentences for the foot of every page."),
            )
        fields["town"] = forms.CharField(
            label=_("town"),
            max_length=100,
            required=False,
            help_text=_("Where you are at home, for the page of the network on every site."),
        )
        for name, field in fields.items():
            field.initial = getattr(text, name, "")
        return fields

    @property
    def _texts(self) -> dict:
        return {text.language: text for text in self.instance.texts.all()}

    def clean(self):
        cleaned = super().clean()
        for code in self.languages:
            if code in self.offered:
                continue
            name, short_name = self.words("name", code), self.words("short_name", code)
            if bool(name) != bool(short_name):
                self.add_error(
                    f"short_name_{code}" if name else f"name_{code}",
                    _("Write both names in this language, or neither."),
                )
            elif self.words("town", code) and not name:
                self.add_error(
                    f"name_{code}", _("Write both names in this language, or leave out the town.")
                )
        self._round_position(cleaned)
        return cleaned

    def _round_position(self, cleaned: dict) -> None:
        """Both degrees or neither, and never more exact than a town."""
        position = {name: cleaned.get(name) for name in ("latitude", "longitude")}
        for name, degrees in position.items():
            if degrees is not None:
                cleaned[name] = round(degrees, PLACES_OF_A_TOWN)
            elif name in cleaned and any(one is not None for one in position.values()):
                self.add_error(name, _("Write both degrees, or neither."))

    def save_in(self, code: str) -> None:
        rows = self.instance.texts.model.objects
        fields = {name: self.words(name, code) for name in ("name", "short_name", "town")}
        if not fields["name"]:
            rows.filter(profile=self.instance, language=code).delete()
            return
        if code in self.offered:
            fields["description"] = self.words("description", code)
        rows.update_or_create(profile=self.instance, language=code, defaults=fields)


class FundingForm(LanguageForm):
    """The funder's statement in each language offered."""

    def fields_in(self, code: str) -> dict[str, forms.Field]:
        statements = {row.language: row.text for row in self.instance.statements.all()}
        return {
            "statement": forms.CharField(
                label=_("statement"),
                max_length=300,
                required=False,
                initial=statements.get(code, ""),
                widget=AdminAutoHeightTextInput,
            )
        }

    def save_in(self, code: str) -> None:
        rows = self.instance.statements.model.objects
        text = self.words("statement", code)
        if text:
            rows.update_or_create(
                funding=self.instance, language=code, defaults={"text": " ".join(text.split())}
            )
        else:
            rows.filter(funding=self.instance, language=code).delete()


class NavigationForm(LanguageForm):
    """The main menu in each language in which the site is live: its own live pages, in order."""

    def fields_in(self, code: str) -> dict[str, forms.Field]:
        pages = self.instance.pages_to_choose(code)
        if not pages:
            return {}
        return {
            "menu": forms.TypedMultipleChoiceField(
                label=_("pages of the menu"),
                coerce=int,
                choices=[(page.id, page.title) for page in pages],
                initial=[page.id for page in self.instance.shown(pages, code)],
                required=False,
                widget=OrderedCheckboxes(attrs={"aria-label": LANGUAGE_NAMES[code]}),
            )
        }

    def save(self, commit=True):
        menus = {}
        for code in self.languages:
            chosen = self.cleaned_data.get(f"menu_{code}")
            menus[code] = self.instance.chosen(code) if chosen is None else self._kept(code, chosen)
        # A menu that nobody has arranged goes on as it is, with the pages that will come.
        self.instance.menus = {code: menu for code, menu in menus.items() if menu is not None}
        return super().save(commit=commit)

    def _kept(self, code: str, chosen: list[int]) -> list[int] | None:
        pages = self.instance.pages_to_choose(code)
        before = self.instance.chosen(code)
        if before is None:
            as_it_is = [page.id for page in self.instance.shown(pages, code)]
            return None if chosen == as_it_is else chosen
        # What is taken down for now comes back at the end of its menu.
        live = {page.id for page in pages}
        return [*dict.fromkeys(chosen), *(number for number in before if number not in live)]


class ContactsForm(GuardedForm):
    """The people on the contact page; each is a part of the form of its own."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        if self.is_bound:
            self._let_go_of_rows_that_are_gone()

    def _rows(self) -> range:
        return range(self.formsets["contacts"].total_form_count())

    def _let_go_of_rows_that_are_gone(self) -> None:
        """What was written about somebody whose row is deleted meanwhile is a new row."""
        there = {str(contact.pk) for contact in self.instance.contacts.all()}
        for number in self._rows():
            key = f"contacts-{number}-id"
            if self.data.get(key) and self.data[key] not in there:
                self.data[key] = ""

    def saved(self):
        return {
            f"contact {contact.pk}": [contact.name, contact.phone, contact.email]
            for contact in self.instance.contacts.all()
        }

    def written(self):
        found = {}
        for form in self.formsets["contacts"].forms:
            number = self.data.get(form.add_prefix("id"))
            if number and form.is_valid() and not form.cleaned_data.get("DELETE"):
                row = [form.cleaned_data[name] for name in ("name", "phone", "email")]
                found[f"contact {number}"] = row
        return found

    def take(self, name, value):
        for number in self._rows():
            if f"contact {self.data.get(f'contacts-{number}-id')}" == name:
                for field, words in zip(("name", "phone", "email"), value, strict=True):
                    self.data[f"contacts-{number}-{field}"] = words

    def label_of(self, name):
        return _("Contact person")

    def in_words(self, name, value):
        return ", ".join(filter(None, value))

    def told_of_rows(self, opened, saved):
        told = [
            _("%(words)s – added; this entry stays.") % {"words": self.in_words(name, value)}
            for name, value in saved.items()
            if name not in opened
        ]
        if any(name not in saved for name in opened):
            told.append(
                _(
                    "A contact was deleted. If it still stands below, delete it there too, or "
                    "save to have it back."
                )
            )
        return told
