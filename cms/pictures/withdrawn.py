"""A picture that was withdrawn: no size of it exists, and nothing makes one, until that is undone.

Pages keep their reference to it, so that no draft and no older version brings it back, and undoing
needs to change no page. In the admin a drawing stands where it would.
"""

from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

PLACEHOLDER = "img/withdrawn-picture.svg"
PLACEHOLDER_SIZE = (165, 110)  # pixels


class WithdrawnPictureMixin(models.Model):
    """The state on the image. Stands before Wagtail's class in the bases."""

    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_shown(self) -> bool:
        """Whether readers may see it."""
        return self.withdrawn_at is None

    def get_rendition(self, filter):
        return super().get_rendition(filter) if self.is_shown else self._placeholder(filter)

    def get_renditions(self, *filters):
        if self.is_shown:
            return super().get_renditions(*filters)
        placeholders = (self._placeholder(one) for one in filters)
        return {rendition.filter_spec: rendition for rendition in placeholders}

    def _placeholder(self, filter):
        width, height = PLACEHOLDER_SIZE
        return self.get_rendition_model()(
            image=self, filter_spec=getattr(filter, "spec", filter), width=width, height=height
        )


class WithdrawnRenditionMixin(models.Model):
    """A prepared size that knows whether its picture may be seen."""

    class Meta:
        abstract = True

    @property
    def url(self):
        return super().url if self.image.is_shown else static(PLACEHOLDER)
