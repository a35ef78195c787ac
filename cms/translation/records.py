"""What a page says in another language, written down as localize's own strings.

The seed and provisioning write pages in several languages at once. Localize knows a translation
only by its strings; without them a translator would see an empty desk beside a full page.
"""

from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# The mark in the admin: this text was written by a machine and nobody has confirmed it.
MACHINE_MADE_BY = "initial data"


def connect(source: Page, targets: list[Page]) -> None:
    """Tell localize that ``targets`` are translations of ``source``, all of them machine-made.

    Both sides must have the same blocks with the same ids: a string is found by its path. Targets
    already connected are left alone.
    """
    known = set(
        Translation.objects.filter(source__object_id=source.translation_key).values_list(
            "target_locale_id", flat=True
        )
    )
    targets = [target for target in targets if target.locale_id not in known]
    if not targets:
        return
    translation_source, _created = TranslationSource.get_or_create_from_instance(source)
    segments = {
        (segment.context.path, segment.order): segment
        for segment in StringSegment.objects.filter(source=translation_source).select_related(
            "context", "string"
        )
    }
    for target in targets:
        Translation.objects.create(source=translation_source, target_locale=target.locale)
        rows = {}
        for value in extract_segments(target):
            segment = segments.get((value.path, value.order)) if _is_string(value) else None
            if segment is not None:
                rows[segment.string_id, segment.context_id] = StringTranslation(
                    translation_of_id=segment.string_id,
                    context_id=segment.context_id,
                    locale=target.locale,
                    data=value.string.data,
                    translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
                    tool_name=MACHINE_MADE_BY,
                )
        StringTranslation.objects.bulk_create(rows.values(), ignore_conflicts=True)


def _is_string(value) -> bool:
    return isinstance(value, StringSegmentValue)
