"""The form of a page in which another partner's things do not exist.

What is chosen in it is looked for within the page's bounds only. What lies outside is refused in
the words for what does not exist, and it does not come back with the form: Wagtail would show the
title of a draft, or the picture itself, beside the message. Everything else that was typed stays.
"""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.base import BlockField
from wagtail.fields import RichTextField

from partners.access.bounds import Bounds, sentence
from partners.access.references import (
    NOWHERE,
    Reference,
    in_stream,
    in_text,
    in_text_rewritten,
    kind_of,
    number,
    rewritten,
)
from partners.access.sent_streams import chosen


class NarrowedFormMixin:
    """A form of a page, in front of Wagtail's. Its parent is known where the page is new."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        place = self.instance if self.instance.path else self.parent_page
        if place is None:
            return
        held_by = self.instance if self.is_bound else None
        bounds = Bounds.of(place, held_by=held_by, user=self.for_user)
        for form in (self, *self._forms_of_rows()):
            texts = {
                field.name
                for field in form._meta.model._meta.get_fields()
                if isinstance(field, RichTextField)
            }
            for name, field in form.fields.items():
                _narrow(field, name, bounds, is_text=name in texts)

    def _forms_of_rows(self) -> Iterable[forms.BaseForm]:
        for formset in getattr(self, "formsets", {}).values():
            yield from formset.forms

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            reader = getattr(field.widget, "narrowed", None)
            if reader is not None and reader.refused:
                self.add_error(name, reader.error(already=name in self.errors))
        return cleaned


def _narrow(field: forms.Field, name: str, bounds: Bounds, is_text: bool) -> None:
    if isinstance(field, forms.ModelChoiceField) and kind_of(field.queryset.model):
        _Choice(field, bounds)
    elif isinstance(field, BlockField):
        _Stream(field, name, bounds)
    elif is_text:
        _Text(field, name, bounds)


class _Choice:
    """A chooser: its rows are those within bounds, and it shows no other."""

    def __init__(self, field: forms.ModelChoiceField, bounds: Bounds):
        model = field.queryset.model
        field.queryset = field.queryset.filter(bounds.of_model(model))
        field.error_messages["invalid_choice"] = sentence(Reference(kind_of(model), NOWHERE, ""))
        if not isinstance(field.widget, BaseChooser):
            return
        read = field.widget.get_instance

        def get_instance(value):
            instance = read(value)
            known = instance is not None and field.queryset.filter(pk=instance.pk).exists()
            return instance if known else None

        field.widget.get_instance = get_instance


class _Reader:
    """Reads a value as it was sent, and takes out what it names outside the bounds."""

    def __init__(self, field: forms.Field, name: str, bounds: Bounds):
        self.field = field
        self.name = name
        self.bounds = bounds
        self.refused: list[Reference] = []
        self._read = field.widget.value_from_datadict
        field.widget.narrowed = self
        field.widget.value_from_datadict = self.value_from_datadict

    def value_from_datadict(self, data, files, name):
        value = self._read(data, files, name)
        references = self.references(value, data, name)
        self.refused = self.bounds.outside(references) if references else []
        return self.without_refused(value) if self.refused else value

    def is_refused(self, model, value) -> bool:
        return any((one.model, one.id) == (model, number(value)) for one in self.refused)

    def sentences(self, references: Iterable[Reference]) -> list[str]:
        return list(dict.fromkeys(sentence(one) for one in references))

    def references(self, value, data, name: str) -> list[Reference]:
        """What the value names; data and name: where it was sent."""
        raise NotImplementedError

    def without_refused(self, value):
        raise NotImplementedError

    def error(self, already: bool) -> ValidationError:
        """The message for the field; already: whether it has one of its own."""
        return ValidationError(self.sentences(self.refused))


class _Text(_Reader):
    """Running text. A link keeps its words and leads nowhere, so that it can be found."""

    def references(self, value, data, name):
        return in_text(value, self.name)

    def without_refused(self, value):
        return in_text_rewritten(value, self._nowhere)

    def _nowhere(self, model, value, words):
        return NOWHERE if self.is_refused(model, value) else value


class _Stream(_Reader):
    """A stream: choosers are left empty, links lead nowhere."""

    def references(self, value, data, name):
        self._raw = value.get_prep_value()
        found = in_stream(self.field.block, self._raw, self.name)
        known = {(one.model, one.id) for one in found}
        return found + [
            one._replace(block=self._raw[int(one.block)]["id"])
            for one in chosen(self.field.block, data, name)
            if (one.model, one.id) not in known
        ]

    def without_refused(self, value):
        block = self.field.block
        self._at = {item.get("id"): index for index, item in enumerate(self._raw)}
        return block.to_python(
            [
                item | {"value": rewritten(child, item["value"], self._emptied)}
                for item in self._raw
                if (child := block.child_blocks.get(item["type"])) is not None
            ]
        )

    def _emptied(self, model, value, words):
        if not self.is_refused(model, value):
            return value
        return None if words is None else NOWHERE

    def error(self, already):
        if already:
            return super().error(already)
        by_block: dict[int, list[Reference]] = {}
        for one in self.refused:
            by_block.setdefault(self._at.get(one.block, 0), []).append(one)
        return StreamBlockValidationError(
            block_errors={
                index: ValidationError(self.sentences(found)) for index, found in by_block.items()
            }
        )
