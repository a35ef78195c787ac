"""Wagtail's answer to «which pages may this person find», without what other partners propose.

Who translates or publishes in one language of the library has a right on its whole tree, so
Wagtail's search, its menu of pages and its histories would tell of every draft in it.
"""

from wagtail.models import AbstractPage, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from partners.access.rights import others_proposals


class HousePagePermissionPolicy(PagePermissionPolicy):
    """Wagtail's, less the proposals of other partners wherever it lists pages."""

    def explorable_instances(self, user):
        return super().explorable_instances(user).exclude(others_proposals(user))

    def instances_user_has_any_permission_for(self, user, actions):
        pages = super().instances_user_has_any_permission_for(user, actions)
        return pages.exclude(others_proposals(user))


def register() -> None:
    """Called once, from the AppConfig."""
    policy_registry.register(AbstractPage, HousePagePermissionPolicy(Page))
