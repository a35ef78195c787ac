"""Readers' addresses below the language: the search, and the pages. Wagtail's own name stays."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from home import views
from home.search.reserved import SEARCH_SLUG
from home.search.views import search

urlpatterns = [
    path(f"{SEARCH_SLUG}/", search, name="search"),
    re_path(serve_pattern, views.serve, name="wagtail_serve"),
]
