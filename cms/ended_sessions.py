"""A session ends while somebody is writing: what the page in front of them is told.

Wagtail keeps a draft by itself with a request in the background. Once the session is over, that
request would be led to the sign-in page, which the script cannot read: «a server error occurred».
Here it gets an answer that it shows, in words. ``static/js/form-token.js`` does the other half:
after signing in anew in another window, the page that was left open takes the new form token.
"""

from django.http import JsonResponse
from django.utils.translation import gettext as _

from partners.hosts import HostKind


def wants_json(request) -> bool:
    """Whether a script of the admin asks, and not a person's browser."""
    return request.accepts("application/json") and not request.accepts("text/html")


def signed_out_answer() -> JsonResponse:
    """What the bar below the form shows, in the form that Wagtail's autosave understands.

    «validation_error» is one of the codes whose message it shows and after which it tries again.
    """
    return JsonResponse(
        {
            "success": False,
            "error_code": "validation_error",
            "error_message": _(
                "You are signed out. Sign in in another window and come back to this one: "
                "what you wrote is still here and will be kept."
            ),
        },
        status=403,
    )


class EndedSessionMiddleware:
    """Answers the admin's background requests of those who are signed out; after authentication."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            request.host_kind is HostKind.ADMIN
            and request.method == "POST"
            and wants_json(request)
            and request.user.is_anonymous
        ):
            return signed_out_answer()
        return self.get_response(request)
