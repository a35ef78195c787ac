"""The one hook in cms/models.py: whoever uses the models gets the checks, and cannot leave them out."""

from django.db.models.signals import post_save, pre_save
from wagtail.models import UploadedFile
from wagtail.signals import page_published

from cms.pictures import receivers
from cms.pictures.documents import validate_document
from cms.pictures.files import DocumentFieldFile, PictureFieldFile
from cms.pictures.validation import validate_picture


def accepts_pictures(model):
    """Class decorator for the image model: what comes in is checked, cleaned and made ready.

    Set on the field that the model inherits from Wagtail: a field of its own would stand behind
    the fields for width, height and size, which are written after the file has been cleaned.
    """
    field = model._meta.get_field("file")
    field.attr_class = PictureFieldFile
    field.default_validators = [validate_picture]
    post_save.connect(
        receivers.refresh_changed_picture, sender=model, dispatch_uid="refresh_changed_picture"
    )
    pre_save.connect(
        receivers.clean_waiting_upload, sender=UploadedFile, dispatch_uid="clean_waiting_upload"
    )
    page_published.connect(
        receivers.prepare_pictures_of_page, dispatch_uid="prepare_pictures_of_page"
    )
    return model


def accepts_documents(model):
    """Class decorator for the document model: what comes in is checked by content."""
    field = model._meta.get_field("file")
    field.attr_class = DocumentFieldFile
    field.default_validators = [validate_document]
    return model
