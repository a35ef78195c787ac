"""What Wagtail's scripts ask for in the background: pages, pictures and documents as data."""

from django.db.models import Q
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from partners.access.rights import among, collections_within_reach, pages_within_reach


class OwnPagesViewSet(PagesAdminAPIViewSet):
    """The menu of pages: of the pages that one may open, those of one's partners and the library.

    The top of the tree is kept as a beginning for those who work in several places.
    """

    def get_base_queryset(self):
        own = Q(depth=1) | pages_within_reach(self.request.user)
        return among(super().get_base_queryset(), own)


class OwnMediaMixin:
    """Files in the collections of one's partners and of the library."""

    def get_queryset(self):
        own = collections_within_reach(self.request.user, "collection")
        return among(super().get_queryset(), own)


class OwnImagesViewSet(OwnMediaMixin, ImagesAdminAPIViewSet):
    """Pictures of one's partners and of the library."""


class OwnDocumentsViewSet(OwnMediaMixin, DocumentsAdminAPIViewSet):
    """Documents of one's partners and of the library."""


def narrow(router) -> None:
    """Put these in the place of Wagtail's."""
    router.register_endpoint("pages", OwnPagesViewSet)
    router.register_endpoint("images", OwnImagesViewSet)
    router.register_endpoint("documents", OwnDocumentsViewSet)
