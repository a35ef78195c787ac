"""Who decides on what is sent to review: one workflow with one approval task on each root page."""

from dataclasses import dataclass

from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask


@dataclass(frozen=True)
class Review:
    """One review. groups: ids of the groups of which anybody may decide, and nobody else."""

    name: str
    page: Page
    groups: frozenset[int] | set[int]


def provide(expected: list[Review]) -> None:
    """Make the reviews that are missing and name those who decide."""
    for review in expected:
        task = _task_of(review) or _make(review)
        if set(task.groups.values_list("pk", flat=True)) != set(review.groups):
            task.groups.set(review.groups)


def _task_of(review: Review) -> GroupApprovalTask | None:
    """The one task that decides on a page; None where there is no review as it should be."""
    row = WorkflowPage.objects.filter(page=review.page, workflow__active=True).first()
    if row is None:
        return None
    tasks = [step.task.specific for step in row.workflow.workflow_tasks.select_related("task")]
    if len(tasks) != 1 or not isinstance(tasks[0], GroupApprovalTask) or not tasks[0].active:
        return None
    return tasks[0]


def _make(review: Review) -> GroupApprovalTask:
    """A new review in the place of whatever stands there."""
    WorkflowPage.objects.filter(page=review.page).delete()
    task = GroupApprovalTask.objects.create(name=review.name)
    workflow = Workflow.objects.create(name=review.name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=review.page)
    return task


def drift(expected: list[Review]) -> list[str]:
    """What is decided by others than the roles say, a sentence each."""
    found = []
    for review in expected:
        task = _task_of(review)
        if task is None:
            found.append(f"{review.name}: no review by its people on page {review.page.pk}")
        elif set(task.groups.values_list("pk", flat=True)) != set(review.groups):
            found.append(f"{review.name}: others than its people decide on reviews")
    return found + [
        f"{row.workflow.name}: a review of no role on page {row.page_id}"
        for row in _foreign(expected)
    ]


def repair(expected: list[Review]) -> None:
    """Bring the reviews to what is expected and take away all others."""
    provide(expected)
    _foreign(expected).delete()


def _foreign(expected: list[Review]):
    pages = [review.page.pk for review in expected]
    return WorkflowPage.objects.exclude(page__in=pages).select_related("workflow")
