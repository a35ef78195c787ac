"""Wagtail's upload forms with our checks: the content counts, and the error says what to do."""

from django.conf import settings
from django.forms.fields import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.pictures.validation import ACCEPTED_PICTURES, check_picture_file


class PictureFormField(WagtailImageField):
    """The file field of the picture forms.

    A telephone's «photo.jpg» that is really WebP is welcome: the name is not looked at.
    """

    default_validators = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "%(accepted)s, up to %(limit)s. Place, camera and time of the photograph are removed."
        ) % {"accepted": ACCEPTED_PICTURES, "limit": self.max_upload_size_text}
        # Shown by the upload screen itself, before anything is sent.
        self.error_messages["invalid_image_extension"] = _(
            "This kind of file is not accepted. Accepted: %(accepted)s. "
            "Save it as JPEG or PNG and upload that."
        ) % {"accepted": ACCEPTED_PICTURES}
        self.error_messages["file_too_large_unknown_size"] = _(
            "This picture is too big. The limit is %(limit)s. Make it smaller, or save it as "
            "JPEG, and upload that."
        ) % {"limit": filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)}

    def to_python(self, data):
        """The upload, checked. Raises ValidationError."""
        file = FileField.to_python(self, data)
        if file is None:
            return None
        facts = check_picture_file(file)
        file.content_type = f"image/{facts.kind}"
        return file


class PictureForm(BaseImageForm):
    """The form behind every upload and edit screen of pictures."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock is not None:
            self.fields["file"] = PictureFormField(
                label=stock.label, required=stock.required, widget=stock.widget
            )
