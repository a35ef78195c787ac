"""Another picture, document or page for a translation: within the bounds of the page.

Stands at localize's own address. Stock, any number that is sent is kept: another partner's
picture goes live, and a number that leads nowhere answers 500 when the page is composed.
"""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation
from wagtail_localize.views.edit_translation import edit_override as stock

from partners.access.bounds import Bounds
from partners.access.references import number, references_of


def edit_override(request, translation_id: int, overridable_segment_id: int):
    """Keep or drop what was chosen; 404 where it does not exist for this page."""
    with transaction.atomic():
        try:
            response = stock(request, translation_id, overridable_segment_id)
        except MultiValueDictKeyError as error:
            raise Http404 from error
        if request.method == "PUT" and response.status_code < 300:
            _check(translation_id, overridable_segment_id)
    return response


def _check(translation_id: int, overridable_segment_id: int) -> None:
    """Raise 404 where the page, composed with what was chosen, would name it out of bounds."""
    translation = Translation.objects.select_related("source", "target_locale").get(
        pk=translation_id
    )
    override = SegmentOverride.objects.get(
        locale_id=translation.target_locale_id,
        context_id=OverridableSegment.objects.values("context_id").get(pk=overridable_segment_id)[
            "context_id"
        ],
    )
    try:
        composed = translation.source.get_ephemeral_translated_instance(
            translation.target_locale, fallback=True
        )
    except (ObjectDoesNotExist, ValueError, TypeError) as error:
        raise Http404 from error
    chosen = number(override.data)
    place = translation.get_target_instance()
    if isinstance(composed, Page) and any(
        one.id == chosen for one in Bounds.of(place).outside(references_of(composed))
    ):
        raise Http404
