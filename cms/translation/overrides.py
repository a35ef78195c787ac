"""An address that a translator gives in the place of the original's, looked at before it is kept.

Localize 1.14.5 keeps whatever its editor sends for a link in running text or for a block's
address, and nothing asks again before it is live: «javascript:…» would be.
"""

import re

from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from wagtail_localize.models import SegmentOverride

from home.prose import safe_address

# With control characters between the letters, as browsers read it.
RUNS = re.compile(
    r"[\s\x00-\x20]*(?:"
    + "|".join(
        r"[\s\x00-\x20]*".join(f"{word}:")
        for word in ("javascript", "vbscript", "data", "file", "blob", "filesystem")
    )
    + ")",
    re.IGNORECASE,
)


def connect() -> None:
    """Watch localize's table; called once, when the app is ready."""
    pre_save.connect(_before_override, sender=SegmentOverride, dispatch_uid="safe_override")


def _before_override(sender, instance, raw=False, **kwargs):
    """Localize's view turns this error into an answer, and keeps nothing."""
    value = None if raw else instance.data
    # What is no address at all (a number, a sentence with a colon) is not ours to judge.
    if isinstance(value, str) and RUNS.match(value) and safe_address(value) is None:
        raise ValidationError(_("Write an address that begins with https://."))
