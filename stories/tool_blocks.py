"""Blocks of a tool: goals, materials, steps, and files to download."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from home.blocks.labels import FieldLabels
from home.blocks.text import LineBlock, OptionalTitleBlock, TitleBlock
from stories.tool_words import minutes_words
from stories.vocabularies import PaperSize

LONGEST_STEP = 7 * 24 * 60  # minutes


class GoalBlock(blocks.CharBlock):
    """One thing that is different afterwards."""

    class Meta:
        icon = "tick"
        label = _("Goal")
        preview_value = "Neighbours know each other by name"
        description = _("One thing that is different afterwards.")

    def __init__(self, **kwargs):
        super().__init__(max_length=200, **kwargs)


class GoalsBlock(blocks.StreamBlock):
    """What a tool is used for."""

    item = GoalBlock()

    class Meta:
        label = _("Goals")
        required = False


class MaterialBlock(blocks.CharBlock):
    """One thing that must be there, with how many of it."""

    class Meta:
        icon = "list-ul"
        label = _("Material")
        preview_value = "Paper, one sheet for each table"
        description = _("One thing that must be there, with how many of it.")

    def __init__(self, **kwargs):
        super().__init__(max_length=200, **kwargs)


class MaterialsBlock(blocks.StreamBlock):
    """What must be there."""

    item = MaterialBlock()

    class Meta:
        label = _("Materials")
        required = False


class MinutesBlock(blocks.IntegerBlock):
    """How long a step takes, in minutes."""

    class Meta:
        icon = "time"
        label = _("Minutes")

    def __init__(self, **kwargs):
        super().__init__(required=False, min_value=1, max_value=LONGEST_STEP, **kwargs)


class ToolStepValue(blocks.StructValue):
    """A step as templates show it."""

    @property
    def minutes_words(self) -> str:
        """How long it takes, in the reader's language."""
        least, most = self.get("minutes"), self.get("minutes_to")
        return minutes_words(least, most or least)


class ToolStepBlock(FieldLabels, blocks.StructBlock):
    """One step, with the time that it takes. A step without a range leaves ``minutes_to`` empty."""

    title = TitleBlock()
    minutes = MinutesBlock()
    minutes_to = MinutesBlock()
    text = LineBlock(required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        labels = {"minutes_to": _("Minutes, at most (if it varies)")}
        label_format = "{title}"
        value_class = ToolStepValue
        template = "blocks/tool_step.html"
        preview_value = {
            "title": "Talk in rounds",
            "minutes": 45,
            "minutes_to": 80,
            "text": "<p>What happens.</p>",
        }
        description = _("One step: its title, how many minutes it takes, what happens.")

    def clean(self, value):
        cleaned = super().clean(value)
        at_least, at_most = cleaned.get("minutes"), cleaned.get("minutes_to")
        if at_most is not None and (at_least is None or at_most < at_least):
            message = ValidationError(_("At most is less than at least."))
            raise blocks.StructBlockValidationError(block_errors={"minutes_to": message})
        return cleaned


class ToolStepsBlock(blocks.StreamBlock):
    """The steps of a tool in their order."""

    item = ToolStepBlock()

    class Meta:
        label = _("Steps")
        required = False


class PaperSizeBlock(blocks.ChoiceBlock):
    """The paper for which a file is made."""

    choices = PaperSize.choices[1:]

    class Meta:
        icon = "doc-full"
        label = _("Paper size")


class DownloadBlock(FieldLabels, blocks.StructBlock):
    """One file of the library; its own language stands beside it."""

    document = DocumentChooserBlock()
    title = OptionalTitleBlock()
    paper_size = PaperSizeBlock(required=False)

    class Meta:
        icon = "download"
        label = _("File")
        labels = {"document": _("Document"), "title": _("Words of the link")}
        template = "blocks/tool_download.html"
        preview_template = "blocks/previews/tool_download.html"
        preview_value = {"document": None, "title": "Worksheets", "paper_size": "A3"}
        description = _(
            "A document of the library, with the paper on which it is printed. Say its language "
            "in the document itself; add one entry for each language."
        )


class DownloadsBlock(blocks.StreamBlock):
    """The files of a tool, one for each language and paper."""

    item = DownloadBlock()

    class Meta:
        label = _("To download")
        required = False
