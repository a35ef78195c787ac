"""What a manager's screens are filled in with: a colour, and a list to tick and put in order."""

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _


class OwnTemplate:
    """A widget whose template stands with all others of the house, in ``templates/``.

    Its template has ``widget.described_by``: the ids of the help and of the errors of the field,
    for each of its parts that is filled in.
    """

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["described_by"] = context["widget"]["attrs"].get("aria-describedby", "")
        return context

    def _render(self, template_name, context, renderer=None):
        return mark_safe(render_to_string(template_name, context))  # noqa: S308 - an own template


class ColourInput(OwnTemplate, forms.TextInput):
    """A colour as #rrggbb, with the device's own way of picking one beside it."""

    template_name = "partners/widgets/colour.html"

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", "spellcheck": "false"} | (attrs or {}))

    class Media:
        css = {"all": ["css/admin-settings.css"]}
        js = ["js/admin-look.js"]


class OrderedCheckboxes(OwnTemplate, forms.CheckboxSelectMultiple):
    """A list to tick and to put in order, by dragging or with two buttons beside each entry.

    The value is the ticked entries in the order of the screen: a browser sends what a form holds
    in the order in which it stands there.
    """

    template_name = "partners/widgets/ordered.html"

    class Media:
        css = {"all": ["css/admin-settings.css"]}
        js = ["js/admin-ordered.js"]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        # A group is not wrong, one of its fields is; the errors are read with each of them.
        context["widget"]["is_wrong"] = bool(context["widget"]["attrs"].pop("aria-invalid", ""))
        ticked = {str(one) for one in value or []}
        context["widget"]["entries"] = [
            {"value": key, "label": label, "shown": key in ticked}
            for key, label in self.in_order([str(one) for one in value or []])
        ]
        return context

    def sent_as(self, name: str, value) -> dict[str, list]:
        """What a browser sends for a value: key → values."""
        return {name: list(value or [])}

    def in_order(self, first: list[str]) -> list[tuple[str, str]]:
        """All entries: those named first in that order, then the others in their own."""
        labels = {str(key): label for key, label in self.choices}
        keys = [*(key for key in dict.fromkeys(first) if key in labels)]
        return [(key, labels[key]) for key in [*keys, *(key for key in labels if key not in keys)]]


class NumberedEntries(OrderedCheckboxes):
    """The same with a number beside each entry: how many of something are shown.

    The value is a list of ``{"name", "shown", "size"}``, every entry in the order of the screen.
    ``bounds``: name → (fewest, most).
    """

    template_name = "partners/widgets/ordered.html"

    def __init__(self, attrs=None, choices=(), bounds=None):
        super().__init__(attrs, choices)
        self.bounds = bounds or {}

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.bounds = self.bounds
        return copied

    def value_from_datadict(self, data, files, name):
        order = data.getlist(f"{name}-order") if hasattr(data, "getlist") else []
        ticked = set(data.getlist(name) if hasattr(data, "getlist") else data.get(name, []))
        return [
            {"name": one, "shown": one in ticked, "size": data.get(f"{name}-size-{one}", "")}
            for one in dict.fromkeys(order)
        ]

    def sent_as(self, name, value):
        return {
            f"{name}-order": [row["name"] for row in value],
            name: [row["name"] for row in value if row["shown"]],
            **{f"{name}-size-{row['name']}": [row["size"]] for row in value},
        }

    def get_context(self, name, value, attrs):
        value = value or []
        context = super().get_context(name, [row["name"] for row in value], attrs)
        rows = {row["name"]: row for row in value}
        for entry in context["widget"]["entries"]:
            row = rows.get(entry["value"])
            entry["shown"] = bool(row and row["shown"])
            entry["size"] = row["size"] if row else ""
            entry["fewest"], entry["most"] = self.bounds.get(entry["value"], (1, 99))
        context["widget"]["size_label"] = _("How many")
        return context
