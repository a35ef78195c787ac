"""«Translate this page» and «Sync translated pages» in lists of pages, known for the whole list.

Localize's own buttons ask four times a row (``home/page_lists/rows.py`` leaves them out).
"""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail_localize.models import TranslationSource

from cms.translation.submitting import SUBMIT_PERMISSION

ICON = "wagtail-localize-language"


def with_translation_state(pages: QuerySet) -> QuerySet:
    """The same pages, each with its source of translations, if it has any that are kept."""
    source = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id")
    )
    return with_origin(pages).annotate(
        synced_source_id=Subquery(source.filter(translations__enabled=True).values("pk")[:1]),
    )


def with_origin(pages: QuerySet) -> QuerySet:
    """The same pages, each knowing whether it is a translation (partners/permission_testers.py)."""
    original = TranslationSource.objects.filter(object_id=OuterRef("translation_key"))
    return pages.annotate(is_translation=Exists(original.exclude(locale_id=OuterRef("locale_id"))))


def buttons(page, user, next_url=None):
    """For a row that was asked; in other lists localize's own stand."""
    if not hasattr(page, "synced_source_id") or not user.has_perm(SUBMIT_PERMISSION):
        return
    if page.live and page._has_untranslated_locale and not page.is_translation:
        yield Button(
            _("Translate this page"),
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
            icon_name=ICON,
            priority=60,
        )
    if page.synced_source_id:
        address = reverse("wagtail_localize:update_translations", args=[page.synced_source_id])
        if next_url:
            address += "?" + urlencode({"next": next_url})
        yield Button(_("Sync translated pages"), address, icon_name="resubmit", priority=60)
