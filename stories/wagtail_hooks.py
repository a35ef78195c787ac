"""Where editors find the lines that other web pages need: in the Help menu."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from stories.embed_lines import embed_lines


@hooks.register("register_admin_urls")
def address_of_embed_lines():
    return [path("embed/", embed_lines, name="embed_lines")]


@hooks.register("register_help_menu_item")
def embed_lines_menu_item():
    return MenuItem(
        _("Show this site elsewhere"),
        reverse("embed_lines"),
        name="embed-lines",
        icon_name="code",
        order=200,
    )
