"""A refusal is an answer, not an error page: what is missing, in the editor's language."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from home.publishing import Refused
from home.readiness.problems import LIST_ID


class RefusalMiddleware:
    """Turns ``Refused``, on whatever screen of the admin it was raised, into a message.

    Publishing is asked for on many screens of Wagtail (form, listing, review, history, API), and
    none of them knows our rules. The person is led to the page in question; the draft is there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith(reverse("wagtailadmin_home") + "api/"):
            return JsonResponse({"message": str(exception)}, status=409)
        messages.error(request, str(exception))
        page = exception.page
        if page.pk and page.get_parent():
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        else:
            address = reverse("wagtailadmin_home")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's dialogue for a review decision follows this to the page.
            return JsonResponse({"step": "success", "redirect": address})
        # What is missing stands above the form, each with the way to its field.
        return redirect(f"{address}#{LIST_ID}")
