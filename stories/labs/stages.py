"""How far a learning lab has come, and what readers of one site see of it.

Everything beside the lab's own text is found with one query: what partners bring to it, and the
tools and stories that its conclusions draw on, each in the language that suits the reader best.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from partners.models import Partner
from partners.scoping import current_visit, is_shared
from stories.sharing import in_language


class Stage(models.TextChoices):
    """The three states of a lab, in their order."""

    CALL = "call", _("Call for input")
    DISCUSSION = "discussion", _("Discussion")
    CONCLUSIONS = "conclusions", _("Conclusions")


@dataclass(frozen=True)
class Step:
    """One state as readers see it: whether the lab is there now, and whether it has a section."""

    code: str
    label: str
    is_now: bool
    is_told: bool


@dataclass
class Around:
    """What stands around an event's own text.

    contributions, stories: pages of partners, each with ``owner_name``; tools: shared pages, each
    with its ``address`` on this site. steps: empty where the event is no lab, or one of which
    nothing is known beyond date and place.
    """

    contributions: list = field(default_factory=list)
    stories: list = field(default_factory=list)
    tools: list = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def around(visit, event) -> Around:
    """What a reader of this site sees around an event; one query, none where nothing can be."""
    found = Around()
    if visit is None or not (event.is_lab or event.conclusions):
        return found
    _sort(visit, found, _pages(visit, event))
    if event.is_lab:
        found.steps = _steps(event, found)
    return found


def stage_of(event, has_contributions: bool) -> Stage | None:
    """The state that a lab is in; None where there is nothing yet that would show it."""
    if event.conclusions:
        return Stage.CONCLUSIONS
    if event.takes_input:
        return Stage.CALL
    if event.questions or has_contributions:
        return Stage.DISCUSSION
    return None


def _steps(event, found: Around) -> list[Step]:
    now = stage_of(event, bool(found.contributions))
    if now is None:
        return []
    told = {
        Stage.CALL: bool(event.questions),
        Stage.DISCUSSION: bool(found.contributions),
        Stage.CONCLUSIONS: bool(event.conclusions),
    }
    return [Step(one.value, one.label, one is now, told[one]) for one in Stage]


def _pages(visit, event) -> list[Page]:
    contribution = apps.get_model("stories.LabContributionPage")
    story = apps.get_model("stories.StoryPage")
    tool = apps.get_model("stories.CulturalToolPage")
    parts = []
    if event.is_lab:
        brought = contribution.objects.filter(lab__translation_key=event.translation_key)
        parts.append(visit.below_live_homes(brought))
    if event.conclusions:
        if event.drawn_stories:
            told = story.objects.filter(translation_key__in=event.drawn_stories)
            parts.append(visit.below_live_homes(told))
        parts.append(in_language(tool, visit).filter(translation_key__in=_tool_keys(tool, event)))
    numbers = [part.order_by().values("pk") for part in parts]
    source = Partner.objects.filter(root_page__path=OuterRef("owner_path"))
    pages = Page.objects.filter(pk__in=numbers[0].union(*numbers[1:], all=True))
    return list(
        visit.naming_owners(pages)
        .select_related("locale")
        .annotate(
            lead=F("labcontributionpage__lead"),
            source_language=Subquery(source.values("source_language")[:1]),
        )
        .order_by("path")
    )


def _tool_keys(tool: type[Page], event):
    rows = event.drawn_tools.all()
    if isinstance(rows, QuerySet):
        return rows.order_by().values("tool__translation_key")
    # A preview: rows that nobody has saved yet.
    return tool.objects.filter(pk__in=[row.tool_id for row in rows]).values("translation_key")


def _sort(visit, found: Around, pages: list[Page]) -> None:
    """Into its list each page once: in the reader's language, else its owner's own, else any."""
    best: dict = {}
    for page in pages:
        page.language = page.locale.language_code
        kept = best.get(page.translation_key)
        if kept is None or _rank(visit, page) < _rank(visit, kept):
            best[page.translation_key] = page
    contribution = apps.get_model("stories.LabContributionPage")
    for page in sorted(best.values(), key=lambda page: (page.owner_short_name or "", page.title)):
        if is_shared(page):
            page.address = visit.path_of(page)
            found.tools.append(page)
            continue
        page.owner_name = {
            "short_name": page.owner_short_name,
            "text_language": page.owner_language,
        }
        is_brought = issubclass(page.specific_class, contribution)
        (found.contributions if is_brought else found.stories).append(page)


def _rank(visit, page: Page) -> tuple[bool, bool]:
    return page.language != visit.language, page.language != page.source_language


def hosts_of(visit, event) -> list[Partner]:
    """The partners who hold an event together, by name, each with what the reader's site calls it
    (``short_name``, ``text_language``); one query, none where none is named."""
    if visit is None or not event.co_hosts:
        return []
    if "shown_hosts" not in event.__dict__:
        event.shown_hosts = list(visit.partners_named(event.co_hosts))
    return event.shown_hosts


def lab_of(contribution):
    """The lab that a contribution is to, as the visited site shows it; None where it shows none."""
    visit = current_visit()
    if visit is None or contribution.lab_id is None:
        return None
    model = apps.get_model("stories.EventPage")
    lab = model.objects.filter(pk=contribution.lab_id).values("translation_key")
    return in_language(model, visit).filter(translation_key__in=lab).first()
