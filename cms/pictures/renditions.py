"""The prepared sizes of pictures: made in the background, and handed to templates as they are.

Encoding a picture takes seconds, so no reader ever waits for it: `ensure_renditions` runs in a
task after publishing, and `picture` only looks at what exists. A page whose pictures are still
being made is shown without them.

Moving GIF and WebP pictures become still here: movement that nobody can stop fails WCAG 2.2.2.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.dispatch import Signal
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import ReferenceIndex

AVIF, JPEG = "image/avif", "image/jpeg"
FORMATS = {AVIF: "format-avif", JPEG: "format-jpeg"}  # best first, as <picture> wants them

# Sent when new sizes of a picture exist; carries `image_id`. Pages that show it and were kept
# without it are rendered anew.
renditions_made = Signal()


@dataclass(frozen=True)
class Kind:
    """One way in which readers' pages show pictures.

    `steps` are Wagtail's resize rules with the width in CSS pixels that each yields at most,
    smallest first; `sizes` tells browsers how wide the picture stands on the page.
    """

    steps: tuple[tuple[str, int], ...]
    sizes: str
    formats: tuple[str, ...] = (AVIF, JPEG)


KINDS = {
    # In the text and at the head of a page: the whole picture.
    "body": Kind(
        steps=(("width-400", 400), ("width-800", 800), ("width-1600", 1600)),
        sizes="(min-width: 60rem) 50rem, 100vw",
    ),
    # On cards in lists: 3:2, cut around the focal point.
    "card": Kind(
        steps=(("fill-480x320", 480), ("fill-720x480", 720), ("fill-960x640", 960)),
        sizes="(min-width: 60rem) 24rem, (min-width: 40rem) 50vw, 100vw",
    ),
    # In galleries: square, cut around the focal point.
    "square": Kind(
        steps=(("fill-320x320", 320), ("fill-640x640", 640)),
        sizes="(min-width: 40rem) 16rem, 50vw",
    ),
    # What other services show of a link (Open Graph, 1.91:1); several of them know no AVIF.
    "share": Kind(steps=(("fill-1200x630", 1200),), sizes="1200px", formats=(JPEG,)),
}


def spec(step: str, media_type: str) -> str:
    """Wagtail's name for one size in one format."""
    return f"{step}|{FORMATS[media_type]}"


ALL_SPECS = tuple(
    spec(step, media_type)
    for kind in KINDS.values()
    for step, _width in kind.steps
    for media_type in kind.formats
)


@dataclass(frozen=True)
class Source:
    """One format of a picture, as a <source> or the <img> names it."""

    media_type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """What a template needs for <picture>: addresses and pixels, nothing left to compute.

    `sources` are the better formats, best first; `src` and `srcset` belong to the fallback that
    every browser shows. `width` and `height` are those of the largest size: they keep the place
    free while the picture loads.
    """

    sources: tuple[Source, ...]
    src: str
    srcset: str
    sizes: str
    width: int
    height: int


def wanted_specs(image) -> list[str]:
    """The sizes worth making of this picture: widths beyond its own would only repeat it.

    None of a picture that was withdrawn.
    """
    specs = []
    if not image.is_shown:
        return specs
    for kind in KINDS.values():
        for number, (step, _width) in enumerate(kind.steps):
            narrower = kind.steps[number - 1][1] if number else 0
            if step.startswith("width-") and number and image.width <= narrower:
                break
            specs.extend(spec(step, media_type) for media_type in kind.formats)
    return specs


def missing_specs(image) -> list[str]:
    """The wanted sizes that do not exist yet for the picture's present focal point. One query."""
    existing = set(
        image.renditions.filter(filter_spec__in=ALL_SPECS).values_list(
            "filter_spec", "focal_point_key"
        )
    )
    return [
        wanted
        for wanted in wanted_specs(image)
        if (wanted, Filter(spec=wanted).get_cache_key(image)) not in existing
    ]


def ensure_renditions(image) -> int:
    """Make every size of a picture that is missing, drop those of an older focal point.

    Returns how many were made; 0 when all were there. Raises Wagtail's SourceImageIOError when
    the original is gone.
    """
    missing = missing_specs(image)
    if missing:
        # Given as «prefetched», the missing are known to be missing: Wagtail would otherwise
        # believe its cache, where another process's deleted renditions live on.
        image.prefetched_renditions = []
        try:
            image.get_renditions(*missing)
        finally:
            del image.prefetched_renditions
        if _was_withdrawn_meanwhile(image):
            return 0
        renditions_made.send(sender=type(image), image_id=image.pk)
    for rendition in image.renditions.filter(filter_spec__in=ALL_SPECS):
        if rendition.focal_point_key != Filter(spec=rendition.filter_spec).get_cache_key(image):
            rendition.delete()
    return len(missing)


def _was_withdrawn_meanwhile(image) -> bool:
    """Encoding takes seconds. What was made of a picture withdrawn in that time goes again."""
    withdrawn = type(image).objects.filter(pk=image.pk, withdrawn_at__isnull=False).exists()
    if withdrawn:
        image.renditions.all().delete()
    return withdrawn


@task()
def make_renditions(image_id: int) -> int:
    """In the background: all sizes of one picture. A picture deleted meanwhile needs none."""
    image = get_image_model().objects.filter(pk=image_id).first()
    return ensure_renditions(image) if image is not None else 0


def image_ids_of(page) -> set[int]:
    """Ids of every picture that a page shows: fields, blocks at any depth, rich text, children.

    Read from the page in hand and not from the reference index, which a task fills later.
    """
    image_type = ReferenceIndex._get_base_content_type(get_image_model()).pk
    return {
        int(object_id)
        for content_type, object_id, *_path in ReferenceIndex._extract_references_from_object(page)
        if content_type == image_type
    }


def prefetch_pictures(images: Iterable) -> None:
    """Load the prepared sizes of many pictures, in one query, for `picture` to use."""
    images = [image for image in images if image is not None]
    if images:
        renditions = get_image_model().get_rendition_model().objects
        prefetch_related_objects(
            images,
            Prefetch(
                "renditions",
                queryset=renditions.filter(filter_spec__in=ALL_SPECS),
                to_attr="prepared_renditions",
            ),
        )


def picture(image, kind: str) -> Picture | None:
    """What to show of a picture in one of KINDS, or None while nothing has been made, and when it
    was withdrawn.

    Never encodes. No query after `prefetch_pictures`, one otherwise.
    """
    if image is None or not image.is_shown:
        return None
    prefetch_pictures([image])
    rules = KINDS[kind]
    by_format = {}
    for media_type in rules.formats:
        found = [_best(image, spec(step, media_type)) for step, _width in rules.steps]
        widths = {rendition.width: rendition for rendition in found if rendition is not None}
        if widths:
            by_format[media_type] = [widths[width] for width in sorted(widths)]
    if not by_format:
        return None
    *better, fallback = by_format
    largest = by_format[fallback][-1]
    return Picture(
        sources=tuple(Source(media_type, _srcset(by_format[media_type])) for media_type in better),
        src=by_format[fallback][len(by_format[fallback]) // 2].url,
        srcset=_srcset(by_format[fallback]),
        sizes=rules.sizes,
        width=largest.width,
        height=largest.height,
    )


def _best(image, wanted: str):
    """The size for the present focal point; until it is made, the one for the point before."""
    candidates = [r for r in image.prepared_renditions if r.filter_spec == wanted]
    if not candidates:
        return None
    key = Filter(spec=wanted).get_cache_key(image)
    return next((r for r in candidates if r.focal_point_key == key), candidates[-1])


def _srcset(renditions: list) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in renditions)
