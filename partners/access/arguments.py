"""What stands in an address or a form of the admin: pages, pictures, people, words.

Each kind says whether the person who asks may name it. A number that is nothing's is refused like
a stranger's, so that nobody learns which numbers exist.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Page,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    WorkflowState,
)

from partners.access.rights import may, reach_of

# More ids in one field are no person's choice: Wagtail's longest list shows 100 rows.
MOST_IDS = 200


@dataclass(frozen=True)
class Asking:
    """Who asks, and the other arguments of the same address."""

    request: Any
    arguments: Mapping[str, Any]

    @property
    def user(self):
        return self.request.user


@dataclass(frozen=True)
class Kind:
    """What an argument or a field means, and who may name it.

    allowed: takes the asking and all values of the field, as they came; True lets them through.
    An administrator of the network is never asked. well_formed: whether these values can name
    anything at all; everybody is asked, so that no view meets what it does not expect.
    """

    name: str
    allowed: Callable[[Asking, list], bool]
    well_formed: Callable[[Asking, list], bool] = field(default=lambda asking, values: True)


def number(value) -> int | None:
    """The id that a value holds; None for anything that is no id of ours."""
    text = str(value)
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    return None


def numbers(values: list) -> set[int] | None:
    """The ids that these values hold; None where one is no id, or where there are too many."""
    found = {number(value) for value in values}
    return None if None in found or len(found) > MOST_IDS else found


def are_numbers(asking: Asking, values: list) -> bool:
    return numbers(values) is not None


def object_of(
    rows: Callable[[], QuerySet],
    name: str,
    fits: Callable[[Asking, Any], bool] = lambda asking, one: True,
) -> Kind:
    """Objects by their ids.

    rows: all of them, with what their owner is known by. fits: whether one goes with the other
    arguments of the address; asked before whose it is.
    """

    def allowed(asking: Asking, values: list) -> bool:
        ids = numbers(values)
        if ids is None:
            return False
        objects = rows().in_bulk(ids)
        return len(objects) == len(ids) and all(
            fits(asking, one) and may(asking.user, one) for one in objects.values()
        )

    return Kind(name, allowed, are_numbers)


def word(*choices: str) -> Kind:
    """One of these words; without any, a word that the view looks up among what is known."""
    return Kind("word", lambda asking, values: not choices or {*map(str, values)} <= {*choices})


WORD = word()
# An id that the view looks for among the person's own, and nowhere else.
OWN_BY_VIEW = Kind("own, looked for by the view", lambda asking, values: True)


def _pages() -> QuerySet:
    """Of a page, its place in the tree is all that its owner is known by."""
    return Page.objects.only("path", "url_path", "depth", "content_type")


PAGE = object_of(_pages, "page")
IMAGE = object_of(lambda: get_image_model().objects.select_related("collection"), "image")
DOCUMENT = object_of(lambda: get_document_model().objects.select_related("collection"), "document")
COLLECTION = object_of(lambda: Collection.objects.all(), "collection")
SITE = object_of(lambda: Site.objects.all(), "site")
PERSON = object_of(lambda: get_user_model()._base_manager.all(), "person")
TASK = object_of(lambda: Task.objects.all(), "review task")
TASK_STATE = object_of(
    lambda: TaskState.objects.select_related("revision").defer("revision__content"),
    "step of a review",
    # Wagtail asks the page whether the person may answer, and then answers for the step named.
    lambda asking, state: state.revision.object_id == str(asking.arguments.get("page_id")),
)
WORKFLOW_STATE = object_of(lambda: WorkflowState.objects.all(), "review")


def _pages_or_top(asking: Asking, values: list) -> bool:
    ids = numbers(values)
    if ids is None:
        return False
    pages = _pages().in_bulk(ids)
    return len(pages) == len(ids) and all(
        reach_of(asking.user) is not None if page.is_root() else may(asking.user, page)
        for page in pages.values()
    )


# The top of the tree is nobody's, and who works in several places begins there: Wagtail lists
# below it what the person may open.
PAGE_OR_TOP = Kind("page or the top of the tree", _pages_or_top, are_numbers)

_VERSIONS = {"live", "earliest", "latest"}
_numbered_revision = object_of(lambda: Revision.objects.defer("content"), "revision")
REVISION = Kind(
    "revision",
    lambda asking, values: (
        {*map(str, values)} <= _VERSIONS or _numbered_revision.allowed(asking, values)
    ),
    lambda asking, values: {*map(str, values)} <= _VERSIONS or are_numbers(asking, values),
)


def _own_uploads(asking: Asking, values: list) -> bool:
    ids = numbers(values)
    rows = UploadedFile.objects.filter(pk__in=ids or [], uploaded_by_user=asking.user)
    return ids is not None and rows.count() == len(ids)


# A file that the person sent and has not finished describing; nobody else's business.
UPLOAD = Kind("own upload", _own_uploads, are_numbers)


def named_model(asking: Asking) -> type[Model] | None:
    """The model that the same address names, in one of Wagtail's ways."""
    named = asking.arguments
    label = named.get("app_label") or named.get("app_name")
    try:
        return apps.get_model(str(label), str(named.get("model_name")))
    except (LookupError, ValueError):
        return None


def _objects_of_named_model(asking: Asking, values: list) -> bool:
    model = named_model(asking)
    if model is None:
        return False
    kind = object_of(lambda: model._base_manager.all(), "object")
    return kind.allowed(asking, [unquote(str(value)) for value in values])


OBJECT_OF_NAMED_MODEL = Kind(
    "object of the model named",
    _objects_of_named_model,
    lambda asking, values: are_numbers(asking, [unquote(str(value)) for value in values]),
)


def _addresses_of_this_host(asking: Asking, values: list) -> bool:
    request = asking.request
    return all(
        url_has_allowed_host_and_scheme(value, {request.get_host()}, request.is_secure())
        for value in values
    )


# Where a form leads when it is done.
LOCAL_ADDRESS = Kind("address of this host", _addresses_of_this_host)

# Fields of a query or form that mean the same on every screen of Wagtail. What a field means
# elsewhere stands in the verdict of that address.
EVERYWHERE: dict[str, Kind] = {
    "next": LOCAL_ADDRESS,
    "collection": COLLECTION,
    "collection_id": COLLECTION,
    "parent_page": PAGE,
    "parent_page_id": PAGE_OR_TOP,
    "new_parent_page": PAGE,
    "target_pages[]": PAGE,
}


# The same fields where a form has a name of its own, as in «image-12-collection».
PREFIXED: dict[str, Kind] = {"collection": COLLECTION}


def meaning_of(name: str, own: Mapping[str, Kind]) -> Kind | None:
    """What a field means; None for one that names no object. own: those of the address itself."""
    return own.get(name) or EVERYWHERE.get(name) or PREFIXED.get(name.rpartition("-")[2])
