"""How a page stood before it was withdrawn, and how it comes to stand so again.

Kept as data with the withdrawal (``Withdrawal.former``): the live text as it was, its version, its
address with what led there, its place, its moments, what was scheduled and the review. A draft that
somebody wrote meanwhile stays the newest draft.
"""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision, TaskState, WorkflowState
from wagtail.signals import page_published

from cms.language.locales import language_name
from home.models.addresses import FormerAddress

# Of the row as it is now: its place, its drafts and its locks are nobody's to put back.
KEPT = {
    "id", "page_ptr", "path", "depth", "numchild", "content_type", "translation_key", "locale",
    "owner", "locked", "locked_at", "locked_by", "latest_revision", "latest_revision_created_at",
    "alias_of",
}  # fmt: skip


class CannotUndo(Exception):
    """A withdrawal cannot be undone, and nothing was changed. ``reasons``: for who asked."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__(" ".join(reasons))


# --- before ------------------------------------------------------------------------------------
def state_of(page: Page) -> dict:
    """Everything that undoing needs of a live page, as data."""
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False)
    return {
        "page": page.serializable_data(),
        "live_revision": page.live_revision_id,
        "latest_revision": page.latest_revision_id,
        "has_unpublished_changes": page.has_unpublished_changes,
        "draft_title": page.draft_title,
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
        "url_path": page.url_path,
        "parent": page.get_parent().pk,
        "former_addresses": list(page.former_addresses.values_list("url_path", flat=True)),
        "scheduled": {
            str(pk): moment for pk, moment in scheduled.values_list("pk", "approved_go_live_at")
        },
        "review": _review_of(page),
    }


def _review_of(page: Page) -> dict | None:
    state = page.current_workflow_state
    if state is None:
        return None
    task = state.current_task_state
    return {
        "state": state.pk,
        "status": state.status,
        "task": task and task.pk,
        "task_status": task and task.status,
    }


# --- and again -----------------------------------------------------------------------------------
def reasons_against(page: Page, former: dict) -> list[str]:
    """Why a page cannot stand again where it stood: sentences, none where it can."""
    parent = Page.objects.filter(pk=former["parent"]).first()
    language = language_name(page.locale.language_code)
    if parent is None:
        return [
            _("The list in which the page stood (%(language)s) is gone.") % {"language": language}
        ]
    slug = former["page"]["slug"]
    said = {"address": f"/{slug}/", "language": language}
    taken = parent.get_children().filter(slug=slug).exclude(pk=page.pk).first()
    if taken is not None:
        return [
            _("The address %(address)s (%(language)s) belongs to “%(title)s” by now.")
            % {**said, "title": taken.title}
        ]
    led = FormerAddress.objects.filter(url_path=parent.url_path + slug + "/").exclude(page=page)
    row = led.select_related("page").first()
    if row is not None:
        return [
            _("The address %(address)s (%(language)s) leads to “%(title)s” by now.")
            % {**said, "title": row.page.title}
        ]
    return []


def restore(page: Page, former: dict, user) -> Page:
    """Put a withdrawn page back exactly; the caller holds the transaction.

    Readers had this text: whether it may go live is not asked again.
    """
    page = _back_in_its_place(page, former)
    has_newer_draft = page.latest_revision_id != former["latest_revision"]
    restored = page.with_content_json(former["page"])
    restored.live = True
    restored.expired = False
    restored.live_revision = Revision.objects.filter(pk=former["live_revision"]).first()
    restored.has_unpublished_changes = has_newer_draft or former["has_unpublished_changes"]
    restored.draft_title = page.draft_title if has_newer_draft else former["draft_title"]
    restored.first_published_at = _moment(former["first_published_at"])
    restored.last_published_at = _moment(former["last_published_at"])
    restored.save(clean=False, update_fields=_fields_of(restored))
    _lead_as_before(restored, former)
    # Wagtail tells of a changed slug after the transaction: what that adds goes too.
    transaction.on_commit(partial(_lead_as_before, restored, former))
    _schedule_again(restored, former)
    _review_again(restored, former)
    page_published.send(
        sender=restored.specific_class, instance=restored, revision=restored.live_revision
    )
    return restored


def _fields_of(page: Page) -> list[str]:
    """What is written back. Named one by one: so the wall before new versions
    (``home/publishing.py``) knows that this is none."""
    fields = [field.name for field in page._meta.concrete_fields if field.name not in KEPT]
    relations = (relation.get_accessor_name() for relation in get_all_child_relations(page))
    return fields + [name for name in relations if name != COMMENTS_RELATION_NAME]


def _back_in_its_place(page: Page, former: dict) -> Page:
    if page.get_parent().pk == former["parent"]:
        return page
    page.move(Page.objects.get(pk=former["parent"]), pos="last-child")
    return Page.objects.get(pk=page.pk).specific


def _lead_as_before(page: Page, former: dict) -> None:
    """Leave of what leads here what led here then, if nothing else has it."""
    before = former["former_addresses"]
    page.former_addresses.exclude(url_path__in=before).delete()
    there = set(
        FormerAddress.objects.filter(url_path__in=before).values_list("url_path", flat=True)
    )
    FormerAddress.objects.bulk_create(
        FormerAddress(url_path=url_path, page_id=page.pk)
        for url_path in before
        if url_path not in there
    )


def _schedule_again(page: Page, former: dict) -> None:
    """What waited for a time waits again; a time that is past by now is left to the publisher."""
    for pk, value in former["scheduled"].items():
        moment = _moment(value)
        if moment > timezone.now():
            page.revisions.filter(pk=int(pk)).update(approved_go_live_at=moment)


def _review_again(page: Page, former: dict) -> None:
    """Take up the review where it was, unless another has begun."""
    review = former["review"]
    if review is None or page.current_workflow_state is not None:
        return
    WorkflowState.objects.filter(pk=review["state"]).update(status=review["status"])
    if review["task"]:
        TaskState.objects.filter(pk=review["task"]).update(
            status=review["task_status"], finished_at=None, finished_by=None
        )


def _moment(value) -> datetime | None:
    return parse_datetime(value) if isinstance(value, str) else value
