"""A translated text is text, by whatever way it comes in: the editor, a file, a command (traps L14).

Localize stores what it is sent. A NUL fails later, where PostgreSQL refuses it or a page is shown;
half of a character fails wherever it is written.
"""

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation

# More than the longest page of this network has in all.
LONGEST = 200_000  # characters
LONGEST_TITLE = Page._meta.get_field("title").max_length


def connect() -> None:
    """Watch localize's tables; called once, when the app is ready."""
    pre_save.connect(_before_text, sender=StringTranslation, dispatch_uid="readable_text")
    pre_save.connect(_before_value, sender=SegmentOverride, dispatch_uid="readable_value")


def check(text: str) -> None:
    """Raises ValidationError for what is no text, or has no end."""
    if len(text) > LONGEST:
        raise ValidationError(_("This text is too long to be kept."))
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise ValidationError(_("This text has characters in it that nobody can read."))


def check_title(title: str) -> None:
    """Raises ValidationError for one that no page has room for."""
    if len(title) > LONGEST_TITLE:
        raise ValidationError(
            _("This title is too long. Characters: %(count)s, at most: %(most)s.")
            % {"count": len(title), "most": LONGEST_TITLE}
        )


def _before_text(sender, instance, raw=False, **kwargs):
    if raw:
        return
    check(instance.data)
    # Localize writes it to the page at once, where PostgreSQL has 255 characters and no more.
    if instance.context is not None and instance.context.path == "title":
        check_title(instance.data)


def _before_value(sender, instance, raw=False, **kwargs):
    if not raw:
        check(instance.data_json.replace("\\u0000", "\0"))
