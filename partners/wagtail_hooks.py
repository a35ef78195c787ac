"""Documents belong to somebody: who gets one, and on which host. Where a look is tried on; and
what one's roles are, on the account page."""

from django.http import Http404
from django.urls import path
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

from partners.access import choosers, interfaces, menus
from partners.access.ownership import LIBRARY, owner
from partners.access.rights import among, pages_within_reach
from partners.account import RolesPanel
from partners.hosts import HostKind
from partners.look_preview import look_preview


@hooks.register("register_admin_urls")
def addresses():
    return [path("look/<int:site_id>/<int:page_id>/", look_preview, name="look_preview")]


# After those that add images and documents.
@hooks.register("construct_admin_api", order=100)
def own_pages_and_media(router):
    interfaces.narrow(router)


@hooks.register("register_account_settings_panel")
def roles_panel(request, user, profile):
    return RolesPanel(request, user, profile)


# After those that add items.
for menu in ("main", "settings", "reports", "help"):
    hooks.register(f"construct_{menu}_menu", menus.without_closed_doors, order=1000)


@hooks.register("construct_page_chooser_queryset")
def own_pages_to_choose(pages, request):
    """Browsing leads through the roots of the two places; searching finds what may be chosen."""
    searching = request.resolver_match.url_name in choosers.SEARCHES
    own = choosers.pages(request) if searching else choosers.places(request)
    return among(pages, own)


@hooks.register("construct_image_chooser_queryset")
def own_images_to_choose(images, request):
    return among(images, choosers.images(request))


@hooks.register("construct_document_chooser_queryset")
def own_documents_to_choose(documents, request):
    return among(documents, choosers.documents(request))


@hooks.register("construct_explorer_page_queryset")
def own_pages_to_explore(parent_page, pages, request):
    """Who has a right in the library begins at the top of the tree, where everybody's roots are."""
    return among(pages, pages_within_reach(request.user))


@hooks.register("before_serve_document")
def only_on_the_owners_host(document, request):
    """404 unless the document is the visited partner's or the common library's.

    On the admin host: only for those who may work with the document; anybody else, signed in or
    not, is told the same as where there is none.
    """
    if request.host_kind is HostKind.PARTNER:
        allowed = owner(document) in (request.visit.partner, LIBRARY)
    elif request.host_kind is HostKind.ADMIN:
        allowed = _may_see(request.user, document)
    else:
        allowed = False
    if not allowed:
        raise Http404


def _may_see(user, document) -> bool:
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(get_document_model())
    return owner(document) is LIBRARY or policy.user_has_any_permission_for_instance(
        user, ["add", "change", "delete", "choose"], document
    )
