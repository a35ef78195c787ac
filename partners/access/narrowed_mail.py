"""Mail about a page goes to those who may still see the page.

Wagtail writes to everybody who once subscribed to a page, wrote a comment on it or sent it to
review. Who has left the partner since would go on reading its comments and its titles. Wagtail
has no hook for it: the two places are narrowed in which it makes its lists of recipients. To be
deleted when it asks for permissions itself.
"""

from functools import wraps

from wagtail.admin.mail import EmailNotificationMixin
from wagtail.admin.views.pages import edit
from wagtail.models import TaskState

from partners.access.rights import may


def connect() -> None:
    """Put the narrowed lists in the place of Wagtail's; called once, from the AppConfig."""
    if not hasattr(edit.send_notification, "__wrapped__"):
        edit.send_notification = _about_comments(edit.send_notification)
        EmailNotificationMixin.get_valid_recipients = _about_reviews(
            EmailNotificationMixin.get_valid_recipients
        )


def _about_comments(send):
    @wraps(send)
    def narrowed(recipient_users, notification, extra_context):
        page = extra_context.get("page")
        own = [user for user in recipient_users if page is not None and may(user, page)]
        return send(own, notification, extra_context)

    return narrowed


def _about_reviews(recipients):
    @wraps(recipients)
    def narrowed(self, instance, **kwargs):
        state = instance.workflow_state if isinstance(instance, TaskState) else instance
        page = state.content_object
        return {user for user in recipients(self, instance, **kwargs) if may(user, page)}

    return narrowed
