"""Who may do what, as data. Provisioning applies it and removes what is not written here."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")
    TRANSLATOR = "translator", _("translator")
    PARTNER_MANAGER = "partner_manager", _("partner manager")
    LIBRARY_EDITOR = "library_editor", _("library editor")


@dataclass(frozen=True)
class Rights:
    """Native Wagtail permissions of one role.

    pages: on the partner's root page (a translator: on the home of the language; a library editor:
    on the root of the shared tree). media: on the partner's collection. settings: models whose
    row of the partner's own site may be changed. model: permissions without an object.
    """

    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    model: tuple[str, ...] = ("wagtailadmin.access_admin",)


# Wagtail asks for the permissions of its own models, whatever the image and document models are.
MEDIA = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
CHOOSE_MEDIA = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
SUBMIT_TRANSLATION = "wagtail_localize.submit_translation"
# Whose messages: those of the group's partner (partners/feedback/access.py).
MESSAGES = ("feedback.view_readermessage", "feedback.change_readermessage")
DELETE_MESSAGES = "feedback.delete_readermessage"

RIGHTS: dict[Role, Rights] = {
    Role.EDITOR: Rights(
        pages=("add_page", "change_page"),
        media=MEDIA,
        model=("wagtailadmin.access_admin", SUBMIT_TRANSLATION, *MESSAGES, DELETE_MESSAGES),
    ),
    Role.PUBLISHER: Rights(
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        media=(*MEDIA, "wagtailimages.delete_image", "wagtaildocs.delete_document"),
        model=("wagtailadmin.access_admin", SUBMIT_TRANSLATION, *MESSAGES, DELETE_MESSAGES),
    ),
    # A translator changes the pages of one language and never the source, and sees what readers
    # say of translations into it.
    Role.TRANSLATOR: Rights(
        pages=("change_page",),
        media=CHOOSE_MEDIA,
        model=("wagtailadmin.access_admin", *MESSAGES),
    ),
    Role.PARTNER_MANAGER: Rights(
        settings=(
            "partners.partnerprofile",
            "partners.partnerlook",
            "partners.partnernavigation",
            "home.frontpagesections",
            "partners.partnercontacts",
            "partners.partnerfunding",
        ),
        model=("wagtailadmin.access_admin", *MESSAGES, DELETE_MESSAGES),
    ),
    Role.LIBRARY_EDITOR: Rights(
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        media=MEDIA,
        model=("wagtailadmin.access_admin", SUBMIT_TRANSLATION),
    ),
}
