"""Two content security policies: a strict one for readers' hosts, Wagtail's needs for the admin."""

from csp.middleware import CSPMiddleware
from django.conf import settings

from partners.hosts import HostKind


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Readers' pages run under ``default-src 'none'``; the admin host gets the policy it needs.

    A preview is a frame of the admin host: its outer response carries the admin's policy.
    """

    def process_response(self, request, response):
        kind = getattr(request, "host_kind", None)
        if kind is HostKind.PREVIEW:
            return response
        if kind is HostKind.ADMIN:
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return super().process_response(request, response)
