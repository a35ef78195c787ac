"""Readers' addresses below the language: the search, and the pages. Wagtail's own name stays."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from home import views
from home.feedback.views import feedback, thanks
from home.search.reserved import SEARCH_SLUG
from home.search.views import search
from partners.feedback import FEEDBACK_SLUG

urlpatterns = [
    path(f"{SEARCH_SLUG}/", search, name="search"),
    path(f"{FEEDBACK_SLUG}/", feedback, name="feedback"),
    path(f"{FEEDBACK_SLUG}/thanks/", thanks, name="feedback_thanks"),
    re_path(serve_pattern, views.serve, name="wagtail_serve"),
]
