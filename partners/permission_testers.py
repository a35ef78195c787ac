"""What a person may do with one page, beyond what Wagtail asks of the rows of permissions.

Screens, buttons and bulk actions ask here (``Page.permissions_for_user``), so what is refused is
not offered either. Whose page it is, the gate asks.
"""

from wagtail.models.pages import PagePermissionTester
from wagtail_localize.models import Translation

from partners.access.proposals import proposer_of
from partners.access.rights import proposing_partners
from partners.models import Partner
from partners.scoping import is_shared
from partners.tree import depth_of

# Pages of one owner stand below one page at this depth; homes and roots of languages below it.
OWNER_DEPTH = 2


class HousePermissionTester(PagePermissionTester):
    """Four rules of the house.

    The frame of a site (homes, lists, roots) is made by provisioning: partners keep its words,
    and neither delete, move, copy nor take it down. A right on one language alone (a translator's,
    or a publisher's in the common library) is a right to the words of translations: never to an
    original, nor to take away what readers have. A page stays with its owner, in its language. And
    what a partner proposes to the library is that partner's to write until it is published.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        # Whether it is a proposal of a partner for whom the person may propose.
        self._proposes = self._is_own_proposal()
        self._of_owner = getattr(self, "permissions", set())
        if not self._of_owner:
            return
        rows = self.permission_policy.get_cached_permissions_for_user(user)
        of_owner = {
            row.permission.codename.rsplit("_", maxsplit=1)[0]
            for row in rows
            if row.page.depth <= OWNER_DEPTH and page.path.startswith(row.page.path)
        }
        self._of_owner = of_owner
        if of_owner != self.permissions and not is_translation(page):
            self.permissions = of_owner

    def _is_own_proposal(self) -> bool:
        is_page = self.page.pk and self.page.depth > OWNER_DEPTH + 1
        if not is_page or self.page.live or not is_shared(self.page):
            return False
        partners = proposing_partners(self.user)
        return bool(partners) and proposer_of(self.page) in {one.pk for one in partners}

    @property
    def _administers(self) -> bool:
        return self.user.is_active and self.user.is_superuser

    @property
    def _has_the_page(self) -> bool:
        """Whether the person's rights are to the page, and not to the words of a language."""
        return self._administers or bool(self._of_owner)

    @property
    def _is_frame(self) -> bool:
        model = self.page.specific_class
        return model is not None and not model.is_creatable

    @property
    def _is_container(self) -> bool:
        return getattr(self.page.specific_class, "is_container", False)

    def can_set_view_restrictions(self):
        return False  # nobody: partners/open_pages.py

    def can_add_subpage(self):
        return super().can_add_subpage() or bool(proposers_below(self.user, self.page))

    def can_edit(self):
        if self._proposes:
            return True
        return (self._administers or not self._is_container) and super().can_edit()

    def can_publish(self):
        return not self._is_container and super().can_publish()

    def can_lock(self):
        return (self._administers or not self._is_container) and super().can_lock()

    def can_reorder_children(self):
        return (self._administers or not self._is_container) and super().can_reorder_children()

    def can_delete(self, ignore_bulk=False):
        if self._proposes:
            return not self.page_locked()
        taken = self._administers or (self._has_the_page and not self._is_frame)
        return taken and super().can_delete(ignore_bulk)

    def can_unpublish(self):
        return self._has_the_page and not self._is_frame and super().can_unpublish()

    def can_withdraw(self) -> bool:
        """Whoever may publish a page may take it back, also while a new version waits for its
        time: for ``can_unpublish``, that locks the page."""
        return self.user.is_active and (self._administers or "publish" in self._of_owner)

    def can_move(self):
        return self._has_the_page and not self._is_frame and super().can_move()

    def can_copy(self):
        return self._has_the_page and not self._is_frame and super().can_copy()

    def can_move_to(self, destination):
        return self._stays_at_home(destination) and super().can_move_to(destination)

    def can_copy_to(self, destination, recursive=False):
        return self._stays_at_home(destination) and super().can_copy_to(destination, recursive)

    def _stays_at_home(self, destination) -> bool:
        """Whether the destination is of the same owner and in the page's language.

        A page elsewhere would name pictures and pages that are not its new owner's, or be read
        under another language. An administrator may carry a page to another owner.
        """
        owner = self.page.path[: depth_of(OWNER_DEPTH)]
        return (
            self._administers or destination.path.startswith(owner)
        ) and destination.locale_id == self.page.locale_id


def proposers_below(user, page) -> list[Partner]:
    """The partners for which this person may begin a proposal below a page: the root of the
    library in the partner's source language."""
    if not getattr(page.specific_class, "takes_proposals", False) or not is_shared(page):
        return []
    language = page.locale.language_code
    return [one for one in proposing_partners(user) if one.source_language == language]


def is_translation(page) -> bool:
    """Whether a page has an original in another language. One query, unless a list knows it."""
    if "is_translation" not in page.__dict__:
        page.is_translation = Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id
        ).exists()
    return page.is_translation
