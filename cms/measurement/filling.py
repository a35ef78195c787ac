"""Stories, events and tools for measuring: so many for a site, in each of its languages.

Written in bulk, some hundred pages in a transaction, the rows of search and lists with them. What
was written whole stays when somebody stops it; asked again, only what is missing is made.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.measurement import tree
from cms.measurement.texts import Texts, texts_in
from home.search import bulk
from home.synthetic import SLUG_PREFIX
from partners.models import Partner
from partners.scoping import Visit
from partners.tree import below
from stories import occurrences
from stories.licences import Licence
from stories.models import (
    CulturalToolPage,
    EventIndexPage,
    EventPage,
    SharedLanguageRootPage,
    StoryIndexPage,
    StoryPage,
    StoryTool,
)
from stories.vocabularies import EventFormat, Quality, Theme

# So many numbers in a transaction; each is a page in every language of the site.
AT_ONCE = 200
# Dates of stories: fifteen years, one story after another.
FIRST_DAY = date(2010, 1, 1)
DAYS = 5479
# Of events one in ten is still to come.
PAST_DAYS, COMING_DAYS = 3600, 400
# One story in so many names a tool.
TOOL_EVERY = 20


@dataclass(frozen=True)
class Kind:
    """One kind of page. parent: given a partner and a language, the page that holds them."""

    name: str
    model: type[Page]
    parent: Callable[[Partner, str], Page | None]
    build: Callable[[Texts, int], Page]
    is_shared: bool = False

    def slug(self, owner: Partner, number: int) -> str:
        site = f"{owner.key}-" if self.is_shared else ""
        return f"{SLUG_PREFIX}{self.name}-{site}{number:06d}"


def fill(owner: Partner, kind: Kind, number: int) -> Iterator[tuple[int, int]]:
    """Give a site so many pages of a kind in all; yields (numbers looked at, numbers in all)."""
    parents = _parents(owner, kind)
    yield 0, number
    for start in range(1, number + 1, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, number + 1))
        with transaction.atomic():
            _fill(owner, kind, parents, numbers)
        yield numbers[-1], number


def _parents(owner: Partner, kind: Kind) -> dict[str, Page]:
    """Language → the page below which this kind stands, in each language of the site."""
    found = {language: kind.parent(owner, language) for language in owner.languages}
    return {language: page for language, page in found.items() if page is not None}


def _fill(owner: Partner, kind: Kind, parents: dict[str, Page], numbers: range) -> None:
    slugs = {kind.slug(owner, number): number for number in numbers}
    made: list[Page] = []
    # In one order, so that two fillings never lock crosswise.
    for language, parent in sorted(parents.items()):
        Page.objects.select_for_update().get(pk=parent.pk)
        there = Page.objects.filter(below(parent.path), slug__in=list(slugs))
        missing = slugs.keys() - set(there.values_list("slug", flat=True))
        if missing:
            with translation.override(language):
                pages = [
                    _page(owner, kind, language, slugs[slug], parent) for slug in sorted(missing)
                ]
            made += tree.append(parent, pages)
    if kind.model is StoryPage:
        _name_tools(made)
    elif kind.model is EventPage:
        occurrences.renew(made)
    bulk.add(made)


def _page(owner: Partner, kind: Kind, language: str, number: int, parent: Page) -> Page:
    page = kind.build(texts_in(language), number)
    page.slug = kind.slug(owner, number)
    page.locale = _locale(language)
    # The same in every language and in every run: versions made later belong together too.
    page.translation_key = uuid5(NAMESPACE_URL, f"{owner.key}/{page.slug}")
    page.live, page.has_unpublished_changes = True, False
    published = datetime.combine(FIRST_DAY, time(12), tzinfo=timezone.get_default_timezone())
    page.first_published_at = page.last_published_at = published + timedelta(hours=number)
    if kind.is_shared:
        page.original_language = owner.source_language
    if kind.model is StoryPage:
        page.section, page.listed_language = parent.pk, language
        page.told_at = page.first_published_at
    return page


_locales: dict[str, Locale] = {}


def _locale(language: str) -> Locale:
    if language not in _locales:
        _locales[language] = Locale.objects.get(language_code=language)
    return _locales[language]


# --- where they stand ----------------------------------------------------------------------------
def _index(model: type[Page]) -> Callable[[Partner, str], Page | None]:
    def below_home(owner: Partner, language: str) -> Page | None:
        node = Visit(owner, None, language).node_of(model)
        return Page.objects.get(pk=node.id) if node is not None else None

    return below_home


def _library(owner: Partner, language: str) -> Page | None:
    return SharedLanguageRootPage.objects.filter(locale__language_code=language).first()


# --- what they say -------------------------------------------------------------------------------
def _lead(texts: Texts, number: int) -> str:
    return _("Made by a machine to measure this site.") + " " + texts.sentence(number)


def _prose(texts: Texts, number: int) -> str:
    return f"<p>{texts.paragraph(number)}</p>"


def _story(texts: Texts, number: int) -> StoryPage:
    return StoryPage(
        title=_("Synthetic story %(number)s") % {"number": number},
        lead=_lead(texts, number),
        what_was_done=_prose(texts, number),
        outcome=_prose(texts, -number),
        theme=Theme.values[number % len(Theme.values)],
        date=FIRST_DAY + timedelta(days=number * 37 % DAYS),
    )


def _event(texts: Texts, number: int) -> EventPage:
    """Online and all-day: it names no place."""
    days = number * 37 % (PAST_DAYS + COMING_DAYS) - PAST_DAYS
    page = EventPage(
        title=_("Synthetic event %(number)s") % {"number": number},
        lead=_lead(texts, number),
        body=[{"type": "paragraph", "value": _prose(texts, number)}],
        start_date=timezone.localdate() + timedelta(days=days),
        format=EventFormat.ONLINE,
    )
    page.set_moments()
    return page


def _tool(texts: Texts, number: int) -> CulturalToolPage:
    return CulturalToolPage(
        title=_("Synthetic tool %(number)s") % {"number": number},
        lead=_lead(texts, number),
        body=[{"type": "paragraph", "value": _prose(texts, number)}],
        qualities=[Quality.values[number % len(Quality.values)]],
        licence=Licence.NOT_STATED,
    )


def _name_tools(stories: list[Page]) -> None:
    """Some stories name a tool of the library, each of them in turn."""
    tools = CulturalToolPage.objects.filter(live=True).order_by("path").values_list("pk", flat=True)
    tools = list(tools[:50])
    naming = [story for story in stories if int(story.slug[-6:]) % TOOL_EVERY == 0]
    if tools:
        StoryTool.objects.bulk_create(
            StoryTool(story=story, tool_id=tools[int(story.slug[-6:]) // TOOL_EVERY % len(tools)])
            for story in naming
        )


STORIES = Kind("story", StoryPage, _index(StoryIndexPage), _story)
EVENTS = Kind("event", EventPage, _index(EventIndexPage), _event)
TOOLS = Kind("tool", CulturalToolPage, _library, _tool, is_shared=True)
