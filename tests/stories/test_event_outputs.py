"""What leaves the house about an event: never more of its place than readers may know."""

import json
from datetime import date, time

import pytest

from home.models import HomePage
from stories.models import EventPage, StoryPage
from tests import crawler
from tests.builders import Reader, event, story

ADDRESS = "vulytsia Tymchasova 17b, pidizd 3"


def test_the_address_is_in_no_output_at_all(rivne):
    """Every page, list, sitemap and file of every site, in every language."""
    for precision in ("city", "region", "participants"):
        fields = {
            "address": ADDRESS,
            "place_precision": precision,
            "region": "Rivne oblast",
            "start_date": date(2031, 5, 1),
            "slug": f"guarded-{precision}",
        }
        page = event(rivne, f"Захищена {precision}", **fields)
        event(rivne, f"Guarded {precision}", "en", translation_key=page.translation_key, **fields)
    sites = crawler.crawl()
    seen = [*sites.pages.values(), *sites.others.values(), *sites.embeds.values()]
    for precision in ("city", "region", "participants"):
        # The event itself, its list and the front page, in both languages.
        assert sum(f"Guarded {precision}" in one.html for one in seen) >= 3
        assert sum(f"Захищена {precision}" in one.html for one in seen) >= 3
    for one in seen:
        for word in ("Tymchasova", " 17b", "pidizd"):
            assert word not in one.html, one.url
            assert word not in str(one.headers), one.url
    for urls in sites.sitemaps.values():
        assert not [url for url in urls if "tymchasova" in url.lower()]


def test_an_exact_place_is_told_where_an_editor_chose_so(harnosand):
    page = event(
        harnosand,
        "Öppet hus",
        place_precision="exact",
        address=ADDRESS,
        place="Härnösand",
        start_date=date(2031, 5, 1),
    )
    html = Reader("harnosand").get(f"/sv/events/{page.slug}/").content.decode()
    assert ADDRESS in html
    assert structured(html)["location"]["address"]["streetAddress"] == ADDRESS


def structured(html: str) -> dict:
    """The JSON-LD of a page."""
    return json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])


def test_a_dated_event_says_so_to_search_engines(db):
    for key in ("cbss", "rivne"):
        html = Reader(key).get("/uk/events/learning-lab-ii-plock/").content.decode()
        data = structured(html)
        page = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="uk")
        assert data["@context"] == "https://schema.org"
        assert data["@type"] == "Event"
        assert data["name"] == page.title
        assert data["inLanguage"] == "uk"
        assert data["startDate"] == page.start_date.isoformat()
        assert data["endDate"] == page.last_day.isoformat()
        assert data["eventStatus"] == "https://schema.org/EventScheduled"
        assert data["location"]["@type"] == "Place"
        assert data["location"]["address"]["addressCountry"] == "PL"
        assert data["url"] == "http://cbss.localhost:8000/uk/events/learning-lab-ii-plock/"


def test_an_event_with_a_time_says_it_with_the_offset_of_that_day(rivne):
    for day, offset in [(date(2031, 7, 1), "+03:00"), (date(2031, 1, 15), "+02:00")]:
        page = event(
            rivne,
            f"О другій {day.month}",
            start_date=day,
            start_time=time(14),
            end_time=time(15, 30),
            time_zone="Europe/Kyiv",
        )
        data = structured(Reader("rivne").get(f"/uk/events/{page.slug}/").content.decode())
        assert data["startDate"] == f"{day}T14:00:00{offset}"
        assert data["endDate"] == f"{day}T15:30:00{offset}"
        assert data["url"] == f"http://rivne.localhost:8000/uk/events/{page.slug}/"


@pytest.mark.parametrize("precision", ["month", "year"])
def test_an_event_without_a_day_says_nothing_to_calendars(rivne, precision):
    page = event(rivne, "Колись", start_date=date(2025, 3, 1), date_precision=precision)
    html = Reader("rivne").get(f"/uk/events/{page.slug}/").content.decode()
    assert "ld+json" not in html
    assert "2025-03-01" not in html


def test_a_story_says_whose_it_is_and_when_it_was_told(harnosand):
    page = story(harnosand, "Biblioteket läser", lead="Vad </script><b>&amp; gjordes.")
    html = Reader("harnosand").get(f"/sv/stories/{page.slug}/").content.decode()
    data = structured(html)
    assert data["@type"] == "Article"
    assert data["headline"] == page.title
    assert data["description"] == "Vad </script><b>&amp; gjordes."
    assert data["inLanguage"] == "sv"
    assert data["url"] == f"http://harnosand.localhost:8000/sv/stories/{page.slug}/"
    assert data["publisher"]["url"] == "http://harnosand.localhost:8000"
    assert data["publisher"]["name"]
    assert data["datePublished"] == page.first_published_at.isoformat()
    assert html.count("</script>") == html.count("<script")


def test_what_a_page_tells_others_is_absolute_and_on_the_right_host(db):
    for model in (HomePage, StoryPage):
        assert model.objects.live().exists()
    for path in ("/uk/", "/uk/stories/rivne-open-space-2019/", "/uk/contact/"):
        html = Reader("rivne").get(path).content.decode()
        assert f'<meta property="og:url" content="http://rivne.localhost:8000{path}">' in html
        assert '<meta property="og:image" content="http://rivne.localhost:8000/media/' in html
        assert html.count('rel="canonical"') == 1
