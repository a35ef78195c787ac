"""Readers' pages: from a path to the page, or to what a reader gets in its place."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail.views import serve_chain
from wagtail.wagtail_hooks import check_view_restrictions

from home.addresses import moved_to, page_formerly_at
from home.gone import gone, withdrawal_at
from home.synthetic import is_marked
from partners.tree import readable

# A page may have moved, and then its section, and then the section above: no loop runs longer.
MOST_MOVES = 8
# So many types of page are looked for together; each joins a table.
FEW_KINDS = 3


def serve(request, path):
    """Answer with the page at this path of the visited site, in the visited language.

    As ``wagtail.views.serve``, hooks included; but the way from path to page is one query, a
    former address leads to the present one, and that of a withdrawn page says so.
    """
    visit = request.visit
    if visit is None or visit.home is None:
        raise Http404
    components = [part for part in path.split("/") if part]
    result = find(request, visit, components)
    if result is None:
        return _gone(request, visit, components) or _from_former_address(request, visit, components)
    if isinstance(result, HttpResponse):
        return result
    page, args, kwargs = result
    request._wagtail_route_for_request = result

    chain = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        if hook is not check_view_restrictions:  # nothing to ask: partners/open_pages.py
            chain = hook(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, args, kwargs)
        if isinstance(response, HttpResponse):
            return response
    response = chain(page, request, args, kwargs)
    if is_marked(page.slug):
        response["X-Robots-Tag"] = "noindex"
    return response


def find(request, visit, components: list[str]) -> RouteResult | HttpResponse | None:
    """The live page at this path below the visited home; a page of the tree, or a mounted one."""
    home = visit.home
    if not components:
        return RouteResult(_page_at(home))
    section = _section(visit, components)
    if section is not None and len(components) == 1:
        return RouteResult(_page_at(section))
    page = _own_page(home.url_path + "/".join(components) + "/", section)
    if page is not None:
        return RouteResult(page)
    if section is not None and hasattr(_model_of(section), "route_shared"):
        return _model_of(section).route_shared(request, visit, components[1:])
    return None


def _section(visit, components: list[str]):
    """The live page directly below the visited home that a path begins with, as a node of menus."""
    return next(
        (
            node
            for node in visit.nodes(language=visit.language)
            if components and not node.is_home and node.slug == components[0]
        ),
        None,
    )


def _model_of(node) -> type[Page]:
    return ContentType.objects.get_for_id(node.content_type_id).model_class()


def section_model_of(visit, components: list[str]) -> type[Page] | None:
    """Type of the list or page directly below the home that a path begins with."""
    section = _section(visit, components)
    return _model_of(section) if section is not None else None


def _page_at(node) -> Page:
    return _live(_model_of(node)).get(pk=node.id)


def _live(model: type[Page]):
    """Live pages of a type, with all that every page of a reader shows: one query for each."""
    return model.objects.filter(readable()).select_related("locale", "image")


def _own_page(url_path: str, section) -> Page | None:
    """The live page at an internal path. One query where its section holds a few types of page."""
    kinds = _model_of(section).clean_subpage_models() if section is not None else [Page]
    kinds = [kind for kind in kinds if not getattr(kind, "fragment", "")]
    if not kinds:
        return None
    if len(kinds) == 1 and kinds[0] is not Page:
        return _live(kinds[0]).filter(url_path=url_path).first()
    pages = Page.objects.filter(readable(), url_path=url_path)
    if len(kinds) > FEW_KINDS or Page in kinds:
        page = pages.first()
        return page.specific if page is not None else None
    parts = [kind._meta.model_name for kind in kinds]
    whole = [f"{part}__{relation}" for part in parts for relation in ("locale", "image")]
    page = pages.select_related(*parts, *whole).first()
    return next((part for name in parts if (part := getattr(page, name, None)) is not None), None)


def in_other_languages(request, visit, components: list[str]) -> list[tuple[str, str]]:
    """(language code, path) of this address in the site's languages: slugs are the same in all."""
    elsewhere = []
    for code in visit.languages:
        found = find(request, visit.in_language(code), components)
        if isinstance(found, RouteResult) and found.page.language == code:
            elsewhere.append((code, "/".join(["", code, *components, ""])))
    return elsewhere


def _gone(request, visit, components: list[str]) -> HttpResponse | None:
    """The answer 410 where a page was withdrawn from this address; None where none was."""
    section = _section(visit, components)
    withdrawal = withdrawal_at(visit, section and _model_of(section), components)
    if withdrawal is None:
        return None
    return gone(request, visit, withdrawal, section, in_other_languages(request, visit, components))


def _from_former_address(request, visit, components: list[str]):
    """Lead on from where a page, or a section above it, used to be. 404 where nothing is live.

    The present address is looked up here: a redirect leads to a page that answers, on this site.
    """
    home_path = visit.home.url_path
    for _move in range(MOST_MOVES):
        former = page_formerly_at(f"{home_path}{'/'.join(components)}/")
        if former is None:
            break
        page, rest = former
        if not page.url_path.startswith(home_path):
            break  # it went to another site or language
        components = [part for part in (page.url_path + rest)[len(home_path) :].split("/") if part]
        result = find(request, visit, components)
        if isinstance(result, HttpResponse):
            return result
        if result is not None:
            path = "".join(f"{part}/" for part in components)
            return moved_to(f"/{visit.language}/{path}")
        answer = _gone(request, visit, components)
        if answer is not None:
            return answer
    raise Http404
