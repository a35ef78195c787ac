"""The test suite: on SQLite, or on PostgreSQL when DATABASE_URL names it."""

import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import DATABASES, STORAGES

SECRET_KEY = "only-for-tests"  # noqa: S105
PUBLIC_PORT = 8000
_files = Path(tempfile.mkdtemp(prefix="rescom-test-"))
MEDIA_ROOT = _files / "media"
STATIC_ROOT = _files / "static"
STATIC_ROOT.mkdir()
DATA_DIR = _files
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tasks run where they are queued, so that a test sees what they did.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
DATABASES["default"].setdefault("TEST", {})
