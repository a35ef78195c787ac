"""Telling a page's people that it did not go live at the time that they had set."""

import logging

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from home.publishing import reasons_against
from partners.access.ownership import partner_of
from partners.roles import Role

logger = logging.getLogger("rescom.publishing")
LOG_ACTION = "home.publish.refused"


def tell(revision: Revision) -> None:
    """Write a refused schedule down, and write to those who can mend it.

    In the server's log, in the page's history and by e-mail to accounts (never to the published
    contacts): who made the version, who owns the page, and the partner's publishers.
    """
    page = revision.as_object()
    reasons = reasons_against(page)
    logger.warning("Page %s was not published on schedule: %s", page.pk, " ".join(reasons))
    log(instance=page, action=LOG_ACTION, revision=revision, data={"reasons": reasons})
    address = get_admin_base_url() + reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person in recipients(page, revision):
        with translation.override(_language_of(person)):
            subject = _("Not published: %(title)s") % {"title": page.title}
            lines = [
                _(
                    "“%(title)s” was to go live now and did not. The text is kept as a draft; "
                    "publish it again when this is done:"
                )
                % {"title": page.title},
                *(f"– {reason}" for reason in reasons_against(page)),
                address,
            ]
            try:
                send_mail(subject, "\n\n".join(lines), [person.email])
            except Exception:
                # A mail server that is away must not stop the pages that come after.
                logger.exception("Could not write to account %s.", person.pk)


def recipients(page: Page, revision: Revision):
    """Active accounts with an address: author of the version, owner, the partner's publishers."""
    people = Q(pk__in=[pk for pk in (revision.user_id, page.owner_id) if pk])
    people |= Q(
        groups__partner_group__partner=partner_of(page),
        groups__partner_group__role__in=(
            [Role.PUBLISHER] if partner_of(page) else [Role.LIBRARY_EDITOR]
        ),
    )
    return (
        get_user_model()
        .objects.filter(people, is_active=True)
        .exclude(email="")
        .select_related("wagtail_userprofile")
        .distinct()
    )


def _language_of(person) -> str:
    profile = getattr(person, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile else translation.get_language()
