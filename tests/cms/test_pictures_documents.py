"""What is refused as a document, whatever it is called, and what is welcome."""

import io
import zipfile
import zlib

import pytest
from django.conf import settings as project_settings
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.pictures.documents import check_document, document_kind
from tests.cms import picture_files as files


def packed_objects(objects: bytes) -> bytes:
    """Objects of a PDF in a compressed stream."""
    packed = zlib.compress(objects)
    return b"2 0 obj << /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream"


FETCHING = (
    b'<Relationships><Relationship Id="r" TargetMode="External" Target="http://x.example/t.dotm" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    b"</Relationships>"
)
LINKING = FETCHING.replace(b"attachedTemplate", b"hyperlink")

WELCOME = {
    "report.pdf": files.PDF,
    "report.PDF": files.PDF,
    # Of what stands in a picture's bytes, nothing is a name.
    "pictures.pdf": files.PDF + b"3 0 obj << >>\nstream\n\x00/JS /Launch \nendstream",
    "objects.pdf": files.PDF + packed_objects(b"<< /Type /Page >>"),
    "links.docx": files.office("word", {"word/_rels/document.xml.rels": LINKING}),
    "text.docx": files.office("word"),
    "table.xlsx": files.office("xl"),
    "slides.pptx": files.office("ppt"),
    "text.odt": files.opendocument("text"),
    "table.ods": files.opendocument("spreadsheet"),
    "slides.odp": files.opendocument("presentation"),
    "letter.rtf": files.RTF,
    "notes.txt": "Громада, Härnösand, Chișinău\r\n".encode(),
    "old notes.txt": "Громада".encode("cp1251"),
    "unicode.txt": "Громада".encode("utf-16"),
    "people.csv": b"name;place\nlibrary;Rivne\n",
}

REFUSED = {
    "a web page": ("page.html", files.HTML),
    "a web page called PDF": ("report.pdf", files.HTML),
    "a web page called text": ("notes.txt", b"\n \n" + files.HTML),
    "a script inside a text": ("notes.csv", b"name,place\n<script>alert(1)</script>"),
    "a web page in UTF-16 called text": ("notes.txt", "<html>".encode("utf-16")),
    "SVG called text": ("notes.txt", files.SVG),
    "SVG": ("drawing.svg", files.SVG),
    "a web page before a PDF": ("report.pdf", files.HTML + files.PDF),
    "a Windows program called PDF": ("report.pdf", b"MZ\x90\x00" + b"\x00" * 60),
    "a Linux program called text": ("notes.txt", b"\x7fELF\x02\x01\x01\x00"),
    "a shell script called text": ("notes.txt", b"#!/bin/sh\nrm -rf /\n"),
    "an archive": ("all.zip", files.packed({"a.txt": b"a"})),
    "an archive called Word": ("text.docx", files.packed({"a.txt": b"a"})),
    "a Java program called Word": ("text.docx", files.packed({"META-INF/MANIFEST.MF": b""})),
    "Word with macros": ("text.docx", files.office("word", {"word/vbaProject.bin": b""})),
    "OpenDocument of another kind": ("text.odt", files.opendocument("database")),
    "two office files in one": ("text.docx", files.office("word", {"xl/workbook.xml": b""})),
    "a picture called PDF": ("photo.pdf", files.picture("JPEG")),
    "a broken archive": ("text.docx", files.office("word")[:80]),
    "nothing at all": ("report.pdf", b""),
    "a PDF without a name": ("report", files.PDF),
    "Excel with macros of version 4": ("t.xlsx", files.office("xl", {"xl/macrosheets/s.xml": b""})),
    "Word with a packed object": ("t.docx", files.office("word", {"word/oleObject1.bin": b""})),
    "Word that fetches its template": (
        "t.docx",
        files.office("word", {"word/_rels/settings.xml.rels": FETCHING}),
    ),
    "RTF with a packed object": ("t.rtf", files.RTF + b"{\\object{\\*\\objdata 0105}}"),
    "RTF that fetches its template": ("t.rtf", files.RTF + b"{\\*\\template http://x.example/}"),
    "PDF with a script": ("r.pdf", files.PDF + b"<< /S /JavaScript /JS (app.alert(1)) >>"),
    "PDF with a script in other letters": ("r.pdf", files.PDF + b"<< /J#53 (app.alert(1)) >>"),
    "PDF that starts a program": ("r.pdf", files.PDF + b"<< /S /Launch /F (x.exe) >>"),
    "PDF with a file inside": ("r.pdf", files.PDF + b"<< /Names << /EmbeddedFiles 1 0 R >> >>"),
    "PDF with a packed script": ("r.pdf", files.PDF + packed_objects(b"<< /S /JavaScript >>")),
    "PDF that unpacks to too much": ("r.pdf", files.PDF + packed_objects(bytes(51 * 1024 * 1024))),
}


@pytest.mark.parametrize("name", WELCOME)
def test_readers_formats_are_welcome(name):
    check_document(WELCOME[name], name)


def test_every_accepted_ending_is_tested_above():
    endings = {name.rpartition(".")[2].lower() for name in WELCOME}
    assert endings == set(project_settings.WAGTAILDOCS_EXTENSIONS)


@pytest.mark.parametrize("what", REFUSED)
def test_refused_by_content(what):
    name, data = REFUSED[what]
    with pytest.raises(ValidationError):
        check_document(data, name)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("page.html", files.HTML, "Save it as PDF"),
        ("report.pdf", files.office("word"), "something else (DOCX)"),
        ("report.txt", files.PDF, "something else (PDF)"),
        ("report.pdf", b"", "empty"),
    ],
)
def test_the_refusal_says_what_to_do(name, data, words):
    with pytest.raises(ValidationError) as refused:
        check_document(data, name)
    assert words in refused.value.messages[0]


def test_a_document_that_is_too_big_is_refused_with_the_limit(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024
    with pytest.raises(ValidationError, match="The limit is"):
        check_document(files.PDF + b" " * 2048, "report.pdf")


@given(
    start=st.sampled_from([*WELCOME.values(), b"PK\x03\x04"]),
    cut=st.integers(0, 300),
    junk=st.binary(max_size=100),
)
def test_no_file_however_broken_is_more_than_refused(start, cut, junk):
    kind = document_kind(start[:cut] + junk)
    assert kind is None or kind in {*project_settings.WAGTAILDOCS_EXTENSIONS, "text"}


def test_an_office_file_that_unpacks_to_more_than_any_real_one_is_refused():
    output = io.BytesIO(files.office("word"))
    with (
        zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/media/bomb.bin", "w") as part,
    ):
        for _ in range(51):
            part.write(bytes(10 * 1024 * 1024))
    assert len(output.getvalue()) < 1024 * 1024
    assert document_kind(output.getvalue()) is None
    many = files.office("word", {f"word/{number}": b"" for number in range(10_001)})
    assert document_kind(many) is None


def test_a_file_that_carries_more_is_told_apart_from_one_of_another_kind():
    with pytest.raises(ValidationError, match="carries more than its text"):
        check_document(files.PDF + b"<< /S /JavaScript >>", "report.pdf")
