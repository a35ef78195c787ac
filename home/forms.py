"""The form in which an editor writes any page."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.language.slug_field import OfficialSlugForm
from home import synthetic
from home.readiness.problems import Problem, problems_of
from home.search import reserved
from partners.access.narrowed_forms import NarrowedFormMixin


class BasePageForm(NarrowedFormMixin, OfficialSlugForm):
    """Asks for what readers need when a page is published or sent to review, not in a draft.

    ``problems`` is then all that is left to do, for the list above the form; before, None.
    """

    problems: list[Problem] | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        for name in ("go_live_at", "expire_at"):
            if name in self.fields:
                self.fields[name].help_text = _("Time zone: %(zone)s") % {"zone": zone}

    def clean(self):
        cleaned = super().clean()
        slug = cleaned.get("slug")
        message = reserved.refusal(slug, self.parent_page) or synthetic.refusal(
            slug, self.instance.slug if self.instance.pk else None
        )
        if message:
            self.add_error("slug" if "slug" in self.fields else None, message)
        if not self.is_deferred_validation:
            page = self.instance
            for field in self._meta.fields or ():
                if field in cleaned and hasattr(page, field):
                    setattr(page, field, cleaned[field])
            self.problems = problems_of(page, self.parent_page)
            wrong_already = set(self.errors)
            for problem in self.problems:
                if problem.stops and problem.field not in wrong_already:
                    field = problem.field if problem.field in self.fields else None
                    self.add_error(field, problem.sentence)
        return cleaned
