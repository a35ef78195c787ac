"""A partner's real pages, shown to its manager on the admin host while they choose colours.

Readers' hosts may be framed by nobody, so the page is rendered here, for those who may change the
look of that very site. It comes as it is kept; the colours of the form are put on it by the
screen that frames it (static/js/admin-look.js).
"""

from copy import copy

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from partners.models import PartnerLook
from partners.scoping import HOME_DEPTH, Visit, visit_for_host, visiting
from partners.tree import below, readable


def pages_to_preview(site) -> list[Page]:
    """The front page, the lists and the newest page below them, in the site's own language."""
    visit = visit_for_host(site.hostname)
    return _pages_of(visit) if visit is not None else []


def _pages_of(visit: Visit) -> list[Page]:
    home = visit.home
    if home is None:
        return []
    listed = [home.id, *(node.id for node in visit.menu)]
    newest = (
        Page.objects.filter(below(home.path), readable(), depth__gt=HOME_DEPTH + 1)
        .order_by("-first_published_at", "-pk")
        .first()
    )
    found = Page.objects.filter(readable()).in_bulk(listed)
    pages = [found[number] for number in listed if number in found]
    if newest is not None:
        pages.insert(1, newest)
    return pages


def look_preview(request, site_id: int, page_id: int):
    """One of these pages as its readers get it. 403 for a site whose look is not theirs."""
    site = get_object_or_404(Site, pk=site_id)
    policy = policy_registry.get_by_type(PartnerLook)
    if not policy.user_has_permission_for_instance(request.user, "change", site):
        raise PermissionDenied
    visit = visit_for_host(site.hostname)
    page = next((page for page in _pages_of(visit) if page.pk == page_id), None) if visit else None
    if page is None:
        raise Http404
    asked = copy(request)
    asked.path = asked.path_info = visit.path_of(page)
    with visiting(visit, asked), translation.override(visit.language):
        return page.specific.serve(asked).render()
