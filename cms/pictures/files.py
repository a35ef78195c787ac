"""The one door through which files enter the storage: no upload path leads past it.

Django hands every new file of a model to `FieldFile.save()`: from a form, from Wagtail's multiple
upload (which calls it directly, before the model is saved), from the chooser, the admin's
programming interface, `Model.save()`, `bulk_create()` and commands. There it is checked and
cleaned.
"""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageFieldFile

from cms.pictures.documents import check_document_file
from cms.pictures.metadata import without_metadata
from cms.pictures.validation import check_picture_file, content_of, open_picture

# Sixteen hexadecimal digits: two pictures of the same name cannot be mistaken for each other in
# a cache, and the address of a picture that is not published yet cannot be guessed.
NAME_LENGTH = 16


def stored_picture(file, name: str) -> ContentFile:
    """A checked copy of an upload without metadata, named after its content.

    The camera's file name is metadata too (IMG_20250917_143200 is a time), and it would stand in
    the address that readers see. Editors find a picture by its title.

    Raises ValidationError with words for the editor.
    """
    check_picture_file(file)
    clean = without_metadata(file, name)
    digest = hashlib.sha256(clean.read()).hexdigest()[:NAME_LENGTH]
    clean.seek(0)
    clean.name = f"{digest}.{clean.name.rpartition('.')[2]}"
    return clean


class PictureFieldFile(WagtailImageFieldFile):
    """The file of a picture: checked and without metadata before it touches the storage."""

    def save(self, name, content, save=True):
        """Store a picture. Raises ValidationError when it is none that we accept."""
        clean = stored_picture(content, name)
        instance = self.instance
        # A replaced picture must not live on in its old prepared sizes: receivers.py.
        instance.picture_replaced = instance.pk is not None
        instance.file_size = clean.size
        instance.file_hash = hashlib.sha1(clean.read(), usedforsecurity=False).hexdigest()
        clean.seek(0)
        super().save(clean.name, clean, save=save)

    save.alters_data = True

    def get_image_dimensions(self):
        """Width and height in pixels, from the head of the file: nothing is decoded.

        (None, None) for a new file that is no picture; validation says why.
        """
        was_closed = self.closed
        try:
            self.open()
            return open_picture(content_of(self, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)).size
        except ValidationError:
            return None, None
        finally:
            if was_closed:
                self.close()


class DocumentFieldFile(FieldFile):
    """The file of a document: checked by content before it touches the storage."""

    def save(self, name, content, save=True):
        """Store a document. Raises ValidationError when it is none that we accept."""
        check_document_file(content, name)
        super().save(name, content, save=save)

    save.alters_data = True
