"""Where messages show themselves: in the menu and on the first screen, with how many are new."""

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from partners.feedback import access
from partners.feedback.models import State
from partners.feedback.views import ICON, INDEX

SHOWN = 5


def new_messages(user):
    """Messages of the person's partners that nobody has taken up."""
    return access.messages_for(user).filter(state=State.NEW)


class MessagesMenuItem(MenuItem):
    """For those who work with messages; the number is that of the new ones."""

    def __init__(self):
        # The menu is narrow, and the number must be seen.
        label = gettext_lazy("Messages")
        super().__init__(label, reverse(INDEX), name="reader-messages", icon_name=ICON, order=250)

    def is_shown(self, request):
        return access.works_with_messages(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        number = new_messages(request.user).count()
        if number:
            component.label = f"{component.label} ({number})"
        return component


class NewMessagesPanel(Component):
    """On the first screen: what readers wrote and nobody has taken up yet."""

    name = "reader_messages"
    template_name = "feedback/panel.html"
    order = 110

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        if not access.works_with_messages(user):
            return {"total": 0}
        rows = new_messages(user)
        total = rows.count()
        return {
            "total": total,
            "heading": ngettext(
                "%(number)d new message from a reader",
                "%(number)d new messages from readers",
                total,
            )
            % {"number": total},
            "rows": rows.select_related("partner")[:SHOWN] if total else [],
            "index_url": reverse(INDEX),
        }
