"""One redirect: an address that readers may still have, and the page to which it leads."""

import re
from urllib.parse import unquote, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.language.locales import language_name
from home.gone import withdrawal_at
from home.models import BasePage, FormerAddress
from home.views import find, section_model_of
from partners.hosts import READER_URLCONF
from partners.models import Partner
from partners.scoping import visit_of_page

# What readers' addresses of pages are made of (wagtail.urls.serve_pattern).
ADDRESS = re.compile(r"(?:[\w-]+/)+")
LONGEST = FormerAddress._meta.get_field("url_path").max_length


class RedirectForm(forms.Form):
    """Refuses what would never lead anywhere, with the reason."""

    old = forms.CharField(
        label=gettext_lazy("Old address"),
        max_length=LONGEST,
        help_text=gettext_lazy(
            "As it stood in the browser, for example /en/old-page/. Addresses below it lead on too."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    page = forms.ModelChoiceField(
        label=gettext_lazy("Leads to"),
        queryset=Page.objects.none(),
        # Who manages a site edits no pages.
        widget=AdminPageChooser(show_edit_link=False),
        help_text=gettext_lazy("One of your own pages that readers have, in the same language."),
        error_messages={
            "invalid_choice": gettext_lazy("Choose one of your own pages that readers have.")
        },
    )

    def __init__(self, partners: list[Partner], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = partners
        own = Page.objects.none()
        for partner in partners:
            own |= Page.objects.descendant_of(partner.root_page)
        self.fields["page"].queryset = own.filter(live=True).select_related("locale")

    def clean(self):
        cleaned = super().clean()
        if "old" in cleaned and "page" in cleaned:
            try:
                self.url_path = self._internal_path(cleaned["old"], cleaned["page"].specific)
            except ValidationError as error:
                self.add_error("old", error)
        return cleaned

    def save(self) -> FormerAddress:
        return FormerAddress.objects.create(url_path=self.url_path, page=self.cleaned_data["page"])

    def _internal_path(self, typed: str, page: BasePage) -> str:
        """The path in the tree for an address as it was typed; raises ValidationError."""
        visit = visit_of_page(page)
        components = self._components(typed, visit.partner)
        language, *rest = components
        if language not in visit.homes:
            raise ValidationError(
                _("An address of your site begins with one of its languages: %(languages)s.")
                % {"languages": ", ".join(f"/{code}/" for code in visit.homes)}
            )
        if language != page.language:
            raise ValidationError(
                _(
                    "This address is in one language (%(address)s) and the page in another "
                    "(%(page)s). Choose the page in the language of the address."
                )
                % {"address": language_name(language), "page": language_name(page.language)}
            )
        visit = visit.in_language(language)
        self._check_free(visit, language, rest)
        url_path = "/".join([visit.home.url_path.rstrip("/"), *rest, ""])
        if len(url_path) > LONGEST:
            raise ValidationError(_("This address is too long."))
        former = FormerAddress.objects.filter(url_path=url_path).select_related("page").first()
        if former is not None:
            raise ValidationError(
                _("This address leads to “%(title)s” already. Remove that redirect first.")
                % {"title": former.page.title}
            )
        return url_path

    def _components(self, typed: str, partner: Partner) -> list[str]:
        """The parts of a path: of one that was typed, or of a whole address of this site."""
        typed = typed.strip()
        try:
            parts = urlsplit(typed if "//" in typed or typed.startswith("/") else f"/{typed}")
            host = parts.hostname
        except ValueError as error:
            raise ValidationError(_("This is no address.")) from error
        if host and host != partner.site.hostname:
            raise ValidationError(
                _("Only addresses of the site of this page can lead to it: %(site)s/…")
                % {"site": partner.site.root_url}
            )
        if parts.query or parts.fragment or typed.endswith(("?", "#")):
            raise ValidationError(
                _("Leave out “?” or “#” and what follows: the rest of the address leads on.")
            )
        path = unquote(parts.path).strip("/")
        if not ADDRESS.fullmatch(f"{path}/"):
            raise ValidationError(
                _(
                    "An address that leads on has letters, digits, hyphens and slashes only, and no "
                    "dots or spaces."
                )
            )
        return path.split("/")

    def _check_free(self, visit, language: str, rest: list[str]) -> None:
        """Nothing of the site answers there: a redirect would never be asked."""
        try:
            with translation.override(language):
                path = "/".join(["", language, *rest, ""])
                name = resolve(path, urlconf=READER_URLCONF).url_name
        except Resolver404:
            name = ""
        if name != "wagtail_serve":
            raise ValidationError(_("Your site itself answers at this address."))
        found = find(None, visit, rest)
        if isinstance(found, RouteResult):
            raise ValidationError(
                _(
                    "The page “%(title)s” answers at this address. Change its address or withdraw "
                    "it first."
                )
                % {"title": found.page.title}
            )
        if found is not None:
            raise ValidationError(
                _("This address leads to a tool or event of the library already.")
            )
        if withdrawal_at(visit, section_model_of(visit, rest), rest) is not None:
            raise ValidationError(
                _("A withdrawn page stood at this address, and readers are told so there.")
            )
