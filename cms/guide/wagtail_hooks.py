"""Where the guide stands in the admin: in the Help menu, for everybody who can sign in."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.guide.views import guide


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("guide/", guide, name="guide"),
        path("guide/<slug:part>/", guide, name="guide_part"),
        path("guide/<slug:part>/<slug:language>/", guide, name="guide_in_language"),
    ]


@hooks.register("register_help_menu_item")
def menu_item():
    return MenuItem(_("Guide"), reverse("guide"), name="guide", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def without_what_is_not_for_editors(request, menu_items):
    """Wagtail's news and its own guide are in English, and of another editor than ours."""
    others = ("whats-new-in-wagtail", "editor-guide")
    menu_items[:] = [item for item in menu_items if not item.name.startswith(others)]
