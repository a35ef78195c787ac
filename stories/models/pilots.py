"""Pilots: a tool of the library is tried in one town, in order to learn from it.

The project is for towns of 10,000 to 100,000 people, so a pilot says how large its town is: others
look for one of their own size.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from stories.vocabularies import PILOT, Population


class PilotMixin(models.Model):
    """A story or an event that may be a pilot: then it names a tool, a town and its size.

    The page has a ``kind`` and a ``place``; it says itself which field names its tools, and whether
    any is named.
    """

    tools_field: str
    names_tool: bool

    population = models.CharField(
        _("how many people live there"),
        max_length=16,
        choices=Population.choices,
        blank=True,
        help_text=_("Of a pilot: others look for a town as large as theirs."),
    )

    pilot_translatable_fields = [SynchronizedField("population")]

    class Meta:
        abstract = True

    @property
    def is_pilot(self) -> bool:
        return self.kind == PILOT

    def missing_in_pilot(self) -> dict[str, ValidationError]:
        """Field → what a pilot still needs before readers get it."""
        if not self.is_pilot:
            return {}
        missing = {}
        if not self.names_tool:
            missing[self.tools_field] = ValidationError(
                _("A pilot tries a tool of the common library: choose which.")
            )
        if not self.place.strip():
            missing["place"] = ValidationError(_("Say in which town the pilot is."))
        if not self.population:
            missing["population"] = ValidationError(
                _(
                    "Say about how many people live in the town, so that others find one like theirs."
                )
            )
        return missing
