"""What is shared exists once: changed once, it is changed on every host, and nowhere copied."""

import json
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from cms.translation.unchecked import confirm
from partners.models import Partner
from stories.models import CulturalToolPage, EventPage
from tests.builders import Reader, event, person, story

pytestmark = pytest.mark.django_db
HOSTS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"]
# One word in each language, that nothing else has.
WORDS = {"en": "Whistlewood", "sv": "Visselved", "uk": "Свистодерево", "ro": "Lemnfluier"}


def everywhere() -> list[tuple[str, str]]:
    """(host, language) of every site in every language."""
    return [
        (partner.key, language)
        for partner in Partner.objects.filter(key__in=HOSTS)
        for language in partner.languages
    ]


def text(key: str, path: str) -> str:
    response = Reader(key).get(path)
    assert response.status_code == 200, (key, path)
    return response.content.decode()


def change(model, slug: str, language: str, words: str) -> None:
    """As an editor of the library does: read, confirmed, a new revision, published."""
    page = model.objects.get(slug=slug, locale__language_code=language)
    confirm(page, person("library_editor"))
    page.lead = words
    page.save_revision().publish()


def places_of_tool(language: str) -> list[str]:
    """Where a reader of this language meets the summary of a tool."""
    return [
        f"/{language}/tools/barcamp/",
        f"/{language}/tools/",
        f"/{language}/tools/?per_page=100&q={quote(WORDS[language])}",
        f"/{language}/search/?q={quote(WORDS[language])}",
        f"/{language}/embed/tool/barcamp/",
        f"/{language}/tools/tools.json",
        f"/{language}/tools/tools.csv",
    ]


def test_a_summary_changed_once_stands_on_every_host_in_every_place():
    for language, word in WORDS.items():
        for key, reads in everywhere():
            if reads == language:
                for path in places_of_tool(language)[:2]:
                    assert word not in text(key, path)
        change(CulturalToolPage, "barcamp", language, f"{word}.")
        for key, reads in everywhere():
            for path in places_of_tool(reads):
                # The data are all languages' at once; a page speaks its reader's.
                if reads == language or path.endswith((".json", ".csv")):
                    assert word in text(key, path), (key, path)
                elif "q=" not in path:
                    assert word not in text(key, path), (key, path)


def test_a_summary_changed_in_the_original_stands_where_there_is_no_translation():
    CulturalToolPage.objects.get(slug="barcamp", locale__language_code="sv").unpublish()
    change(CulturalToolPage, "barcamp", "en", f"{WORDS['en']}.")
    for path in ("/sv/tools/barcamp/", "/sv/tools/"):
        assert f'lang="en">{WORDS["en"]}.' in text("harnosand", path)


def test_a_joint_event_changed_once_is_changed_in_every_calendar():
    slug = "learning-lab-ii-plock"
    for language, word in WORDS.items():
        change(EventPage, slug, language, f"{word}.")
        for key, reads in everywhere():
            if reads == language:
                assert word in text(key, f"/{language}/events/{slug}/")
                assert word in text(key, f"/{language}/events/{slug}/event.ics")
                assert word in text(key, f"/{language}/search/?q={quote(word)}")


# --- one host's addresses in another's feeds ------------------------------------------------------
def hosts_in(address: str) -> str:
    return urlsplit(address).hostname.removesuffix(".localhost") if "//" in address else ""


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_an_address_of_another_host_is_in_a_feed_only_as_the_link_to_what_it_tells(name):
    for owner in Partner.objects.filter(key__in=["harnosand", "rivne"]):
        story(owner, f"Told by {owner.key}", "en", slug=f"told-by-{owner.key}")
    links = 0
    for key, language in everywhere():
        tree = ElementTree.fromstring(text(key, f"/{language}/stories/feed.{name}"))  # noqa: S314 - our own answer
        for element in tree.iter():
            tag = element.tag.rpartition("}")[2]
            words = [element.text or "", *element.attrib.values()]
            for word in words:
                for address in [part for part in word.split() if part.startswith("http")]:
                    if "w3.org" in address or "purl.org" in address:
                        continue
                    others = hosts_in(address) != key
                    links += others
                    assert not others or tag == "link", (key, language, tag, address)
    # Sites without a story of their own tell the others'.
    assert links


def test_a_calendar_names_no_other_host_but_that_of_a_joint_events_own_page():
    for owner in Partner.objects.filter(key__in=["harnosand", "rivne"]):
        event(owner, f"Held by {owner.key}", "en", slug=f"held-by-{owner.key}")
    for key, language in everywhere():
        calendar = Calendar.from_ical(text(key, f"/{language}/events/calendar.ics"))
        for entry in calendar.walk("VEVENT"):
            for name, value in entry.property_items():
                if name != "URL":
                    others = str(value).replace(f"{key}.localhost", "")
                    assert ".localhost" not in others, (key, name, value)
        held = {str(entry.get("SUMMARY")) for entry in calendar.walk("VEVENT")}
        assert not {f"Held by {other}" for other in {"harnosand", "rivne"} - {key}} & held


def test_the_data_of_the_library_name_only_canonical_addresses():
    for key, language in everywhere():
        data = json.loads(text(key, f"/{language}/tools/tools.json"))
        for tool in data["tools"]:
            for version in tool["texts"].values():
                assert hosts_in(version["url"]) == "cbss", (key, version["url"])
