"""A translation that comes back as a PO file: looked at before localize reads it (traps L14).

Localize 1.14.5 answers a file without its header, and one that is no text, with a failure of the
server, and a request without any file likewise.
"""

import polib
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.views.edit_translation import upload_pofile

# By it localize knows for which translation the file was made.
HEADER = "X-WagtailLocalize-TranslationID"
# The longest page in all its strings, with their originals, is a tenth of it.
MOST_BYTES = 5 * 1024 * 1024


@require_POST
def upload(request, translation_id: int):
    """Take the file, or say what is wrong with it on the screen from which it came."""
    problem = _problem(request.FILES.get("file"))
    if not problem:
        return upload_pofile(request, translation_id)
    messages.error(request, problem)
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def _problem(file) -> str:
    """A sentence for the translator; nothing where the file can be read."""
    if file is None:
        return _("Choose a PO file first.")
    if file.size > MOST_BYTES:
        return _("This file is too big for a translation.")
    try:
        text = file.read().decode()
        file.seek(0)
    except UnicodeDecodeError:
        return _("This is no PO file, or it was not saved as UTF-8.")
    # With a line in front, polib cannot take the text for the name of a file on this machine.
    text = "# \n" + text
    try:
        catalogue = polib.pofile(text)
    except (OSError, ValueError, LookupError, AttributeError, RecursionError):  # polib's ways
        return _("This is no PO file, or it was not saved as UTF-8.")
    if not catalogue.metadata.get(HEADER):
        return _(
            "This PO file does not say for which translation it was made. Download the file of "
            "this translation anew, and copy what you wrote into it."
        )
    return ""
