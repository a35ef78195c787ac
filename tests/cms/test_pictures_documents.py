"""What is refused as a document, whatever it is called, and what is welcome."""

import pytest
from django.conf import settings as project_settings
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.pictures.documents import check_document, document_kind
from tests.cms import picture_files as files

WELCOME = {
    "report.pdf": files.PDF,
    "report.PDF": files.PDF,
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
