"""Choosing a story of another partner for one's own front page: what readers have, and no draft.

The one place in the admin where a partner's people see what is another's. Titles, dates and names
of owners only, as every reader can read them; nothing leads to its form.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    ChosenResponseMixin,
)
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Site
from wagtail.permissions import policy_registry

from cms.language.locales import language_name
from home.models import FrontPageSections
from partners.access.arguments import SITE, WORD
from partners.access.references import number
from partners.access.verdicts import objects
from partners.models import Partner
from partners.scoping import visit_for_host
from stories.network_news import may_be_chosen

NAMES = ("network_story_choose", "network_story_results", "network_story_chosen")


class NetworkStoryChooser(BaseChooser):
    """The field on the screen of one partner's front page."""

    model = "stories.StoryPage"
    icon = "doc-full-inverse"
    choose_one_text = _("Choose a story")
    choose_another_text = _("Choose another story")
    show_edit_link = False

    def __init__(self, partner: Partner | None = None, **kwargs):
        self.partner = partner
        super().__init__(**kwargs)

    def get_chooser_modal_url(self):
        return reverse(NAMES[0], args=[self.partner.site_id])

    def get_instance(self, value):
        """What may be chosen and nothing else: of a draft that was sent, no title comes back."""
        return may_be_chosen(self.partner).filter(pk=number(value)).first() if value else None

    def get_display_title(self, instance):
        return instance.title

    def get_value_data_from_instance(self, instance):
        return {"id": instance.pk, "edit_url": "", "title": self.get_display_title(instance)}


class _OfOneSite:
    """Asks whether the person may arrange the front page of the site that the address names."""

    model = "stories.StoryPage"

    def dispatch(self, request, *args, site_id: int, **kwargs):
        site = get_object_or_404(Site.objects.filter(partner__isnull=False), pk=site_id)
        policy = policy_registry.get_by_type(FrontPageSections)
        if not policy.user_has_permission_for_instance(request.user, "change", site):
            raise PermissionDenied
        self.partner = site.partner
        return super().dispatch(request, *args, **kwargs)

    def stories(self):
        return may_be_chosen(self.partner)


class _Words(BaseFilterForm):
    q = forms.CharField(label=_("Words of the title"), required=False)

    def filter(self, objects):
        words = self.cleaned_data.get("q", "").strip()
        self.is_searching, self.search_query = bool(words), words
        return objects.filter(title__icontains=words) if words else objects


class _Stories(_OfOneSite, BaseChooseView):
    ordering = ("-told_at", "-pk")
    filter_form_class = _Words
    page_title = _("Choose a story of another partner")
    icon = "doc-full-inverse"
    is_multiple_choice = False
    preserve_url_parameters: list[str] = []
    can_create = staticmethod(lambda: False)

    def get_object_list(self):
        visit = visit_for_host(self.partner.site.hostname)
        return visit.naming_owners(self.stories()).select_related("locale")

    def get_results_url(self):
        return reverse(NAMES[1], args=[self.partner.site_id])

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "title",
                label=_("Title"),
                accessor="title",
                get_url=lambda story: reverse(NAMES[2], args=[self.partner.site_id, story.pk]),
                link_attrs={"data-chooser-modal-choice": True},
            ),
            Column("owner", label=_("Partner"), accessor="owner_short_name"),
            Column(
                "language",
                label=_("Language"),
                accessor=lambda story: language_name(story.language),
            ),
        ]


class ChooseView(ChooseViewMixin, _Stories):
    """The window with the list, newest first."""

    creation_tab_label = create_action_label = ""


class ResultsView(ChooseResultsViewMixin, _Stories):
    """The list alone, after a search or on its next page."""


class ChosenView(_OfOneSite, ChosenResponseMixin, View):
    """What the field shows of the story that was pressed; 404 for what readers do not have."""

    def get(self, request, pk: int):
        story = self.stories().filter(pk=pk).first()
        if story is None:
            raise Http404
        return self.get_chosen_response(story)

    def get_display_title(self, instance):
        return instance.title

    def get_edit_item_url(self, instance):
        return ""


def addresses() -> list:
    """For the admin's addresses."""
    base = "front-page-story/<int:site_id>/"
    return [
        path(base, ChooseView.as_view(), name=NAMES[0]),
        path(f"{base}results/", ResultsView.as_view(), name=NAMES[1]),
        path(f"{base}<int:pk>/", ChosenView.as_view(), name=NAMES[2]),
    ]


def register_verdicts() -> None:
    """Called once, from the AppConfig."""
    why = "What readers of the network have, for who arranges the front page of an own site."
    objects(*NAMES[:2], why=why, site_id=SITE)
    objects(NAMES[2], why=f"{why} The view looks the story up among those.", site_id=SITE, pk=WORD)
