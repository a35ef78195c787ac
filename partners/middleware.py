"""Who answers on a host, and in which language. Closed by default: an unknown host is refused.

In the place of Django's LocaleMiddleware stands ``ReaderLanguageMiddleware``: that one answers
«/sv/» on a Ukrainian-only host with Ukrainian text marked as Swedish (wagtail issue 7843).
"""

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.request import split_domain_port
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers

from partners.feedback.entrances import takes_post
from partners.hosts import ADMIN_URLCONF, READER_URLCONF, SIGNPOST_URLCONF, HostKind
from partners.languages import best_language
from partners.scoping import visit_for_host, visiting

LANGUAGE_CODES = {code for code, _name in settings.LANGUAGES}
READING = ["GET", "HEAD", "OPTIONS"]


class HostMiddleware:
    """Resolves the host once. What it does not know, it refuses without showing any content."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if getattr(request, "is_dummy", False):
            # A preview: BasePage.serve_preview opens its own visit.
            request.host_kind, request.visit = HostKind.PREVIEW, None
            return self.get_response(request)

        raw_host = request.META.get("HTTP_HOST", "")
        hostname, _port = split_domain_port(raw_host)
        request.visit = None
        if hostname == settings.ADMIN_HOST:
            request.host_kind = HostKind.ADMIN
        elif hostname in settings.SIGNPOST_HOSTS:
            request.host_kind, request.urlconf = HostKind.SIGNPOST, SIGNPOST_URLCONF
        else:
            visit = visit_for_host(hostname) if hostname else None
            if visit is None:
                # RFC 9110, 15.5.20: this server does not answer for that name.
                return HttpResponse(
                    "No site answers on this host name.\n",
                    status=421,
                    content_type="text/plain; charset=utf-8",
                    headers={"X-Content-Type-Options": "nosniff"},
                )
            request.host_kind, request.urlconf = HostKind.PARTNER, READER_URLCONF
            request.visit = visit
        # The name was compared exactly with what the database and the settings know, which is
        # stricter than ALLOWED_HOSTS, and a sixth partner needs no change of settings.
        request.get_host = lambda: raw_host
        with visiting(request.visit, request):
            return self.get_response(request)


class ReaderLanguageMiddleware:
    """The language of a reader's page: that of the prefix, where the partner's home is live in it.

    «/» leads to the language that the browser asks for, of those that the site has; on a site
    with parity always to its own. Any other address without one of its languages is answered (as
    404) in the site's own, so that no answer but that of «/» varies with the browser.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.host_kind is not HostKind.PARTNER:
            return self.get_response(request)
        visit = request.visit
        writes = request.method == "POST" and takes_post(request.path_info, visit.homes)
        if request.method not in READING and not writes:
            return HttpResponseNotAllowed(READING)

        if request.path_info == "/":
            return self._to_home(request, visit)
        # «OPTIONS *» asks about no path at all.
        prefix = request.path_info.partition("/")[2].partition("/")[0]
        language = prefix if prefix in visit.homes else visit.primary_language
        visit.language = language
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _to_home(self, request, visit):
        if visit.partner.parity:
            return HttpResponseRedirect(f"/{visit.primary_language}/")
        language = best_language(request, visit.languages, visit.primary_language)
        response = HttpResponseRedirect(f"/{language}/")
        patch_vary_headers(response, ["Accept-Language"])
        return response


class OnAdminHost:
    """Makes a middleware do nothing on hosts of readers: no session, no cookie, no form token.

    A preview is made inside a request to the admin and knows who asked for it.
    """

    def __call__(self, request):
        if request.host_kind not in {HostKind.ADMIN, HostKind.PREVIEW}:
            return self.get_response(request)
        return super().__call__(request)


class AdminSessionMiddleware(OnAdminHost, SessionMiddleware):
    """Sessions of those who sign in."""


class AdminCsrfMiddleware(OnAdminHost, CsrfViewMiddleware):
    """Form tokens of those who sign in."""

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if request.host_kind is not HostKind.ADMIN:
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


class AdminAuthenticationMiddleware(OnAdminHost, AuthenticationMiddleware):
    """Who signed in."""


class AdminMessageMiddleware(OnAdminHost, MessageMiddleware):
    """Notices between two screens of the admin."""


class AdminLanguageMiddleware:
    """The admin host answers admin addresses only, in the language that the person chose.

    ROOT_URLCONF keeps the readers' addresses too, so that the admin can reverse them; asked for
    on this host they do not exist. Before sign-in the browser's language decides.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.host_kind is not HostKind.ADMIN:
            return self.get_response(request)
        try:
            resolve(request.path_info, urlconf=ADMIN_URLCONF)
        except Resolver404:
            if not request.path_info.endswith("/"):
                try:
                    resolve(f"{request.path_info}/", urlconf=ADMIN_URLCONF)
                except Resolver404:
                    pass
                else:
                    return self.get_response(request)
            request.urlconf = ADMIN_URLCONF
        language = best_language(request, sorted(LANGUAGE_CODES), settings.LANGUAGE_CODE)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return self.get_response(request)
