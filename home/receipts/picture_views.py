"""«Withdraw this picture»: the screen on which who may change a picture takes it from readers."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.images import get_image_model

from home.models.withdrawals import Reason, WithdrawalReceipt
from home.receipts.access import may_change_picture
from home.receipts.pictures import withdraw_picture
from home.receipts.places import named_by, shown_pages

MOST_PAGES = 50


class WithdrawPictureForm(forms.Form):
    """Why. Readers are told nothing: the pages are shown without the picture."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why"), choices=Reason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Note for colleagues"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Stands on the receipt. Name nobody."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reason") == Reason.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Say why."))
        return cleaned


class WithdrawPictureView(WagtailAdminTemplateMixin, FormView):
    """Says where the picture stands, asks for the reason, and takes it from everywhere at once."""

    form_class = WithdrawPictureForm
    template_name = "withdrawing/withdraw_picture.html"
    page_title = gettext_lazy("Withdraw the picture")
    header_icon = "download"

    def dispatch(self, request, image_id: int):
        self.image = get_object_or_404(get_image_model(), pk=image_id)
        if not may_change_picture(request.user, self.image):
            raise PermissionDenied
        if not self.image.is_shown:
            return redirect(_address_of_open_receipt(self.image) or self.edit_url)
        return super().dispatch(request, image_id)

    @property
    def edit_url(self) -> str:
        return reverse("wagtailimages:edit", args=[self.image.pk])

    def get_page_title(self):
        return f"{self.page_title}: {self.image.title}"

    def get_context_data(self, **kwargs):
        shown = shown_pages(named_by([self.image]))
        same = get_image_model().objects.filter(file_hash=self.image.file_hash)
        same = same.exclude(pk=self.image.pk).filter(withdrawn_at=None)
        same = same.select_related("collection")[:MOST_PAGES]
        return super().get_context_data(**kwargs) | {
            "image": self.image,
            "edit_url": self.edit_url,
            "pages": sorted(one.versions[0].title for one in shown)[:MOST_PAGES],
            "more": max(0, len(shown) - MOST_PAGES),
            "same": [one for one in same if may_change_picture(self.request.user, one)],
        }

    def form_valid(self, form):
        reason, note = form.cleaned_data["reason"], form.cleaned_data["note"]
        receipt = withdraw_picture(self.image, reason, note, self.request.user)
        if receipt is None:
            return redirect(_address_of_open_receipt(self.image) or self.edit_url)
        messages.success(
            self.request,
            _("The picture “%(title)s” is withdrawn from every page. This is the receipt.")
            % {"title": self.image.title},
        )
        return redirect("withdrawals:receipt", receipt.pk)


def _address_of_open_receipt(image) -> str:
    """The receipt by which a picture is withdrawn now."""
    rows = WithdrawalReceipt.objects.filter(image_id=image.pk, undone_at=None)
    receipt = rows.order_by("-pk").first()
    return reverse("withdrawals:receipt", args=[receipt.pk]) if receipt else ""
