"""Readers get prepared sizes by name, and nothing else that lies in the storage."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.urls import resolve
from django.utils.http import http_date
from wagtail.images import get_image_model

from cms.pictures.serving import serve_rendition
from tests.cms import picture_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    file = ContentFile(files.picture(), "a.jpg")
    return get_image_model().objects.create(title="Library", file=file)


@pytest.mark.parametrize(
    ("spec", "content_type"),
    [
        ("width-50|format-avif", "image/avif"),
        ("width-50|format-jpeg", "image/jpeg"),
        ("width-50|format-webp", "image/webp"),
        ("width-50|format-png", "image/png"),
    ],
)
def test_a_prepared_size_is_served_with_its_type_and_kept_long(rf, image, spec, content_type):
    rendition = image.get_rendition(spec)
    response = serve_rendition(rf.get("/"), rendition.file.name)
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert "max-age=31536000" in response["Cache-Control"]
    assert "immutable" in response["Cache-Control"]
    assert int(response["Content-Length"]) == rendition.file.size
    assert b"".join(response.streaming_content) == rendition.file.read()
    assert not response.cookies


def test_the_address_in_pages_is_the_one_that_is_served(rf, image):
    rendition = image.get_rendition("width-50|format-avif")
    assert resolve(rendition.url).func is serve_rendition
    assert resolve(rendition.url).kwargs == {"path": rendition.file.name}


def test_a_browser_that_has_it_is_told_so(rf, image):
    name = image.get_rendition("width-50").file.name
    changed = default_storage.get_modified_time(name).timestamp()
    asked = rf.get("/", headers={"If-Modified-Since": http_date(changed)})
    response = serve_rendition(asked, name)
    assert response.status_code == 304
    assert "immutable" in response["Cache-Control"]


def test_only_reading_is_allowed(rf, image):
    name = image.get_rendition("width-50").file.name
    assert serve_rendition(rf.head("/"), name).status_code == 200
    assert serve_rendition(rf.post("/"), name).status_code == 405


def test_originals_documents_and_tricks_are_not_found(rf, image):
    original = image.file.name
    default_storage.save("documents/report.pdf", ContentFile(files.PDF))
    default_storage.save("images/page.html", ContentFile(files.HTML))
    default_storage.save("images/drawing.svg", ContentFile(files.SVG))
    default_storage.save("images/.hidden.jpg", ContentFile(files.picture()))
    default_storage.save("images/inner/a.jpg", ContentFile(files.picture()))
    inside = [
        original.rpartition("/")[2],
        f"../{original}",
        f"..%2f{original}",
        f"..\\{original}",
        f"%2e%2e/{original}",
        f"./../{original}",
        f"/{original}",
        "../documents/report.pdf",
        "page.html",
        "drawing.svg",
        ".hidden.jpg",
        "inner/a.jpg",
        "missing.jpg",
        "",
        ".",
        "..",
        "a.jpg\x00",
        "a.jpg\n",
        "ä.jpg",
        "x" * 5000 + ".jpg",
    ]
    outside = [
        original,
        "documents/report.pdf",
        f"./{original}",
        f"{default_storage.location}/{original}",
        f"../{default_storage.location}/{original}",
        "",
    ]
    for path in [*outside, *(f"images/{name}" for name in inside)]:
        with pytest.raises(Http404):
            serve_rendition(rf.get("/"), path)
