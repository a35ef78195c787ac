"""What editors may upload as documents: by content, and the name must tell the truth about it.

A reader's browser goes by the name, so a web page called «report.pdf» is refused, and so is a
real PDF called «report.txt». Archives and programs are refused, and so are PDF and office files
that carry a script, a macro or another file, fetch something when they are opened, or would
unpack to more than any real one. What is let in is only ever saved by readers, never opened here.
"""

import io
import os
import re
import zipfile
import zlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from cms.pictures.validation import HEAD_SIZE, starts_like_markup

# Where each office format keeps its text (ECMA-376 part 1, §11 to §13).
OFFICE_FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
# The first entry of an OpenDocument file (OpenDocument 1.3 part 2, §3.3).
OPENDOCUMENT_TYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
# Macros (of Excel 4, too), controls, and objects of other programs packed into the file.
MACRO_NAMES = (
    "vbaproject",
    "activex/",
    "basic/",
    "scripts/",
    "macrosheets/",
    "oleobject",
)
# What Word would fetch from elsewhere when the file is opened (ECMA-376 part 1, §9.2).
FETCHED = (b'attachedtemplate"', b'oleobject"', b'subdocument"', b'frame"')
LONGEST_RELATIONS = 1024 * 1024  # bytes of one part that says what belongs to what
# A real office file unpacks to ten times its size; a bomb to a thousand.
MOST_UNPACKED = 500 * 1024 * 1024  # bytes, all parts together
MOST_UNPACKED_OBJECTS = 50 * 1024 * 1024  # bytes, of a PDF
MOST_PARTS = 10_000
# RTF: objects of other programs, and a template from elsewhere.
RTF_ACTIVE = re.compile(rb"\\(?:objdata|objocx|objupdate|objautlink|template)\b")
# PDF 32000-1:2008, 12.6.4 (actions) and 7.11.4 (embedded files): scripts, programs to start, files
# inside the file.
PDF_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])")
PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")  # «/J#53» is «/JS» (7.3.5)
PDF_OBJECTS = re.compile(rb"/ObjStm\b[^\x00]{0,400}?\bstream\r?\n")
LONGEST_OPENDOCUMENT_TYPE = 100  # bytes
PLAIN_TEXT = frozenset(["txt", "csv"])
# Control characters that no text has; tab, line feed, form feed and carriage return are missing.
BINARY = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B}


def document_kind(data: bytes) -> str | None:
    """What these bytes are: «pdf», «docx»…, «text» for plain text, or None for anything else."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        return _packed_kind(data)
    if _is_plain_text(data):
        return "text"
    return None


def carries_more(kind: str, data: bytes) -> bool:
    """Whether a file of this kind has something in it that is no text: a script, another file…

    What a file hides better than this is still only saved by readers, never opened on a site; this
    keeps out what forms, converters and careless copying put in.
    """
    if kind == "pdf":
        return _is_active_pdf(data)
    if kind == "rtf":
        return RTF_ACTIVE.search(data) is not None
    return kind in OFFICE_FOLDERS and _fetches(data)


def _is_active_pdf(data: bytes) -> bool:
    # Between «stream» and «endstream» are pictures and the like: of their bytes, none is a name.
    *streams, rest = data.split(b"endstream")
    objects = b" ".join([*(part.partition(b"stream")[0] for part in streams), rest])
    left = MOST_UNPACKED_OBJECTS
    for start in PDF_OBJECTS.finditer(data):
        end = data.find(b"endstream", start.end())
        try:
            unpacked = zlib.decompressobj().decompress(data[start.end() : end], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        if left <= 0:
            return True
        objects += unpacked
    names = PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), objects)
    return PDF_ACTIVE.search(names) is not None


def _fetches(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for entry in package.infolist():
            if entry.filename.lower().endswith(".rels"):
                with package.open(entry) as part:
                    relations = part.read(LONGEST_RELATIONS).lower().split(b">")
                if any(
                    b'targetmode="external' in relation
                    and any(kind in relation for kind in FETCHED)
                    for relation in relations
                ):
                    return True
    return False


def _packed_kind(data: bytes) -> str | None:
    """The kind of an office file; nothing in it is unpacked but the short name of its type."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                return None
            names = [part.filename.lower() for part in parts]
            if any(part in name for name in names for part in MACRO_NAMES):
                return None
            if "mimetype" in names and names[0] == "mimetype":
                with package.open(package.infolist()[0]) as entry:
                    return OPENDOCUMENT_TYPES.get(entry.read(LONGEST_OPENDOCUMENT_TYPE).strip())
            if "[content_types].xml" not in names:
                return None
            found = [
                kind
                for kind, folder in OFFICE_FOLDERS.items()
                if any(name.startswith(folder) for name in names)
            ]
            return found[0] if len(found) == 1 else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return None


def _is_plain_text(data: bytes) -> bool:
    if starts_like_markup(data[:HEAD_SIZE]) or data.startswith((b"#!", b"MZ")):
        return False
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, as Excel writes «Unicode text»
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return False
        return not starts_like_markup(text[:HEAD_SIZE].encode()) and "\x00" not in text
    return not BINARY.intersection(data)


def check_document(data: bytes, name: str) -> None:
    """Refuse a document that is too big, of a kind not accepted, or not what its name says.

    Raises ValidationError with words for the editor.
    """
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if len(data) > limit:
        raise _too_big(len(data), limit)
    if not data:
        raise ValidationError(
            _("This file is empty. Save it again in the program it came from, and upload that."),
            code="empty",
        )
    accepted = settings.WAGTAILDOCS_EXTENSIONS
    extension = os.path.splitext(name)[1][1:].lower()
    kind = document_kind(data)
    if kind is None or extension not in accepted:
        raise ValidationError(
            _(
                "This kind of file is not accepted. Accepted: %(accepted)s. Save it as PDF and "
                "upload that. Web pages, programs, archives and files with macros are refused, "
                "whatever they are called."
            ),
            code="invalid_document",
            params={"accepted": ", ".join(accepted).upper()},
        )
    if kind != extension and not (kind == "text" and extension in PLAIN_TEXT):
        raise ValidationError(
            _(
                "The name ends in .%(extension)s, but the file is something else (%(kind)s). "
                "Give it its right name, or save it as %(extension_upper)s, and upload that."
            ),
            code="invalid_document_name",
            params={
                "extension": extension,
                "extension_upper": extension.upper(),
                "kind": kind.upper(),
            },
        )
    if carries_more(kind, data):
        raise ValidationError(
            _(
                "This file carries more than its text: a script, another file, or something that "
                "it fetches when it is opened. Print it to PDF again, or export it without, and "
                "upload that."
            ),
            code="document_carries_more",
        )


def check_document_file(file, name: str) -> None:
    """The same for an open file, which is left at its start."""
    limit = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if file.size > limit:
        raise _too_big(file.size, limit)
    file.seek(0)
    data = file.read()
    file.seek(0)
    check_document(data, name)


def validate_document(file) -> None:
    """Validator for a model field: a file that is already stored was checked on its way in."""
    if file and not getattr(file, "_committed", False):
        check_document_file(getattr(file, "file", file), file.name)


def _too_big(size: int, limit: int) -> ValidationError:
    return ValidationError(
        _(
            "This file is too big: %(size)s. The limit is %(limit)s. Save it again with smaller "
            "pictures, or in parts, and upload that."
        ),
        code="file_too_large",
        params={"size": filesizeformat(size), "limit": filesizeformat(limit)},
    )
