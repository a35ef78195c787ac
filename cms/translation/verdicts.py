"""The verdicts of the translators' addresses, ours and wagtail-localize's."""

from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from partners.access.arguments import PAGE, WORD, object_of
from partners.access.ownership import register_owner
from partners.access.verdicts import denied, objects, signed_in

SOURCE = object_of(lambda: TranslationSource.objects.all(), "source of translations")
TRANSLATION = object_of(lambda: Translation.objects.select_related("source"), "translation")
STRING = object_of(lambda: StringSegment.objects.select_related("source"), "text to translate")
OVERRIDE = object_of(lambda: OverridableSegment.objects.select_related("source"), "value to set")


def register() -> None:
    """Called once, from the AppConfig."""
    register_owner(TranslationSource, _page_of_source)
    for model in (Translation, StringSegment, OverridableSegment):
        register_owner(model, lambda row: row.source)
    _own()
    _of_localize()


def _page_of_source(source: TranslationSource) -> Page | None:
    """Any language of the page: all of them are the same partner's."""
    return Page.objects.filter(translation_key=source.object_id).first()


def _own() -> None:
    objects(
        "translation_submit",
        "translation_confirm",
        why="One page of one's own; the view asks for the right to change it.",
        page_id=PAGE,
    )
    objects(
        "translation_sync",
        why="Translations of an own page; the view asks for the rights on each language.",
        translation_source_id=SOURCE,
    )
    objects(
        "translation_override",
        why="One value of a translation of an own page; the view asks what is chosen for it.",
        translation_id=TRANSLATION,
        overridable_segment_id=OVERRIDE,
    )
    objects(
        "translation_po_upload",
        why="A translation of an own page; localize's view asks for the right to change that page.",
        translation_id=TRANSLATION,
    )
    signed_in(
        "own_translations",
        "own_translations_results",
        "translation_to_check",
        "translation_to_check_results",
        why="Lists pages that the person may change.",
    )
    denied("no_conversion", why="There are no aliases: each would stand in the wrong language.")


def _of_localize() -> None:
    signed_in(
        "wagtail_localize:javascript_catalog", why="Words of the editor, the same for everybody."
    )
    objects(
        "wagtail_localize:edit_string_translation",
        "wagtail_localize:download_pofile",
        "wagtail_localize:machine_translate",
        "wagtail_localize:preview_translation",
        "wagtail_localize:stop_translation",
        why="A translation of an own page; the view asks for the right to change that page.",
        translation_id=TRANSLATION,
        string_segment_id=STRING,
        mode=WORD,
    )
    signed_in(
        "wagtail_localize:translations_report",
        "wagtail_localize:translations_report_results",
        why="Lists translations of the person's own pages.",
    )
    denied(
        "wagtail_localize:submit_page_translation",
        "wagtail_localize:update_translations",
        "wagtail_localize:upload_pofile",
        "wagtail_localize:convert_to_alias",
        "wagtail_localize:edit_override",
        why="Ours stand at the same addresses, before them.",
    )
    denied(
        "wagtail_localize:submit_snippet_translation",
        "wagtail_localize:snippets_api_listing",
        "wagtail_localize:snippets_api_detail",
        why="There are no snippets, and the interface gives any model's rows to anybody.",
    )
