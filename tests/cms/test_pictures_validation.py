"""What is refused as a picture, in which words, and what is welcome."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import File
from PIL import Image, ImageFile

from cms.pictures.validation import check_picture, check_picture_file, picture_kind
from tests.cms import picture_files as files


def refusal(data: bytes) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        check_picture(data)
    return refused.value


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("JPEG", "jpeg"),
        ("PNG", "png"),
        ("WEBP", "webp"),
        ("AVIF", "avif"),
        ("HEIF", "heic"),
        ("GIF", "gif"),
    ],
)
def test_every_accepted_kind_is_told_by_its_content(kind, expected):
    facts = check_picture(files.picture(kind))
    assert (facts.kind, facts.width, facts.height) == (expected, 120, 80)


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1"])
def test_heic_is_known_by_each_of_its_brands(brand):
    assert picture_kind(b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x00\x00mif1heic") == "heic"


def test_a_film_in_the_same_container_is_no_picture():
    film = b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42"
    assert picture_kind(film) is None


@pytest.mark.parametrize(
    "data", [files.SVG, files.HTML, b"\xef\xbb\xbf \n<svg></svg>", b"\xff\xfe<\x00s\x00v\x00g\x00"]
)
def test_svg_and_html_are_refused_and_the_way_out_is_png(data):
    message = refusal(data).messages[0]
    assert "scripts" in message
    assert "PNG" in message


@pytest.mark.parametrize(
    "data", [b"", b"hello", files.PDF, b"MZ\x90\x00", b"II*\x00\x08\x00\x00\x00"]
)
def test_what_is_no_picture_is_refused_with_the_list_of_what_is(data):
    message = refusal(data).messages[0]
    assert "JPEG, PNG, WebP, AVIF, HEIC, GIF" in message


def test_a_picture_that_claims_to_be_huge_is_refused_without_being_decoded(monkeypatch):
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("decoded"))
    assert "52 megapixels" in refusal(files.huge_png()).messages[0]
    assert "10000 × 9000" in refusal(files.huge_png(10_000, 9_000)).messages[0]


def test_the_frames_of_a_moving_avif_count_together(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40 * 40 * 2
    assert refusal(files.moving("AVIF")).code == "file_too_many_pixels"
    assert check_picture(files.moving("GIF")).kind == "gif"


def test_a_file_that_is_too_big_is_refused_with_both_sizes(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024
    message = refusal(files.picture("PNG") + b" " * 4096).messages[0]
    assert "1.0\xa0KB" in message
    assert "limit" in message


def test_a_big_upload_is_refused_before_it_is_read(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10
    content = io.BytesIO(files.picture())
    upload = File(content, "a.jpg")
    upload.size = 1_000_000
    content.close()
    with pytest.raises(ValidationError, match="too big"):
        check_picture_file(upload)


def test_a_half_sent_picture_is_refused_as_damaged():
    assert "damaged" in refusal(files.picture("JPEG", size=(600, 400))[:-900]).messages[0]


def test_the_largest_picture_of_a_50_megapixel_telephone_is_accepted():
    output = io.BytesIO()
    Image.new("L", (8192, 6144)).save(output, "PNG", compress_level=1)
    assert check_picture(output.getvalue()).width == 8192
