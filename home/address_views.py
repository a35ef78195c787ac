"""«Change the address»: the screen on which a publisher gives a published page another address.

Two steps: what is typed is shown as the addresses that it makes, old and new in every language;
then it is done. Every old address leads to the new one from then on.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.locks import BasicLock
from wagtail.models import Page

from cms.language.locales import language_name
from cms.language.slugs import MAX_LENGTH, ascii_slug
from home.addresses import change_address
from home.publishing import Refused
from home.search import reserved
from partners.scoping import HOME_DEPTH


class AddressForm(forms.Form):
    """The last part of the new address, one for all languages."""

    slug = forms.CharField(
        label=gettext_lazy("New address"),
        max_length=MAX_LENGTH,
        help_text=gettext_lazy(
            "The last part of it: small letters a–z, digits and hyphens, the same in every language."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, versions: list[Page], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = versions

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].strip().strip("/")
        possible = ascii_slug(slug, self.versions[0].locale.language_code)
        if slug != possible:
            raise ValidationError(
                _("An address has small letters a–z, digits and hyphens only; perhaps “%(slug)s”?")
                % {"slug": possible}
            )
        if all(version.slug == slug for version in self.versions):
            raise ValidationError(_("This is the address that the page has now."))
        for version in self.versions:
            parent = version.get_parent()
            message = reserved.refusal(slug, parent)
            if message:
                raise ValidationError(message)
            if not Page._slug_is_available(slug, parent, version):
                raise ValidationError(
                    _("Another page has this address already (%(language)s). Choose another.")
                    % {"language": language_name(version.locale.language_code)}
                )
        self._try(slug)
        return slug

    def _try(self, slug: str) -> None:
        """Change and take it back: whatever else refuses is heard before anything is done."""
        try:
            with transaction.atomic():
                change_address(self.versions[0], slug)
                transaction.set_rollback(True)
        except Refused as refused:
            raise ValidationError(refused.reasons) from refused
        except ValidationError as error:
            raise ValidationError(error.messages) from error


class ChangeAddressView(WagtailAdminTemplateMixin, FormView):
    """Shows every old address with the new one beside it, and changes them together."""

    form_class = AddressForm
    template_name = "addresses/change.html"
    page_title = gettext_lazy("Change the address")
    header_icon = "link"

    def dispatch(self, request, page_id: int):
        self.page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id).specific
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not has_fixed_address(self.page):
            raise Http404
        self.versions = [
            self.page,
            *self.page.get_translations().select_related("locale").specific(),
        ]
        if not all(one.permissions_for_user(request.user).can_publish() for one in self.versions):
            raise PermissionDenied
        self.edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        # A person's lock. That of a page which waits for its time or for a review is no obstacle.
        if self.page.locked and BasicLock(self.page).for_user(request.user):
            messages.error(request, _("The page is locked; nothing was changed."))
            return redirect(self.edit_url)
        return super().dispatch(request, page_id)

    def get_page_title(self):
        return f"{self.page_title}: {self.page.get_admin_display_title()}"

    def get_initial(self):
        return {"slug": self.page.slug}

    def get_form(self, form_class=None):
        return AddressForm(self.versions, **self.get_form_kwargs())

    def addresses(self, slug: str | None) -> list[dict]:
        """Language, present and new address of every version; a draft has none to show."""
        rows = []
        for version in self.versions:
            old = version.get_full_url() or f"…/{version.slug}/"
            new = f"{old.removesuffix('/').rpartition('/')[0]}/{slug}/" if slug else ""
            code = version.locale.language_code
            rows.append({"language": language_name(code), "old": old, "new": new})
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        slug = form.cleaned_data.get("slug") if form.is_bound else None
        context["rows"] = self.addresses(slug)
        context["slug"] = slug
        context["edit_url"] = self.edit_url
        return context

    def form_valid(self, form):
        slug = form.cleaned_data["slug"]
        if self.request.POST.get("confirmed") != slug:
            return self.render_to_response(self.get_context_data(form=form))
        change_address(self.page, slug)
        messages.success(
            self.request,
            _("The address of “%(title)s” is changed in every language. The old ones lead here.")
            % {"title": self.page.get_admin_display_title()},
        )
        return redirect(self.edit_url)


def has_fixed_address(page: Page) -> bool:
    """Whether readers know the address. Front pages have none of their own: it is that of the site."""
    return page.first_published_at is not None and page.depth > HOME_DEPTH
