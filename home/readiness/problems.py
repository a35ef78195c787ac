"""What a page still lacks: sentences with the field or block in which each is mended."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from wagtail.fields import StreamField
from wagtail.models import Page

# Where a refusal leads on the edit form: a fragment inside a closed list opens it in the browser.
LIST_ID = "before-publishing-list"


@dataclass(frozen=True)
class Problem:
    """One thing to mend before readers get a page; or, where it does not stop, to think of.

    The sentence says what is wrong and how it is mended, in the active language. ``field`` is the
    name of the field, empty where it concerns the whole page; ``block`` the id of the outermost
    block of a stream.
    """

    sentence: str
    field: str = ""
    block: str = ""
    stops: bool = True


# A page with its texts, and a page whose place in the tree is known: itself, or for a page that
# is being created its parent.
Check = Callable[[Page, Page], Iterable[Problem]]
_checks: list[Check] = []


def register_check(check: Check) -> None:
    """Have a check asked of every page; called when an app is ready. It asks in bulk."""
    if check not in _checks:
        _checks.append(check)


def problems_of(page: Page, parent: Page | None = None) -> list[Problem]:
    """All that is left to do on a page with the text that it has now, what stops first.

    ``parent``: where a page that has no place yet will stand.
    """
    missing = getattr(page, "missing_for_readers", dict)()
    found = [
        Problem(str(message), field)
        for field, error in missing.items()
        for message in error.messages
    ]
    place = page if page.path else parent
    if place is not None:
        for check in _checks:
            found.extend(check(page, place))
    return sorted(dict.fromkeys(found), key=lambda problem: not problem.stops)


def label_of(page: Page, field: str) -> str:
    """What the edit form calls a field."""
    try:
        found = page._meta.get_field(field)
    except FieldDoesNotExist:
        return ""
    if found.one_to_many:  # rows of the page, as the tools of a story
        return str(capfirst(found.related_model._meta.verbose_name_plural))
    return str(capfirst(found.verbose_name))


def anchor_of(page: Page, problem: Problem) -> str:
    """Where on the edit form a problem is mended: the id of an element, or an empty string."""
    if problem.block:
        return f"block-{problem.block}-section"
    if not problem.field:
        return ""
    try:
        field = page._meta.get_field(problem.field)
    except FieldDoesNotExist:
        return ""
    if isinstance(field, StreamField) or field.one_to_many:
        return f"panel-child-content-{problem.field}-section"
    return f"id_{problem.field}"
