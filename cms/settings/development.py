"""The demo that «make demo» serves: one machine, SQLite, no mail, DEBUG off."""

import os

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATA_DIR, INSTALLED_APPS, env

# DEBUG shows stack traces and serves unknown hosts; a developer asks for it by name.
DEBUG = env.bool("RESCOM_DEBUG", default=False)


def _own_secret() -> str:
    """Read this installation's secret, made at random by the first start and never committed."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        from django.core.management.utils import get_random_secret_key

        DATA_DIR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or _own_secret()
SIGNPOST_HOSTS = ["localhost", "127.0.0.1"]
# The demo sends no mail: messages become files, which the admin shows.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = "rescom@rescom.invalid"
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = DEFAULT_FROM_EMAIL

INSTALLED_APPS = [*INSTALLED_APPS, "cms.demo"]
