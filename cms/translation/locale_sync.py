"""Nobody copies whole languages into each other (traps L1; wagtail-localize issue 773).

``wagtail_localize.locales`` lets an administrator choose a language to «sync from», one for the
whole instance, and makes live aliases of every page of every partner. With Swedish from English
and English from Swedish every creation of a page fails. A page exists in a language only because
a person made it. The table of that choice exists whether or not the app is installed, and the
command ``sync_locale_trees`` and a hook of localize read it: it stays empty.
"""

from django.apps import apps
from django.core import checks
from django.db.models.signals import pre_save
from wagtail_localize.models import LocaleSynchronization


class LocaleSynchronizationRefused(Exception):
    """Somebody tried to copy a whole language into another."""


def connect() -> None:
    """Register the check of settings and keep the table empty; called once."""
    checks.register(check_locale_apps)
    pre_save.connect(_refuse, sender=LocaleSynchronization, dispatch_uid="no_locale_sync")


def _refuse(sender, instance, **kwargs):
    raise LocaleSynchronizationRefused(
        "Languages are never synchronised as a whole: a page exists in a language only because a "
        "person made it."
    )


def check_locale_apps(app_configs=None, **kwargs) -> list[checks.CheckMessage]:
    """Errors where the settings install localize's screen for languages in place of Wagtail's."""
    found = []
    if apps.is_installed("wagtail_localize.locales"):
        found.append(
            checks.Error(
                "wagtail_localize.locales is installed: it copies whole languages as aliases.",
                hint="Install wagtail.locales in its place.",
                id="translation.E001",
            )
        )
    if not apps.is_installed("wagtail.locales"):
        found.append(
            checks.Error(
                "wagtail.locales is not installed: languages cannot be administered.",
                hint="Add wagtail.locales to INSTALLED_APPS.",
                id="translation.E002",
            )
        )
    return found
