"""Addresses that changed: what used to lead to a page leads there still."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse, HttpResponsePermanentRedirect
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from home import synthetic
from home.models.addresses import FormerAddress


def connect() -> None:
    """Remember every change of slug and every move; called once, when the app is ready."""
    page_slug_changed.connect(_slug_changed, dispatch_uid="former_address_slug")
    post_page_move.connect(_moved, dispatch_uid="former_address_move")


def _slug_changed(sender, instance, instance_before, **kwargs):
    remember(instance_before.url_path, instance)


def _moved(sender, instance, url_path_before, url_path_after, **kwargs):
    if url_path_before != url_path_after:
        remember(url_path_before, instance)


def remember(url_path: str, page: Page) -> None:
    """Let a former internal path lead to this page; where the page stands now, nothing leads away."""
    FormerAddress.objects.filter(url_path=page.url_path).delete()
    FormerAddress.objects.update_or_create(url_path=url_path, defaults={"page_id": page.pk})


def page_formerly_at(url_path: str) -> tuple[Page, str] | None:
    """The page that used to be at an internal path, or a section above it, with the rest below.

    One query whatever the depth: a moved section is one row, found by the longest prefix.
    """
    parts = url_path.strip("/").split("/")
    prefixes = ["/" + "/".join(parts[:length]) + "/" for length in range(len(parts), 0, -1)]
    row = max(
        FormerAddress.objects.filter(url_path__in=prefixes).select_related("page"),
        key=lambda row: len(row.url_path),
        default=None,
    )
    if row is None:
        return None
    return row.page, url_path[len(row.url_path) :]


def moved_to(url: str) -> HttpResponse:
    """A redirect for good, which browsers ask again: another page may take the old address."""
    return HttpResponsePermanentRedirect(url, headers={"Cache-Control": "no-cache"})


@transaction.atomic
def change_address(page: Page, slug: str) -> list[Page]:
    """Give a page another slug in all its languages, and leave a redirect in each.

    Returns the pages that changed. Raises ValidationError where the slug is taken or is no slug.
    Drafts keep their text: only the slug of their latest revision, and of one that waits for its
    time, is replaced, so that a later publishing does not bring the old address back.
    """
    changed = []
    # Locked until the end: nothing that is published meanwhile is written over.
    list(page.get_translations(inclusive=True).select_for_update().values_list("pk"))
    for translation in page.get_translations(inclusive=True).specific():
        if translation.slug == slug:
            continue
        refused = synthetic.refusal(slug, translation.slug)
        if refused:
            raise ValidationError({"slug": refused})
        translation.slug = slug
        if translation.live:
            translation.full_clean()
        else:
            translation.minimal_clean()  # a draft may lack what readers need
        translation.save()
        for revision in translation.revisions.filter(
            Q(pk=translation.latest_revision_id) | Q(approved_go_live_at__isnull=False)
        ):
            revision.content["slug"] = slug
            revision.save(update_fields=["content"])
        changed.append(translation)
    return changed
