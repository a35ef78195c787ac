"""Every path by which a picture or a document can come in, through the real screens of the admin."""

import hashlib
import json

import pytest
from django.conf import settings as project_settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, UploadedFile

from tests.cms import picture_files as files

pytestmark = pytest.mark.django_db

# The edit form of a picture carries these; empty means no focal point.
NO_FOCAL_POINT = {f"focal_point_{part}": "" for part in ("x", "y", "width", "height")}


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    """Files of one test are not files of the next, and none stay."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


@pytest.fixture
def collection():
    return Collection.objects.first()


def its_collection(prefix="") -> dict:
    """The choice of collection that every upload form has."""
    return {f"{prefix}collection": Collection.objects.first().pk}


@pytest.fixture
def editor_client(client, django_user_model, collection):
    client.force_login(django_user_model.objects.create_superuser("network", password="-"))
    client.defaults["HTTP_HOST"] = project_settings.ADMIN_HOST
    return client


def upload(data: bytes, name="IMG_20250917_143200.jpg"):
    return SimpleUploadedFile(name, data)


def stored() -> bytes:
    """The bytes in storage of the only picture there is."""
    image = get_image_model().objects.get()
    with image.file.storage.open(image.file.name) as file:
        data = file.read()
    assert image.file_size == len(data), "the size in the database is that of the upload"
    assert image.file_hash == hashlib.sha1(data, usedforsecurity=False).hexdigest()
    assert (image.width, image.height) == files.opened(data).size
    return data


def assert_clean_and_upright():
    data = stored()
    assert files.secrets_in(data) == []
    assert not files.opened(data).getexif()
    assert files.is_upright(data, 80, 120)
    for folder in ("original_images", "wagtail_uploads"):
        names = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
        for name in names:
            with default_storage.open(f"{folder}/{name}") as file:
                assert files.secrets_in(file.read()) == [], f"{folder}/{name}"


@pytest.fixture
def sideways():
    """A telephone's photograph taken sideways, with everything in it that must not stay."""
    return files.telephone_jpeg(orientation=6)


def add_by_form(client, file):
    return client.post(
        reverse("wagtailimages:add"),
        {"title": "Library", "file": file, **its_collection(), **NO_FOCAL_POINT},
    )


def add_in_multiple_upload(client, file, title="Library"):
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": title, "files[]": file, **its_collection()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    return json.loads(response.content)


def add_in_chooser(client, file):
    response = client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Library",
            "image-chooser-upload-file": file,
            **its_collection("image-chooser-upload-"),
            **{f"image-chooser-upload-{name}": "" for name in NO_FOCAL_POINT},
        },
    )
    return json.loads(response.content)


def test_the_form_stores_a_clean_upright_picture(editor_client, sideways):
    assert add_by_form(editor_client, upload(sideways)).status_code == 302
    assert_clean_and_upright()


def test_the_multiple_upload_stores_a_clean_upright_picture(editor_client, sideways):
    assert add_in_multiple_upload(editor_client, upload(sideways))["success"]
    assert_clean_and_upright()


def test_a_picture_that_waits_for_its_other_fields_waits_clean(editor_client, sideways):
    answer = add_in_multiple_upload(editor_client, upload(sideways), title="x" * 300)
    waiting = UploadedFile.objects.get()
    with waiting.file.storage.open(waiting.file.name) as file:
        assert files.secrets_in(file.read()) == []

    prefix = f"uploaded-image-{answer['uploaded_file_id']}"
    response = editor_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
        {f"{prefix}-title": "Library", **its_collection(f"{prefix}-")},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert json.loads(response.content)["success"]
    assert_clean_and_upright()


def test_the_chooser_stores_a_clean_upright_picture(editor_client, sideways):
    assert add_in_chooser(editor_client, upload(sideways))["step"] == "chosen"
    assert_clean_and_upright()


def test_replacing_the_file_stores_a_clean_upright_picture_and_drops_the_old(
    editor_client, sideways
):
    image = get_image_model().objects.create(title="Old", file=upload(files.picture("PNG")))
    old_name = image.file.name
    small = image.get_rendition("max-165x165").file.name
    response = editor_client.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": "New", "file": upload(sideways), **its_collection(), **NO_FOCAL_POINT},
    )
    assert response.status_code == 302
    assert_clean_and_upright()
    assert not default_storage.exists(old_name)
    assert not image.renditions.filter(file=small).exists()


def test_a_command_that_saves_stores_a_clean_upright_picture(collection, sideways):
    get_image_model()(title="Library", file=ContentFile(sideways, "a.jpg")).save()
    assert_clean_and_upright()


def test_a_command_that_saves_the_file_alone_stores_a_clean_upright_picture(collection, sideways):
    image = get_image_model()(title="Library")
    image.file.save("a.jpg", ContentFile(sideways))
    assert_clean_and_upright()


