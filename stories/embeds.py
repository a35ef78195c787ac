"""Pieces of a site for other web pages, such as the municipality's own.

Each exists twice: as a page for an iframe, and as a fragment without ``<html>`` that the other
page's server puts into it. Neither has a script, a cookie or a picture; all addresses are absolute.
No other site's script may read them (no CORS headers): neither way needs it.
"""

from functools import wraps

from csp.constants import NONE
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from stories import listings
from stories.models import EventIndexPage, StoryIndexPage, ToolIndexPage

SHOWN = 4
# Any page may frame it; what is in it may do nothing but look as it should.
POLICY = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE]}


def _embed(load):
    """Make the two views of a piece. load: (visit, request, ...) → what its template shows."""

    @wraps(load)
    @xframe_options_exempt
    def page(request, **kwargs):
        response = _answer(load, request, "embeds/page.html", "page", kwargs)
        response._csp_replace = POLICY
        return response

    @wraps(load)
    def fragment(request, **kwargs):
        return _answer(load, request, "embeds/fragment.html", "fragment", kwargs)

    return page, fragment


def _answer(load, request, template: str, form: str, kwargs: dict) -> HttpResponse:
    visit = request.visit
    if visit is None or visit.home is None:
        raise Http404
    piece = load(visit, request, form, **kwargs)
    if isinstance(piece, HttpResponse):
        return piece
    # Links of an iframe open in the whole window; a fragment's, as all others of its page.
    status = piece.pop("status", 200)
    piece |= {"target": "_top" if form == "page" else ""}
    for item in piece["items"]:
        item.absolute_url = item.get_full_url(request)
    response = render(request, template, piece, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _index(visit, model):
    index = visit.node_of(model)
    if index is None:
        raise Http404
    return index


def _latest_stories(visit, request, form: str) -> dict:
    """«Latest stories»: the site's own, else the network's with their owners."""
    listing = listings.stories(visit, size=SHOWN)
    return {
        "template": "embeds/stories.html",
        "title": _("Stories from the network") if listing.from_network else _("Latest stories"),
        "items": listing.items,
        "onward": (visit.root_url + _index(visit, StoryIndexPage).site_path, _("All stories")),
    }


def _next_events(visit, request, form: str) -> dict:
    """«Next events»; with nothing coming, what took place."""
    coming, past = listings.next_or_last_events(visit, SHOWN)
    return {
        "template": "embeds/events.html",
        "title": _("What took place") if past else _("Coming events"),
        "items": coming or past,
        "onward": (visit.root_url + _index(visit, EventIndexPage).site_path, _("All events")),
    }


def _one_tool(visit, request, form: str, slug: str) -> dict | HttpResponse:
    """One tool of the library. A former address leads to the present one."""
    index = _index(visit, ToolIndexPage)
    found = ToolIndexPage.route_shared(request, visit, [slug])
    if found is None:
        return _withdrawn_tool(visit, index, slug)
    if isinstance(found, HttpResponse):
        present = found.url.rstrip("/").rsplit("/", 1)[-1]
        name = "embed_tool" if form == "page" else "embed_tool_fragment"
        return HttpResponsePermanentRedirect(
            reverse(name, kwargs={"slug": present}), headers={"Cache-Control": "no-cache"}
        )
    return {
        "template": "embeds/tool.html",
        "title": found.page.title,
        "title_language": found.page.language,
        "items": [found.page],
        "onward": (visit.root_url + index.site_path, _("All tools")),
    }


def _withdrawn_tool(visit, index, slug: str) -> dict:
    """410, and the reason in the place of the tool. 404 where none was withdrawn there."""
    withdrawal = ToolIndexPage.withdrawn_shared(visit, [slug])
    if withdrawal is None:
        raise Http404
    return {
        "status": 410,
        "template": "embeds/withdrawn.html",
        "title": _("This page was withdrawn"),
        "items": [],
        "withdrawal": withdrawal,
        "onward": (visit.root_url + index.site_path, _("All tools")),
    }


stories, stories_fragment = _embed(_latest_stories)
events, events_fragment = _embed(_next_events)
tool, tool_fragment = _embed(_one_tool)
