"""Blocks with pictures, documents and videos."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from home.blocks.labels import FieldLabels
from home.blocks.lists import DetailBlock
from home.blocks.text import OptionalTitleBlock, TitleBlock


class PictureBlock(FieldLabels, ImageBlock):
    """A picture with alt text for this use, in this language."""

    class Meta:
        icon = "image"
        label = _("Picture")
        labels = {"image": _("Picture")}


class OptionalPictureBlock(PictureBlock):
    """A picture that may be left out."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)


class CaptionedImageBlock(FieldLabels, blocks.StructBlock):
    """A picture with alt text, caption and credit."""

    image = PictureBlock()
    caption = DetailBlock(required=False)
    credit = OptionalTitleBlock()

    class Meta:
        icon = "image"
        label = _("Picture")
        labels = {"caption": _("Caption"), "credit": _("Who made the picture")}
        template = "blocks/captioned_image.html"
        preview_template = "blocks/previews/captioned_image.html"
        preview_value = {
            "image": None,
            "caption": "What the picture shows",
            "credit": "Photographer",
        }
        description = _("One picture with a text for those who cannot see it, and its maker.")


class GalleryItemsBlock(blocks.ListBlock):
    """The pictures of a gallery."""

    def __init__(self, **kwargs):
        kwargs.setdefault("min_num", 2)
        super().__init__(CaptionedImageBlock(), **kwargs)

    class Meta:
        label = _("Pictures")


class GalleryValue(blocks.StructValue):
    """The pictures of a gallery that readers may see."""

    @property
    def shown_items(self) -> list:
        return [item for item in self["items"] if item["image"] and item["image"].is_shown]


class GalleryBlock(blocks.StructBlock):
    """Several pictures of one thing."""

    title = OptionalTitleBlock()
    items = GalleryItemsBlock()

    class Meta:
        icon = "image"
        label = _("Gallery")
        value_class = GalleryValue
        template = "blocks/gallery.html"
        preview_template = "blocks/previews/gallery.html"
        preview_value = {"title": "From the workshop", "items": []}
        description = _("Two or more pictures side by side.")


class ListedDocumentBlock(FieldLabels, blocks.StructBlock):
    """One document; readers see its type, size and language before they open it."""

    document = DocumentChooserBlock()
    title = OptionalTitleBlock()

    class Meta:
        icon = "doc-full"
        label = _("Document")
        labels = {"document": _("Document"), "title": _("Words of the link")}


class DocumentItemsBlock(blocks.ListBlock):
    """The documents of one list."""

    def __init__(self, **kwargs):
        super().__init__(ListedDocumentBlock(), **kwargs)

    class Meta:
        label = _("Documents")


class DocumentListBlock(blocks.StructBlock):
    """Documents to download."""

    title = OptionalTitleBlock()
    items = DocumentItemsBlock()

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        template = "blocks/document_list.html"
        preview_template = "blocks/previews/document_list.html"
        preview_value = {"title": "To download", "items": []}
        description = _("Files to download. Type, size and language stand in the link.")


class VideoLinkBlock(blocks.URLBlock):
    """Where the video is: a page of its provider."""

    class Meta:
        icon = "media"
        label = _("Address of the video")

    def clean(self, value):
        value = super().clean(value)
        if value and not value.startswith("https://"):
            raise ValidationError(_("The address of a video begins with https://."))
        return value


class VideoCardBlock(FieldLabels, blocks.StructBlock):
    """A video as a link: nothing of the provider is loaded before the reader goes there."""

    title = TitleBlock()
    provider = TitleBlock()
    url = VideoLinkBlock()
    image = OptionalPictureBlock()

    class Meta:
        icon = "media"
        label = _("Video")
        labels = {"provider": _("Where the video is shown")}
        template = "blocks/video_card.html"
        preview_value = {
            "title": "Learning Lab II in Płock",
            "provider": "The video's provider",
            "url": "https://cbss.org/rescom",
            "image": None,
        }
        description = _(
            "A picture of yours and a link to the video. Nothing is loaded from the provider until "
            "the reader goes there."
        )
