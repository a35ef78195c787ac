"""«Use as a model for a new event»: one press, and the new draft is open."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.widgets.button import Button

from stories.copying import copy_event, may_copy
from stories.models import EventPage

LABEL = gettext_lazy("Use as a model for a new event")


@require_POST
def use_as_model(request, page_id: int):
    """Make the draft and open it. 404 for an event beside which this person may add none."""
    event = get_object_or_404(EventPage, pk=page_id)
    if not event.get_parent().permissions_for_user(request.user).can_add_subpage():
        raise Http404
    draft = copy_event(event, request.user)
    messages.success(
        request,
        _(
            "A new draft, made after “%(title)s”. Left out: dates and times, programme, "
            "registration, status, conclusions, source, notes and translations. Write when it is, "
            "and see whether the title still fits; the address follows it."
        )
        % {"title": event.get_admin_display_title()},
    )
    return redirect("wagtailadmin_pages:edit", draft.pk)


def buttons(page, user):
    """The button for an event, where this person may use it."""
    if isinstance(page, EventPage) and page.pk and may_copy(page, user):
        yield Button(
            LABEL,
            icon_name="copy",
            priority=25,
            attrs={
                "data-controller": "w-action",
                "data-action": "w-action#post",
                "data-w-action-url-value": reverse("event_as_model", args=[page.pk]),
            },
        )
