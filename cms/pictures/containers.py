"""Taking everything but the picture out of a JPEG, PNG, WebP or GIF file, byte by byte.

The compressed picture is copied as it stands, so nothing is lost. Every function works by a list
of what may stay (picture, colour profile, animation): what it does not know, it leaves out,
and so does it with whatever follows the end of the picture (a telephone's «motion photo» hides a
film with sound there).

Sources: ITU T.81 Annex B (JPEG), PNG 3rd edition §5 and §11, RFC 9649 (WebP), GIF89a §§17-26.
"""

import struct

JPEG_END = 0xD9
JPEG_SCAN = 0xDA
JPEG_COMMENT = 0xFE
# Restart markers and TEM stand alone, without a length.
JPEG_WITHOUT_LENGTH = frozenset([0x01, *range(0xD0, 0xD8)])

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs "
    b"acTL fcTL fdAT".split()
)

WEBP_KEPT = frozenset([b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"])
WEBP_FRAME_KEPT = frozenset([b"ALPH", b"VP8 ", b"VP8L"])
WEBP_EXIF_FLAG, WEBP_XMP_FLAG = 0x08, 0x04
WEBP_FRAME_HEADER = 16  # bytes before the chunks of an animation frame

# Application extensions that belong to the picture: how often to loop, colour profile.
GIF_APPLICATIONS_KEPT = frozenset([b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"])


class UnreadableContainer(ValueError):
    """The file does not keep to its format's structure; it may still be a readable picture."""


def bare_jpeg(data: bytes) -> bytes:
    """Only tables, scans, the size in the JFIF header, ICC profile and Adobe's colour marker."""
    if data[:2] != b"\xff\xd8":
        raise UnreadableContainer("no start of image")
    kept = [b"\xff\xd8"]
    position = 2
    while True:
        if position + 2 > len(data) or data[position] != 0xFF:
            raise UnreadableContainer("marker expected")
        marker = data[position + 1]
        if marker == 0xFF:  # fill byte before a marker
            position += 1
            continue
        if marker == JPEG_END:
            kept.append(b"\xff\xd9")
            return b"".join(kept)
        if marker in JPEG_WITHOUT_LENGTH:
            kept.append(data[position : position + 2])
            position += 2
            continue
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        end = position + 2 + length
        if length < 2 or end > len(data):
            raise UnreadableContainer("segment runs over the end")
        kept.append(_kept_jpeg_segment(marker, data[position:end]))
        position = end
        if marker == JPEG_SCAN:
            end = _end_of_jpeg_scan(data, position)
            kept.append(data[position:end])
            position = end


def _kept_jpeg_segment(marker: int, segment: bytes) -> bytes:
    body = segment[4:]
    if marker == JPEG_COMMENT:
        return b""
    if not 0xE0 <= marker <= 0xEF:
        return segment
    if marker == 0xE0 and body.startswith(b"JFIF\x00") and len(body) >= 14:
        # Version, units and density stay; the thumbnail behind them goes.
        return b"\xff\xe0\x00\x10" + body[:12] + b"\x00\x00"
    if marker == 0xE2 and body.startswith(b"ICC_PROFILE\x00"):
        return segment
    if marker == 0xEE and body.startswith(b"Adobe"):
        return segment
    return b""


def _end_of_jpeg_scan(data: bytes, position: int) -> int:
    """Where the compressed data that starts at `position` ends: at the next real marker."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise UnreadableContainer("no end of image")
        following = data[position + 1]
        if following == 0xFF:
            position += 1
        elif following == 0x00 or 0xD0 <= following <= 0xD7:
            position += 2
        else:
            return position


def bare_png(data: bytes) -> bytes:
    """Only the chunks that make up the picture, its colours and its animation."""
    if not data.startswith(PNG_SIGNATURE):
        raise UnreadableContainer("no PNG signature")
    kept = [PNG_SIGNATURE]
    position = len(PNG_SIGNATURE)
    while True:
        length = int.from_bytes(data[position : position + 4], "big")
        end = position + 12 + length  # length, name, body, checksum
        if end > len(data):
            raise UnreadableContainer("chunk runs over the end")
        name = data[position + 4 : position + 8]
        if name in PNG_KEPT:
            kept.append(data[position:end])
        if name == b"IEND":
            return b"".join(kept)
        position = end


def bare_webp(data: bytes) -> bytes:
    """Only picture, transparency, animation and colour profile; no Exif, XMP or unknown chunk."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise UnreadableContainer("no WebP signature")
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    kept = [b"WEBP"]
    for name, body in _riff_chunks(data[12:end]):
        if name not in WEBP_KEPT:
            continue
        if name == b"VP8X" and body:
            body = bytes([body[0] & ~(WEBP_EXIF_FLAG | WEBP_XMP_FLAG)]) + body[1:]
        elif name == b"ANMF":
            inner = _riff_chunks(body[WEBP_FRAME_HEADER:])
            body = body[:WEBP_FRAME_HEADER] + b"".join(
                _riff_chunk(*chunk) for chunk in inner if chunk[0] in WEBP_FRAME_KEPT
            )
        kept.append(_riff_chunk(name, body))
    content = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _riff_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    chunks = []
    position = 0
    while position + 8 <= len(data):
        length = int.from_bytes(data[position + 4 : position + 8], "little")
        end = position + 8 + length
        if end > len(data):
            raise UnreadableContainer("chunk runs over the end")
        chunks.append((data[position : position + 4], data[position + 8 : end]))
        position = end + length % 2
    return chunks


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def bare_gif(data: bytes) -> bytes:
    """Only frames, their timing, the loop and the colour profile; no comment, text or XMP."""
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < 13:
        raise UnreadableContainer("no GIF signature")
    position = 13 + _gif_colour_table(data[10])
    kept = [data[:position]]
    while True:
        introducer = data[position : position + 1]
        if introducer == b";":
            kept.append(b";")
            return b"".join(kept)
        start = position
        if introducer == b",":
            if start + 10 > len(data):
                raise UnreadableContainer("frame runs over the end")
            body = start + 10 + _gif_colour_table(data[start + 9]) + 1
            position = _end_of_gif_blocks(data, body)
            kept.append(data[start:position])
        elif introducer == b"!":
            position = _end_of_gif_blocks(data, start + 2)
            label = data[start + 1]
            application = data[start + 3 : start + 14]
            if label == 0xF9 or (label == 0xFF and application in GIF_APPLICATIONS_KEPT):
                kept.append(data[start:position])
        else:
            raise UnreadableContainer("no end of picture")


def _gif_colour_table(flags: int) -> int:
    """Size in bytes of the colour table that these flags announce."""
    return 3 * 2 ** ((flags & 0x07) + 1) if flags & 0x80 else 0


def _end_of_gif_blocks(data: bytes, position: int) -> int:
    while True:
        if position >= len(data):
            raise UnreadableContainer("block runs over the end")
        length = data[position]
        position += 1 + length
        if length == 0:
            return position
