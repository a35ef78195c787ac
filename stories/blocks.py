"""Blocks of events: the programme, the questions of a lab, the conclusions."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.lists import StepsBlock
from home.blocks.media import DocumentListBlock
from home.blocks.text import HeadingBlock, LineBlock, ParagraphBlock, QuoteBlock, TitleBlock
from stories.vocabularies import LeftOutReason


class ProgrammeTimeBlock(blocks.TimeBlock):
    """When an item of the programme begins, in the event's own time zone."""

    class Meta:
        icon = "time"
        label = _("Begins at")


class ProgrammeDateBlock(blocks.DateBlock):
    """The day of an item, for events of several days."""

    class Meta:
        icon = "date"
        label = _("Day")


class ProgrammeItemBlock(blocks.StructBlock):
    """One item of an event's programme."""

    day = ProgrammeDateBlock(required=False)
    time = ProgrammeTimeBlock(required=False)
    title = TitleBlock()
    text = LineBlock(required=False)

    class Meta:
        icon = "list-ol"
        label = _("Item")
        template = "blocks/programme_item.html"
        preview_value = {"day": None, "time": None, "title": "Panel", "text": "<p>Who speaks.</p>"}
        description = _("One item of the programme: time, title, and what it is about.")


class ProgrammeBlock(blocks.StreamBlock):
    """The programme of an event, in its order."""

    item = ProgrammeItemBlock()

    class Meta:
        label = _("Programme")
        required = False


class LeftOutDateBlock(blocks.DateBlock):
    """The day on which an occurrence that is left out would begin."""

    class Meta:
        icon = "date"
        label = _("Day")


class LeftOutReasonBlock(blocks.ChoiceBlock):
    """Why, for readers."""

    choices = LeftOutReason.choices[1:]

    class Meta:
        icon = "help"
        label = _("Reason")
        help_text = _("Readers see it beside the date.")


class LeftOutItemBlock(blocks.StructBlock):
    """One date of a series on which it does not take place."""

    date = LeftOutDateBlock()
    reason = LeftOutReasonBlock(required=False)

    class Meta:
        icon = "date"
        label = _("Date")
        label_format = "{date}"
        preview_value = {"date": date(2025, 12, 25), "reason": LeftOutReason.HOLIDAY}
        description = _("A date of the series on which the event does not take place.")


class LeftOutDatesBlock(blocks.StreamBlock):
    """The dates of a series that are left out."""

    item = LeftOutItemBlock()

    class Meta:
        label = _("Dates left out")
        required = False


class QuestionBlock(blocks.CharBlock):
    """One question of a learning lab to the readers of all sites."""

    class Meta:
        icon = "help"
        label = _("Question")
        preview_value = "What helped your street when the power was out?"
        description = _("One question that readers can answer in a few sentences.")

    def __init__(self, **kwargs):
        super().__init__(max_length=300, **kwargs)


class QuestionsBlock(blocks.StreamBlock):
    """What a learning lab asks readers. An answer knows its question by the block's id, which is
    the same in every language."""

    item = QuestionBlock()

    class Meta:
        label = _("Questions")
        required = False
        max_num = 10


class ConclusionsBlock(blocks.StreamBlock):
    """What an event came to: text and documents."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    steps = StepsBlock()
    documents = DocumentListBlock()

    class Meta:
        label = _("Conclusions")
        required = False
