"""What localhost answers in the demo: one page."""

from django.urls import path

from cms.demo.signpost import lost, signpost

urlpatterns = [path("", signpost, name="signpost")]
handler404 = lost
