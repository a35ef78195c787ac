"""Bulk actions: which there are, and on what. Everything else of that address is refused."""

from wagtail.documents import get_document_model
from wagtail.documents.views.bulk_actions import AddTagsBulkAction as TagDocuments
from wagtail.images import get_image_model
from wagtail.images.views.bulk_actions import AddTagsBulkAction as TagImages
from wagtail.models import Page

from partners.access.arguments import (
    COLLECTION,
    PAGE,
    PAGE_OR_TOP,
    Asking,
    Kind,
    are_numbers,
    named_model,
    object_of,
)

# Tags do not exist here, and people are the administrators' business.
PAGE_ACTIONS = {"delete", "move", "publish", "unpublish"}
MEDIA_ACTIONS = {"delete", "add_to_collection"}
ALL = "all"


def withdraw_tags() -> None:
    """Take Wagtail's bulk action «Tag» out of the lists; called once, from the AppConfig.

    Wagtail shows every action that is registered, and knows no way to take one back: this one then
    is for no model.
    """
    for action in (TagImages, TagDocuments):
        action.models = []


def _is_listed(asking: Asking, values: list) -> bool:
    model = named_model(asking)
    if model is Page:
        return {*values} <= PAGE_ACTIONS
    return model in (get_image_model(), get_document_model()) and {*values} <= MEDIA_ACTIONS


def _bounded(asking: Asking, values: list) -> bool:
    """Ids, or «all» of one list: of pages, the children of the one page that is named with it.

    Without it, Wagtail would take all pages of the house, and ask an administrator nothing.
    """
    if ALL not in values:
        return are_numbers(asking, values)
    parents = asking.request.GET.getlist("childOf")
    is_one_list = named_model(asking) is not Page or len(parents) == 1
    return values == [ALL] and is_one_list and are_numbers(asking, parents)


def _ids(asking: Asking, values: list) -> bool:
    """Own objects. «All» of media are those that the person may change: Wagtail sees to that."""
    model = named_model(asking) or Page
    if not _bounded(asking, values):
        return False
    if ALL not in values:
        media = object_of(lambda: model.objects.select_related("collection"), "file")
        return (PAGE if model is Page else media).allowed(asking, values)
    return model is not Page or PAGE.allowed(asking, asking.request.GET.getlist("childOf"))


def _parents(asking: Asking, values: list) -> bool:
    """Of which list: a page's children, or what lies in a collection."""
    model = named_model(asking) or Page
    return (PAGE_OR_TOP if model is Page else COLLECTION).allowed(asking, values)


ACTION = Kind("bulk action", _is_listed)
IDS = Kind("objects of a bulk action", _ids, _bounded)
PARENT = Kind("list of a bulk action", _parents, are_numbers)
PARAMETERS = {"id": IDS, "childOf": PARENT, "chooser": PAGE}
