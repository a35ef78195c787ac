"""What belongs to the common library, beside the shared pages: its media."""

from wagtail.models import Collection

from partners.models import PartnerGroup
from partners.roles import Role


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
