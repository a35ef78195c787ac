"""A server on the internet. What has no safe default has no default: it refuses to start."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import env

DEBUG = False
IS_PRODUCTION = True
SECRET_KEY = env("SECRET_KEY")
ADMIN_HOST = env("RESCOM_ADMIN_HOST")
ALLOWED_HOSTS = [ADMIN_HOST]
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
PUBLIC_PORT = 443
WAGTAILADMIN_BASE_URL = f"https://{ADMIN_HOST}"

# The last address in it is what the web server in front saw. Where that sends another header, its
# name in the form of WSGI; empty where readers reach the application itself.
CLIENT_ADDRESS_HEADER = env("RESCOM_CLIENT_ADDRESS_HEADER", default="HTTP_X_FORWARDED_FOR")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# A «__Host-» cookie binds to this host alone: no other host of the domain can set it.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

_mail = env.email_url("EMAIL_URL")
vars().update(_mail)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = DEFAULT_FROM_EMAIL
SERVER_EMAIL = DEFAULT_FROM_EMAIL

SILENCED_SYSTEM_CHECKS = [
    # CsrfViewMiddleware is there as partners.middleware.AdminCsrfMiddleware, on the admin host:
    # readers' hosts have no session and no cookie that a forged request could use.
    "security.W003",
    # XFrameOptionsMiddleware is there as cms.security.FramesMiddleware: DENY on readers' hosts.
    "security.W002",
    # Previews are frames of the admin host itself; on readers' hosts the content security policy
    # allows no frame at all (frame-ancestors).
    "security.W019",
]
