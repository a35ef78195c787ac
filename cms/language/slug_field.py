"""How a page's address is made and kept in the editor: official, while typing and on the server.

Wagtail fills the slug in the browser as the title is typed, by its own table, which has no forms
for the beginning of a word (Київ becomes ``kyyiv``, України ``ukrayiny``), and on the server by
Django's ``slugify``, which gives nothing for Cyrillic. Its slug field takes replacements that run
before its own table, so it is given the rules of ``slugs.py``: what an editor sees while typing is
what the server would make.

A page type uses both classes::

    class BasePage(OfficialSlugMixin, Page):
        base_form_class = OfficialSlugForm  # or a subclass
"""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.widgets import SlugInput
from wagtail.models import Page

from cms.language.slugs import MAX_LENGTH, ascii_slug, transliteration_rules


class OfficialSlugInput(SlugInput):
    """Wagtail's slug field, writing the same slug in the browser as ``ascii_slug`` on the server."""

    def __init__(self, language: str | None, attrs: dict | None = None):
        super().__init__(
            attrs=attrs,
            formatters=[
                *transliteration_rules(language),
                # Two words that a mark parts stay two words. Letters that no rule knows are left
                # to Wagtail's table.
                (re.compile(r"[\s!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u206f]+"), "-"),
                (re.compile(r"^-+|-+$"), ""),
                # Cut between words where there is a word to cut after, else where it is full.
                (re.compile(rf"^(?=.{{{MAX_LENGTH + 1}}})(.{{1,{MAX_LENGTH}}})-.*$"), "$1"),
                (re.compile(rf"^(.{{{MAX_LENGTH}}}).+$"), "$1"),
            ],
            locale=language,
        )


class FrozenSlugInput(forms.TextInput):
    """The address of a page that readers already know: shown, not to be changed.

    Wagtail writes a title into its slug field as it is typed, also into one that is disabled, so
    this one answers that it keeps its own value.
    """

    def __init__(self, attrs: dict | None = None):
        super().__init__(
            {
                "data-controller": "w-slug",
                "data-action": "w-sync:apply->w-slug#identity:prevent",
                **(attrs or {}),
            }
        )


class OfficialSlugForm(WagtailAdminPageForm):
    """The page form in which the slug writes itself and is frozen at first publish.

    An empty slug is no error: the page makes its own when it is saved. Forms without a slug field
    (homes) are left as they are.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        slug = self.fields.get("slug")
        if slug is None:
            return
        slug.required = False
        if self.instance.first_published_at:
            # Django ignores what is sent for a disabled field.
            slug.disabled = True
            slug.widget = FrozenSlugInput(attrs={"maxlength": slug.max_length})
            slug.help_text = _(
                "The address was fixed when the page was first published, so that links to it "
                "keep working."
            )
        else:
            slug.widget = OfficialSlugInput(self._language(), attrs={"maxlength": slug.max_length})
            slug.help_text = _(
                "The last part of the page’s address, the same in every language. It is made "
                "from the title and is fixed when the page is first published."
            )
            made = self._made_from(self.instance.title)
            if self._is_numbered(made) and free_slug(self.parent_page, made, self.instance) != made:
                # The field shows what the title makes, so that it goes on following the title.
                self.initial["slug"] = made
                namesake = _("This address is taken, so this page gets “%(slug)s” for now.")
                slug.help_text = f"{slug.help_text} {namesake % {'slug': self.instance.slug}}"

    def clean_slug(self) -> str:
        """What the title made, freed of a namesake: a second page of a title gets «rivne-2».

        Nobody typed that address, so nobody is asked to mend it, and autosave goes on. One that
        was typed and is taken is refused by name, as ever.
        """
        slug = self.cleaned_data["slug"]
        made = self._made_from(self.cleaned_data.get("title"))
        if slug and slug == made and not self.instance.first_published_at and self.parent_page:
            return self._numbered(slug)
        return slug

    def _made_from(self, title: str | None) -> str:
        return ascii_slug(title or "", self._language())

    def _is_numbered(self, made: str) -> bool:
        """Whether the page has this slug with the number that tells it from a namesake."""
        base, _dash, number = self.instance.slug.rpartition("-")
        # «winter-fair-2026» is a year that somebody wrote.
        return bool(self.instance.pk) and base == made and number.isdecimal() and len(number) < 3

    def _numbered(self, slug: str) -> str:
        """The number that the page has already, where it has one: nothing changes by saving."""
        if self._is_numbered(slug):
            return self.instance.slug
        return free_slug(self.parent_page, slug, self.instance)

    def _language(self) -> str | None:
        page = self.instance if self.instance.locale_id else self.parent_page
        return page.locale.language_code if page else None


# For a panel or a form that does not know the language of its page: «&» is then read in English.
SLUG_WIDGET = OfficialSlugInput(None)


class OfficialSlugMixin:
    """A page whose empty slug is filled from its title by the official rules.

    Stands before ``Page`` in the bases. Wagtail would fill it too, with less, whenever a page is
    validated, in full or as a draft; both come here first.
    """

    def full_clean(self, *args, **kwargs):
        self._fill_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._fill_slug()
        super().minimal_clean()

    def _fill_slug(self) -> None:
        if not self.slug and self.title:
            self.slug = default_slug_for(self)


def autogenerated_slug(page: Page, base_slug: str) -> str:
    """Wagtail's hook ``_get_autogenerated_slug``: what it made itself is set aside.

    Wagtail does not ask when its own slug is empty, as for every title in Cyrillic alone, so this
    hook adds to ``OfficialSlugMixin`` and cannot stand in for it.
    """
    return default_slug_for(page) or base_slug


def default_slug_for(page: Page) -> str:
    """The slug that a page should have: made from its title, and free among its siblings.

    Empty while the page has no place in the tree, because there is nothing to compare it with
    yet; Wagtail asks again when it has one. A taken slug gets the first free ending: ``rivne-2``.
    """
    parent = page.get_parent() if page.path else getattr(page, "_cached_parent_obj", None)
    if parent is None:
        return ""
    language = page.locale.language_code if page.locale_id else parent.locale.language_code
    return free_slug(parent, ascii_slug(page.title, language), page)


def free_slug(parent: Page, wanted: str, page: Page) -> str:
    """The wanted slug, or it with the first free number, among the children of ``parent``."""
    siblings = parent.get_children()
    if page.pk:
        siblings = siblings.exclude(pk=page.pk)
    taken = set(siblings.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
