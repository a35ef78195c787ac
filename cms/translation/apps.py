from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Guards and marks on wagtail-localize's tables."""

    name = "cms.translation"
    label = "translation"
    verbose_name = _("translation")

    def ready(self):
        from cms.translation import locale_sync, publishing, same_slug, single_origin

        for module in (locale_sync, publishing, same_slug, single_origin):
            module.connect()
