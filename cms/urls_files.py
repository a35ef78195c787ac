"""Files that belong to pages, the same on every host: prepared pictures and partners' colours."""

from django.urls import path

from cms.pictures.serving import serve_rendition
from cms.views import partner_stylesheet

urlpatterns = [
    path("media/<path:path>", serve_rendition, name="rendition"),
    path("look/<slug:key>.<slug:digest>.css", partner_stylesheet, name="partner_stylesheet"),
]
