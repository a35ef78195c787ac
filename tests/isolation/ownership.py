"""Which rows are a partner's, in every table: found by what they refer to, so for new tables too."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from wagtail.models import Collection, Page, Site

from partners.models import Partner
from stories.models import CulturalToolPage
from tests.isolation import numbers
from tests.isolation.furnishing import Furnished


def tables() -> dict[str, type[models.Model]]:
    """Table → model, of everything that the database keeps."""
    return {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


class Belongings:
    """The rows of one partner. start: of the numbers of what was furnished."""

    def __init__(self, these: Furnished, start: int):
        of = these.of
        self.key = these.key
        self.range = (start, start + numbers.WIDTH)
        self.anchors = {
            Page: {"path__startswith": of.root_page.path},
            Collection: {"path__startswith": of.collection.path},
            Site: {"pk": of.site_id},
            Partner: {"pk": of.pk},
            get_user_model(): {"username__contains": f"-{these.key}-"},
        }
        self.proposals = set(
            CulturalToolPage.objects.filter(proposed_by=of).values_list("pk", flat=True)
        )
        own = Page.objects.filter(**self.anchors[Page]).values_list("pk", flat=True)
        self.pages = {str(pk) for pk in {*own, *self.proposals}}

    def rows(self, model):
        """Rows of this model that belong to the partner, the new ones too."""
        return model._base_manager.filter(self._question(model)).order_by("pk")

    def _question(self, model) -> Q:
        meta, found = model._meta, Q(pk__in=[])
        anchor = self._anchor(model)
        if issubclass(model, Page):
            return Q(**anchor) | Q(pk__in=self.proposals)
        if anchor:
            return Q(**anchor)
        if meta.pk.name == "translation_key":
            found |= Q(pk__in=Page.objects.filter(**self.anchors[Page]).values("translation_key"))
        if isinstance(meta.pk, models.AutoField | models.BigAutoField):
            found |= Q(pk__range=self.range)
        for field in meta.concrete_fields:
            if field.many_to_one or field.one_to_one:
                lookups = self._anchor(field.related_model)
                if lookups:
                    found |= Q(
                        **{f"{field.name}__{name}": value for name, value in lookups.items()}
                    )
                elif isinstance(field.target_field, models.AutoField | models.BigAutoField):
                    first, last = self.range
                    found |= Q(**{f"{field.name}__gte": first, f"{field.name}__lt": last})
                else:
                    found |= self._by_key(field)
            elif field.name == "object_id" and isinstance(field, models.CharField):
                found |= Q(object_id__in=self.pages)
            elif isinstance(field, models.CharField | models.TextField):
                found |= Q(**{f"{field.name}__icontains": f"-{self.key}-"})
        return found

    def _anchor(self, model) -> dict:
        for base, lookups in self.anchors.items():
            if issubclass(model, base):
                return lookups
        return {}

    def _by_key(self, field) -> Q:
        """Rows whose object has a key that is no number: the objects of localize."""
        if field.related_model._meta.pk.name != "translation_key":
            return Q(pk__in=[])
        keys = Page.objects.filter(**self.anchors[Page]).values("translation_key")
        return Q(**{f"{field.name}__in": keys})
