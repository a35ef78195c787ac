"""Which pages stand in a partner's main menu, and in what order."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from partners.forms import NavigationForm
from partners.panels import EachLanguage


@register_setting(icon="list-ul", order=220)
class PartnerNavigation(BaseSiteSetting):
    """The main menu in each language, as the partner's manager put it together.

    Numbers of pages in one field and no table of rows: it is read together with the partner, so
    a reader's page asks nothing more, and a page that is gone or taken down is simply not among
    the live ones.
    """

    menus = models.JSONField(
        default=dict,
        help_text="Language code → numbers of pages, in order. A language without: as provisioned.",
    )

    base_form_class = NavigationForm
    edit_handler = EachLanguage(
        ("menu",),
        help_text=_(
            "Drag the pages into the order in which they stand in the menu, or move them with the "
            "arrows. Only ticked pages stand there. A new page stands in no menu until you tick it "
            "here; a page that is taken down leaves the menu by itself."
        ),
    )

    class Meta:
        verbose_name = _("main menu")

    def pages_to_choose(self, language: str) -> list:
        """The live pages directly below the home in a language, in the order of the screen."""
        partner = getattr(self.site, "partner", None)
        if partner is None:
            return []
        from partners.scoping import Visit

        visit = Visit(partner, None, language)
        pages = [node for node in visit.nodes(language=language) if not node.is_home]
        shown = self.shown(pages, language)
        return [*shown, *(page for page in pages if page not in shown)]

    def shown(self, pages: list, language: str) -> list:
        """Those of the live pages that stand in the menu of a language, in its order.

        As long as nobody has chosen any: those that are marked for menus, in the order of the
        tree. pages: nodes of partners/scoping.py.
        """
        chosen = self.chosen(language)
        if chosen is None:
            return [page for page in pages if page.show_in_menus]
        by_number = {page.id: page for page in pages}
        return [by_number[number] for number in chosen if number in by_number]

    def chosen(self, language: str) -> list[int] | None:
        """Numbers of the pages in the menu of a language; None where nobody has chosen any."""
        return self.menus.get(language)
