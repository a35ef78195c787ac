"""What search knows: one row for each live page in each language, and the words of each site.

The rows are the text; what finds it is made by the database beside them (migration 0002): a
full-text table on SQLite, two generated columns with their indexes on PostgreSQL. Both follow
every change of a row by themselves.
"""

from django.db import models
from wagtail.models import Page


class SearchEntry(models.Model):
    """A page that readers can find, as it was published.

    ``…_forms`` are the words of title, lead and text by their base forms, one for each word and in
    their order, so that the place of a word found is known without reading the text again.
    ``weaker_forms`` are the same words once each, with and without marks on letters. ``scopes``
    name the sites and languages that offer the page (``home/search/scopes.py``).
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="search_entry")
    root_path = models.CharField(
        max_length=255, blank=True, help_text="Tree path of the owner; empty for shared pages."
    )
    language = models.CharField(max_length=8)
    original_language = models.CharField(max_length=8, blank=True)
    translation_key = models.UUIDField(db_index=True)
    scopes = models.TextField(blank=True)
    title = models.CharField(max_length=255)
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    title_forms = models.TextField(blank=True)
    lead_forms = models.TextField(blank=True)
    text_forms = models.TextField(blank=True)
    weaker_forms = models.TextField(blank=True)
    date = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=5, blank=True)

    # No use of the page that an editor should hear of.
    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word of the live pages of one site in one language, to suggest for a mistyped one."""

    scope = models.CharField(max_length=60)
    word = models.CharField(max_length=60)
    shown = models.CharField(max_length=60, help_text="As a page writes it: names keep a capital.")
    length = models.PositiveSmallIntegerField()
    pages = models.IntegerField(help_text="On how many pages it stands.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "word"], name="one_word_a_scope")]
        indexes = [models.Index(fields=["scope", "length", "-pages"], name="words_by_length")]

    def __str__(self):
        return self.word
