"""Real picture and document files, made on the spot, with everything in them that must not stay."""

import io
import struct
import zipfile
import zlib

import piexif
from PIL import Image, ImageCms, PngImagePlugin

from cms.pictures import validation  # noqa: F401  (teaches Pillow to write HEIC)

MAKE = b"Fonofabrik"
NOTE = b"written by the editor's neighbour"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">exif:GPSLatitude 50,27N</x:xmpmeta>'
HIDDEN_FILM = b"\x00\x00\x00\x18ftypmp42" + b"a film with sound" * 20
SECRETS = (MAKE, NOTE, b"GPSLatitude", b"xmpmeta", b"a film with sound", b"8BIM", b"Exif\x00")
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
RED, BLUE = (200, 30, 30), (30, 30, 200)


def exif(orientation=1, thumbnail=True) -> bytes:
    """Exif as a telephone writes it: make, place (Kyiv), time, and a small copy of the picture."""
    small = io.BytesIO()
    Image.new("RGB", (16, 16), RED).save(small, "JPEG")
    return piexif.dump(
        {
            "0th": {piexif.ImageIFD.Make: MAKE, piexif.ImageIFD.Orientation: orientation},
            "Exif": {piexif.ExifIFD.DateTimeOriginal: b"2025:09:17 14:32:00"},
            "GPS": {
                piexif.GPSIFD.GPSLatitudeRef: b"N",
                piexif.GPSIFD.GPSLatitude: ((50, 1), (27, 1), (0, 1)),
            },
            "1st": {piexif.ImageIFD.Make: MAKE} if thumbnail else {},
            "thumbnail": small.getvalue() if thumbnail else None,
        }
    )


def drawing(width=120, height=80, mode="RGB") -> Image.Image:
    """Red, with a blue quarter at the top left: it shows which way is up."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, 0, width // 2, height // 2))
    return image.convert(mode)


def picture(kind="JPEG", orientation=1, size=(120, 80), **options) -> bytes:
    """A file of this kind with Exif, XMP and the sRGB profile."""
    output = io.BytesIO()
    options = {"exif": exif(orientation), "xmp": XMP, "icc_profile": SRGB, **options}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        texts.add_text("Compressed", NOTE.decode(), zip=True)
        options |= {"pnginfo": texts}
        options.pop("xmp")
    elif kind == "GIF":
        options = {"comment": NOTE}
    elif kind == "JPEG":
        options.setdefault("quality", 90)
        options.setdefault("comment", NOTE)
    drawing(*size).save(output, kind, **options)
    return output.getvalue()


def telephone_jpeg(orientation=1, **options) -> bytes:
    """A JPEG with all that can hide in one: also IPTC, a JFIF thumbnail and a film behind it."""
    data = picture("JPEG", orientation, **options)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x08" + NOTE
    jfxx = b"JFXX\x00\x10" + picture("JPEG", comment=MAKE)[:60]
    extra = _segment(0xED, iptc) + _segment(0xE0, jfxx) + _segment(0xE2, b"MPF\x00" + MAKE)
    return data[:2] + extra + data[2:] + HIDDEN_FILM


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def moving(kind: str) -> bytes:
    """Three frames, 50, 100 and 150 ms."""
    frames = [drawing(40, 40), Image.new("RGB", (40, 40), BLUE), drawing(40, 40).rotate(90)]
    options = {"comment": NOTE} if kind == "GIF" else {"exif": exif(), "xmp": XMP}
    if kind == "PNG":
        options = {"exif": exif()}
    output = io.BytesIO()
    frames[0].save(
        output,
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=[50, 100, 150],
        loop=0,
        **options,
    )
    return output.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_upright(data: bytes, width: int, height: int) -> bool:
    """Whether it is the drawing of this size, turned 90° to the right, as orientation 6 asks."""
    image = opened(data).convert("RGB")
    top_right = image.getpixel((width - 8, 8))
    others = [image.getpixel(at) for at in ((8, 8), (8, height - 8), (width - 8, height - 8))]
    return (
        image.size == (width, height)
        and top_right[2] > top_right[0]
        and all(pixel[0] > pixel[2] for pixel in others)
    )


def secrets_in(data: bytes) -> list[bytes]:
    """What of all that was put in can still be found, also where a PNG has compressed it."""
    text = data
    if data.startswith(b"\x89PNG"):
        for part in data.split(b"zTXt")[1:]:
            packed_text = part[part.index(b"\x00") + 2 :]
            text += zlib.decompressobj().decompress(packed_text)
    return [secret for secret in SECRETS if secret in text]


def huge_png(width=30_000, height=30_000) -> bytes:
    """A few kilobytes that claim to be 900 megapixels."""

    def chunk(name, body):
        check = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 4096)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
RTF = b"{\\rtf1\\ansi Hello}"


def packed(names: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, body in names.items():
            package.writestr(name, body)
    return output.getvalue()


def office(folder: str, extra=None) -> bytes:
    """A Word, Excel or PowerPoint file: folder is «word», «xl» or «ppt»."""
    return packed(
        {"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<x/>", **(extra or {})}
    )


def opendocument(kind: str) -> bytes:
    """kind is «text», «spreadsheet» or «presentation»."""
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": b"<x/>",
        }
    )
