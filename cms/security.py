"""What browsers may do with our answers: content security policies and the other safe headers.

Three policies: a strict one for readers' hosts, Wagtail's needs for the admin, and one of their
own for files. All are written in the settings; a view that needs another says so itself.
"""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.middleware.clickjacking import XFrameOptionsMiddleware

from cms.pictures.serving import FILE_POLICY
from partners.hosts import HostKind

HEADER = "Content-Security-Policy"
# Prepared pictures are public: services that show a link, and programs that read feeds, load them
# into pages of their own. Nothing else of ours can be loaded by another site's page.
SHOWN_ELSEWHERE = frozenset(["rendition"])
DOCUMENTS = frozenset(["wagtaildocs_serve"])


class SafeHeadersMiddleware:
    """First and last of all: no answer leaves without these, not even a refused or a broken one.

    What answered may have set a header otherwise; here only what is missing is added. Asks
    neither the host's name nor the database.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for header, value in settings.SAFE_HEADERS.items():
            response.headers.setdefault(header, value)
        if getattr(request, "host_kind", None) is HostKind.ADMIN:
            # What one person sees is kept by nobody between; Wagtail's screens by nobody at all.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class FramesMiddleware(XFrameOptionsMiddleware):
    """Who may show us in a frame, for browsers that do not read the policies below.

    Nobody may frame a readers' page; the admin frames its own previews. Pieces for other web
    pages take the header off themselves.
    """

    def get_xframe_options_value(self, request, response):
        if getattr(request, "host_kind", None) in {HostKind.ADMIN, HostKind.PREVIEW}:
            return super().get_xframe_options_value(request, response)
        return "DENY"


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Readers' pages run under ``default-src 'none'``; the admin host gets the policy it needs.

    A preview is a frame of the admin host: its outer response carries the admin's policy.
    """

    def process_response(self, request, response):
        kind = getattr(request, "host_kind", None)
        if kind is HostKind.PREVIEW:
            return response
        name = _name_of(request)
        if name in SHOWN_ELSEWHERE:
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if name in DOCUMENTS and response.status_code in {200, 206, 304}:
            response.headers[HEADER] = FILE_POLICY
            if response.headers.get("Content-Encoding") == "None":
                # Wagtail 8.0.1 writes that word for a document whose encoding it does not know.
                del response.headers["Content-Encoding"]
        if kind is HostKind.ADMIN:
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return super().process_response(request, response)


def _name_of(request) -> str:
    """The name of the address that answered; empty where none did."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match is not None else ""
