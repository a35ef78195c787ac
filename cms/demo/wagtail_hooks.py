"""Where the demo's mail stands in the admin; nowhere when mail is really sent."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.demo.mailbox import mail_goes_to_files, mailbox


@hooks.register("register_admin_urls")
def mailbox_address():
    if not mail_goes_to_files():
        return []
    return [path("demo-mail/", mailbox, name="demo_mailbox")]


class MailboxMenuItem(MenuItem):
    def is_shown(self, request):
        return mail_goes_to_files()


@hooks.register("register_settings_menu_item")
def mailbox_menu_item():
    address = reverse("demo_mailbox") if mail_goes_to_files() else ""
    return MailboxMenuItem(
        _("Mail of the demo"), address, name="demo-mail", icon_name="mail", order=1000
    )
