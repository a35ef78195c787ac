"""Wagtail's reports, rows of one's own only: on the screen, in the results, as CSV and XLSX.

They stand at Wagtail's own addresses, before them. Stock, who once locked a page keeps it in the
report for ever, and a review is listed by a right on the type of its page. What their filters
offer is narrowed in ``narrowed_filters.py``.
"""

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import path
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Page

from partners.access.rights import pages_within_reach
from partners.access.verdicts import signed_in


class OwnPagesMixin:
    """Rows that are pages."""

    def get_queryset(self):
        return super().get_queryset().filter(pages_within_reach(self.request.user))


class OwnReviewsMixin:
    """Rows that are reviews or steps of them. ``page_id_field``: the number of their page."""

    page_id_field = "object_id"

    def get_queryset(self):
        own = Page.objects.filter(pages_within_reach(self.request.user))
        numbers = own.values_list(Cast("pk", output_field=CharField()))
        return super().get_queryset().filter(Q(**{f"{self.page_id_field}__in": numbers}))


class OwnLockedPagesView(OwnPagesMixin, LockedPagesView):
    """Pages that are locked."""


class OwnAgingPagesView(OwnPagesMixin, AgingPagesView):
    """Pages that nobody touched for long."""


class OwnReviewsView(OwnReviewsMixin, WorkflowView):
    """Reviews, by what is reviewed."""


class OwnReviewStepsView(OwnReviewsMixin, WorkflowTasksView):
    """Reviews, step by step."""

    page_id_field = "workflow_state__object_id"


VIEWS = {
    "locked": (OwnLockedPagesView, "own_locked_pages"),
    "aging-pages": (OwnAgingPagesView, "own_aging_pages"),
    "workflow": (OwnReviewsView, "own_reviews"),
    "workflow_tasks": (OwnReviewStepsView, "own_review_steps"),
}


def addresses() -> list:
    """For the admin's addresses, before Wagtail's."""
    return [
        path(f"{place}/{ending}", view.as_view(results_only=bool(ending)), name=name + suffix)
        for place, (view, name) in VIEWS.items()
        for ending, suffix in (("", ""), ("results/", "_results"))
    ]


def register_verdicts() -> None:
    """Called once, from the AppConfig."""
    signed_in(
        *(name + suffix for _view, name in VIEWS.values() for suffix in ("", "_results")),
        why="Rows of the pages that the person may see.",
    )
