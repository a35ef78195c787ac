"""A page of a partner that was sent for translation, with a row in each of localize's tables."""

import json

from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)

from tests.builders import story


def translated(these, language: str) -> dict[str, object]:
    """Rows by what they are. these: of furnishing.py; its partner's live story goes into language."""
    original = story(
        these.of,
        these.public("live-original"),
        slug=f"zp-{these.key}-live-original",
        what_was_done=f"<p>{these.public('live-paragraph')} <b>{these.public('live-bold')}</b></p>",
    )
    source, _made = TranslationSource.update_or_create_from_instance(original)
    target = Locale.objects.get(language_code=language)
    translation = Translation.objects.create(source=source, target_locale=target)
    rows = {"original": original, "source": source, "translation": translation}
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=target,
            data=these.secret(f"string-{segment.order}"),
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            last_translated_by=these.people["editor"],
        )
        rows.setdefault("segment", segment)
    context, _made = TranslationContext.objects.get_or_create(object=source.object, path="image")
    rows["overridable"] = OverridableSegment.objects.create(
        source=source, context=context, order=900, data_json=json.dumps(these["image"].pk)
    )
    SegmentOverride.objects.create(
        locale=target,
        context=context,
        data_json=json.dumps(these["image"].pk),
        last_translated_by=these.people["editor"],
    )
    # Of a page that is not sent anywhere: no page of the house names what localize would follow.
    waiting, _made = TranslationSource.update_or_create_from_instance(these["live_event"])
    RelatedObjectSegment.objects.create(
        source=waiting, context=context, order=901, object=source.object
    )
    page, _made = source.create_or_update_translation(
        target, user=these.people["editor"], publish=False, fallback=True
    )
    page.title = page.draft_title = these.secret("translation")
    page.save()
    revision = page.save_revision(user=these.people["editor"])
    TranslationLog.objects.create(
        source=source, locale=target, revision=revision, created_at=timezone.now()
    )
    return rows | {"translated": page}
