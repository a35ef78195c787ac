"""A page has one original (traps L3).

Localize answers a page that is translated from two sources with a permanent error 500. It happens
where somebody sends a translation for translation, alone or with «include subtree» over a section
of mixed sources. The tables refuse the second origin whoever asks; the screens never ask
(``submitting.py``).
"""

from django.db.models.signals import pre_save
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource


class SecondOrigin(Exception):
    """A page that has an original was to get another, or to become one itself."""


def connect() -> None:
    """Watch localize's tables; called once, when the app is ready."""
    pre_save.connect(_before_source, sender=TranslationSource, dispatch_uid="one_origin_source")
    pre_save.connect(_before_translation, sender=Translation, dispatch_uid="one_origin_target")


def original_of(page: Page) -> Page | None:
    """The page that this one is a translation of, whether it still follows it or not."""
    source = (
        TranslationSource.objects.filter(
            object_id=page.translation_key, translations__target_locale_id=page.locale_id
        )
        .values_list("locale_id", flat=True)
        .first()
    )
    if source is None:
        return None
    return Page.objects.filter(translation_key=page.translation_key, locale_id=source).first()


def _before_source(sender, instance, raw=False, **kwargs):
    if raw or not instance._state.adding:
        return
    if Translation.objects.filter(
        source__object_id=instance.object_id, target_locale_id=instance.locale_id
    ).exists():
        raise SecondOrigin(
            f"{instance.object_repr!r} is a translation: translate its original instead."
        )


def _before_translation(sender, instance, raw=False, **kwargs):
    if raw or not instance._state.adding:
        return
    source, language = instance.source, instance.target_locale
    same_page = Translation.objects.filter(source__object_id=source.object_id)
    if (
        source.locale_id == language.pk
        or same_page.filter(target_locale=language).exclude(source=source).exists()
        or same_page.filter(source__locale=language).exists()
    ):
        raise SecondOrigin(
            f"{source.object_repr!r} in {language.language_code!r} has an original already, or is "
            "the original of others."
        )
