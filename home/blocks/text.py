"""Blocks made of words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from home.blocks.labels import FieldLabels

# What a block of prose needs and nothing else. Headings are a block of their own, so that their
# order can be checked; pictures are a block, so that each use has its own alt text.
PROSE_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
# In small places a list would be too much.
LINE_FEATURES = ["bold", "italic", "link"]


class HeadingBlock(blocks.CharBlock):
    """A heading inside the text; the page's title is above it."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        preview_value = "What we learned"
        description = _("Divides a long text. Readers of screen readers jump from one to the next.")
        max_length = 120

    def __init__(self, **kwargs):
        super().__init__(max_length=120, **kwargs)


class ParagraphBlock(blocks.RichTextBlock):
    """Running text with links and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/paragraph.html"
        preview_value = "<p>Short paragraphs are read. <b>Bold</b> marks what matters most.</p>"
        description = _("Running text: bold, italic, links and lists.")

    def __init__(self, **kwargs):
        kwargs.setdefault("features", PROSE_FEATURES)
        super().__init__(**kwargs)


class LineBlock(blocks.RichTextBlock):
    """A short text inside another block."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", LINE_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class TitleBlock(blocks.CharBlock):
    """The heading of one block or of one of its items."""

    class Meta:
        icon = "title"
        label = _("Title")

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 160)
        super().__init__(**kwargs)


class OptionalTitleBlock(TitleBlock):
    """A heading that may be left out."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)


class QuotationBlock(blocks.TextBlock):
    """The words themselves, without quotation marks: the page adds those of its language."""

    class Meta:
        icon = "openquote"
        label = pgettext_lazy("of a quotation", "Words")
        help_text = _("Without quotation marks: the page adds those of its language.")


class QuoteBlock(FieldLabels, blocks.StructBlock):
    """Somebody's own words, with who said them and where it was written."""

    text = QuotationBlock()
    attribution = OptionalTitleBlock()
    source = OptionalTitleBlock()

    class Meta:
        icon = "openquote"
        label = _("Quote")
        labels = {
            "attribution": _("Who said it"),
            "source": _("Where it was said or written"),
        }
        template = "blocks/quote.html"
        preview_value = {
            "text": "We are working to further strengthen our local community.",
            "attribution": "Judith van Weelie and Liene Abens",
            "source": "Härnösand Library",
        }
        description = _("Somebody's own words, with who said them and where.")


class CallOutBlock(blocks.StructBlock):
    """Something that a reader must not miss."""

    title = OptionalTitleBlock()
    text = LineBlock()

    class Meta:
        icon = "warning"
        label = _("Call-out")
        template = "blocks/call_out.html"
        preview_value = {"title": "Good to know", "text": "<p>One thing nobody may miss.</p>"}
        description = _("One thing that a reader must not miss. Use it seldom.")
