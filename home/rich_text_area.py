"""The field in which running text is written: one that holds no word is empty, and all is text."""

import re

from django.core.exceptions import BadRequest
from wagtail.admin.rich_text import DraftailRichTextArea

# What an editor without a word sends: paragraphs with a random key each.
EMPTY = re.compile(r"(?:<p[^>]*>(?:\s|<br\s*/?>)*</p>\s*)+")
# What JSON can carry and text cannot: NUL, and a half of a character that a program cut in two.
NO_TEXT = re.compile("[\0\ud800-\udfff]")


class RichTextArea(DraftailRichTextArea):
    """Wagtail's, but an empty text stays the same empty text, and what is sent can be stored.

    Wagtail 8.0.1 keeps «<p data-block-key="…"></p>», with another key each time, so a form that
    nobody changed counts as changed. A publisher who approved what they had read then made a new
    version, and the page waited for review once more in place of going live.
    """

    def value_from_datadict(self, data, files, name):
        """HTML. Raises BadRequest for what no editor sends: it was written by hand, to try us."""
        try:
            value = super().value_from_datadict(data, files, name)
        except Exception as error:  # whatever its parser met; Wagtail would answer 500
            raise BadRequest(f"{name} is no running text.") from error
        if not value:
            return value
        value = NO_TEXT.sub("", value)
        return "" if EMPTY.fullmatch(value) else value
