"""«Sync translated pages»: hands translators what changed; publishes nothing (traps L6, L10).

Stock, the screen asks for no right to the page, and «publish immediately» replaced live English
by fresh Swedish: localize writes source text to the live page wherever a translation is missing.
"""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail_localize.models import TranslationSource
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)

from cms.translation.submitting import SUBMIT_PERMISSION
from home.models import BasePage


class SyncForm(UpdateTranslationsForm):
    """The stock form without «publish immediately»."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["publish_translations"]

    def clean(self):
        return super().clean() | {"publish_translations": False}


class SyncPageView(UpdateTranslationsView):
    """Brings the text that readers have now to the translators of a page."""

    def dispatch(self, request, *args, **kwargs):
        source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
        try:
            page = source.get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error
        if not isinstance(page, BasePage):
            raise Http404
        if not request.user.has_perm(SUBMIT_PERMISSION):
            raise PermissionDenied
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if not page.live:
            messages.error(
                request,
                _("Publish “%(title)s” first: translators work from the text that readers have.")
                % {"title": page.title},
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        return SyncForm(self.request.POST if self.request.method == "POST" else None)
