"""«I have read it, it is right»: how the mark of a machine-made page is taken off.

The mark stands above the page on whatever screen edits it, with the button; nobody who edits the
page can overlook it, and one press is all it takes.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from cms.translation.unchecked import confirm, unchecked_strings

BUTTON = gettext_lazy("I have read it, it is right")


def show_banner(request, page: Page) -> None:
    """Say at the top of the screen that nobody has read this page, with the button."""
    number = unchecked_strings(page).count()
    if not number:
        return
    sentence = ngettext(
        "Machine-made, to be checked by a person: %(number)d text on this page.",
        "Machine-made, to be checked by a person: %(number)d texts on this page.",
        number,
    ) % {"number": number}
    messages.warning(
        request,
        format_html(
            '{} <span class="buttons"><button type="button" '
            'class="button button-small button-secondary" data-controller="w-action" '
            'data-action="w-action#post" data-w-action-url-value="{}">{}</button></span>',
            sentence,
            reverse("translation_confirm", args=[page.pk]),
            BUTTON,
        ),
        extra_tags="translation-machine-made",
    )


@require_POST
def confirm_page(request, page_id: int):
    """Somebody who may edit the page has read it as it is."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    lock = page.get_lock()
    if lock is not None and lock.for_user(request.user):
        messages.error(request, _("The page is locked; nothing was changed."))
    else:
        number = confirm(page, request.user)
        messages.success(
            request,
            ngettext(
                "%(number)d text of “%(title)s” is confirmed.",
                "%(number)d texts of “%(title)s” are confirmed.",
                number,
            )
            % {"number": number, "title": page.title},
        )
    address = get_valid_next_url_from_request(request)
    return redirect(address or reverse("wagtailadmin_pages:edit", args=[page.pk]))
