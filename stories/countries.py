"""Country names in the reader's language, from CLDR; the code is ISO 3166-1 alpha-2."""

from babel import Locale
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

country_validator = RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as in SE, UA or MD."))


def country_name(code: str, language: str | None = None) -> str:
    """«Україна» for UA in Ukrainian; the code itself where CLDR has no name."""
    locale = Locale.parse((language or get_language() or "en").split("-")[0])
    return locale.territories.get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """All countries by their names in the editor's language."""
    locale = Locale.parse((get_language() or "en").split("-")[0])
    names = [
        (code, name)
        for code, name in locale.territories.items()
        if len(code) == 2
        and code.isalpha()
        and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    ]
    return sorted(names, key=lambda pair: pair[1])
