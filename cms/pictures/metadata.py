"""Taking out of a picture what the camera and the programs wrote into it.

A photograph carries the place where it was taken, the telephone's make, the minute, the
program's notes and a small copy of itself from before it was cropped. For partners in a war
that is a danger, so the stored original has none of it: Exif, XMP, IPTC, comments, thumbnails,
and films hidden behind the picture. What makes it look right stays: the way up is applied to the
pixels first, the colour profile is kept, animations keep their frames.
"""

import io
import os

from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageOps, JpegImagePlugin

from cms.pictures.containers import UnreadableContainer, bare_gif, bare_jpeg, bare_png, bare_webp
from cms.pictures.validation import HEAD_SIZE, open_picture, picture_kind

BARE = {"jpeg": bare_jpeg, "png": bare_png, "webp": bare_webp, "gif": bare_gif}
EXTENSIONS = {"jpeg": "jpg", "png": "png", "webp": "webp", "gif": "gif", "avif": "avif"}

# Where a picture must be written anew. 92 is where a second generation cannot be told by eye.
QUALITY = 92
AVIF_SPEED = 8  # of 10; an editor waits for it
UPRIGHT = 1  # Exif orientation
ON_ITS_SIDE = frozenset([5, 6, 7, 8])  # orientations in which rows are columns


def without_metadata(file, name: str) -> ContentFile:
    """A file of the same picture with nothing but the picture, named after what it really is.

    Kept byte for byte where only metadata has to go; written anew where it must be turned
    upright, and for AVIF and HEIC. HEIC becomes JPEG (PNG when it has transparency): only one
    browser shows HEIC. `file` is an open file, left at its start.

    Raises ValidationError when the content is no picture that we accept.
    """
    file.seek(0)
    data = file.read()
    file.seek(0)
    kind, bare = bare_picture(data)
    stem = os.path.splitext(os.path.basename(name))[0]
    return ContentFile(bare, name=f"{stem}.{EXTENSIONS[kind]}")


def bare_picture(data: bytes) -> tuple[str, bytes]:
    """Kind and bytes of the same picture without metadata. Raises ValidationError."""
    picture = open_picture(data)
    kind = picture_kind(data[:HEAD_SIZE])
    animated = getattr(picture, "n_frames", 1) > 1 and kind != "jpeg"
    if kind in BARE and (animated or _orientation(picture) == UPRIGHT):
        try:
            return kind, BARE[kind](data)
        except UnreadableContainer:
            pass  # the decoder understands more than the format says; write what it reads
    if kind == "avif" and animated:
        return kind, _animated_avif(picture)
    return _written_anew(picture, kind)


def _orientation(picture: Image.Image) -> int:
    """1 (upright) to 8, from Exif or XMP; unreadable Exif counts as upright, as browsers do."""
    try:
        return picture.getexif().get(ExifTags.Base.Orientation, UPRIGHT)
    except Exception:  # broken Exif raises whatever its parser met
        return UPRIGHT


def _written_anew(picture: Image.Image, kind: str) -> tuple[str, bytes]:
    options = {}
    if kind == "heic":
        kind = "png" if picture.has_transparency_data else "jpeg"
    if kind == "jpeg":
        options = {"optimize": True, "progressive": True, **_jpeg_precision(picture)}
    elif kind == "webp":
        options = {"quality": QUALITY, "method": 4, "exact": True}
    elif kind == "avif":
        options = {"quality": QUALITY, "speed": AVIF_SPEED}
    profile = picture.info.get("icc_profile")
    transparency = picture.info.get("transparency")
    picture.load()
    upright = picture if _orientation(picture) == UPRIGHT else ImageOps.exif_transpose(picture)
    bare = upright.copy()
    bare.info = {}
    if transparency is not None and bare.mode in ("P", "L", "RGB", "1"):
        bare.info["transparency"] = transparency
    if profile:
        options["icc_profile"] = profile
    if kind == "jpeg" and bare.mode not in ("L", "RGB", "CMYK"):
        bare = bare.convert("RGB")
    output = io.BytesIO()
    bare.save(output, format=kind.upper(), **options)
    return kind, output.getvalue()


def _jpeg_precision(picture: Image.Image) -> dict:
    """The camera's own precision for a JPEG that is turned, so that it neither loses nor grows."""
    tables = getattr(picture, "quantization", None)
    if not tables:
        return {"quality": QUALITY}
    if _orientation(picture) in ON_ITS_SIDE:
        tables = {
            number: [table[(place % 8) * 8 + place // 8] for place in range(64)]
            for number, table in tables.items()
        }
    # 4:2:0 is the same turned; 4:2:2 would become 4:4:0, which is not written: full colour then.
    half_colour = JpegImagePlugin.get_sampling(picture) == 2
    return {"qtables": tables, "subsampling": 2 if half_colour else 0}


def _animated_avif(picture: Image.Image) -> bytes:
    durations, frames = [], []
    for number in range(picture.n_frames):
        picture.seek(number)
        picture.load()
        durations.append(picture.info.get("duration", 0))
        frame = picture.copy()
        frame.info = {}
        frames.append(frame)
    options = {"icc_profile": profile} if (profile := picture.info.get("icc_profile")) else {}
    output = io.BytesIO()
    frames[0].save(
        output,
        format="AVIF",
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        quality=QUALITY,
        speed=AVIF_SPEED,
        **options,
    )
    return output.getvalue()
