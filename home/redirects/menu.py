"""Where the redirects stand in the admin: among the settings, and in a page's history."""

from django.urls import include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from home.redirects import access, views
from partners.work import work_for

patterns = [
    path("", views.RedirectIndexView.as_view(), name="index"),
    path("results/", views.RedirectIndexView.as_view(results_only=True), name="index_results"),
    path("add/", views.AddRedirectView.as_view(), name="add"),
    path("<int:pk>/remove/", views.RemoveRedirectView.as_view(), name="remove"),
]


def addresses():
    return [path("site-redirects/", include((patterns, "site_redirects")))]


class RedirectsMenuItem(MenuItem):
    """Beside the other settings of a site, for who keeps them."""

    def __init__(self):
        super().__init__(
            views.TITLE, reverse(views.INDEX), name="redirects", icon_name=views.ICON, order=235
        )

    def is_shown(self, request):
        return bool(access.partners_of(work_for(request)))


def register_log_actions(actions):
    """The history of a page says which addresses were led to it, and by whom."""

    @actions.register_action(views.ADDED)
    class AddedFormatter(LogFormatter):
        label = _("Add a redirect")

        def format_message(self, log_entry):
            return gettext("%(address)s leads here") % {"address": log_entry.data.get("address")}

    @actions.register_action(views.REMOVED)
    class RemovedFormatter(LogFormatter):
        label = _("Remove a redirect")

        def format_message(self, log_entry):
            return gettext("%(address)s does not lead here any more") % {
                "address": log_entry.data.get("address")
            }
