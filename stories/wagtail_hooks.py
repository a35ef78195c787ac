"""Where stories, events and tools meet Wagtail's screens."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from partners.work import work_for
from stories import copying_views, page_lists, proposing, story_chooser
from stories.embed_lines import embed_lines
from stories.evidence_panel import UnsupportedPanel


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("embed/", embed_lines, name="embed_lines"),
        path("events/<int:page_id>/as-model/", copying_views.use_as_model, name="event_as_model"),
        *story_chooser.addresses(),
    ]


@hooks.register("construct_homepage_panels")
def panels(request, panels):
    work = work_for(request)
    panels += [UnsupportedPanel(request, work), proposing.AcceptedPanel(request, work)]


hooks.register("before_create_page", proposing.only_tools_are_proposed)


@hooks.register("register_admin_viewset")
def lists():
    return page_lists.VIEWSETS


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page, user, next_url=None):
    return copying_views.buttons(page, user)


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    return copying_views.buttons(page, user)


@hooks.register("register_help_menu_item")
def embed_lines_menu_item():
    return MenuItem(
        _("Show this site elsewhere"),
        reverse("embed_lines"),
        name="embed-lines",
        icon_name="code",
        order=200,
    )
