"""Licences of a tool's material, and what each asks of who uses it.

Codes are those of SPDX (spdx.org/licenses) where the licence has one. The terms are sums of the
Creative Commons deeds in our own words; the deed itself is linked in the reader's language.
"""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Under what the material of a tool may be used."""

    CC0 = "CC0-1.0", "CC0 1.0"
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    CC_BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
    CC_BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
    PERMISSION = "permission", _("all rights reserved, used with permission")
    NOT_STATED = "not-stated", _("not stated by the source; described here in our own words")


DEEDS = {
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    Licence.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    Licence.CC_BY_ND: "https://creativecommons.org/licenses/by-nd/4.0/",
    Licence.CC_BY_NC_ND: "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}
FREE = _("You may use it for any purpose; nobody need be named.")
NAME_THE_AUTHOR = _("Name the author and the licence, and say whether you changed anything.")
NOT_COMMERCIAL = _("Do not use it for commercial purposes.")
NO_CHANGED_VERSIONS = _("Do not pass on changed versions of it, nor translations.")
SAME_LICENCE = _("Pass on what you make of it under the same licence.")
TERMS = {
    Licence.CC0: [FREE],
    Licence.CC_BY: [NAME_THE_AUTHOR],
    Licence.CC_BY_SA: [NAME_THE_AUTHOR, SAME_LICENCE],
    Licence.CC_BY_NC: [NAME_THE_AUTHOR, NOT_COMMERCIAL],
    Licence.CC_BY_NC_SA: [NAME_THE_AUTHOR, NOT_COMMERCIAL, SAME_LICENCE],
    Licence.CC_BY_ND: [NAME_THE_AUTHOR, NO_CHANGED_VERSIONS],
    Licence.CC_BY_NC_ND: [NAME_THE_AUTHOR, NOT_COMMERCIAL, NO_CHANGED_VERSIONS],
    Licence.PERMISSION: [
        _("You may read and print it. Ask the author before you pass it on or change it.")
    ],
    Licence.NOT_STATED: [
        _("The source’s own material stands at the source and is not offered here.")
    ],
}


def terms_of(code: str) -> list:
    """What a licence asks of who uses the material: sentences in the reader's language."""
    return TERMS.get(code, [])


def deed_of(code: str) -> str:
    """Address of the licence's deed in the reader's language; empty where it has none."""
    address = DEEDS.get(code, "")
    language = (get_language() or "en").split("-")[0]
    return f"{address}deed.{language}" if address else ""


def allows_offering(code: str) -> bool:
    """Whether material under this licence may be offered for download here."""
    return code in Licence.values and code != Licence.NOT_STATED
