"""In which languages a page may exist."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Locale, Page

from home.models import HomePage
from partners.access.ownership import partner_of
from partners.scoping import is_shared


@dataclass
class Targets:
    """Languages into which a page may be sent, and those for which its section is missing."""

    open: list[Locale]
    without_section: list[Locale]


def offered_codes(page: Page) -> list[str]:
    """The languages of the page's partner; for a page of the common library all of them."""
    if is_shared(page):
        return [code for code, _name in settings.LANGUAGES]
    partner = partner_of(page)
    return list(partner.languages) if partner else []


def targets(page: Page) -> Targets:
    """Languages that the page may get and does not have yet.

    A page goes below the translation of its section; where the section is not translated,
    localize would make a live alias of it in the wrong language (traps L9). The front pages and
    index pages of a language are made by provisioning.
    """
    taken = set(page.get_translations(inclusive=True).values_list("locale_id", flat=True))
    possible = [
        locale
        for locale in Locale.objects.filter(language_code__in=offered_codes(page))
        if locale.pk not in taken
    ]
    parent = page.get_parent()
    sections = set()
    if not isinstance(page.specific_deferred, HomePage):
        sections = set(
            parent.get_translations()
            .filter(alias_of__isnull=True)
            .values_list("locale_id", flat=True)
        )
    return Targets(
        open=[locale for locale in possible if locale.pk in sections],
        without_section=[locale for locale in possible if locale.pk not in sections],
    )
