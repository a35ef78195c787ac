"""Where voices meet Wagtail's screens: buttons on tools, the first screen, beginning one."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from partners.work import work_for
from stories.models import CulturalToolPage
from stories.voices import beginning, views
from stories.voices.models import ToolVoicePage
from stories.voices.panels import ChangedToolsPanel, QuestionsPanel

LABEL = gettext_lazy("How we do it here")


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("tool-voices/<int:parent_id>/", views.ToolsView.as_view(), name="voice_tools"),
        path("tool-voices/<int:parent_id>/<int:tool_id>/", views.begin, name="voice_begin"),
        path(
            "tool-voices/<int:page_id>/changes/", views.ChangesView.as_view(), name="voice_changes"
        ),
        path(
            "tool-voices/questions/<int:pk>/", views.QuestionView.as_view(), name="voice_question"
        ),
    ]


@hooks.register("construct_homepage_panels")
def panels(request, panels):
    work = work_for(request)
    panels += [ChangedToolsPanel(request, work), QuestionsPanel(request, work)]


@hooks.register("before_create_page")
def choose_the_tool_first(request, parent_page, page_class):
    """A voice is begun with its tool; Wagtail's empty form has none."""
    if page_class is ToolVoicePage:
        return redirect("voice_tools", parent_page.pk)
    return None


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    return buttons(page, user)


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    return buttons(page, user)


def buttons(page, user):
    """On a tool that readers have, for each partner of this person: begin, or open what there is."""
    if not isinstance(page, CulturalToolPage) or not page.live:
        return
    places = beginning.first_places_of(user)
    for place in places:
        label = LABEL if len(places) == 1 else _("How we do it here: %(partner)s") % {
            "partner": place.partner.name
        }  # fmt: skip
        voice = beginning.voices_of(user).get((place.partner.pk, page.translation_key))
        if voice is not None:
            address = reverse("wagtailadmin_pages:edit", args=[voice])
            yield Button(label, address, icon_name="comment", priority=26)
            continue
        yield Button(
            label,
            icon_name="comment",
            priority=26,
            attrs={
                "data-controller": "w-action",
                "data-action": "w-action#post",
                "data-w-action-url-value": reverse("voice_begin", args=[place.parent_id, page.pk]),
            },
        )
