from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    """Whose site it is: partners, their languages, look and roles."""

    name = "partners"
    verbose_name = _("partners")

    def ready(self):
        from partners import cards, open_pages, verdicts
        from partners.access import (
            bulk,
            checks,
            choosers,
            narrowed_filters,
            narrowed_mail,
            narrowed_reports,
            page_policy,
            wagtail_verdicts,
            ways,
        )

        cards.connect()
        open_pages.connect()
        ways.register()
        page_policy.register()
        wagtail_verdicts.register()
        verdicts.register()
        bulk.withdraw_tags()
        narrowed_reports.register_verdicts()
        choosers.register_verdicts()
        narrowed_filters.connect()
        narrowed_mail.connect()
        checks.connect()
