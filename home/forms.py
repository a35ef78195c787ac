"""The form in which an editor writes any page."""

from cms.language.slug_field import OfficialSlugForm
from home import synthetic
from home.search import reserved


class BasePageForm(OfficialSlugForm):
    """Asks for what readers need when a page is published or sent to review, not in a draft."""

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
            for field, message in page.missing_for_readers().items():
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, message)
        return cleaned
