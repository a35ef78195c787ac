"""Who gets a document: readers on its owner's host, and people who may work with it."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection

from cms.models import CustomDocument
from partners.models import PartnerGroup
from tests.builders import ADMIN_HOST, Editor, Reader


def document(collection: Collection, name: str = "report.pdf") -> CustomDocument:
    """A small file in a collection."""
    words = b"only words"
    content = b"%PDF-1.7\n" + words + b"\n%%EOF\n" if name.endswith(".pdf") else words
    made = CustomDocument(
        title="Report", collection=collection, file=ContentFile(content, name=name)
    )
    made.save()
    return made


@pytest.fixture
def library_collection(db) -> Collection:
    """Where the library's editors keep their files, whatever it is called."""
    group = PartnerGroup.objects.get(partner=None, role="library_editor").group
    collection = group.collection_permissions.first().collection
    collection.name = "Renamed since"
    collection.save()
    return collection


def test_a_document_is_on_its_owners_host_and_on_no_other(rivne):
    own = document(rivne.collection)
    assert Reader("rivne").get(own.url).status_code == 200
    for key in ("cbss", "harnosand", "izolyatsia", "anenii-noi"):
        response = Reader(key).get(own.url)
        assert response.status_code == 404
        assert b"only words" not in response.content


def test_a_document_in_a_folder_below_is_its_partners_too(rivne):
    own = document(rivne.collection.add_child(name="Звіти"))
    assert Reader("rivne").get(own.url).status_code == 200
    assert Reader("cbss").get(own.url).status_code == 404


def test_a_document_of_the_library_is_on_every_partners_host(library_collection):
    shared = document(library_collection)
    for key in ("cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"):
        assert Reader(key).get(shared.url).status_code == 200


def test_a_document_of_nobody_is_on_no_host(db):
    nobodys = document(Collection.get_first_root_node())
    for key in ("cbss", "rivne"):
        assert Reader(key).get(nobodys.url).status_code == 404
    assert Client(HTTP_HOST="unknown.localhost:8000").get(nobodys.url).status_code == 421


def test_on_the_admin_host_only_those_who_may_work_with_it_get_a_document(
    rivne, harnosand, library_collection, django_user_model
):
    own, shared = document(rivne.collection), document(library_collection, "shared.pdf")
    nobody = Client(HTTP_HOST=ADMIN_HOST)
    signed_in = Client(HTTP_HOST=ADMIN_HOST)
    signed_in.force_login(django_user_model.objects.create_user("nobody", password="x"))
    for client in (nobody, signed_in):
        assert client.get(own.url).status_code == 404
        assert client.get(shared.url).status_code == 404
    assert Editor("editor", rivne).get(own.url).status_code == 200
    assert Editor("editor", rivne).get(shared.url).status_code == 200
    assert Editor("editor", harnosand).get(own.url).status_code == 404
    assert Editor("editor", harnosand).get(shared.url).status_code == 200
    assert Editor("administrator").get(own.url).status_code == 200


@pytest.mark.parametrize("name", ["report.pdf", "table.csv", "notes.txt"])
def test_a_document_is_what_its_name_says_and_runs_nothing(rivne, name):
    response = Reader("rivne").get(document(rivne.collection, name).url)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert not response["Content-Type"].startswith(("text/html", "image/svg", "application/xhtml"))
    assert not response.cookies


@pytest.mark.parametrize("name", ["report.pdf", "table.csv", "notes.txt"])
def test_a_document_is_saved_and_never_opened_on_the_site(rivne, name):
    own = document(rivne.collection, name)
    for answered in (Reader("rivne").get(own.url), Editor("editor", rivne).get(own.url)):
        kind, _, rest = answered["Content-Disposition"].partition(";")
        assert kind == "attachment"
        assert own.filename in rest


def test_originals_and_documents_are_no_public_files(rivne):
    own = document(rivne.collection)
    for key in ("rivne", "cbss"):
        assert Reader(key).get(f"/media/{own.file.name}").status_code == 404
        assert Reader(key).get(f"/{own.file.name}").status_code == 404
    assert Reader("rivne").get(own.url.replace("report", "other")).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        'a "report".pdf',
        "a\r\nSet-Cookie: planted=1\r\n.pdf",
        "Звіт «один», Härnösand.pdf",
        "a;filename=page.html;.pdf",
        "a%22%0d%0a.pdf",
        "\u202efdp.html.pdf",
        "x" * 300 + ".pdf",
    ],
)
def test_no_name_of_a_file_says_more_than_its_name(rivne, name):
    own = document(rivne.collection, name)
    assert own.file.name.startswith("documents/")
    response = Reader("rivne").get(own.url)
    assert response.status_code == 200
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename")
    assert disposition.isascii()
    assert disposition.isprintable()
    assert disposition.count('"') == 2
    assert not disposition.rstrip('"').endswith(".html")
    assert response["Content-Type"] == "application/pdf"
    assert not response.cookies
    assert "planted" not in response.headers.get("Set-Cookie", "")