def test_bulk_create_stores_a_clean_upright_picture(collection, sideways):
    model = get_image_model()
    model.objects.bulk_create([model(title="Library", file=ContentFile(sideways, "a.jpg"))])
    assert_clean_and_upright()


def test_a_command_that_replaces_the_file_drops_the_prepared_sizes(collection, sideways):
    image = get_image_model().objects.create(title="Old", file=upload(files.picture("PNG")))
    image.get_rendition("max-165x165")
    image.file = ContentFile(sideways, "a.jpg")
    image.save()
    assert image.renditions.count() == 0
    assert_clean_and_upright()


def test_saving_the_title_alone_leaves_the_file_alone(collection):
    image = get_image_model().objects.create(title="Old", file=upload(files.picture("AVIF")))
    name, data = image.file.name, stored()
    image.get_rendition("max-165x165")
    image.title = "New"
    image.full_clean()
    image.save()
    assert image.file.name == name
    assert stored() == data
    assert image.renditions.count() == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"])
def test_every_accepted_kind_comes_in_by_the_form_whatever_its_name(editor_client, kind):
    assert add_by_form(editor_client, upload(files.picture(kind))).status_code == 302
    assert files.secrets_in(stored()) == []
    image = get_image_model().objects.get()
    expected = {"JPEG": "jpg", "HEIF": "jpg"}.get(kind, kind.lower())
    assert image.file.name.endswith(f".{expected}")


@pytest.mark.parametrize("name", ["photo", "photo.jfif", "photo.jpg.download"])
def test_a_picture_with_an_odd_name_is_welcome(editor_client, name):
    assert add_by_form(editor_client, upload(files.picture(), name)).status_code == 302
    assert get_image_model().objects.get().file.name.endswith(".jpg")


def test_previews_of_avif_are_made_in_a_format_that_encodes_faster(editor_client):
    add_by_form(editor_client, upload(files.picture("AVIF")))
    preview = get_image_model().objects.get().get_rendition("max-165x165")
    assert preview.file.name.endswith(".webp")


def test_a_heic_photograph_is_shown_in_browsers(editor_client):
    add_in_chooser(editor_client, upload(files.picture("HEIF"), "IMG_0001.HEIC"))
    image = get_image_model().objects.get()
    assert image.get_rendition("width-50").file.name.endswith(".jpg")
    assert image.get_rendition("original").file.name.endswith(".jpg")


def test_the_cameras_file_name_is_not_in_any_address(collection):
    image = get_image_model().objects.create(title="Library", file=upload(files.picture()))
    assert "20250917" not in image.file.name
    assert "20250917" not in image.get_rendition("width-50").url


def test_the_same_photograph_twice_is_still_noticed(editor_client):
    add_in_multiple_upload(editor_client, upload(files.telephone_jpeg()))
    assert add_in_multiple_upload(editor_client, upload(files.telephone_jpeg()))["duplicate"]


REFUSED_PICTURES = {
    "SVG": (files.SVG, "drawing.svg"),
    "SVG called JPEG": (files.SVG, "photo.jpg"),
    "a web page called PNG": (files.HTML, "photo.png"),
    "a PDF called JPEG": (files.PDF, "photo.jpg"),
    "too many pixels": (files.huge_png(), "photo.png"),
    "half a picture": (files.picture("JPEG", size=(600, 400))[:-900], "photo.jpg"),
}


@pytest.mark.parametrize("what", REFUSED_PICTURES)
def test_the_screens_and_commands_refuse_what_is_no_acceptable_picture(editor_client, what):
    data, name = REFUSED_PICTURES[what]
    by_form = add_by_form(editor_client, upload(data, name))
    assert by_form.status_code == 200
    assert by_form.context["form"].errors["file"]
    assert not add_in_multiple_upload(editor_client, upload(data, name))["success"]
    assert add_in_chooser(editor_client, upload(data, name))["step"] == "reshow_creation_form"

    model = get_image_model()
    with pytest.raises(ValidationError) as refused:
        model(title="x", file=ContentFile(data, name)).full_clean(exclude=["width", "height"])
    assert set(refused.value.message_dict) == {"file"}
    with pytest.raises(ValidationError), transaction.atomic():
        model(title="x", file=ContentFile(data, name)).save()
    assert model.objects.count() == 0
    assert not default_storage.exists("original_images")


def test_the_multiple_upload_says_why_and_what_to_do(editor_client):
    message = add_in_multiple_upload(editor_client, upload(files.SVG, "a.svg"))["error_message"]
    assert "PNG" in message
    assert message.count("\n") == 0, "one reason, said once"


def test_the_upload_screen_names_limit_and_kinds_before_anything_is_sent(editor_client):
    screen = editor_client.get(reverse("wagtailimages:add_multiple")).content.decode()
    assert "JPEG, PNG, WebP, AVIF, HEIC, GIF" in screen
    assert "20.0\xa0MB" in screen


def add_document(client, file):
    return client.post(
        reverse("wagtaildocs:add"), {"title": "Report", "file": file, **its_collection()}
    )


