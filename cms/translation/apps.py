from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Guards and marks on wagtail-localize's tables."""

    name = "cms.translation"
    label = "translation"
    verbose_name = _("translation")

    def ready(self):
        from cms.translation import (
            locale_sync,
            overrides,
            publishing,
            readable_text,
            same_slug,
            single_origin,
            verdicts,
        )

        for module in (
            locale_sync,
            overrides,
            publishing,
            readable_text,
            same_slug,
            single_origin,
        ):
            module.connect()
        verdicts.register()

        from cms.translation import listing_buttons
        from cms.translation.unchecked import with_mark
        from home.page_lists.rows import register_annotation

        register_annotation(with_mark)
        register_annotation(listing_buttons.with_translation_state)
