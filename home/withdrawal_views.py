"""«Withdraw this page»: the screen on which a publisher takes a page back, with a reason.

Stands at the addresses of Wagtail's «Unpublish», so that there is one way to take a page down,
from whatever menu it is asked for.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin import messages as wagtail_messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.locks import BasicLock
from wagtail.models import Page

from cms.language.locales import language_name
from home.models.withdrawals import Withdrawal
from home.withdrawing import can_be_withdrawn, may_withdraw, versions, withdraw


class WithdrawForm(forms.Form):
    """Why, in which languages, and what readers are told in each."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=Withdrawal.Reason.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Readers who come to the address are told the reason."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, pages: list[Page], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = [page.locale.language_code for page in pages]
        self.fields["languages"].choices = [(code, language_name(code)) for code in self.codes]
        self.fields["languages"].initial = self.codes
        for code in self.codes:
            self.fields[f"words_{code}"] = forms.CharField(
                label=_("Words for readers: %(language)s") % {"language": language_name(code)},
                required=False,
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
                help_text=_("Needed only where the reason is your own. Name nobody."),
            )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reason") == Withdrawal.Reason.OTHER:
            for code in cleaned.get("languages", []):
                if not cleaned.get(f"words_{code}"):
                    self.add_error(f"words_{code}", _("Say in this language why."))
        return cleaned

    def words(self) -> dict[str, str]:
        """Language code → own words."""
        return {code: self.cleaned_data[f"words_{code}"] for code in self.codes}


class WithdrawView(WagtailAdminTemplateMixin, FormView):
    """Asks for the reason and the languages, and takes the page down in them at once."""

    form_class = WithdrawForm
    template_name = "withdrawing/withdraw.html"
    page_title = gettext_lazy("Withdraw")
    header_icon = "download"

    def dispatch(self, request, page_id: int):
        self.page = get_object_or_404(Page.objects.select_related("locale"), pk=page_id).specific
        if not may_withdraw(request.user, self.page):
            raise PermissionDenied
        self.edit_url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        if not can_be_withdrawn(self.page):
            messages.error(
                request,
                _("“%(title)s” belongs to the frame of the site and cannot be withdrawn.")
                % {"title": self.page.title},
            )
            return redirect(self.edit_url)
        # A person's lock. That of a page which waits for its time or for a review is no obstacle.
        if self.page.locked and BasicLock(self.page).for_user(request.user):
            messages.error(request, _("The page is locked; nothing was changed."))
            return redirect(self.edit_url)
        self.versions = [
            version for version in versions(self.page) if may_withdraw(request.user, version)
        ]
        return super().dispatch(request, page_id)

    def get_page_title(self):
        return f"{self.page_title}: {self.page.get_admin_display_title()}"

    def get_form(self, form_class=None):
        return WithdrawForm(self.versions, **self.get_form_kwargs())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["page"] = self.page
        context["edit_url"] = self.edit_url
        context["next_url"] = get_valid_next_url_from_request(self.request)
        below = self.page.get_descendants().live().count()
        context["live_below"] = below and ngettext(
            "%(number)d page below it stays.", "%(number)d pages below it stay.", below
        ) % {"number": below}
        return context

    def form_valid(self, form):
        chosen = [
            version
            for version in self.versions
            if version.locale.language_code in form.cleaned_data["languages"]
        ]
        receipt = withdraw(chosen, form.cleaned_data["reason"], form.words(), self.request.user)
        names = ", ".join(language_name(version.locale.language_code) for version in chosen)
        said = _("“%(title)s” is withdrawn (%(languages)s). Its address tells readers why.") % {
            "title": self.page.get_admin_display_title(),
            "languages": names,
        }
        receipt_url = reverse("withdrawals:receipt", args=[receipt.pk])
        address = get_valid_next_url_from_request(self.request)
        ways = [wagtail_messages.button(receipt_url, _("Receipt"))] if address else None
        wagtail_messages.success(self.request, said, buttons=ways)
        return redirect(address or receipt_url)


@require_admin_access
@never_cache
def withdraw_page(request, page_id: int):
    """At the address of Wagtail's «Unpublish» (``cms/urls_admin.py``)."""
    return WithdrawView.as_view()(request, page_id=page_id)


@require_admin_access
@never_cache
def withdraw_several(request):
    """At the address of Wagtail's bulk action: each page has its own reason, so one by one."""
    ids = [value for value in request.GET.getlist("id") if value.isdigit()]
    if len(ids) == 1:
        return redirect("wagtailadmin_pages:unpublish", ids[0])
    messages.warning(request, _("Pages are withdrawn one by one: each has a reason of its own."))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
