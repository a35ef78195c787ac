"""Accounts and media, chosen once: other apps refer to them in their first migration."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from cms.pictures.entrance import accepts_documents, accepts_pictures
from cms.pictures.withdrawn import WithdrawnPictureMixin, WithdrawnRenditionMixin

FOCAL_POINT_FIELDS = (
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


class User(AbstractUser):
    """A person who signs in: editor, translator, network administrator. Readers have no account."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")


@accepts_pictures
class CustomImage(WithdrawnPictureMixin, AbstractImage):
    """A picture in a partner's collection. Alt text belongs to each use of it, not to the file."""

    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who made the picture, as it should be written under it."),
    )

    # No free tags: one vocabulary for five partners would be nobody's.
    admin_form_fields = ("title", "file", "collection", "credit", *FOCAL_POINT_FIELDS)
    # A chooser offers no withdrawn picture, also where one searches in it.
    search_fields = [*AbstractImage.search_fields, index.FilterField("withdrawn_at")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class CustomRendition(WithdrawnRenditionMixin, AbstractRendition):
    """One prepared size and format of a picture: the only form in which readers get it."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]
        # The admin asks whose a picture is by its file (partners/access/pictures.py).
        indexes = [models.Index(fields=["file"], name="rendition_file")]


@accepts_documents
class CustomDocument(AbstractDocument):
    """A file in a partner's collection: served as a download, on its owner's host only."""

    language = models.CharField(
        _("language of the text"),
        max_length=8,
        blank=True,
        help_text=_("Readers see it in the link, before they spend their data on the file."),
    )

    admin_form_fields = ("title", "file", "collection", "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
