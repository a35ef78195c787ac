"""Following a site's stories: feeds that strict parsers accept, of this site and language only."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stories.listings import STORIES_OF_A_FEED
from stories.models import StoryPage
from tests.builders import Reader, event, partner, story
from tests.large_network import fill_stories

KEYS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"]
PATHS = ["feed.rss", "feed.atom"]
ADDRESS = "vulytsia Tymchasova 17b, pidizd 3"


def answer(key: str, path: str):
    """The response at this path below «stories/» of a language: «uk/feed.rss»."""
    language, name = path.split("/")
    return Reader(key).get(f"/{language}/stories/{name}")


def read(key: str, path: str):
    """The feed as a strict XML parser and a feed parser read it."""
    response = answer(key, path)
    assert response.status_code == 200
    ElementTree.fromstring(response.content, forbid_dtd=True)
    feed = feedparser.parse(
        response.content, response_headers={"content-type": response["Content-Type"]}
    )
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


@pytest.mark.parametrize("name", PATHS)
def test_every_site_has_a_feed_in_every_language_that_it_offers(db, name):
    for key in KEYS:
        for language in partner(key).languages:
            feed = read(key, f"{language}/{name}")
            host = f"{key}.localhost:8000"
            assert feed.feed.language == language
            assert feed.feed.link == f"http://{host}/{language}/stories/"
            (own,) = [link.href for link in feed.feed.links if link.rel == "self"]
            assert own == f"http://{host}/{language}/stories/{name}"
            assert feed.feed.title
            assert feed.entries
            for entry in feed.entries:
                # A link is absolute and leads to a story that answers, on its owner's host.
                parts = urlsplit(entry.link)
                owner = parts.hostname.removesuffix(".localhost")
                assert Reader(owner).get(parts.path).status_code == 200


def test_the_two_forms_are_what_they_say(db):
    assert answer("rivne", "uk/feed.rss")["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert answer("rivne", "uk/feed.atom")["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert read("rivne", "uk/feed.rss").version == "rss20"
    assert read("rivne", "uk/feed.atom").version == "atom10"


@pytest.mark.parametrize("name", PATHS)
def test_a_language_that_the_site_lacks_has_no_feed(db, name):
    for key, language in [("rivne", "sv"), ("harnosand", "ro"), ("cbss", "de")]:
        assert answer(key, f"{language}/{name}").status_code == 404


@pytest.mark.parametrize("name", PATHS)
def test_a_sites_own_story_is_in_no_other_feed(rivne, harnosand, name):
    own = story(rivne, "Наша історія")
    foreign = story(harnosand, "Їхня історія", "uk")
    draft = story(rivne, "Чернетка", live=True)
    StoryPage.objects.filter(pk=draft.pk).update(live=False)
    titles = [entry.title for entry in read("rivne", f"uk/{name}").entries]
    assert own.title in titles
    assert foreign.title not in titles
    assert draft.title not in titles
    assert own.title not in [entry.title for entry in read("harnosand", f"uk/{name}").entries]
    assert own.title not in [entry.title for entry in read("rivne", f"en/{name}").entries]


@pytest.mark.parametrize("name", PATHS)
def test_a_site_without_a_story_gives_the_networks_with_their_owners(rivne, harnosand, name):
    StoryPage.objects.filter(path__startswith=harnosand.root_page.path).update(live=False)
    story(rivne, "Told in Rivne", "en")
    told = {entry.title: entry for entry in read("harnosand", f"en/{name}").entries}
    entry = told["Told in Rivne"]
    assert entry.link == "http://rivne.localhost:8000/en/stories/told-in-rivne/"
    assert entry.author == "Rivne"


@pytest.mark.parametrize("name", PATHS)
def test_the_newest_told_comes_first_whenever_it_happened(rivne, name):
    """A story about 2019, told today, is news to those who follow the site."""
    story(rivne, "Давня", date=date(2019, 1, 1), date_precision="year")
    feed = read("rivne", f"uk/{name}")
    entry = feed.entries[0]
    assert entry.title == "Давня"
    page = StoryPage.objects.get(title="Давня")
    told = datetime(*entry.published_parsed[:6], tzinfo=UTC)
    assert abs(told - page.first_published_at) < timedelta(seconds=1)


def test_dates_say_their_zone(rivne):
    story(rivne, "Сьогодні")
    for name, tag in (("feed.rss", "pubDate"), ("feed.atom", "published")):
        xml = answer("rivne", f"uk/{name}").content.decode()
        value = xml.split(f"<{tag}>")[1].split("<")[0]
        moment = (
            datetime.strptime(value, "%a, %d %b %Y %H:%M:%S %z")
            if tag == "pubDate"
            else datetime.fromisoformat(value)
        )
        assert moment.utcoffset() is not None


def test_an_entry_keeps_its_identity_when_its_address_and_text_change(rivne):
    page = story(rivne, "Одна")
    version = story(rivne, "One", "en", slug=page.slug, translation_key=page.translation_key)
    ids = {name: read("rivne", f"uk/{name}").entries[0].id for name in PATHS}
    assert len(set(ids.values())) == 1
    assert ids["feed.rss"].startswith("urn:uuid:")
    StoryPage.objects.filter(pk=page.pk).update(
        slug="inakshe", url_path=page.url_path.replace("odna", "inakshe"), title="Інакше"
    )
    changed = read("rivne", "uk/feed.rss").entries[0]
    assert changed.title == "Інакше"
    assert changed.link.endswith("/uk/stories/inakshe/")
    assert changed.id == ids["feed.rss"]
    # Another text is another entry.
    other = next(e for e in read("rivne", "en/feed.rss").entries if e.title == version.title)
    assert other.id != changed.id


def test_signs_of_markup_and_forbidden_characters_are_only_text(rivne):
    story(rivne, "A < B & <b>C</b>", slug="signs", lead="Lead\x0b <script>x</script> & more")
    for name in PATHS:
        response = answer("rivne", f"uk/{name}")
        root = ElementTree.fromstring(response.content, forbid_dtd=True)
        texts = [element.text for element in root.iter() if element.text]
        assert "A < B & <b>C</b>" in texts
        assert "Lead &lt;script&gt;x&lt;/script&gt; &amp; more" in texts


def test_a_feed_is_short_and_costs_the_same_with_a_thousand_stories(rivne):
    fill_stories(rivne, 30)

    def cost() -> int:
        answer("rivne", "uk/feed.rss")
        with CaptureQueriesContext(connection) as asked:
            feed = read("rivne", "uk/feed.rss")
        assert len(feed.entries) == STORIES_OF_A_FEED
        return len(asked)

    before = cost()
    fill_stories(rivne, 300)
    assert cost() == before <= 5


def test_readers_of_feeds_get_no_cookie(db):
    for name in PATHS:
        response = answer("rivne", f"uk/{name}")
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("name", PATHS)
def test_no_address_of_an_event_comes_into_a_feed(rivne, name):
    event(rivne, "Десь", address=ADDRESS, place_precision="city", start_date=timezone.localdate())
    assert "Tymchasova" not in answer("rivne", f"uk/{name}").content.decode()


def test_pages_lead_to_the_feeds(db):
    html = Reader("rivne").get("/uk/stories/").content.decode()
    for name in PATHS:
        address = f"http://rivne.localhost:8000/uk/stories/{name}"
        assert f'href="{address}"' in html
        assert f'href="{address}"' in Reader("rivne").get("/uk/").content.decode()
        assert f'<a href="/uk/stories/{name}"' in html
