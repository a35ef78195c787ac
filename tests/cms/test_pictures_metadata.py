"""Nothing but the picture is stored, and the picture itself is not harmed."""

import contextlib
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from cms.pictures.containers import UnreadableContainer, bare_gif, bare_jpeg, bare_png, bare_webp
from cms.pictures.metadata import bare_picture, without_metadata
from cms.pictures.validation import check_picture
from tests.cms import picture_files as files

KINDS = ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"]


def difference(one: bytes, other: bytes) -> float:
    """Mean difference of two pictures' pixels, of 255."""
    pictures = [files.opened(data).convert("RGB") for data in (one, other)]
    return max(ImageStat.Stat(ImageChops.difference(*pictures)).mean)


@pytest.mark.parametrize("kind", KINDS)
def test_the_test_file_really_carries_something_to_remove(kind):
    assert files.secrets_in(files.picture(kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_nothing_of_camera_place_or_notes_is_left(kind, orientation):
    _kind, bare = bare_picture(files.picture(kind, orientation))
    image = files.opened(bare)
    assert files.secrets_in(bare) == []
    assert not image.getexif()
    assert {"exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp"}.isdisjoint(image.info)


def test_a_telephone_jpeg_loses_iptc_thumbnails_second_pictures_and_the_film_behind_it():
    data = files.telephone_jpeg()
    assert set(files.secrets_in(data)) == set(files.SECRETS)
    bare = bare_picture(data)[1]
    assert files.secrets_in(bare) == []
    assert bare.endswith(b"\xff\xd9")
    assert bare.count(b"\xff\xd8\xff") == 1, "a small copy of the picture is still inside"


def test_the_small_copy_in_a_jfif_header_goes_and_the_header_stays():
    data = files.picture("JPEG")
    header = b"\xff\xe0" + (16 + 12).to_bytes(2, "big") + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01"
    rest = data[2 + 2 + int.from_bytes(data[4:6], "big") :]
    bare = bare_jpeg(b"\xff\xd8" + header + b"\x02\x02" + b"a tiny copy." + rest)
    assert b"a tiny copy." not in bare
    assert files.opened(bare).info["jfif_density"] == (1, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_the_colour_profile_stays(kind):
    assert files.opened(bare_picture(files.picture(kind))[1]).info["icc_profile"] == files.SRGB


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_an_upright_picture_is_not_recompressed(kind):
    data = files.picture(kind)
    bare = bare_picture(data)[1]
    assert difference(data, bare) == 0
    if kind == "JPEG":  # the compressed data itself is the same
        assert data[data.rindex(b"\xff\xda") :] == bare[bare.rindex(b"\xff\xda") :]


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_blocks": 1}])
def test_jpegs_of_several_scans_and_with_restart_markers_are_read_to_their_end(options):
    data = files.picture("JPEG", **options)
    assert difference(data, bare_picture(data)[1]) == 0
    assert files.secrets_in(bare_jpeg(data)) == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_taken_sideways_is_stored_upright(kind):
    assert files.is_upright(bare_picture(files.picture(kind, orientation=6))[1], 80, 120)


def test_a_sideways_heic_is_stored_upright_as_jpeg():
    image = files.drawing()
    image.info = {}
    output = io.BytesIO()
    image.save(output, "HEIF", exif=files.exif(6))
    kind, bare = bare_picture(output.getvalue())
    assert kind == "jpeg"
    assert files.is_upright(bare, 80, 120)


def test_turning_a_jpeg_neither_harms_it_nor_lets_it_grow():
    noise = Image.effect_noise((400, 304), 40).convert("RGB")
    output = io.BytesIO()
    noise.save(output, "JPEG", quality=85, exif=files.exif(6, thumbnail=False))
    bare = bare_picture(output.getvalue())[1]
    turned = io.BytesIO()
    files.opened(output.getvalue()).transpose(Image.Transpose.ROTATE_270).save(turned, "PNG")
    assert difference(turned.getvalue(), bare) < 1
    assert len(bare) < 1.1 * len(output.getvalue())


def test_heic_becomes_jpeg_and_with_transparency_png():
    assert bare_picture(files.picture("HEIF"))[0] == "jpeg"
    output = io.BytesIO()
    Image.new("RGBA", (64, 64), (10, 20, 30, 100)).save(output, "HEIF")
    kind, bare = bare_picture(output.getvalue())
    assert kind == "png"
    assert files.opened(bare).getpixel((5, 5))[3] == pytest.approx(100, abs=3)


def test_transparency_stays():
    for kind in ("PNG", "WEBP", "AVIF"):
        for orientation in (1, 6):
            output = io.BytesIO()
            image = Image.new("RGBA", (64, 32), (10, 20, 30, 100))
            image.save(output, kind, exif=files.exif(orientation))
            bare = files.opened(bare_picture(output.getvalue())[1])
            assert bare.getpixel((5, 5))[3] == pytest.approx(100, abs=3), kind


def test_a_palette_png_turned_upright_keeps_its_transparent_colour():
    output = io.BytesIO()
    image = files.drawing().convert("P", palette=Image.Palette.ADAPTIVE)
    image.save(output, "PNG", transparency=0, exif=files.exif(6))
    before = files.opened(output.getvalue()).convert("RGBA").getchannel("A").histogram()
    after = files.opened(bare_picture(output.getvalue())[1]).convert("RGBA")
    assert after.size == (80, 120)
    assert after.getchannel("A").histogram() == before


def test_print_colours_stay_print_colours():
    output = io.BytesIO()
    Image.new("CMYK", (64, 32), (10, 200, 30, 0)).save(output, "JPEG", exif=files.exif(6))
    bare = files.opened(bare_picture(output.getvalue())[1])
    assert bare.mode == "CMYK"
    assert bare.getpixel((5, 5))[1] == pytest.approx(200, abs=4)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_moving_picture_keeps_its_frames_and_their_time(kind):
    data = files.moving(kind)
    bare = bare_picture(data)[1]
    image = Image.open(io.BytesIO(bare))
    durations = []
    for number in range(image.n_frames):
        image.seek(number)
        image.load()
        durations.append(round(image.info["duration"]))
    assert durations == [50, 100, 150]
    assert files.secrets_in(bare) == []


def test_a_moving_gif_goes_on_looping():
    assert files.opened(bare_gif(files.moving("GIF"))).info["loop"] == 0


def test_what_follows_the_end_of_a_picture_is_dropped():
    for kind, bare in {
        "JPEG": bare_jpeg,
        "PNG": bare_png,
        "WEBP": bare_webp,
        "GIF": bare_gif,
    }.items():
        assert b"<script>" not in bare(files.picture(kind) + files.HTML)


def test_chunks_that_nobody_knows_are_dropped():
    data = files.picture("PNG")
    unknown = b"\x00\x00\x00\x04prVt" + b"spy!" + b"\x00\x00\x00\x00"
    assert b"spy!" not in bare_png(data[:33] + unknown + data[33:])
    webp = files.picture("WEBP") + b"SPY \x04\x00\x00\x00spy!"
    webp = webp[:4] + (len(webp) - 8).to_bytes(4, "little") + webp[8:]
    assert b"spy!" not in bare_webp(webp)


def test_the_name_follows_the_content():
    named = {
        kind: without_metadata(ContentFile(files.picture(kind)), "IMG 1.jpg").name for kind in KINDS
    }
    assert named == {
        "JPEG": "IMG 1.jpg",
        "PNG": "IMG 1.png",
        "WEBP": "IMG 1.webp",
        "AVIF": "IMG 1.avif",
        "HEIF": "IMG 1.jpg",
        "GIF": "IMG 1.gif",
    }


def test_the_upload_itself_is_left_as_it_was():
    upload = ContentFile(files.picture("JPEG"))
    without_metadata(upload, "a.jpg")
    assert upload.read() == files.picture("JPEG")


def test_broken_exif_neither_stops_the_upload_nor_survives():
    data = files.picture("JPEG", exif=b"Exif\x00\x00MM\x00\x2a\xff\xff\xff\xff" + files.MAKE)
    assert files.secrets_in(bare_picture(data)[1]) == []


@given(
    kind=st.sampled_from([bare_jpeg, bare_png, bare_webp, bare_gif]),
    start=st.sampled_from([files.picture(kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]),
    cut=st.integers(0, 400),
    junk=st.binary(max_size=200),
)
def test_no_file_however_broken_gets_past_the_containers_in_another_way(kind, start, cut, junk):
    with contextlib.suppress(UnreadableContainer):
        assert isinstance(kind(start[:cut] + junk), bytes)


@given(
    start=st.sampled_from([files.picture(kind) for kind in KINDS]),
    at=st.integers(0, 3000),
    junk=st.binary(min_size=1, max_size=40),
)
def test_a_damaged_upload_is_cleaned_or_refused_in_words(start, at, junk):
    damaged = start[:at] + junk + start[at + len(junk) :]
    try:
        check_picture(damaged)
        bare = bare_picture(damaged)[1]
    except ValidationError:
        return
    assert not files.opened(bare).getexif()
