"""The gate of the admin: asks of every request whether the person may see all that it names.

Permissions say what a role may do, the gate says to whose things. An address without a verdict is
refused to everybody, an argument that no verdict explains likewise.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.cache import patch_cache_control

from partners.access.arguments import Asking, Kind, meaning_of
from partners.access.refusals import refuse
from partners.access.rights import reach_of
from partners.access.verdicts import Access, Verdict, name_of, verdict_of
from partners.hosts import HostKind


class GateMiddleware:
    """Stands after authentication and before every view of the admin host."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.host_kind is HostKind.ADMIN and "public" in response.get("Cache-Control", ""):
            # Who signed in got it; a cache between us and others must not give it to those.
            patch_cache_control(response, private=True)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.host_kind is not HostKind.ADMIN:
            return None
        name = name_of(request.resolver_match)
        refused = refusal(request, verdict_of(name), arguments_of(args, kwargs))
        return None if refused is None else refuse(request, name, refused)


def arguments_of(args: tuple, kwargs: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a path by name; those without one by their place: «0», «1»."""
    return {str(place): value for place, value in enumerate(args)} | kwargs


def refusal(request, verdict: Verdict | None, arguments: dict[str, Any]) -> str | None:
    """What is refused of this request, in words for the log; None where nothing is."""
    user = request.user
    if verdict is None:
        return "an address without a verdict"
    for name in arguments:
        if not verdict.explains(name):
            return f"an argument that no verdict explains: {name}"
    if verdict.access is Access.ANYONE:
        return None
    if user.is_anonymous:
        return "not signed in"
    asking = Asking(request, arguments)
    if user.is_superuser:
        return _first_that_fails(
            asking, verdict, lambda kind, values: kind.well_formed(asking, values)
        )
    if verdict.access is Access.DENIED:
        return "for administrators of the network only"
    if verdict.access is Access.OBJECTS and reach_of(user) is None:
        return "asked by somebody who belongs to nobody"
    return _first_that_fails(asking, verdict, lambda kind, values: kind.allowed(asking, values))


def _first_that_fails(
    asking: Asking, verdict: Verdict, holds: Callable[[Kind, list], bool]
) -> str | None:
    """The first thing named in the path, the query or the form for which this does not hold."""
    for name, kind, values in _named(asking, verdict):
        if not holds(kind, values):
            return f"{kind.name} {name}={','.join(map(str, values))}"
    return None


def _named(asking: Asking, verdict: Verdict) -> Iterator[tuple[str, Kind, list]]:
    for name, value in asking.arguments.items():
        if name in verdict.arguments:
            yield name, verdict.arguments[name], [value]
    for source in (asking.request.GET, asking.request.POST):
        for name in source:
            kind = meaning_of(name, verdict.parameters)
            values = [value for value in source.getlist(name) if value != ""]
            if kind is not None and values:
                yield name, kind, values
