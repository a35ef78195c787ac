"""No text goes live that is missing or that nobody has read (traps L5, L6).

Localize puts source text where a string is missing and counts machine-made strings as finished.
The rule here is asked on every path (``home/publishing.py``). The seed alone publishes unread text
with its mark on it: ``put_live`` of provisioning, which is no act of publishing.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from cms.translation.unchecked import unchecked_strings
from home import publishing


def connect() -> None:
    """Have the rule asked wherever a page goes live; called once."""
    publishing.register_rule(refusal)


def translation_of(page: Page, **conditions) -> Translation | None:
    """Localize's record of this page as a translation; None for an original."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key,
            target_locale_id=page.locale_id,
            **conditions,
        )
        .select_related("source", "target_locale")
        .first()
    )


def refusal(page: Page) -> str | None:
    """What a translated page still lacks before readers may have it; None where nothing."""
    translation = translation_of(page)
    if translation is None:
        return None
    sentences = []
    missing = missing_strings(translation) if translation.enabled else 0
    if missing:
        sentences.append(
            ngettext(
                "%(number)d text is not translated yet.",
                "%(number)d texts are not translated yet.",
                missing,
            )
            % {"number": missing}
        )
    unchecked = unchecked_strings(page).count()
    if unchecked:
        sentences.append(
            ngettext(
                "%(number)d text was made by a machine and nobody has checked it yet.",
                "%(number)d texts were made by a machine and nobody has checked them yet.",
                unchecked,
            )
            % {"number": unchecked}
        )
        sentences.append(_("Read the page, then press “I have read it, it is right”."))
    return " ".join(sentences) or None


def missing_strings(translation: Translation) -> int:
    """How many strings of the source have no valid translation."""
    return (
        StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .filter(translation__isnull=True)
        .count()
    )


def check_as_translated(page: Page) -> None:
    """Raise ``home.publishing.Refused`` where localize may not publish this page now.

    Asked before localize's editor begins: it writes the text to the live row first and asks to
    publish afterwards.
    """
    translation = translation_of(page, enabled=True)
    if translation is None:
        return
    composed = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    publishing.check(composed)
