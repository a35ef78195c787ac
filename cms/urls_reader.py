"""What a partner's host answers: readers' pages and nothing else."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.documents import urls as wagtaildocs_urls

from cms.delivery.sitemaps import robots, sitemap
from cms.security_contact import security_txt
from cms.urls_files import urlpatterns as file_patterns

urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("documents/", include(wagtaildocs_urls)),
    *file_patterns,
    *i18n_patterns(
        path("", include("stories.urls")),
        path("", include("home.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "cms.views.bad_request"
handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"
