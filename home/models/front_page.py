"""What a partner's front page shows below its words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from home.front_page_form import FrontPageForm


@register_setting(icon="home", order=230)
class FrontPageSections(BaseSiteSetting):
    """Which sections stand on the partner's front pages, in what order, with how many entries.

    Rows in one field and no table: read together with the partner, they cost a reader's page no
    query. The chosen story is the one thing of another partner that a partner may name: it is
    live, stays theirs in address and words, and is gone from here when they take it down
    (partners/access/bounds.py).
    """

    # Not told as a use of the page: its owner's screens would name somebody else's settings.
    wagtail_reference_index_ignore = True

    sections = models.JSONField(
        default=list,
        help_text="Rows of name, shown and size, in order. Empty: the order of the house.",
    )
    chosen_story = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("a story of another partner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    edit_handler = ObjectList(
        [
            FieldPanel(
                "sections",
                heading=_("Below the words of the front page"),
                help_text=_(
                    "Drag the sections into order, or move them with the arrows; only ticked ones "
                    "are shown. A section with nothing to show is left out by itself. It is the "
                    "same in every language; the words at the top you write on the front page "
                    "itself."
                ),
            ),
            FieldPanel(
                "chosen_story",
                help_text=_(
                    "It stands first in the section “From the network”, in the reader’s language "
                    "if it has been translated. It stays its owner’s: the link leads to their "
                    "site, and if they withdraw it, it leaves your front page by itself."
                ),
            ),
        ],
        base_form_class=FrontPageForm,
    )

    class Meta:
        verbose_name = _("what the front page shows")
