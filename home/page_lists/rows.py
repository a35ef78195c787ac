"""What a row knows of its page: asked for the whole list at once, never row by row."""

from collections.abc import Callable

from django.db.models import Prefetch, QuerySet
from wagtail import hooks
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.wagtail_hooks import PageListingDeleteButton, PageListingMoveButton
from wagtail.admin.widgets.button import Button, ButtonWithDropdown
from wagtail.models import Revision

Annotation = Callable[[QuerySet], QuerySet]
_annotations: list[Annotation] = []

# Its two buttons cost four queries a row; ours of the same effect ask for the whole list
# (cms/translation/listing_buttons.py).
TOO_DEAR = "wagtail_localize.wagtail_hooks"
# Who may not publish is asked, for each row, whether a live page stands below it; they find these
# two on the page's own screen.
PUBLISHERS_ALONE = (PageListingDeleteButton, PageListingMoveButton)


def register_annotation(annotation: Annotation) -> None:
    """Add something that every row is to know, in the list's own query."""
    if annotation not in _annotations:
        _annotations.append(annotation)


def with_what_rows_show(pages: QuerySet) -> QuerySet:
    """The same pages, each with who changed it last and what later apps registered."""
    last_change = Revision.objects.defer("content").select_related("user")
    pages = pages.prefetch_related(Prefetch("latest_revision", queryset=last_change))
    for annotation in _annotations:
        pages = annotation(pages)
    return pages


def more_buttons(page, user, next_url: str | None, label: str) -> ButtonWithDropdown | None:
    """Wagtail's «more» of a page, from the same hooks, without those that ask for every row."""
    buttons = []
    publishes = user.is_superuser or "publish" in page.permissions_for_user(user).permissions
    for hook in hooks.get_hooks("register_page_listing_more_buttons"):
        if hook.__module__ == TOO_DEAR:
            continue
        for button in hook(page=page, user=user, next_url=next_url) or ():
            if isinstance(button, PUBLISHERS_ALONE) and not publishes:
                continue
            if isinstance(button, MenuItem):
                if button.is_shown(user):
                    buttons.append(Button.from_menu_item(button))
            elif button.show:
                buttons.append(button)
    if not buttons:
        return None
    return ButtonWithDropdown(
        buttons=buttons, icon_name="dots-horizontal", attrs={"aria-label": label}
    )
