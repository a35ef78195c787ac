"""What belongs to the common library: its tree of pages and its media."""

from django.db.models import Q
from wagtail.models import Collection, Page

from partners.models import PartnerGroup
from partners.roles import Role
from partners.scoping import SHARED_URL_PATH
from partners.tree import below


def library_tree(page: str = "") -> Q:
    """The pages of the common library, its container among them. One query, by its slug.

    page: for rows that belong to a page, the name of that relation with two underscores.
    """
    roots = Page.objects.filter(slug=SHARED_URL_PATH.strip("/"), url_path=SHARED_URL_PATH)
    path = roots.values_list("path", flat=True).first()
    if path is None:
        return Q(pk__in=[])
    return Q(**{f"{page}path": path}) | below(path, f"{page}path")


def library_collection_paths() -> list[str]:
    """Tree paths of the collections that the library's editors keep; what lies below counts too.

    Not by their name, which may change. The root collection is nobody's: what lies there is not
    given to readers. One query.
    """
    collections = Collection.objects.filter(
        group_permissions__group__in=PartnerGroup.objects.filter(
            partner=None, role=Role.LIBRARY_EDITOR
        ).values("group")
    ).distinct()
    return [collection.path for collection in collections if not collection.is_root()]
