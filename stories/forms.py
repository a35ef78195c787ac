"""The forms in which an editor writes a story, an event, a tool, or a page beside shared ones."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from home.forms import BasePageForm
from partners.access.ownership import partner_of
from partners.access.rights import keeps_library
from partners.models import Partner
from partners.permission_testers import proposers_below
from partners.scoping import is_shared
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


class MountedPageForm(BasePageForm):
    """A page below an index that shows shared pages too: its address may not be one of theirs,
    nor a shared page's that of anybody's own."""

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


class EventPageForm(MountedPageForm):
    """A new event starts with the partner's country and zone, and with a safe precision; a joint
    one with the zone of the partner at whose house the library is.

    What only a joint event has is asked only in the common library.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        place = self.instance if self.instance.path else self.parent_page
        if place is not None and not is_shared(place):
            for name in self._meta.model.joint_names:
                self.fields.pop(name, None)
        if self.instance.pk or self.is_bound or self.parent_page is None:
            return
        partner = partner_of(self.parent_page)
        if partner is None:
            keeper = Partner.objects.filter(is_library_host=True).first()
            if keeper is not None:
                self.initial["time_zone"] = keeper.time_zone
            return
        self.initial["time_zone"] = partner.time_zone
        self.initial["country"] = partner.country
        self.initial["place_precision"] = (
            PlacePrecision.CITY if partner.country in CAREFUL_COUNTRIES else PlacePrecision.EXACT
        )


class ToolPageForm(BasePageForm):
    """A tool of the library; whoever only proposes writes it in the name of their partner.

    The library's editors may correct whose proposal it was. Nobody else chooses it, unless they
    work for several partners of that language.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposers = []
        if self.for_user is None or keeps_library(self.for_user):
            return
        if self.instance._state.adding and self.parent_page is not None:
            self.proposers = proposers_below(self.for_user, self.parent_page)
        field = self.fields.get("proposed_by")
        if field is not None and len(self.proposers) > 1:
            field.queryset = field.queryset.filter(pk__in=[one.pk for one in self.proposers])
            field.empty_label = None
            self.initial["proposed_by"] = self.proposers[0].pk
        else:
            self.fields.pop("proposed_by", None)

    def clean(self):
        cleaned = super().clean()
        slug, page = cleaned.get("slug"), self.instance
        others = type(page).objects.filter(slug=slug).exclude(translation_key=page.translation_key)
        if slug and others.exists():
            self.add_error(
                "slug" if "slug" in self.fields else None,
                _("Another tool of the library has this address. Choose another."),
            )
        return cleaned

    def save(self, commit=True):
        page = self.instance
        if self.proposers and page.proposed_by not in self.proposers:
            page.proposed_by = self.proposers[0]
        return super().save(commit)
