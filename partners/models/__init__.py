from partners.models.look import PartnerLook
from partners.models.navigation import PartnerNavigation
from partners.models.partner import (
    SHARED_SLUG,
    Partner,
    PartnerGroup,
    PartnerRootPage,
    ProjectRole,
)
from partners.models.words import (
    Contact,
    FunderStatement,
    PartnerContacts,
    PartnerFunding,
    PartnerProfile,
    PartnerText,
)

__all__ = [
    "SHARED_SLUG",
    "Contact",
    "FunderStatement",
    "Partner",
    "PartnerContacts",
    "PartnerFunding",
    "PartnerGroup",
    "PartnerLook",
    "PartnerNavigation",
    "PartnerProfile",
    "PartnerRootPage",
    "PartnerText",
    "ProjectRole",
]
