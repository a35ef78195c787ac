from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The project itself: accounts, media, settings, and what puts the house together."""

    name = "cms"
    label = "cms"
    verbose_name = "RESCOM"
