"""What a list asks of a story, beside the story itself: so that an index answers, in order.

Section, language and first publication of a page are kept in Wagtail's own table, its date in
ours; no index reaches over two tables, and a list of 10,000 would be sorted for its first twelve.
"""

from django.db import models
from wagtail.models import Page
from wagtail.signals import post_page_move

from partners.tree import STEP_LENGTH


class ListedMixin(models.Model):
    """A dated page that stands in a list of its section. Stands before ``Page`` in the bases.

    The three fields follow the page at every save and move and are written nowhere else. They are
    no foreign keys: a list is no use of the page that editors should hear of.
    """

    section = models.BigIntegerField(
        null=True, editable=False, help_text="Id of the page above: the index that lists it."
    )
    listed_language = models.CharField(max_length=8, editable=False, default="")
    told_at = models.DateTimeField(
        null=True, editable=False, help_text="When readers could first read it."
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self.set_list()
        return super().save(*args, **kwargs)

    def set_list(self) -> None:
        """Bring what lists ask to what the page says: one query."""
        self.section = section_of(self.path)
        self.listed_language = self.locale.language_code
        self.told_at = self.first_published_at


def list_indexes(name: str) -> list[models.Index]:
    """The indexes that lists of one model read: newest first by date, and as they were told."""
    return [
        models.Index(fields=["section", "-date", "-page_ptr"], name=f"{name}_section_date"),
        models.Index(fields=["listed_language", "-date", "-page_ptr"], name=f"{name}_lang_date"),
        models.Index(fields=["section", "-told_at", "-page_ptr"], name=f"{name}_section_told"),
        models.Index(fields=["listed_language", "-told_at", "-page_ptr"], name=f"{name}_lang_told"),
    ]


def kind_indexes(name: str) -> list[models.Index]:
    """The indexes that lists of one kind read: there may be three pilots among 10,000 stories."""
    return [
        models.Index(fields=["section", "kind", "-date", "-page_ptr"], name=f"{name}_section_kind"),
        models.Index(
            fields=["listed_language", "kind", "-date", "-page_ptr"], name=f"{name}_lang_kind"
        ),
    ]


def section_of(path: str) -> int | None:
    """Id of the page above the one with this tree path."""
    above = path[:-STEP_LENGTH]
    return Page.objects.filter(path=above).values_list("pk", flat=True).first()


def connect() -> None:
    """Follow moved pages; called once, when the app is ready."""
    post_page_move.connect(_moved, dispatch_uid="listed_moved")


def _moved(sender, instance, parent_page_after, **kwargs):
    """A story moved by itself. Of a section that moves, the stories keep their section."""
    if issubclass(sender, ListedMixin):
        sender.objects.filter(pk=instance.pk).update(section=parent_page_after.pk)
