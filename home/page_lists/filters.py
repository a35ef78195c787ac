"""By what an editor narrows a list of pages: language, and how far a page has come."""

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page, Revision, WorkflowState

DRAFT, REVIEW, LIVE, SCHEDULED = "draft", "review", "live", "scheduled"


class StateFilter(ChoiceFilter):
    """How far pages have come. A live page that is being changed is both live and a draft."""

    def filter(self, queryset, value):
        in_review = Exists(
            WorkflowState.objects.active().filter(
                base_content_type__app_label="wagtailcore",
                base_content_type__model="page",
                object_id=Cast(OuterRef("pk"), CharField()),
            )
        )
        if value == DRAFT:
            return queryset.filter(~in_review, has_unpublished_changes=True)
        if value == REVIEW:
            return queryset.filter(in_review)
        if value == LIVE:
            return queryset.filter(live=True)
        if value == SCHEDULED:
            scheduled = Revision.page_revisions.filter(
                approved_go_live_at__isnull=False,
                object_id=Cast(OuterRef("pk"), CharField()),
            )
            return queryset.filter(Exists(scheduled))
        return queryset


class PageListFilterSet(WagtailFilterSet):
    """Languages by their own names, in the house's order."""

    locale = MultipleChoiceFilter(
        field_name="locale__language_code",
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=CheckboxSelectMultiple,
    )
    state = StateFilter(
        label=_("Status"),
        empty_label=_("All"),
        choices=[
            (DRAFT, pgettext_lazy("state of a page", "draft")),
            (REVIEW, pgettext_lazy("state of a page", "in review")),
            (LIVE, pgettext_lazy("state of a page", "live")),
            (SCHEDULED, pgettext_lazy("state of a page", "scheduled")),
        ],
        widget=RadioSelect,
    )

    class Meta:
        model = Page
        fields: list[str] = []
