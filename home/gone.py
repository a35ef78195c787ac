"""What readers get at the address of a page that was withdrawn: that it is gone, why, and ways on.

Its title is not said: it may be what somebody asked to be taken away.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation

from home.metadata import Metadata, language_choices
from home.models.withdrawals import Withdrawal
from home.withdrawing import withdrawn_at


def withdrawal_at(visit, section_model, components: list[str]) -> Withdrawal | None:
    """The withdrawal behind a path of the visited site, of its own page or of a mounted one."""
    own = withdrawn_at(visit.home.url_path + "/".join(components) + "/")
    if own is not None and getattr(own.page.specific_class, "fragment", ""):
        own = None  # it was part of another page, which is what stood here
    if own is not None or not hasattr(section_model, "withdrawn_shared"):
        return own
    return section_model.withdrawn_shared(visit, components[1:])


def gone(request, visit, withdrawal: Withdrawal, section, elsewhere) -> HttpResponse:
    """410 in the site's frame. Asked again each time: the page may come back.

    ``section``: the list in which the page stood, as a node of menus. ``elsewhere``: languages in
    which it still is, with their paths.
    """
    with translation.override(visit.language):
        context = {
            "withdrawal": withdrawal,
            "section": section,
            "elsewhere": elsewhere,
            "metadata": Metadata(choices=language_choices(visit, dict(elsewhere))),
        }
        response = render(request, "410.html", context, status=410)
    response.headers["Cache-Control"] = "no-cache"
    return response
