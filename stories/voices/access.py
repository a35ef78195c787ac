"""Who writes a partner's voices, and who keeps the library: the people who are told and asked."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from partners.access.rights import roles_of
from partners.models import PartnerGroup
from partners.roles import Role
from partners.tree import below
from stories.voices.models import VoiceBasis, VoiceQuestion

WRITERS = (Role.EDITOR, Role.PUBLISHER)
NOTHING = Q(pk__in=[])


def writers_of(partner):
    """Accounts of a partner's editors and publishers."""
    return _accounts(PartnerGroup.objects.filter(partner=partner, role__in=WRITERS))


def library_editors():
    """Accounts of those who keep the common library."""
    return _accounts(PartnerGroup.objects.filter(partner=None, role=Role.LIBRARY_EDITOR))


def _accounts(rows):
    return (
        get_user_model()
        .objects.filter(groups__in=rows.values("group"), is_active=True)
        .exclude(email="")
        .select_related("wagtail_userprofile")
        .distinct()
        .order_by("username")
    )


def keeps_library(user) -> bool:
    """Whether questions to the library are this person's to answer."""
    return user.is_superuser or any(row.role == Role.LIBRARY_EDITOR for row in roles_of(user))


def changed_for(user):
    """What this person's partners have said of tools that changed since."""
    changed = VoiceBasis.objects.filter(changed_at__isnull=False)
    return changed if user.is_superuser else changed.filter(_own(user))


def questions_for(user):
    """Questions that this person may read: all for the library's editors, else those of one's own
    partners."""
    questions = VoiceQuestion.objects.all()
    return questions if keeps_library(user) else questions.filter(_own(user))


def _own(user) -> Q:
    """Rows of voices that this person's partners wrote and the person may write."""
    found = NOTHING
    for row in roles_of(user):
        if row.partner is not None and row.role in WRITERS:
            found |= below(row.partner.root_page_path, "voice__path")
    return found
