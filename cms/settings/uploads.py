"""What editors may upload, and what becomes of it. Sizes in bytes, one reason a setting.

The limits are the same on every path (form, many at once, chooser, command): cms.pictures reads
them from here, and so do Wagtail's own forms and the scripts on its upload screens.
"""

MEGABYTE = 1024 * 1024

# --- Pictures -----------------------------------------------------------------------------
# A 48-megapixel JPEG of a telephone is 12 to 18 MB.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * MEGABYTE
# Width × height. «50 megapixel» telephones make up to 50.4 million; decoded, 52 million are
# 160 MB of memory, and the worker holds up to three such at once.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 52_000_000
# Names that the upload screen lets through before sending. The server looks at the content, not
# at the name. SVG is missing on purpose: it can carry scripts.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "heif", "gif"]
# Says the limit and the way out in our words, and checks the content.
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.pictures.forms.PictureForm"
# Photographs at these widths look as they should, and readers on mobile data pay for each byte.
WAGTAILIMAGES_AVIF_QUALITY = 60
# The fallback for browsers without AVIF, so small before perfect.
WAGTAILIMAGES_JPEG_QUALITY = 76
# Admin previews are made while the editor waits: WebP encodes faster than AVIF and keeps
# transparency. (HEIC is not named: it is stored as JPEG.)
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp"}
# Editors set the focal point; nothing looks for faces in partners' pictures.
WAGTAILIMAGES_FEATURE_DETECTION_ENABLED = False

# --- Documents ----------------------------------------------------------------------------
# A long report with pictures; larger ones are unkind to readers on mobile data.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * MEGABYTE
# What readers can open without paying. No archives: their content cannot be promised. No HTML,
# SVG or macro formats: they can carry scripts.
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "pptx", "odp", "txt", "csv", "rtf"]
# Through the view, never as a file of its own: the owner check sits there.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Fixed here, so that the operating system's table of types has no say in it.
WAGTAILDOCS_CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "rtf": "application/rtf",
}
# Readers save a document and open it in a program of their own: no file of somebody else's runs
# in a viewer on a partner's host, and a telephone does not lose the page in one.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
# Nothing inside a served document may load or run.
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = True
# Which partner owns a document decides who gets it; passwords on collections would be a second,
# weaker door.
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

# --- Files on disk ------------------------------------------------------------------------
# Originals are not public: readable by the product and its group, not by other accounts.
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