def add_document_in_multiple_upload(client, file):
    response = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"title": "Report", "files[]": file, **its_collection()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    return json.loads(response.content)


def add_document_in_chooser(client, file):
    response = client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Report",
            "document-chooser-upload-file": file,
            **its_collection("document-chooser-upload-"),
        },
    )
    return json.loads(response.content)


def test_a_document_comes_in_on_every_path(editor_client):
    assert add_document(editor_client, upload(files.PDF, "a.pdf")).status_code == 302
    assert add_document_in_multiple_upload(editor_client, upload(files.PDF, "b.pdf"))["success"]
    chosen = add_document_in_chooser(editor_client, upload(files.office("word"), "c.docx"))
    assert chosen["step"] == "chosen"
    get_document_model()(title="Report", file=ContentFile(files.RTF, "d.rtf")).save()
    assert get_document_model().objects.count() == 4


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (files.HTML, "page.html"),
        (files.HTML, "report.pdf"),
        (files.SVG, "notes.txt"),
        (b"MZ\x90\x00" + b"\x00" * 60, "report.pdf"),
        (files.PDF, "notes.txt"),
    ],
)
def test_the_screens_and_commands_refuse_what_is_no_acceptable_document(editor_client, data, name):
    by_form = add_document(editor_client, upload(data, name))
    assert by_form.status_code == 200
    assert by_form.context["form"].errors["file"]
    assert not add_document_in_multiple_upload(editor_client, upload(data, name))["success"]
    answer = add_document_in_chooser(editor_client, upload(data, name))
    assert answer["step"] == "reshow_creation_form"

    model = get_document_model()
    with pytest.raises(ValidationError) as refused:
        model(title="x", file=ContentFile(data, name)).full_clean()
    assert set(refused.value.message_dict) == {"file"}
    with pytest.raises(ValidationError), transaction.atomic():
        model(title="x", file=ContentFile(data, name)).save()
    assert model.objects.count() == 0
    assert not default_storage.exists("documents")


@pytest.mark.parametrize(
    ("data", "name"), [(files.HTML, "report.pdf"), (files.SVG, "report.txt"), (b"", "report.pdf")]
)
def test_the_file_of_a_document_is_replaced_by_no_other_kind(editor_client, data, name):
    document = get_document_model()(title="Report", file=ContentFile(files.PDF, "report.pdf"))
    document.save()
    address = reverse("wagtaildocs:edit", args=[document.pk])
    words = {"title": "Report", "language": "", **its_collection()}
    response = editor_client.post(address, words | {"file": upload(data, name)})
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    document.refresh_from_db()
    with document.open_file() as file:
        assert file.read() == files.PDF


@pytest.mark.parametrize("what", REFUSED_PICTURES)
def test_the_file_of_a_picture_is_replaced_by_no_other_kind(editor_client, what):
    image = get_image_model().objects.create(title="Old", file=upload(files.picture("PNG")))
    data, name = REFUSED_PICTURES[what]
    response = editor_client.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": "New", "file": upload(data, name), **its_collection(), **NO_FOCAL_POINT},
    )
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert files.opened(stored()).format == "PNG"


PLANTED = b"<html><script>planted()</script>"
# Pictures that are web pages, too: a browser that went by the content could take them for one.
TWO_KINDS = {
    "JPEG with a page behind it": files.picture("JPEG") + PLANTED,
    "PNG with a page behind it": files.picture("PNG") + PLANTED,
    "GIF with a page behind it": files.picture("GIF") + PLANTED,
    "WebP with a page behind it": files.picture("WEBP") + PLANTED,
    "JPEG with a page as its comment": (
        files.picture("JPEG")[:2]
        + b"\xff\xfe"
        + (len(PLANTED) + 2).to_bytes(2, "big")
        + PLANTED
        + files.picture("JPEG")[2:]
    ),
    "GIF with a page as its comment": (
        files.picture("GIF")[:-1] + b"!\xfe" + bytes([len(PLANTED)]) + PLANTED + b"\x00;"
    ),
    "JPEG with an archive behind it": files.picture("JPEG") + files.packed({"a.txt": PLANTED}),
}


@pytest.mark.parametrize("what", TWO_KINDS)
def test_a_picture_that_is_something_else_too_is_stored_as_a_picture_only(editor_client, what):
    assert add_by_form(editor_client, upload(TWO_KINDS[what], "photo.jpg")).status_code == 302
    assert b"planted" not in stored()
    rendition = get_image_model().objects.get().get_rendition("width-50")
    with rendition.file.open() as file:
        assert b"planted" not in file.read()


def test_the_hook_needs_no_migration():
    """The stored column is Wagtail's own; only what happens on the way in is ours."""
    for model in (get_image_model(), get_document_model()):
        _name, path, _args, options = model._meta.get_field("file").deconstruct()
        assert path.startswith(("wagtail.images.models", "django.db.models"))
        assert "validators" not in options
