"""When prepared sizes are made, and when they go: connected in entrance.py.

Every order goes out after the transaction: a worker must find what it is told about.
"""

from functools import partial

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from cms.pictures.files import stored_picture
from cms.pictures.renditions import image_ids_of, make_renditions, missing_specs


def order_renditions(image_id: int) -> None:
    """Have all sizes of one picture made, once the present transaction has ended.

    Wagtail's edit screen deletes the sizes of a replaced file after the save, in one transaction
    with it: what is made afterwards stays.
    """
    transaction.on_commit(partial(make_renditions.enqueue, image_id))


def prepare_pictures_of_page(sender, instance, **kwargs) -> None:
    """A page went live: what it shows is made ready. Pictures that are ready cost one query."""
    ids = image_ids_of(instance.specific)
    for image in get_image_model().objects.filter(pk__in=ids):
        if missing_specs(image):
            order_renditions(image.pk)


def refresh_changed_picture(sender, instance, created, raw=False, **kwargs) -> None:
    """A picture got another file or focal point: where it is in use, its sizes are made anew.

    The old sizes of a replaced file go at once: the editor may have replaced it because of what
    it showed.
    """
    if created or raw:
        instance.picture_replaced = False
        return
    if getattr(instance, "picture_replaced", False):
        instance.picture_replaced = False
        instance.renditions.all().delete()
    in_use = ReferenceIndex.get_references_to(instance).exists()
    if in_use and missing_specs(instance):
        order_renditions(instance.pk)


def clean_waiting_upload(sender, instance, raw=False, **kwargs) -> None:
    """In the multiple upload, a picture whose other fields are not in order yet waits on disk.

    It waits without metadata too.
    """
    file = instance.file
    waits = file and not file._committed and not raw
    if waits and instance.for_content_type.model_class() is get_image_model():
        clean = stored_picture(file.file, file.name)
        instance.file.save(clean.name, clean, save=False)
