"""Pictures and documents stay in their partner's collection, and there are no free tags."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.builders import Editor
from tests.cms.picture_files import picture
from tests.partners.access.test_integrity import document_of, image_of

KINDS = {
    "images": (image_of, get_image_model),
    "documents": (document_of, get_document_model),
}


@pytest.fixture(params=["images", "documents"])
def kind(request):
    return request.param


def address_of(kind, own) -> str:
    return f"/admin/images/{own.pk}/" if kind == "images" else f"/admin/documents/edit/{own.pk}/"


def upload(kind):
    if kind == "images":
        return SimpleUploadedFile("nova.jpg", picture(), "image/jpeg")
    return SimpleUploadedFile("nova.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_a_file_is_not_moved_into_anothers_collection(role, kind, rivne, harnosand):
    make, model = KINDS[kind]
    own = make(rivne.collection, "nash")
    editor = Editor(role, rivne)
    assert editor.get(address_of(kind, own)).status_code == 200
    form = {"title": "nash", "collection": harnosand.collection_id, "credit": "", "language": ""}
    response = editor.post(address_of(kind, own), form)
    assert response.status_code == 404
    assert model().objects.get(pk=own.pk).collection_id == rivne.collection_id


def test_a_file_is_not_moved_there_in_bulk(kind, rivne, harnosand):
    make, model = KINDS[kind]
    own = make(rivne.collection, "nash")
    label = {"images": "cms/customimage", "documents": "cms/customdocument"}[kind]
    Editor("publisher", rivne).post(
        f"/admin/bulk/{label}/add_to_collection/?id={own.pk}&next=/admin/",
        {"collection": harnosand.collection_id},
    )
    assert model().objects.get(pk=own.pk).collection_id == rivne.collection_id


def test_a_file_is_not_sent_into_anothers_collection(kind, rivne, harnosand):
    _make, model = KINDS[kind]
    editor = Editor("editor", rivne)
    prefix = {"images": "image-chooser-upload", "documents": "document-chooser-upload"}[kind]
    collection = harnosand.collection_id
    before = model().objects.filter(collection=collection).count()
    for address, form in (
        (f"/admin/{kind}/add/", {"title": "x", "file": upload(kind), "collection": collection}),
        (
            f"/admin/{kind}/multiple/add/",
            {"title": "x", "files[]": upload(kind), "collection": collection},
        ),
        (
            f"/admin/{kind}/chooser/create/",
            {
                f"{prefix}-title": "x",
                f"{prefix}-file": upload(kind),
                f"{prefix}-collection": collection,
            },
        ),
    ):
        editor.post(address, form)
    assert model().objects.filter(collection=collection).count() == before


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_nobody_gives_a_file_tags(role, kind, rivne):
    make, model = KINDS[kind]
    own = make(rivne.collection, "nash")
    editor = Editor(role, rivne if role == "editor" else None)
    screen = editor.get(address_of(kind, own)).content.decode()
    assert 'name="tags"' not in screen
    form = {
        "title": "nash-2",
        "collection": rivne.collection_id,
        "credit": "",
        "language": "",
        "tags": "zq-tag",
    }
    assert editor.post(address_of(kind, own), form).status_code == 302
    assert model().objects.get(pk=own.pk).title == "nash-2"
    assert not Tag.objects.exists()


def test_nothing_is_offered_as_a_tag(rivne):
    Tag.objects.create(name="zq-tag", slug="zq-tag")
    assert Editor("editor", rivne).get("/admin/tag-autocomplete/?term=zq").status_code == 404
