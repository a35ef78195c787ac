"""A partner's colours and pattern."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from partners.guarded_forms import GuardedForm
from partners.look import PATTERNS, colour_validator, contrast_problems
from partners.panels import ContrastPanel, LookPreviewPanel
from partners.widgets import ColourInput


@register_setting(icon="view", order=210)
class PartnerLook(BaseSiteSetting):
    """A partner's colours and pattern. Colours that cannot be read are refused."""

    base_form_class = GuardedForm

    accent = models.CharField(
        _("colour on light"),
        max_length=7,
        default="#1f4e79",
        validators=[colour_validator],
        help_text=_("Links, marks and buttons on a light page: #rrggbb."),
    )
    accent_dark = models.CharField(
        _("colour on dark"),
        max_length=7,
        default="#9cc7ee",
        validators=[colour_validator],
        help_text=_("The same on a dark page: #rrggbb."),
    )
    tint = models.CharField(
        _("tint on light"),
        max_length=7,
        default="#eaf1f7",
        validators=[colour_validator],
        help_text=_("The quiet background of bands and cards."),
    )
    tint_dark = models.CharField(
        _("tint on dark"),
        max_length=7,
        default="#182430",
        validators=[colour_validator],
        help_text=_("The same on a dark page: #rrggbb."),
    )
    pattern = models.CharField(
        _("pattern"), max_length=20, choices=PATTERNS, default=PATTERNS[0][0]
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("accent", widget=ColourInput),
                FieldPanel("accent_dark", widget=ColourInput),
                FieldPanel("tint", widget=ColourInput),
                FieldPanel("tint_dark", widget=ColourInput),
            ],
            heading=_("Colours"),
            help_text=_(
                "Readers whose device is set to dark see the two on dark. Colours that cannot be "
                "read are not saved."
            ),
            classname="colours",
        ),
        ContrastPanel(heading=_("Can it be read?")),
        FieldPanel("pattern"),
        LookPreviewPanel(heading=_("How your pages will look")),
    ]

    class Meta:
        verbose_name = _("look")

    def clean(self):
        problems = contrast_problems(self)
        if problems:
            raise ValidationError(problems)
