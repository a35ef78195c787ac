"""Lists of people, sites, reviews and collections to filter by: only those that are one's own.

Wagtail offers in its filters everybody who ever wrote a page, every site, every workflow. The
lists belong to more than ten views and to packages, and no hook asks about them; so the one place
is narrowed in which all of them are built. To be deleted when Wagtail narrows them itself
(wagtail issue 13314 is of the same family).
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from django_filters.filters import QuerySetRequestMixin
from wagtail.models import Collection, Page, Site, Task, Workflow, WorkflowPage, WorkflowTask

from partners.access.rights import (
    colleagues,
    collections_within_reach,
    pages_within_reach,
    reach_of,
)
from partners.models import PartnerGroup


def connect() -> None:
    """Put the narrowed list in the place of Wagtail's; called once, from the AppConfig."""
    if not hasattr(_stock, "narrowed"):
        QuerySetRequestMixin.field = property(_field)
        _stock.narrowed = True


_stock = QuerySetRequestMixin.field.fget


def _field(choice):
    field = _stock(choice)
    request = choice.get_request()
    queryset = getattr(field, "queryset", None)
    if queryset is not None and request is not None and not hasattr(field, "is_narrowed"):
        field.queryset = narrowed(queryset, request.user)
        field.is_narrowed = True
    return field


def narrowed(queryset: QuerySet, user) -> QuerySet:
    """Of these rows the person's own partners' and the library's; rows of nobody are kept."""
    if user.is_superuser:
        return queryset
    model = queryset.model
    if issubclass(model, get_user_model()):
        return queryset.filter(pk__in=colleagues(user).values("pk"))
    if model is Site:
        reach = reach_of(user)
        return queryset.filter(pk__in=reach.site_ids if reach else ())
    if issubclass(model, Workflow):
        return queryset.filter(Exists(_on_own_pages(user).filter(workflow=OuterRef("pk"))))
    if issubclass(model, Task):
        used = WorkflowTask.objects.filter(
            task=OuterRef("pk"), workflow__in=_on_own_pages(user).values("workflow")
        )
        return queryset.filter(Exists(used))
    if model is Group:
        reach = reach_of(user)
        ids = reach.partner_ids if reach else frozenset()
        own = [
            row.group_id
            for row in PartnerGroup.objects.filter(group__in=queryset)
            if row.partner_id in ids
        ]
        return queryset.filter(pk__in=own)
    if issubclass(model, Collection):
        return queryset.filter(collections_within_reach(user))
    if issubclass(model, Page):
        return queryset.filter(pages_within_reach(user))
    return queryset


def _on_own_pages(user) -> QuerySet:
    return WorkflowPage.objects.filter(pages_within_reach(user, "page"))
