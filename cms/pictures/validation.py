"""What editors may upload, told by the content of a file and never by its name alone.

Errors say the limit and the way out, because the editor who reads them has a photograph on a
telephone and an event in an hour.
"""

import io
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

HEAD_SIZE = 4096  # bytes that are looked at to tell what a file is
ACCEPTED_PICTURES = "JPEG, PNG, WebP, AVIF, HEIC, GIF"

# Kind → the name under which Pillow opens it. Nothing else is ever opened.
PILLOW_FORMATS = {
    "jpeg": "JPEG",
    "png": "PNG",
    "gif": "GIF",
    "webp": "WEBP",
    "avif": "AVIF",
    "heic": "HEIF",
}
# ISO/IEC 23000-22 (MIAF) and 23008-12 (HEIF): brands of still pictures in this container.
AVIF_BRANDS = frozenset([b"avif", b"avis"])
HEIC_BRANDS = frozenset([b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"])


@dataclass(frozen=True)
class PictureFacts:
    """What a file's own content says: its kind and its size in pixels, as stored."""

    kind: str
    width: int
    height: int


def picture_kind(head: bytes) -> str | None:
    """The kind of picture that starts with these bytes, or None when it is none we accept."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _isobmff_kind(head)
    return None


def _isobmff_kind(head: bytes) -> str | None:
    length = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[start : start + 4] for start in range(16, length - 3, 4))}
    if brands & AVIF_BRANDS:
        return "avif"
    if brands & HEIC_BRANDS:
        return "heic"
    return None


def starts_like_markup(head: bytes) -> bool:
    """HTML, SVG or XML: what a browser could run, whatever the file is called."""
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x0c").replace(b"\x00", b"").lower()
    return text.startswith(b"<") or b"<script" in text or b"<svg" in text or b"<html" in text


def content_of(file, limit: int) -> bytes:
    """All bytes of an open file, or one more than `limit`; the file is left at its start."""
    file.seek(0)
    data = file.read(limit + 1)
    file.seek(0)
    return data


def open_picture(data: bytes) -> Image.Image:
    """The picture in these bytes, not yet decoded.

    Raises ValidationError when they are no picture that we accept, or cannot be read.
    """
    kind = picture_kind(data[:HEAD_SIZE])
    if kind is None:
        raise _not_a_picture(data[:HEAD_SIZE])
    try:
        return Image.open(io.BytesIO(data), formats=[PILLOW_FORMATS[kind]])
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # each decoder has its own; all mean that it cannot be read
        raise _damaged() from error


def check_picture(data: bytes) -> PictureFacts:
    """Check a picture by size, content and pixels, and tell what it is.

    The pixels are counted before anything is decoded. Raises ValidationError with words for the
    editor.
    """
    if len(data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise _too_big(len(data), settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    picture = open_picture(data)
    width, height = picture.size
    # Of a moving AVIF every frame is decoded and written anew; of the others, none.
    frames = getattr(picture, "n_frames", 1) if picture.format == "AVIF" else 1
    if width * height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels(width, height)
    try:
        picture.load()
    except MemoryError as error:
        raise _too_many_pixels(width, height) from error
    except Exception as error:  # as above
        raise _damaged() from error
    return PictureFacts(picture_kind(data[:HEAD_SIZE]), width, height)


def check_picture_file(file) -> PictureFacts:
    """The same for an upload. The answer is kept on it: form and model decode it once together."""
    facts = getattr(file, "checked_picture", None)
    if facts is None:
        limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
        if file.size > limit:
            raise _too_big(file.size, limit)
        facts = file.checked_picture = check_picture(content_of(file, limit))
    return facts


def validate_picture(file) -> None:
    """Validator for a model field: refuses a new file that is not an acceptable picture.

    A file that is already stored was checked on its way in.
    """
    if file and not getattr(file, "_committed", False):
        check_picture_file(getattr(file, "file", file))


def _not_a_picture(head: bytes) -> ValidationError:
    if starts_like_markup(head):
        return ValidationError(
            _(
                "This is a drawing or a page in a text format (SVG, HTML), which can carry "
                "scripts, so it is not accepted. Export it as PNG and upload that."
            ),
            code="invalid_image",
        )
    return ValidationError(
        _(
            "This is not a picture that readers' browsers can show. Accepted: %(accepted)s. "
            "Open it in a picture program, save it as JPEG or PNG and upload that."
        ),
        code="invalid_image",
        params={"accepted": ACCEPTED_PICTURES},
    )


def _damaged() -> ValidationError:
    return ValidationError(
        _(
            "This picture is damaged or was not sent completely. Upload it again, or open it in "
            "a picture program, save it as JPEG and upload that."
        ),
        code="invalid_image",
    )


def _too_big(size: int, limit: int) -> ValidationError:
    return ValidationError(
        _(
            "This picture is too big: %(size)s. The limit is %(limit)s. Make it smaller, 4000 "
            "pixels on the long side are plenty, or save it as JPEG, and upload that."
        ),
        code="file_too_large",
        params={"size": filesizeformat(size), "limit": filesizeformat(limit)},
    )


def _too_many_pixels(width: int | None = None, height: int | None = None) -> ValidationError:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    if width is None:
        return ValidationError(
            _(
                "This picture has too many pixels. The limit is %(limit)s megapixels. Make it "
                "smaller, 4000 pixels on the long side are plenty, and upload that."
            ),
            code="file_too_many_pixels",
            params={"limit": limit},
        )
    return ValidationError(
        _(
            "This picture has too many pixels: %(width)s × %(height)s. The limit is %(limit)s "
            "megapixels. Make it smaller, 4000 pixels on the long side are plenty, and upload that."
        ),
        code="file_too_many_pixels",
        params={"width": width, "height": height, "limit": limit},
    )
