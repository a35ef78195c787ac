"""«Translate this page», without what breaks in the stock screen (traps L3, L4, L8, L9, L10).

Stands at localize's own address. Stock, the right to submit is one for the whole instance and
nothing else is asked: an editor of one partner made pages in another's tree; a translation sent
again answered 500 for ever; «include subtree» damaged the tree (wagtail-localize issue 773); a
child of an untranslated section made a live alias of the section; a draft was sent with its first
saved text.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from cms.translation import languages
from cms.translation.single_origin import original_of
from home.models import BasePage

SUBMIT_PERMISSION = "wagtail_localize.submit_translation"


class LanguagesForm(forms.Form):
    """Into which languages. One page at a time: there is no field for the pages below it."""

    locales = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Languages"),
        queryset=Locale.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("This page cannot be sent into that language.")
        },
    )

    def __init__(self, offered: list[Locale], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locales"].queryset = Locale.objects.filter(
            pk__in=[locale.pk for locale in offered]
        )

    def clean(self):
        if self.data.get("include_subtree"):
            raise forms.ValidationError(
                _("Pages are sent one by one: the pages below this one were not sent.")
            )
        return super().clean()


class SubmitPageView(SubmitPageTranslationView):
    """Sends one live original into languages that its site offers and its section has."""

    template_name = "translation/submit.html"

    def dispatch(self, request, *args, **kwargs):
        page = self.get_object()
        if not isinstance(page, BasePage):
            raise Http404  # containers have no text; provisioning makes them
        if not request.user.has_perm(SUBMIT_PERMISSION):
            raise PermissionDenied
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return self._lead_elsewhere(request, page) or super().dispatch(request, *args, **kwargs)

    def _lead_elsewhere(self, request, page):
        """An answer for pages that cannot be sent, which says what to do instead."""
        original = original_of(page)
        if original is not None:
            messages.warning(
                request,
                _(
                    "“%(title)s” is itself a translation. Further languages are made from its "
                    "original, “%(original)s”."
                )
                % {"title": page.title, "original": original.title},
            )
            if original.permissions_for_user(request.user).can_edit():
                return redirect("wagtail_localize:submit_page_translation", original.pk)
            return redirect("wagtailadmin_pages:edit", page.pk)
        if not page.live:
            messages.error(
                request,
                _("Publish “%(title)s” first: translators work from the text that readers have.")
                % {"title": page.title},
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
        if not self.targets.open:
            messages.error(request, self.why_not(page))
            return redirect("wagtailadmin_pages:edit", page.pk)
        return None

    @cached_property
    def targets(self) -> languages.Targets:
        return languages.targets(self.get_object())

    def why_not(self, page) -> str:
        if self.targets.without_section:
            return self.sections_missing()
        return _("“%(title)s” exists in every language of its site.") % {"title": page.title}

    def sections_missing(self) -> str:
        """What must be translated first, or an empty string."""
        names = ", ".join(str(locale) for locale in self.targets.without_section)
        if not names:
            return ""
        section = self.get_object().get_parent().title
        return _("Translate “%(section)s” first: it does not exist in %(languages)s.") % {
            "section": section,
            "languages": names,
        }

    def get_form(self):
        if self.request.method == "POST":
            return LanguagesForm(self.targets.open, self.request.POST)
        wanted = self.request.GET.get("select_locale")
        chosen = [locale for locale in self.targets.open if locale.language_code == wanted]
        if len(self.targets.open) == 1:
            chosen = self.targets.open
        return LanguagesForm(self.targets.open, initial={"locales": chosen})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"sections_missing": self.sections_missing()}

    def form_valid(self, form):
        form.cleaned_data["include_subtree"] = False  # what the stock view reads
        return super().form_valid(form)

    def get_default_success_url(self, translated_page=None):
        if (
            translated_page is not None
            and not translated_page.permissions_for_user(self.request.user).can_edit()
        ):
            return reverse("wagtailadmin_explore", args=[self.get_object().get_parent().pk])
        return super().get_default_success_url(translated_page)
