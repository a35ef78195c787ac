"""The labs of the past: what was asked and learned, for somebody who is new to it."""

from django.apps import apps
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from home.metadata import Metadata, language_choices
from partners.tree import readable
from stories import listings
from stories.models import EventIndexPage
from stories.vocabularies import EventKind

# Below the list of events; a page there may not have this slug.
SLUG = "labs"
TITLE = _("Learning labs of the past")


def past_labs(request):
    """The list, a page of it at a time, the latest lab first."""
    visit = request.visit
    index = visit.node_of(EventIndexPage) if visit is not None and visit.home else None
    if index is None:
        raise Http404
    labs = Q(event__kind=EventKind.LEARNING_LAB)
    listing = listings.past_events(visit, request.GET.get("before"), only=labs)
    _count_contributions(listing.items)
    context = {
        "title": TITLE,
        "listing": listing,
        "index": index,
        "metadata": _metadata(visit),
    }
    return render(request, "stories/past_labs.html", context)


def _count_contributions(labs: list) -> None:
    """Give each lab its ``contributions``: how many readers have, whatever their language."""
    keys = {lab.translation_key for lab in labs}
    model = apps.get_model("stories.LabContributionPage")
    rows = model.objects.filter(readable(), lab__translation_key__in=keys)
    counted = (
        rows.order_by()
        .values_list("lab__translation_key")
        .annotate(number=Count("translation_key", distinct=True))
    )
    numbers = dict(counted) if keys else {}
    for lab in labs:
        lab.contributions = numbers.get(lab.translation_key, 0)


def _metadata(visit) -> Metadata:
    """Its address on this site, and the same list in the other languages."""
    paths = {
        code: f"{index.site_path}{SLUG}/"
        for code in visit.homes
        if (index := visit.node_of(EventIndexPage, code)) is not None
    }
    here = visit.root_url + paths[visit.language]
    return Metadata(here=here, choices=language_choices(visit, paths))
