"""«Your roles», on the account page: what one is with whom, and what that lets one do."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from cms.language.locales import language_name
from partners.models import PartnerGroup
from partners.roles import (
    ADMINISTRATOR_SENTENCE,
    PROPOSALS_SENTENCE,
    RIGHTS,
    SENTENCES,
    SHARED_TRANSLATIONS_SENTENCE,
    Role,
)
from partners.work import Work, library_name, work_for


class RolesPanel(BaseSettingsPanel):
    """Every role of the person in words. Nothing to fill in: roles are given by administrators."""

    name = "roles"
    title = _("Your roles")
    order = 50
    template_name = "partners/account/roles.html"
    # The account page asks every panel for a form.
    form_class = forms.Form

    def get_form(self):
        return self.form_class()

    def get_context_data(self):
        work = work_for(self.request)
        return super().get_context_data() | {
            "entries": [entry(work, row) for row in work.rows],
            "administers": ADMINISTRATOR_SENTENCE if self.user.is_superuser else "",
        }


def entry(work: Work, row: PartnerGroup) -> dict:
    """A role as its person reads it: name, whose, and a sentence or two."""
    role = Role(row.role)
    sentences = [SENTENCES[role]]
    # The roots of the library are called by their languages.
    languages = {page.slug for page in work.library_pages}
    if role is Role.PUBLISHER and row.partner.source_language in languages:
        sentences.append(SHARED_TRANSLATIONS_SENTENCE)
    if RIGHTS[role].proposes:
        sentences.append(PROPOSALS_SENTENCE)
    return {
        "role": role.label,
        "language": language_name(row.language) if row.language else "",
        "whose": work.names[row.partner_id] if row.partner_id else library_name(),
        "sentences": sentences,
    }
