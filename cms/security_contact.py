"""«/.well-known/security.txt» (RFC 9116): whom to tell of a hole, on every readers' host.

The operator names the contact; without one there is no such file, rather than an invented address.
"""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

# The file says until when it counts: asked for anew, it is new. RFC 9116 advises less than a year.
GOOD_FOR = timedelta(days=90)


@require_safe
def security_txt(request):
    """The contact, until when it counts, and the languages in which we read. 404 without one."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = (timezone.now() + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
    languages = ", ".join(code for code, _name in settings.LANGUAGES)
    return HttpResponse(
        f"Contact: {settings.SECURITY_CONTACT}\n"
        f"Expires: {until}\n"
        f"Preferred-Languages: {languages}\n",
        content_type="text/plain; charset=utf-8",
    )
