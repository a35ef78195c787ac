"""Whose a tool is: its stable code, author, licence, files, and who keeps it up to date."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from stories import licences
from stories.licences import Licence
from stories.tool_blocks import DownloadsBlock

LONGEST_CODE = 255


class ToolOriginMixin(models.Model):
    """Where a tool comes from and what one may do with its material."""

    code = models.CharField(
        _("code"),
        max_length=LONGEST_CODE,
        editable=False,
        default="",
        help_text=_(
            "Names the tool in exports for ever: its first address, whatever its address is today."
        ),
    )
    author = models.CharField(
        _("author"),
        max_length=200,
        blank=True,
        help_text=_("Who made the material: people or an organisation."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=100,
        choices=Licence.choices,
        blank=True,
        help_text=_(
            "Under which the material may be used. Readers see its terms. If the source says "
            "nothing, choose so: then the page may only describe it, in your own words."
        ),
    )
    licence_note = models.CharField(
        _("what else the licence says"),
        max_length=250,
        blank=True,
        help_text=_("What it excludes or asks for besides, in a sentence."),
    )
    changes_made = models.TextField(
        _("changes made"),
        max_length=500,
        blank=True,
        help_text=_("What is different here from the source; most licences ask you to say so."),
    )
    downloads = StreamField(
        DownloadsBlock(),
        verbose_name=_("to download"),
        blank=True,
        help_text=_("Files from the documents of the library; one entry for each language."),
    )
    kept_by = models.ForeignKey(
        "partners.Partner",
        verbose_name=_("kept by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The partner who answers questions about it and keeps it up to date."),
    )
    proposed_by = models.ForeignKey(
        "partners.Partner",
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The partner who wrote it for the library; readers see the name."),
    )
    reviewed_on = models.DateField(
        _("reviewed on"),
        null=True,
        blank=True,
        help_text=_("When somebody last read it through and found it right."),
    )

    origin_panels = [
        FieldPanel("downloads"),
        MultiFieldPanel(
            [
                FieldPanel("author"),
                FieldPanel("source_label"),
                FieldPanel("source_url"),
                FieldPanel("licence"),
                FieldPanel("licence_note"),
                FieldPanel("changes_made"),
            ],
            heading=_("Source and licence"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kept_by"), FieldPanel("reviewed_on")]),
                FieldPanel("proposed_by"),
            ],
            heading=_("Who keeps it"),
        ),
    ]
    origin_translatable_fields = [
        SynchronizedField(name)
        for name in ("code", "licence", "kept_by", "proposed_by", "reviewed_on")
    ]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is None:
            self.set_code()
        return super().save(*args, **kwargs)

    def set_code(self) -> None:
        """Give the tool its code: that of its other versions, else its address.

        It follows the address until the tool was published for the first time. A version that was
        kept before tools had codes brings none back: the one in the database counts.
        """
        kept = (
            type(self)
            .objects.filter(translation_key=self.translation_key)
            .order_by(models.F("first_published_at").asc(nulls_last=True), "pk")
            .values_list("code", "first_published_at")
            .first()
        )
        code, published = kept or ("", None)
        self.code = code if code and published else self._free_code()

    def _free_code(self) -> str:
        """The address, or with a number where another tool had that address before."""
        others = type(self).objects.exclude(translation_key=self.translation_key)
        taken = set(others.filter(code__startswith=self.slug).values_list("code", flat=True))
        code, number = self.slug, 2
        while code in taken:
            code, number = f"{self.slug}-{number}", number + 1
        return code

    def missing_in_origin(self) -> dict[str, ValidationError]:
        """Field → what must be known of the material before it may be shown."""
        missing = {}
        if self.licence not in Licence.values:
            missing["licence"] = ValidationError(
                _("Choose the licence; if the source states none, choose that.")
            )
        elif len(self.downloads) and not licences.allows_offering(self.licence):
            missing["downloads"] = ValidationError(
                _(
                    "The source states no licence, so its files cannot be offered: take them "
                    "away, or choose the licence under which they may be."
                )
            )
        return missing

    @property
    def licence_terms(self) -> list:
        """What the licence asks, in sentences."""
        return licences.terms_of(self.licence)

    @property
    def licence_deed(self) -> str:
        """Address of the licence's deed in the reader's language, or nothing."""
        return licences.deed_of(self.licence)
