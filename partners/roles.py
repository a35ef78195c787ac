"""Who may do what, as data, and nothing else grants anything.

Provisioning applies it and removes what is not written here; ``manage.py check_rights`` tells and
mends what somebody changed by hand (``cms/rights.py``). To whose things a right extends, the gate
asks; what it means on one page, ``partners/permission_testers.py``.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")
    TRANSLATOR = "translator", _("translator")
    PARTNER_MANAGER = "partner_manager", _("partner manager")
    LIBRARY_EDITOR = "library_editor", _("library editor")


# Roles with every partner; a translator has one language besides.
PARTNER_ROLES = (Role.EDITOR, Role.PUBLISHER, Role.PARTNER_MANAGER)


@dataclass(frozen=True)
class Rights:
    """Native Wagtail permissions of one role.

    pages: on the partner's root page; a translator: on the front page of the language, or on the
    library's root of that language; a library editor: on the root of the shared tree.
    shared_translations: on the library's root in the partner's source language, unless that is
    the library's own: there a right counts for translations only.
    proposes: whether they may propose pages to the common library, in the partner's source
    language: drafts of their own partner's, until they are published (partners/access/proposals.py).
    media: on the own collection. library_media: on the common library's.
    settings: models whose row of the partner's own site may be changed.
    model: permissions without an object.
    """

    pages: tuple[str, ...] = ()
    shared_translations: tuple[str, ...] = ()
    proposes: bool = False
    media: tuple[str, ...] = ()
    library_media: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    model: tuple[str, ...] = ("wagtailadmin.access_admin",)


# Wagtail asks for the permissions of its own models, whatever the image and document models are.
CHOOSE_MEDIA = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
MEDIA = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    *CHOOSE_MEDIA,
)
DELETE_MEDIA = ("wagtailimages.delete_image", "wagtaildocs.delete_document")
SUBMIT_TRANSLATION = "wagtail_localize.submit_translation"
# Whose messages: those of the group's partner (partners/feedback/access.py).
MESSAGES = ("feedback.view_readermessage", "feedback.change_readermessage")
DELETE_MESSAGES = "feedback.delete_readermessage"
# Answers of readers to learning labs: to the group's partner (stories/labs/access.py).
ANSWERS = ("labs.view_labanswer", "labs.delete_labanswer")
# Whose redirects: those of the group's partner (home/redirects/access.py).
REDIRECTS = (
    "home.view_formeraddress",
    "home.add_formeraddress",
    "home.delete_formeraddress",
)

RIGHTS: dict[Role, Rights] = {
    Role.EDITOR: Rights(
        pages=("add_page", "change_page"),
        proposes=True,
        media=MEDIA,
        library_media=CHOOSE_MEDIA,
        model=(
            "wagtailadmin.access_admin",
            SUBMIT_TRANSLATION,
            *MESSAGES,
            DELETE_MESSAGES,
            *ANSWERS,
        ),
    ),
    Role.PUBLISHER: Rights(
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        shared_translations=("change_page", "publish_page"),
        proposes=True,
        media=(*MEDIA, *DELETE_MEDIA),
        library_media=CHOOSE_MEDIA,
        model=(
            "wagtailadmin.access_admin",
            SUBMIT_TRANSLATION,
            *MESSAGES,
            DELETE_MESSAGES,
            *ANSWERS,
        ),
    ),
    # A translator changes the translations in one language and never an original, and sees what
    # readers say of translations into it.
    Role.TRANSLATOR: Rights(
        pages=("change_page",),
        media=CHOOSE_MEDIA,
        library_media=CHOOSE_MEDIA,
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
        model=("wagtailadmin.access_admin", *MESSAGES, DELETE_MESSAGES, *ANSWERS, *REDIRECTS),
    ),
    Role.LIBRARY_EDITOR: Rights(
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        media=MEDIA,
        model=("wagtailadmin.access_admin", SUBMIT_TRANSLATION),
    ),
}

# One plain sentence a role, for its own people: what it lets one do.
SENTENCES: dict[Role, str] = {
    Role.EDITOR: _("You write and change pages, pictures and documents, and send pages to review."),
    Role.PUBLISHER: _(
        "You do all that an editor does; you also publish, schedule, withdraw and lock pages, and "
        "answer reviews."
    ),
    Role.TRANSLATOR: _("You translate pages into this language; the originals stay as they are."),
    Role.PARTNER_MANAGER: _(
        "You set up the site (name, look, menu, front page, contacts, funders, redirects) and "
        "answer messages from readers."
    ),
    Role.LIBRARY_EDITOR: _(
        "You write, publish and withdraw the tools and joint events that every site shows."
    ),
}
SHARED_TRANSLATIONS_SENTENCE = _(
    "In the common library you check and publish translations into the language of your site."
)
PROPOSALS_SENTENCE = _("You may propose tools to the common library.")
ADMINISTRATOR_SENTENCE = _(
    "You administer the whole network: sites, accounts, roles and everything that partners have."
)
