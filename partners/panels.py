"""What a manager's screens are made of: the same fields for each language, contrast, a preview."""

from django.forms import Media
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel

from partners.forms import LANGUAGE_NAMES
from partners.look import MINIMUM_CONTRAST, USES, contrast, is_colour


class EachLanguage(ObjectList):
    """One panel for each language that the form asks for, the site's own language first.

    names: the fields of one language without its code («name» for «name_uk»). The form makes the
    fields (partners/forms.py): which languages there are depends on the site. of_all_languages:
    fields of the model that are the same in all, in one more panel at the end.
    """

    def __init__(self, names=(), *args, of_all_languages=(), heading_of_all="", **kwargs):
        super().__init__((), *args, **kwargs)
        self.names = names
        self.of_all_languages = of_all_languages
        self.heading_of_all = heading_of_all

    def clone_kwargs(self):
        kwargs = super().clone_kwargs() | {
            "names": self.names,
            "of_all_languages": self.of_all_languages,
            "heading_of_all": self.heading_of_all,
        }
        del kwargs["children"]
        return kwargs

    def get_form_options(self):
        return {"fields": list(self.of_all_languages), "formsets": {}}

    class BoundPanel(ObjectList.BoundPanel):
        @cached_property
        def children(self):
            panels = {code: self._panel(code) for code in self.form.languages}
            if self.panel.of_all_languages:
                panels["all"] = self._panel_of_all()
            return [
                panel.get_bound_panel(
                    instance=self.instance,
                    request=self.request,
                    form=self.form,
                    prefix=f"{self.prefix}-child-{name}",
                )
                for name, panel in panels.items()
            ]

        def _panel_of_all(self) -> Panel:
            fields = [FieldPanel(name) for name in self.panel.of_all_languages]
            panel = MultiFieldPanel(fields, heading=self.panel.heading_of_all)
            return panel.bind_to_model(self.panel.model)

        def _panel(self, code: str) -> Panel:
            fields = [FieldPanel(f"{name}_{code}") for name in self.panel.names]
            offered = code in self.form.offered
            if len(fields) == 1:
                fields[0].heading = LANGUAGE_NAMES[code]
                panel = fields[0]
            else:
                panel = MultiFieldPanel(
                    fields,
                    heading=LANGUAGE_NAMES[code],
                    help_text="" if offered else _("Your site is not read in this language."),
                    classname="" if offered else "collapsed",
                )
            return panel.bind_to_model(self.panel.model)

        @property
        def visible_children_with_identifiers(self):
            names = [*self.form.languages, *(["all"] if self.panel.of_all_languages else [])]
            pairs = zip(self.children, names, strict=True)
            return [(child, code) for child, code in pairs if child.is_shown()]

        def is_shown(self):
            return True

        def render_missing_fields(self):
            # Every field that is seen has its panel.
            return mark_safe("".join(str(field) for field in self.form.hidden_fields()))  # noqa: S308


class ContrastPanel(Panel):
    """Which colours stand on which, whether that can be read, and how well: told while choosing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "partners/panels/contrast.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "uses": [self._measured(use) for use in USES],
                "minimum": MINIMUM_CONTRAST,
            }

        def _measured(self, use) -> dict:
            colours = [self._colour(use.colour), self._colour(use.ground)]
            ratio = contrast(*colours) if all(colours) else None
            return {
                "words": use.words,
                "colour": use.colour,
                "ground": use.ground,
                "ratio": ratio,
                "readable": ratio is not None and ratio >= MINIMUM_CONTRAST,
            }

        def _colour(self, name: str) -> str:
            return name if name.startswith("#") else _colour_of(self.form, name)


def _colour_of(form, name: str) -> str:
    """A colour as it stands in the form; empty where what stands there is none."""
    value = str(form[name].value() or "")
    return value if is_colour(value) else ""


class LookPreviewPanel(Panel):
    """The partner's real pages in the colours that the form holds, saved or not."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "partners/panels/look_preview.html"

        def get_context_data(self, parent_context=None):
            from partners.look_preview import pages_to_preview

            pages = [
                (page.title, reverse("look_preview", args=[self.instance.site_id, page.id]))
                for page in pages_to_preview(self.instance.site)
            ]
            return super().get_context_data(parent_context) | {
                "pages": pages,
                "schemes": [("light", _("On a light page")), ("dark", _("On a dark page"))],
                "widths": [("phone", _("Telephone"), 360), ("computer", _("Computer"), 1280)],
            }

        @property
        def media(self):
            return Media(css={"all": ["css/admin-settings.css"]}, js=["js/admin-look.js"])
