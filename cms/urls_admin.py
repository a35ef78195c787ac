"""What the admin host answers."""

from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.urls_files import urlpatterns as file_patterns
from home.withdrawal_views import withdraw_page, withdraw_several
from partners.access import choosers, narrowed_reports
from partners.open_pages import no_privacy


def _of_the_admin(patterns: list) -> list:
    """As Wagtail does with its own: signed in, and in the language and zone of the person."""
    return decorate_urlpatterns(patterns, require_admin_access)


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home"), name="admin_entrance"),
    path("admin/pages/<int:page_id>/privacy/", no_privacy, name="no_privacy"),
    path("admin/pages/<int:page_id>/unpublish/", withdraw_page, name="withdraw_page"),
    path("admin/bulk/wagtailcore/page/unpublish/", withdraw_several, name="withdraw_several"),
    path("admin/reports/", include(_of_the_admin(narrowed_reports.addresses()))),
    path("admin/choose-page/", include(_of_the_admin(choosers.addresses()))),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *file_patterns,
]

handler400 = "cms.views.bad_request"
handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"
