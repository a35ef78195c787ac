"""What editors may upload as documents: by content, and the name must tell the truth about it.

A reader's browser goes by the name, so a web page called «report.pdf» is refused, and so is a
real PDF called «report.txt». Office files with macros, archives and programs are refused.
"""

import io
import os
import zipfile

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
MACRO_NAMES = ("vbaproject.bin", "activex/", "basic/", "scripts/")
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


def _packed_kind(data: bytes) -> str | None:
    """The kind of an office file; nothing in it is unpacked but the short name of its type."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [name.lower() for name in package.namelist()]
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
