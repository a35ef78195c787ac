"""The body of every page: one stream of named blocks."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.lists import FactListBlock, LinkCardsBlock, StepsBlock
from home.blocks.media import CaptionedImageBlock, DocumentListBlock, GalleryBlock, VideoCardBlock
from home.blocks.text import CallOutBlock, HeadingBlock, ParagraphBlock, QuoteBlock


class RetentionBlock(blocks.StaticBlock):
    """How long what is stored is kept: the figures that the schedule itself deletes by."""

    class Meta:
        icon = "time"
        label = _("How long data is kept")
        admin_text = _("Shows the periods after which stored data is deleted, from the settings.")
        template = "blocks/retention.html"
        preview_value = None
        description = _("The periods after which stored data is deleted; never typed by hand.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["keep_days"] = settings.KEEP_DAYS
        return context


class BodyBlock(blocks.StreamBlock):
    """What a page can be made of."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    image = CaptionedImageBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    facts = FactListBlock()
    steps = StepsBlock()
    callout = CallOutBlock()
    documents = DocumentListBlock()
    links = LinkCardsBlock()
    video = VideoCardBlock()
    retention = RetentionBlock()

    class Meta:
        label = _("Content")
        required = False
