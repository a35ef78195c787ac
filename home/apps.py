from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The page frame: what every page of every partner has in common."""

    name = "home"
    verbose_name = _("home")

    def ready(self):
        from home import addresses, crossing, publishing, synthetic, verdicts, withdrawing
        from home.readiness import headings, letters, links, pictures, references
        from home.readiness.problems import register_check
        from home.receipts import places
        from home.receipts import verdicts as verdicts_of_receipts
        from home.redirects import verdicts as verdicts_of_redirects
        from home.search import index, pages, reserved
        from partners.scoping import read_with_partner

        addresses.connect()
        crossing.connect()
        publishing.connect()
        synthetic.connect()
        withdrawing.connect()
        verdicts.register()
        verdicts_of_redirects.register()
        verdicts_of_receipts.register()
        places.register_finder(places.find)
        for module in (pictures, links, references, headings, letters):
            register_check(module.check)
        pages.register()
        index.connect()
        reserved.connect()
        read_with_partner("frontpagesections")
