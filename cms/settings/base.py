"""What is true wherever the product runs. One reason a setting where the name does not say it."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_HASHES, UNSAFE_INLINE

from cms.settings.uploads import *  # noqa: F403

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything that the running product writes: database, media, caches, mail. Git-ignored.
DATA_DIR = Path(env("RESCOM_DATA_DIR", default=str(BASE_DIR / "var")))

# Commands that would spoil a real site ask for it.
IS_PRODUCTION = False

# --- Applications -------------------------------------------------------------------------
# Own apps come before wagtail_localize and wagtail: their templates and addresses win.
INSTALLED_APPS = [
    "cms",
    "partners",
    "partners.feedback",
    "home",
    "stories",
    "stories.labs",
    "stories.voices",
    "cms.translation",
    "cms.delivery",
    "cms.guide",
    "wagtail_localize",
    # «wagtail.locales», never «wagtail_localize.locales»: that one keeps a single source per
    # language for the whole instance and aliases pages into languages nobody asked for.
    "wagtail.locales",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.sites",  # where the network's administrator gives each site its host name
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
# Widgets take their templates from where all others are, so that ours win over Wagtail's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

MIDDLEWARE = [
    # What every answer carries, even that of those that refuse below.
    "cms.security.SafeHeadersMiddleware",
    # Before whatever asks for the host: an unknown one gets a plain refusal, a reader's its own
    # addresses and partner. What comes after may ask for the name.
    "partners.middleware.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.security.ContentSecurityPolicyMiddleware",
    "cms.security.FramesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "partners.middleware.ReaderLanguageMiddleware",
    # On the admin host only; readers' hosts have no session, no cookie and no form token.
    "partners.middleware.AdminSessionMiddleware",
    "partners.middleware.AdminLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "partners.middleware.AdminCsrfMiddleware",
    "partners.middleware.AdminAuthenticationMiddleware",
    # What cannot be read is refused in words: before views, and where one fails on it.
    "cms.received.middleware.ReceivedMiddleware",
    # Who writes and is signed out meanwhile is told so by the page, and loses nothing.
    "cms.ended_sessions.EndedSessionMiddleware",
    "partners.middleware.AdminMessageMiddleware",
    # Whose things: an address of the admin is refused unless somebody wrote why it is open, and
    # whatever it names must be one's own.
    "partners.access.gate.GateMiddleware",
    # A refused publishing is an answer to the editor, on whatever screen it was asked for.
    "home.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partners.context_processors.visit",
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'rescom.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL: readers never wait for a writer. IMMEDIATE: two writers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One cache that every process shares: Wagtail keeps site root paths in it for an hour, and with
# a cache per process one process never learns of a home that another made. In files, because a
# database cache costs queries on every page.
CACHES = {
    "default": env.cache_url("CACHE_URL", default=f"filecache://{DATA_DIR / 'cache' / 'default'}"),
}
if CACHES["default"]["BACKEND"].endswith("FileBasedCache"):
    # Past 300 entries, Django's own limit, it forgets any third of them: also how often somebody
    # tried a password.
    CACHES["default"].setdefault("OPTIONS", {})["MAX_ENTRIES"] = 20_000

# --- Accounts -----------------------------------------------------------------------------
AUTH_USER_MODEL = "cms.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
# Both ask for a limited number of tries.
WAGTAILADMIN_USER_LOGIN_FORM = "cms.signing_in.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.signing_in.PasswordResetForm"  # noqa: S105
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12  # seconds: a working day
CSRF_COOKIE_HTTPONLY = False  # Wagtail's scripts read it; it exists on the admin host only
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cms.views.csrf_failure"

# --- Languages ----------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("sv", "Svenska"),
    ("uk", "Українська"),
    ("ro", "Română"),
]
# After our own words, those for what Wagtail's catalogues leave in English: the first place wins.
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale_wagtail"]
FORMAT_MODULE_PATH = ["cms.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
# The zones of the five partners first; a person may choose any other in their account.
WAGTAIL_USER_TIME_ZONES = ["Europe/Stockholm", "Europe/Kyiv", "Europe/Chisinau", "UTC"]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES

WAGTAIL_I18N_ENABLED = True
# The default («True») makes live aliases of untranslated sections, and with «include subtree»
# corrupts the tree: wagtail-localize issue 773.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False

# --- Wagtail ------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "RESCOM"
# The three below would send editors' e-mail hashes or the host's name to third parties.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# A review is its partner's business; administrators of the network get no mail about each.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# A text without a word is empty, so that approving a page unchanged does not change it.
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "home.rich_text_area.RichTextArea"}}
WAGTAILEMBEDS_FINDERS: list[dict] = []  # nothing is fetched from or embedded of third parties
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1  # more than one page: the title must be typed
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_COMMENTS_ENABLED = True
# Word lists that search packed for itself; made again where they are missing.
LEMMA_DIR = DATA_DIR / "cache" / "lemmas"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- Files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Half of an upload in memory is enough; the rest goes to disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes
# A long page with all its blocks is a tenth of it; files are not counted.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long programme is many small fields

WAGTAILIMAGES_IMAGE_MODEL = "cms.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.CustomDocument"

# --- Tasks --------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Messages from readers ----------------------------------------------------------------
# Where a reader's network address is found, to limit how much one address sends (never stored).
# A header only where a web server of ours writes it; empty: the connection's own address.
CLIENT_ADDRESS_HEADER = ""

# --- Keeping ------------------------------------------------------------------------------
# How long what we store about people and work is kept, in days. The privacy page reads these
# figures, and the schedule deletes by them: there is no other place.
KEEP_DAYS = {
    "task_results": 30,
    "sessions": 1,  # after they ended
    "messages": 180,  # from readers, after they came, whatever became of them
    "answers": 365,  # to the questions of a learning lab: until it has come to its conclusions
}

# Whom to tell of a hole («mailto:…» or «https://…»), for security.txt; empty: there is none.
SECURITY_CONTACT = env("RESCOM_SECURITY_CONTACT", default="")

# --- Security -----------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's; readers' hosts say DENY (cms.security)
# On every answer that says nothing else, on every kind of host, refusals and failures included.
SAFE_HEADERS = {
    # An answer that no view made (an unknown host, a redirect to https) loads and runs nothing.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    # A file is what its type says: a text that looks like a page is not shown as one.
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing of which page, or which draft, a link was followed from.
    "Referrer-Policy": "same-origin",
    # No window of another site keeps a hand on ours.
    "Cross-Origin-Opener-Policy": "same-origin",
    # No page of another site loads what is ours, least of all with an editor's session.
    "Cross-Origin-Resource-Policy": "same-origin",
    # Nothing here asks for a device or a sensor, so nothing planted here can.
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "hid",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "serial",
            "usb",
        )
    ),
}
# Own pages load own files; nobody else needs leave to read them.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Readers' hosts: own files only, nothing inline, no nonce (pages are kept as they are).
READER_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
# The admin host: Wagtail's own screens need inline style, and show picked pictures as data: and
# blob: addresses before they are uploaded. No script that stands in a page runs: what Wagtail
# writes there is replaced (cms/marked_choosers.py, static/js/admin-starting.js).
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    # Wagtail's tool for cutting pictures asks a browser whether it knows touch by giving an element
    # the handler «return;». That text is allowed as a handler, and no other.
    "script-src-attr": [UNSAFE_HASHES, "'sha256-i+qr4lq34KgNHiW62lWi9aInEBwiEOrfCzaNPCvkqD8='"],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}
# A preview on the admin host: what readers get, framed by the admin alone. It sends nothing and
# opens nothing; its scripts are files of ours (cms.security says where), for Wagtail's checks. They
# speak with the form beside it, hence the same origin.
PREVIEW_CONTENT_SECURITY_POLICY = READER_CONTENT_SECURITY_POLICY | {
    "script-src": [NONE],
    "connect-src": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": [
        "allow-scripts",
        "allow-same-origin",
        "allow-downloads",
        "allow-top-navigation-by-user-activation",
    ],
}
# Where the form beside it does all: a block, a partner's colours.
STILL_PREVIEW_CONTENT_SECURITY_POLICY = PREVIEW_CONTENT_SECURITY_POLICY | {
    "sandbox": ["allow-same-origin"],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": READER_CONTENT_SECURITY_POLICY}

SILENCED_SYSTEM_CHECKS: list[str] = []

# Port that readers' and editors' addresses carry; 443 in production (S9: Wagtail takes the
# scheme of a site from its port).
PUBLIC_PORT = env.int("RESCOM_PORT", default=8000)
ADMIN_HOST = env("RESCOM_ADMIN_HOST", default="admin.localhost")
# Demo only: hosts that answer one page leading to the five sites and the admin.
SIGNPOST_HOSTS: list[str] = []
# Partner hosts are asked of the database, once a request, by partners.middleware; Django's own
# list stays as the outer wall and names no wildcard.
ALLOWED_HOSTS = [ADMIN_HOST]
WAGTAILADMIN_BASE_URL = f"http://{ADMIN_HOST}:{PUBLIC_PORT}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"rescom": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
