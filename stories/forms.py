"""The forms in which an editor writes a story or an event."""

from django.core.exceptions import ValidationError

from home.forms import BasePageForm
from partners.access.ownership import partner_of
from stories.vocabularies import PlacePrecision

# A country in which an exact address is a danger: the town is what readers learn, unless an
# editor says otherwise.
CAREFUL_COUNTRIES = {"UA"}


class StoryPageForm(BasePageForm):
    """Knows of the tools that it names, before they are kept: a pilot needs one."""

    def clean(self):
        rows = self.formsets.get("tools_used")
        if rows is not None:
            rows.is_valid()
            deleted = rows.deleted_forms if rows.is_bound else []
            self.instance.tools_sent = sum(
                bool(getattr(row, "cleaned_data", {}).get("tool"))
                for row in rows.forms
                if row not in deleted
            )
        return super().clean()


class EventPageForm(BasePageForm):
    """A new event starts with the partner's country and zone, and with a safe precision.

    Its address may not be that of a joint event, nor a joint event's that of anybody's own.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk or self.is_bound or self.parent_page is None:
            return
        partner = partner_of(self.parent_page)
        if partner is None:
            return
        self.initial["time_zone"] = partner.time_zone
        self.initial["country"] = partner.country
        self.initial["place_precision"] = (
            PlacePrecision.CITY if partner.country in CAREFUL_COUNTRIES else PlacePrecision.EXACT
        )

    def clean(self):
        cleaned = super().clean()
        # A page with a place in the tree asks by itself; a new one has none yet.
        if not self.instance.path and self.parent_page is not None and cleaned.get("slug"):
            self.instance.slug = cleaned["slug"]
            try:
                self.instance.check_slug_below(self.parent_page)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned
