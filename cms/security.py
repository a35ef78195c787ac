"""What browsers may do with our answers: content security policies and the other safe headers.

A strict policy for readers' hosts, Wagtail's needs for the admin, one for previews and one for
files. They are written in the settings; a view that needs another says so itself.
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
# Screens of the admin that frame something in which no script of ours is needed.
STILL_PREVIEWS = frozenset(["look_preview", "wagtailadmin_block_preview"])
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
        if getattr(request, "is_dummy", False):
            return response  # a preview: the request that it is made for comes through here, too
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

    A preview is a readers' page on the admin host, where an editor is signed in: it gets the
    readers' policy, may send nothing, and runs no script but the files of Wagtail's checks.
    """

    def process_response(self, request, response):
        kind = getattr(request, "host_kind", None)
        if kind is HostKind.PREVIEW:
            # The request that it is made for is on its way back through here, too.
            response.is_preview = True
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
            response._csp_config = _admin_policy(request, response, name)
        return super().process_response(request, response)


def _admin_policy(request, response, name: str) -> dict:
    if name in STILL_PREVIEWS:
        return settings.STILL_PREVIEW_CONTENT_SECURITY_POLICY
    if not getattr(response, "is_preview", False):
        return settings.ADMIN_CONTENT_SECURITY_POLICY
    # Not «own host»: an address of the admin that echoes a text is no script.
    own_scripts = f"{request.scheme}://{request.get_host()}{settings.STATIC_URL}"
    return settings.PREVIEW_CONTENT_SECURITY_POLICY | {"script-src": [own_scripts]}


def _name_of(request) -> str:
    """The name of the address that answered; empty where none did."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match is not None else ""
