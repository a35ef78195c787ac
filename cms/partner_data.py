"""What a partner is made from: the contents of one small file, and what makes none."""

import re
from dataclasses import dataclass, field
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.models import Collection, Site

from cms.language.slugs import ascii_slug
from partners.models import (
    SHARED_SLUG,
    Contact,
    Partner,
    PartnerLook,
    PartnerProfile,
    ProjectRole,
)

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]
WORDS = {"name", "short_name", "description"}
MORE_WORDS = {"town"}
# RFC 1123: labels of letters, digits and hyphens, with dots between them; no port, no scheme.
HOST_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")


@dataclass
class PartnerData:
    """What a partner is made from.

    texts: language code → {name, short_name, description, town}. homes: language code → fields of the
    front page (title, lead, body), where there is more to say than the name and description.
    roles: codes of ProjectRole. position: of the town, in degrees north and east. look: fields of
    PartnerLook. time_zone: IANA name. country: ISO 3166-1 alpha-2.
    """

    key: str
    host: str
    country: str
    time_zone: str
    source_language: str
    languages: list[str]
    texts: dict[str, dict]
    parity: bool = False
    is_library_host: bool = False
    roles: list[str] = field(default_factory=list)
    position: list[float] = field(default_factory=list)
    funder: dict[str, str] = field(default_factory=dict)
    contacts: list[dict] = field(default_factory=list)
    look: dict = field(default_factory=dict)
    homes: dict[str, dict] = field(default_factory=dict)

    def check(self) -> None:
        """Raise ValidationError, in a sentence that names the key of the file, for bad data."""
        self._check_names()
        self._check_languages()
        self._check_rows()
        self._check_against_others()

    def _check_names(self) -> None:
        if not self.key or self.key != ascii_slug(self.key, "en") or self.key == SHARED_SLUG:
            raise ValidationError(
                f"«key» is «{self.key}»: use small ASCII letters, digits and hyphens, not «shared»."
            )
        if not HOST_NAME.fullmatch(self.host):
            raise ValidationError(
                f"«host» is «{self.host}»: write a host name alone, without scheme or port."
            )
        if self.host in {settings.ADMIN_HOST, *settings.SIGNPOST_HOSTS}:
            raise ValidationError(f"«host» is «{self.host}», which is not a partner's to have.")
        if not re.fullmatch("[A-Z]{2}", self.country):
            raise ValidationError("«country» is two capital letters, as in SE, UA or MD.")
        if self.time_zone not in available_timezones():
            raise ValidationError(
                f"«time_zone» is «{self.time_zone}»: write an IANA name, as in Europe/Kyiv."
            )
        unknown = set(self.roles) - set(ProjectRole.values)
        if unknown:
            raise ValidationError(
                f"«roles» knows {', '.join(ProjectRole.values)}, not {', '.join(sorted(unknown))}."
            )

    def _check_languages(self) -> None:
        unknown = [code for code in self.languages if code not in LANGUAGE_CODES]
        if unknown or not self.languages:
            raise ValidationError(
                f"«languages» must be a list of {', '.join(LANGUAGE_CODES)}; not {unknown}."
            )
        if self.source_language != self.languages[0]:
            raise ValidationError("«languages» begins with the source language.")
        for code in {*self.languages, *self.texts}:
            text = self.texts.get(code) or {}
            lacking = [name for name in sorted(WORDS) if not text.get(name)]
            if lacking:
                raise ValidationError(f"«text» in «{code}» lacks {', '.join(lacking)}.")
            if set(text) - WORDS - MORE_WORDS:
                raise ValidationError(
                    f"«text» in «{code}» has {', '.join(sorted(set(text) - WORDS - MORE_WORDS))}, which nobody "
                    f"reads: it holds {', '.join(sorted(WORDS | MORE_WORDS))}."
                )

    def _check_rows(self) -> None:
        """Rows that a manager could not save in the admin are refused here too."""
        rows = [("look", PartnerLook, self.look)]
        if self.position and len(self.position) != 2:
            raise ValidationError("«position» is two numbers: degrees north, degrees east.")
        if self.position:
            north, east = self.position
            rows.append(("position", PartnerProfile, {"latitude": north, "longitude": east}))
        rows += [("contacts", Contact, contact) for contact in self.contacts]
        for key, model, fields in rows:
            try:
                model(**fields).full_clean(exclude=["site", "contacts"], validate_unique=False)
            except TypeError as error:
                raise ValidationError(f"«{key}»: {error}.") from error
            except ValidationError as error:
                said = "; ".join(
                    f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
                )
                raise ValidationError(f"«{key}»: {said}") from error

    def _check_against_others(self) -> None:
        if Site.objects.filter(hostname=self.host).exclude(partner__key=self.key).exists():
            raise ValidationError(f"Another site answers on «{self.host}» already.")
        others = Partner.objects.exclude(key=self.key)
        if self.is_library_host and others.filter(is_library_host=True).exists():
            raise ValidationError("«is_library_host»: the common library has its home already.")
        name = self.texts[self.source_language]["name"]
        is_new = not Partner.objects.filter(key=self.key).exists()
        if is_new and Collection.objects.filter(name=name).exists():
            raise ValidationError(f"«{name}» is the name of another partner.")
