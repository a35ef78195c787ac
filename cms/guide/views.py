"""The guide's pages: three parts, each in every language of the admin."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

# Part of the guide → what it is called.
PARTS = {
    "editors": _("For editors"),
    "translators": _("For translators"),
    "managers": _("For partner managers"),
}


def guide(request, part: str = "editors", language: str = ""):
    """One part in one language; where none is named, in the person's admin language.

    404 for a part or language that does not exist. Wagtail asks everybody on an admin address to
    sign in, so this asks for nothing more: every role may read it.
    """
    names = dict(settings.LANGUAGES)
    language = language or translation.get_language()
    if part not in PARTS or language not in names:
        raise Http404
    context = {
        "part": part,
        "parts": PARTS.items(),
        "guide_language": language,
        "guide_languages": names.items(),
    }
    return render(request, f"guide/{part}.{language}.html", context)
