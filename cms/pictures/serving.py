"""The only address under which anyone gets a picture: a prepared size, never an original.

Originals, documents and waiting uploads lie in the same storage, in folders of their own. This
view answers for the folder of the prepared sizes, for that of the partners' cards, and for no
folder inside them.

    path("media/<path:path>", serve_rendition, name="rendition")
"""

import re
from datetime import UTC

from django.http import FileResponse, Http404, HttpResponseNotModified
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model

CONTENT_TYPES = {
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
}
# «images/» is where Wagtail stores prepared sizes; originals are in «original_images/». «cards/»
# holds what other services show of a link (partners/cards.py): PNG and nothing else.
SAFE_PATH = re.compile(
    r"(?:images/[A-Za-z0-9_-][A-Za-z0-9._-]*|cards/[a-z0-9-]+\.[0-9a-f]{8}(?=\.png\Z))\.([a-z]+)",
    re.ASCII,
)
# Opened as a page of its own, a file loads and runs nothing, and is nobody's origin.
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
# The name carries a digest of the picture, so its content never changes: browsers may keep it a
# year. Shared caches ask again after an hour, so that a picture taken down goes from there.
CACHE_CONTROL = "public, max-age=31536000, s-maxage=3600, immutable"


@require_safe
def serve_rendition(request, path: str):
    """A prepared size or a card, by its path in the storage («images/…»). 404 for anything else."""
    safe = SAFE_PATH.fullmatch(path)
    if safe is None or safe[1] not in CONTENT_TYPES:
        raise Http404
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    try:
        changed = int(storage.get_modified_time(path).astimezone(UTC).timestamp())
        file = storage.open(path, "rb")
    except (OSError, ValueError) as error:
        raise Http404 from error
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if since is not None and changed <= since:
        file.close()
        response = HttpResponseNotModified()
    else:
        response = FileResponse(file, content_type=CONTENT_TYPES[safe[1]])
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = FILE_POLICY
    response["Last-Modified"] = http_date(changed)
    response["Cache-Control"] = CACHE_CONTROL
    return response
