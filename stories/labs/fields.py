"""Fields of a joint event that name what stands on several sites: partners, and their stories."""

from urllib.parse import urlsplit

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partners.models import Partner
from partners.scoping import visit_for_host


class PartnersField(models.JSONField):
    """Several partners, as a list of their keys: data that is the same in every language.

    No relation: the library names partners, it does not keep them from being taken out of the
    network. A key that is nobody's any more is passed over.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=_partners,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


def _partners() -> list[tuple[str, str]]:
    return list(Partner.objects.order_by("name").values_list("key", "name"))


class StoriesField(models.JSONField):
    """Stories of any partner, as a list of translation keys; in a form by their addresses.

    Addresses, because the library's editors see no partner's pages in a chooser: what they name is
    what every reader can read.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return StoryAddressesField(
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )


class StoryAddressesField(forms.CharField):
    """Addresses of stories, one in a line. Cleaned: their translation keys, in that order."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        """What is kept as addresses; what was typed, as it is."""
        return value if isinstance(value, str) else "\n".join(_addresses(value or []))

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines()]
        found = {line: _key_at(line) for line in lines if line}
        unknown = [line for line, key in found.items() if key is None]
        if unknown:
            raise ValidationError(
                [
                    _(
                        "No story of the network can be read at this address: %(address)s. Copy "
                        "it from the foot of the story's page."
                    )
                    % {"address": line}
                    for line in unknown
                ]
            )
        return list(dict.fromkeys(found.values()))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


def _addresses(keys: list[str]) -> list[str]:
    """Where readers find these stories, each in one language: its owner's where it has that."""
    pages = apps.get_model("stories.StoryPage").objects.filter(translation_key__in=keys)
    by_key = {}
    for page in pages.order_by("path"):
        by_key.setdefault(str(page.translation_key), page)
    return [by_key[key].full_url for key in keys if key in by_key]


def _key_at(address: str) -> str | None:
    """The translation key of the live story at an address; None where there is none."""
    try:
        parts = urlsplit(address)
        host, path = parts.hostname, [part for part in parts.path.split("/") if part]
    except ValueError:
        return None
    visit = visit_for_host(host) if host else None
    if visit is None or len(path) < 2 or path[0] not in visit.homes:
        return None
    url_path = visit.homes[path[0]].url_path + "".join(f"{part}/" for part in path[1:])
    stories = visit.in_language(path[0]).own(apps.get_model("stories.StoryPage"))
    key = stories.filter(url_path=url_path).values_list("translation_key", flat=True).first()
    return str(key) if key else None
