"""A late save does not undo what happened to a page meanwhile: its publication, its withdrawal.

Wagtail's edit form loads a page, and saves a page that was not live as a whole row, ``live=False``
included. Where a colleague publishes it between the two, while an automatic save is under way, the
page would silently go down again. The other way round, a save of a page that was live would bring
back what was withdrawn. So every page remembers how it was published when it was loaded, and a
save compares that with what the database has by now.
"""

import logging
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.publishing import Refused

logger = logging.getLogger("rescom.publishing")

# What publishing and taking down write; an editor's save changes none of it.
PUBLICATION_FIELDS = (
    "live",
    "live_revision_id",
    "first_published_at",
    "last_published_at",
    "expired",
    "has_unpublished_changes",
)
# Fixed by the first publication, so a draft of before may not change it afterwards.
ADDRESS_FIELDS = ("slug", "url_path")


class Publication(NamedTuple):
    """Whether readers have a page, and which version of it."""

    live: bool
    revision_id: int | None


def publication_of(page: Page) -> Publication | None:
    """As this object has it; None where it was loaded without these fields."""
    values = page.__dict__
    if "live" not in values or "live_revision_id" not in values:
        return None
    return Publication(values["live"], values["live_revision_id"])


class LateSaveMixin:
    """A page whose publication is changed by publishing and taking down alone.

    Stands before ``Page`` in the bases. Nothing raises at somebody who writes: what was typed
    becomes the newest draft, and readers keep what was published.
    """

    # In the database when the page was loaded, and as the object itself began: an object made of
    # a version carries what that version said.
    _publication_stored: Publication | None = None
    _publication_given: Publication | None = None

    @classmethod
    def from_db(cls, db, field_names, values):
        page = super().from_db(db, field_names, values)
        page._remember_publication()
        return page

    def refresh_from_db(self, *args, **kwargs):
        super().refresh_from_db(*args, **kwargs)
        self._remember_publication()

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page._publication_stored = self._publication_stored
        page._publication_given = publication_of(page)
        return page

    def _remember_publication(self) -> None:
        self._publication_stored = self._publication_given = publication_of(self)

    def save(self, *args, **kwargs):
        """Save the page; raises ``publishing.Refused`` where it would publish a page taken down
        since this publishing began."""
        fields = kwargs.get("update_fields")
        if fields is not None:
            result = super().save(*args, **kwargs)
            if not {"live", "live_revision", "live_revision_id"}.isdisjoint(fields):
                self._remember_publication()
            return result
        with transaction.atomic():
            if not self._settle_with_stored():
                return None
            result = super().save(*args, **kwargs)
        self._remember_publication()
        return result

    def _settle_with_stored(self) -> bool:
        """Take over how the page is published by now; whether the row may be written at all."""
        if self._state.adding or self._publication_stored is None:
            return True
        row = (
            Page.objects.select_for_update()
            .filter(pk=self.pk)
            .values(*PUBLICATION_FIELDS, *ADDRESS_FIELDS)
            .first()
        )
        if row is None:
            return True
        stored = Publication(row["live"], row["live_revision_id"])
        if stored == self._publication_stored:
            return True
        if publication_of(self) != self._publication_given:
            # This save publishes or takes down itself.
            if self.live and self._publication_stored.live and not stored.live:
                self._refuse_to_bring_back()
            return True
        for field in PUBLICATION_FIELDS:
            setattr(self, field, row[field])
        if stored.live:
            logger.info("Page %s was published while it was being saved.", self.pk)
            for field in ADDRESS_FIELDS:
                setattr(self, field, row[field])
        self._remember_publication()
        return not stored.live

    def _refuse_to_bring_back(self) -> None:
        raise Refused(
            self,
            [
                _(
                    "“%(title)s” was taken down by somebody else while you were publishing it. "
                    "It stays down; your text is kept as a draft."
                )
                % {"title": self.title}
            ],
        )

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Keep a version. An automatic save never rewrites the one that readers have, or that is
        waiting for its time: it becomes a version of its own."""
        if overwrite_revision is not None and (
            overwrite_revision.approved_go_live_at
            or Page.objects.filter(live_revision_id=overwrite_revision.pk).exists()
        ):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)
