"""The labs of the past: what was asked and learned, for somebody who is new to it."""

from django.apps import apps
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.metadata import Alternate, Metadata, Sheet, default_of, language_choices
from partners.tree import readable
from stories import listings
from stories.models import EventIndexPage
from stories.vocabularies import EventKind

# Below the list of events; a page there may not have this slug.
SLUG = "labs"
TITLE = gettext_lazy("Learning labs of the past")


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
        "page": Sheet(
            TITLE, _("What the network talked about together, and what it learned."), visit.language
        ),
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


def paths(visit) -> dict[str, str]:
    """Language → path of the list, in the languages in which the site has one."""
    return {
        code: f"{index.site_path}{SLUG}/"
        for code in visit.homes
        if (index := visit.node_of(EventIndexPage, code)) is not None
    }


def _metadata(visit) -> Metadata:
    """Each site has its own list, as it has its own list of events."""
    here = paths(visit)
    urls = {code: visit.root_url + path for code, path in here.items()}
    return Metadata(
        canonical=urls[visit.language],
        here=urls[visit.language],
        alternates=[Alternate(code, url) for code, url in urls.items()],
        default_url=default_of(urls, visit.primary_language, visit),
        choices=language_choices(visit, here),
    )
