"""The kinds of host, and what each answers."""

from enum import Enum


class HostKind(Enum):
    """What stands behind a host name."""

    PARTNER = "partner"  # readers of one partner: no admin, no session, no cookie
    ADMIN = "admin"  # editors of all partners
    SIGNPOST = "signpost"  # the demo's own page on localhost
    PREVIEW = "preview"  # a dummy request of Wagtail, made inside one to the admin


# Partner hosts get fewer addresses than the union in ROOT_URLCONF, which the admin, tasks and
# mail need to reverse every address.
READER_URLCONF = "cms.urls_reader"
ADMIN_URLCONF = "cms.urls_admin"
SIGNPOST_URLCONF = "cms.urls_signpost"
