"""Where messages from readers stand in the admin."""

from django.urls import include, path
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from partners.feedback import access
from partners.feedback.forms import NoticeForm
from partners.feedback.panels import MessagesMenuItem, NewMessagesPanel
from partners.feedback.views import DeleteMessageView, MessageIndexView, MessageView

patterns = [
    path("", MessageIndexView.as_view(), name="index"),
    path("results/", MessageIndexView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/", MessageView.as_view(), name="message"),
    path("<int:pk>/delete/", DeleteMessageView.as_view(), name="delete"),
]


@hooks.register("register_admin_urls")
def addresses():
    return [path("messages/", include((patterns, "reader_messages")))]


@hooks.register("register_admin_menu_item")
def menu_item():
    return MessagesMenuItem()


@hooks.register("construct_homepage_panels")
def panels(request, panels):
    panels.append(NewMessagesPanel())


class NoticePanel(BaseSettingsPanel):
    """Beside Wagtail's own notifications: e-mails about readers' messages."""

    name = "reader_messages"
    title = gettext_lazy("Messages from readers")
    tab = notifications_tab
    order = 200
    form_class = NoticeForm

    def is_active(self):
        return access.works_with_messages(self.user)


@hooks.register("register_account_settings_panel")
def account_panel(request, user, profile):
    return NoticePanel(request, user, profile)
