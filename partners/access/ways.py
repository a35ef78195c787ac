"""How Wagtail's own objects lead to their owners."""

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.models import EditingSession
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Comment,
    CommentReply,
    Page,
    Revision,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)

from partners.access.ownership import register_owner
from partners.models import PartnerGroup


def register() -> None:
    """Called once, from the AppConfig."""
    images = get_image_model()
    for media in (images, get_document_model()):
        register_owner(media, lambda file: file.collection)
    register_owner(images.get_rendition_model(), lambda rendition: rendition.image)
    register_owner(Revision, _named_object)
    register_owner(EditingSession, _named_object)
    register_owner(WorkflowState, _named_object)
    register_owner(TaskState, lambda state: state.revision)
    register_owner(Comment, lambda comment: comment.page)
    register_owner(CommentReply, lambda reply: reply.comment)
    register_owner(Workflow, lambda workflow: _page_of_workflow(workflow))
    register_owner(Task, _page_of_task)
    register_owner(UploadedFile, lambda file: file.uploaded_by_user)
    register_owner(BaseSiteSetting, lambda setting: setting.site)
    register_owner(PartnerGroup, lambda row: row.partner)


def _named_object(row):
    """The object that a row names by its type and its id."""
    type_id = getattr(row, "base_content_type_id", None) or row.content_type_id
    model = ContentType.objects.get_for_id(type_id).model_class()
    if model is None:
        return None
    return model._default_manager.filter(pk=row.object_id).first()


def _page_of_workflow(workflow: Workflow) -> Page | None:
    """The page on whose tree a review works: one partner's root, or the library's."""
    return Page.objects.filter(workflowpage__workflow=workflow).first()


def _page_of_task(task: Task) -> Page | None:
    return Page.objects.filter(workflowpage__workflow__workflow_tasks__task=task).first()
