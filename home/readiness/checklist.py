"""What an editor sees of a page's readiness: a list above the form, each entry a way to its place.

Closed, with the number of what is left in its first line; open after a publishing that was
refused. An automatic save brings the list up to date (``wagtailadmin/pages/edit_partials.html``).
"""

from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Media
from wagtail.admin.panels import Panel
from wagtail.models import Page

from home import publishing
from home.models.withdrawals import Withdrawal
from home.readiness.problems import LIST_ID, Problem, anchor_of, label_of
from home.withdrawing import SEEN


class Entry(NamedTuple):
    """One line of the list: the name of the field, the sentence, and the element it leads to."""

    label: str
    sentence: str
    anchor: str


class Checklist:
    """The list itself, of a page as it is kept, or of a form that was sent and refused."""

    list_id = LIST_ID

    def __init__(self, page: Page, form=None):
        self.page = page
        self.form = form
        self.refused = getattr(form, "problems", None) is not None and bool(form.errors)

    @cached_property
    def problems(self) -> list[Problem]:
        if not self.refused:
            return publishing.problems_of(self.page)
        known = {problem.field for problem in self.form.problems if problem.stops}
        # What the fields themselves refused: a date that is none, an address that is taken.
        others = [
            Problem(str(message), field)
            for field, messages in self.form.errors.items()
            for message in messages
            if field not in known and field != NON_FIELD_ERRORS
        ]
        return [*others, *self.form.problems]

    @property
    def stopping(self) -> list[Entry]:
        return [self._entry(problem) for problem in self.problems if problem.stops]

    @property
    def advice(self) -> list[Entry]:
        return [self._entry(problem) for problem in self.problems if not problem.stops]

    def _entry(self, problem: Problem) -> Entry:
        label = label_of(self.page, problem.field) if problem.field else ""
        return Entry(label, problem.sentence, anchor_of(self.page, problem))


class ChecklistPanel(Panel):
    """The place of the list on the edit form. A page that is not kept yet has no list."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "readiness/checklist_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            checklist = Checklist(self.instance, self.form)
            context["checklist"] = checklist if self.instance.pk or checklist.refused else None
            # Sent back with the form: whoever publishes has seen that the page was withdrawn.
            context["withdrawal"] = Withdrawal.objects.filter(page_id=self.instance.pk).first()
            context["withdrawal_field"] = SEEN
            return context

        @property
        def media(self):
            return Media(js=["js/admin-checklist.js"], css={"all": ["css/admin-checklist.css"]})
