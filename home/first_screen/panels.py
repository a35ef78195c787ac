"""The panels of the first screen."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.forms import Media
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import settings_menu
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

from home.creating import offers_for
from home.first_screen.entries import LINES, entry, name_of
from partners.access.rights import pages_within_reach
from partners.roles import Role
from partners.scoping import is_shared
from partners.work import Work, pages_of

STYLE = Media(css={"all": ["css/first-screen.css"]})


class FirstScreenPanel(Component):
    """A panel that knows whose screen it is."""

    def __init__(self, request, work: Work):
        self.request = request
        self.work = work

    @property
    def media(self):
        return STYLE


class WelcomePanel(FirstScreenPanel):
    """Who one is here, and what one can begin with one press."""

    name = "welcome"
    order = 10
    template_name = "first_screen/welcome.html"

    def get_context_data(self, parent_context):
        return {
            "roles": self.work.roles,
            "owners": offers_for(self.work),
            "several": self.work.in_several_places,
        }


class EntriesPanel(FirstScreenPanel):
    """A list of pages; nothing at all where there are none."""

    template_name = "first_screen/entries.html"
    heading = ""

    def entries(self) -> list:
        raise NotImplementedError

    def get_context_data(self, parent_context):
        entries = self.entries()
        return {
            "id": self.name.replace("_", "-"),
            "heading": self.heading,
            "entries": entries[:LINES],
            "there_are_more": len(entries) > LINES,
            "number": LINES,
        }


class AwaitingReviewPanel(EntriesPanel):
    """What this person is to decide, the oldest first. Wagtail's own asks per task and per page."""

    name = "awaiting_review"
    order = 100
    heading = _("Awaiting your review")

    def entries(self):
        states = TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            task__active=True,
            task__groupapprovaltask__isnull=False,
        )
        if not self.work.user.is_superuser:
            groups = {row.group_id for row in self.work.rows}
            states = states.filter(task__groupapprovaltask__groups__in=groups).distinct()
        rows = list(
            states.select_related("revision__user").order_by("started_at", "pk")[: LINES + 1]
        )
        pages = _pages(row.revision.object_id for row in rows)
        return [
            entry(page, self.work, who=name_of(row.revision.user), when=row.started_at)
            for row in rows
            if (page := pages.get(row.revision.object_id))
        ]


class SentPanel(EntriesPanel):
    """What this person has sent to review and what became of it."""

    name = "sent"
    order = 120
    heading = _("What you have sent to review")

    def entries(self):
        rows = list(
            WorkflowState.objects.active()
            .filter(requested_by=self.work.user, base_content_type=_page_type())
            .select_related("current_task_state__finished_by")
            .order_by("-current_task_state__started_at", "-pk")[: LINES + 1]
        )
        # Who has left a partner since sees nothing of what became of it.
        pages = _pages((row.object_id for row in rows), pages_within_reach(self.work.user))
        return [
            self._entry(row, page) for row in rows if (page := pages.get(row.object_id)) is not None
        ]

    def _entry(self, row, page):
        task = row.current_task_state
        if row.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return entry(
                page,
                self.work,
                state=_("Changes are requested"),
                who=name_of(task.finished_by) if task else "",
                when=task.finished_at if task else None,
                note=task.comment if task else "",
            )
        is_library = is_shared(page)
        state = _("Waits for the library’s editors") if is_library else _("Waits for a publisher")
        return entry(page, self.work, state=state, when=task.started_at if task else None)


class DraftsPanel(EntriesPanel):
    """What this person began or changed last, and readers do not have yet."""

    name = "drafts"
    order = 140
    heading = _("Your drafts")

    def entries(self):
        in_review = WorkflowState.objects.active().filter(
            base_content_type=_page_type(), object_id=Cast(OuterRef("pk"), CharField())
        )
        user = self.work.user
        pages = (
            Page.objects.filter(
                pages_of(user),
                Q(owner=user, live=False) | Q(latest_revision__user=user),
                ~Exists(in_review),
                has_unpublished_changes=True,
                depth__gt=2,
            )
            .select_related("locale")
            .order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
        )
        return [
            entry(
                page,
                self.work,
                state=_("Readers see an earlier version") if page.live else "",
                when=page.latest_revision_created_at,
            )
            for page in pages[: LINES + 1]
        ]


# What is worth telling of a page's history → how it is told.
CHANGES = {
    "wagtail.create": pgettext_lazy("history of a page", "begun"),
    "wagtail.copy": pgettext_lazy("history of a page", "begun as a copy"),
    "wagtail.edit": pgettext_lazy("history of a page", "changed"),
    "wagtail.publish": pgettext_lazy("history of a page", "published"),
    "wagtail.publish.schedule": pgettext_lazy("history of a page", "to be published at a set time"),
    "wagtail.unpublish": pgettext_lazy("history of a page", "taken down"),
    "home.withdraw": pgettext_lazy("history of a page", "taken back"),
    "wagtail.move": pgettext_lazy("history of a page", "moved"),
    "wagtail.workflow.start": pgettext_lazy("history of a page", "sent to review"),
    "wagtail.workflow.reject": pgettext_lazy("history of a page", "sent back"),
}
# Every autosave is a line of the history: so many are read to find the last few pages.
LINES_OF_HISTORY = 200


class ColleaguesPanel(EntriesPanel):
    """What others did on the pages on which this person works, each page and person once."""

    name = "colleagues"
    order = 240
    heading = _("What colleagues changed")

    def entries(self):
        rows = (
            PageLogEntry.objects.filter(
                pages_of(self.work.user, "page__path"),
                action__in=CHANGES,
                user__isnull=False,
                page__depth__gt=2,
            )
            .exclude(user=self.work.user)
            .select_related("user", "page__locale")
            .order_by("-timestamp", "-pk")[:LINES_OF_HISTORY]
        )
        seen, entries = set(), []
        for row in rows:
            if (row.page_id, row.user_id) in seen or len(entries) > LINES:
                continue
            seen.add((row.page_id, row.user_id))
            entries.append(
                entry(
                    row.page,
                    self.work,
                    state=CHANGES[row.action],
                    who=name_of(row.user),
                    when=row.timestamp,
                )
            )
        return entries


class SettingsPanel(FirstScreenPanel):
    """For who manages a partner: the screens of its settings, as the menu has them."""

    name = "partner_settings"
    order = 200
    template_name = "first_screen/settings.html"

    def get_context_data(self, parent_context):
        items = []
        if self.work.has(Role.PARTNER_MANAGER):
            items = settings_menu.menu_items_for_request(self.request)
        return {"items": sorted(items, key=lambda item: item.order)}


PANELS = (
    WelcomePanel,
    AwaitingReviewPanel,
    SentPanel,
    DraftsPanel,
    SettingsPanel,
    ColleaguesPanel,
)


def _page_type() -> ContentType:
    return ContentType.objects.get_for_model(Page)


def _pages(ids, own: Q | None = None) -> dict[str, Page]:
    """Id as text → page with its locale, in one query. own: of these only."""
    pages = Page.objects.select_related("locale").filter(own or Q(), pk__in=[int(pk) for pk in ids])
    return {str(page.pk): page for page in pages}
