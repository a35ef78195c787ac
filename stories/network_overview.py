"""What the page of the network tells beside its partners: labs, pilots, where tools were tried.

Five queries for everything, whatever the number of sites and stories.
"""

from dataclasses import dataclass, field

from django.apps import apps

from partners.network import Member, members
from stories import towns
from stories.countries import country_name
from stories.listings import held
from stories.network_map import Map, Place, drawn
from stories.network_news import each_once, named_after_owners
from stories.sharing import in_language
from stories.towns import Town, town_in
from stories.vocabularies import EventKind, StoryKind

# So many of the newest; the lists of each site have the others.
LABS = 12
PILOTS = 12
TRIALS = 200


@dataclass
class Trial:
    """A tool, as this site shows it, and the story that tells how it was tried."""

    tool: object
    story: object


@dataclass
class Tried:
    """A place where tools were tried. language: of its name. country: its name, or empty."""

    name: str
    language: str
    country: str
    town: Town | None
    trials: list[Trial] = field(default_factory=list)


@dataclass(frozen=True)
class Source:
    """Who gives away the positions of the towns, and under which licence."""

    name: str = towns.SOURCE
    url: str = towns.SOURCE_URL
    licence: str = towns.LICENCE
    licence_url: str = towns.LICENCE_URL


@dataclass
class Overview:
    """Everything that the page shows. pages: those whose changes change it."""

    members: list[Member]
    labs: list
    pilot_events: list
    pilots: list
    tried: list[Tried]
    map: Map | None
    source = Source()

    @property
    def pages(self) -> list:
        stories = [trial.story for place in self.tried for trial in place.trials]
        return [*self.labs, *self.pilot_events, *self.pilots, *stories]


def overview(visit) -> Overview:
    """What this site tells of the network."""
    partners = members(visit)
    for member in partners:
        member.country_name = country_name(member.country, visit.language)
    events = _events(visit)
    tried = _tried(visit)
    return Overview(
        members=partners,
        labs=[event for event in events if event.kind == EventKind.LEARNING_LAB][:LABS],
        pilot_events=[event for event in events if event.kind == EventKind.PILOT][:PILOTS],
        pilots=_pilots(visit),
        tried=tried,
        map=drawn(_places(visit, partners, tried)),
    )


def _events(visit) -> list:
    """Labs and pilots, joint ones and partners' own, each in the best language, newest first."""
    from stories.network_events import offered  # it asks the models, which show this

    told = offered(visit).filter(
        held(), is_last=True, event__kind__in=(EventKind.LEARNING_LAB, EventKind.PILOT)
    )
    newest = told.order_by("-day", "-event_id").values("event_id")[: LABS + PILOTS]
    model = apps.get_model("stories.EventPage")
    found = visit.naming_owners(model.objects.filter(pk__in=newest))
    return named_after_owners(
        list(found.select_related("image", "locale").order_by("-starts_at", "-pk"))
    )


def _pilots(visit) -> list:
    found = each_once(visit).filter(kind=StoryKind.PILOT, date__isnull=False)
    found = visit.naming_owners(found).select_related("image", "locale")
    return named_after_owners(list(found.order_by("-date", "-pk")[:PILOTS]))


def _tried(visit) -> list[Tried]:
    """Places by country and name; in each, the tools that stories tell of, newest first."""
    named = (
        apps.get_model("stories.StoryTool")
        .objects.filter(story__in=each_once(visit).exclude(place="", country=""))
        .select_related("story__locale", "tool")
        .only(
            "sort_order",
            "tool__translation_key",
            *(f"story__{name}" for name in _STORY_FIELDS),
            "story__locale__language_code",
        )
        .order_by("-story__date", "-story_id", "sort_order")[:TRIALS]
    )
    rows = list(named)
    model = apps.get_model("stories.CulturalToolPage")
    tools = in_language(model, visit).filter(
        translation_key__in={row.tool.translation_key for row in rows}
    )
    by_key = {tool.translation_key: tool for tool in tools.select_related("locale")}
    places: dict[object, Tried] = {}
    for row in rows:
        tool, story = by_key.get(row.tool.translation_key), row.story
        if tool is None:
            continue  # not offered on this site
        place = _place_of(visit, story)
        kept = places.setdefault(place.town or (place.name, place.country), place)
        kept.trials.append(Trial(tool, story))
    return sorted(places.values(), key=_order)


def _order(place: Tried) -> tuple:
    """By country, then by name; what belongs to no one country stands last."""
    return not place.country, place.country, place.name.casefold()


_STORY_FIELDS = (
    "title", "slug", "path", "depth", "url_path", "place", "country", "content_type_id",
    "locale_id", "live", "last_published_at", "translation_key",
)  # fmt: skip


def _place_of(visit, story) -> Tried:
    town = town_in(story.place, story.country)
    country = country_name(story.country, visit.language) if story.country else ""
    if town is not None:
        return Tried(town.name_in(visit.language), visit.language, country, town)
    if country and country.casefold() in story.place.casefold():
        country = ""
    return Tried(story.place, story.language, country, None)


def _places(visit, partners: list[Member], tried: list[Tried]) -> list[Place]:
    """Towns of partners, and those where tools were tried; each once."""
    places = {}
    for member in partners:
        if member.position is not None and member.town:
            north, east = (round(degrees, 2) for degrees in member.position)
            places[north, east] = Place(member.town, member.language, north, east, is_partner=True)
    for place in tried:
        if place.town is not None:
            north, east = place.town.north, place.town.east
            places.setdefault((north, east), Place(place.name, place.language, north, east))
    return list(places.values())
