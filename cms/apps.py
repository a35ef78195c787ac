from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The project itself: accounts, media, settings, and what puts the house together."""

    name = "cms"
    label = "cms"
    verbose_name = "RESCOM"

    def ready(self):
        from cms import marked_choosers, no_portraits, wagtail_labels

        marked_choosers.connect()
        no_portraits.connect()
        wagtail_labels.translate()
