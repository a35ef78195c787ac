"""Prepared sizes of pictures, asked for on the admin host: in lists, choosers and previews."""

from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from partners.access.arguments import Asking, Kind
from partners.access.rights import may, reach_of
from partners.cards import FOLDER


def _prepared_pictures(asking: Asking, values: list) -> bool:
    """Pictures of one's own, and pictures of others on pages that readers see.

    A preview shows the lists that readers get, in which other partners' pictures stand.
    """
    return all(_prepared_picture(asking, str(value)) for value in values)


def _prepared_picture(asking: Asking, path: str) -> bool:
    if path.startswith(FOLDER):
        return reach_of(asking.user) is not None  # drawn of what every reader sees
    renditions = get_image_model().get_rendition_model().objects
    rendition = renditions.filter(file=path).select_related("image__collection").first()
    if rendition is None:
        return False
    return may(asking.user, rendition) or _is_seen_by_readers(rendition.image)


def _is_seen_by_readers(image) -> bool:
    pages = (
        ReferenceIndex.get_references_to(image)
        .filter(base_content_type=ContentType.objects.get_for_model(Page))
        .values_list("object_id", flat=True)
    )
    return Page.objects.live().filter(pk__in=[int(pk) for pk in pages]).exists()


PREPARED_PICTURE = Kind("prepared picture", _prepared_pictures)
