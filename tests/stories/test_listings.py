"""The lists of a site: its own, else the network's; past and coming apart; page by page."""

from datetime import date, time, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from stories import listings
from stories.models import EventPage, StoryPage
from stories.vocabularies import EventStatus
from tests.builders import Reader, event, partner, story


def body(key: str, path: str) -> str:
    """The body of a page that answers."""
    response = Reader(key).get(path)
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


def part(html: str, heading_id: str) -> str:
    """One section of a page, by the id of its heading."""
    return html.split(f'id="{heading_id}"')[1].split("</section>")[0]


# --- stories -----------------------------------------------------------------------------------
def test_a_site_without_a_story_shows_the_networks_named_as_theirs(db):
    assert not StoryPage.objects.filter(url_path__startswith="/anenii-noi/").exists()
    html = body("anenii-noi", "/ro/stories/")
    assert 'class="note"' in html
    assert html.count('<article class="entry') == html.count('class="owner"') > 0
    assert 'href="http://cbss.localhost:8000/ro/stories/' in html
    front = body("anenii-noi", "/ro/")
    assert 'class="owner"' in front


def test_the_first_own_story_takes_the_place_of_the_networks(db):
    own = story(partner("anenii-noi"), "Prima poveste", slug="prima")
    html = body("anenii-noi", "/ro/stories/")
    assert html.count('<article class="entry') == 1
    assert own.title in html
    assert 'class="owner"' not in html


def test_own_stories_are_not_mixed_with_anybody_elses(rivne):
    html = body("rivne", "/uk/stories/")
    assert 'href="http://' not in html
    assert 'class="owner"' not in html


def test_stories_of_other_languages_are_not_listed(rivne):
    story(rivne, "Лише українською")
    assert "Лише українською" in body("rivne", "/uk/stories/")
    assert "Лише українською" not in body("rivne", "/en/stories/")


def test_a_long_list_is_read_page_by_page_without_a_gap_or_a_double(rivne):
    for number in range(30):
        # Several of one day: the order is still one.
        story(rivne, f"Історія {number}", date=date(2031, 1, 1 + number // 7))
    seen, path = [], "/uk/stories/"
    while path:
        html = body("rivne", path)
        seen += [line.split('"')[0] for line in html.split('href="/uk/stories/')[1:]]
        following = html.split('href="?before=')[1:]
        path = f"/uk/stories/?before={following[0].split(chr(34))[0]}" if following else ""
    seen = [slug for slug in seen if slug.startswith("istoriia")]
    assert len(seen) == len(set(seen)) == 30
    assert seen[0].startswith("istoriia-28") or seen[0].startswith("istoriia-29")


@pytest.mark.parametrize(
    "before", ["", "x", "2025-13-45.1", "2025-01-01", ".", "9999999999999999999.9", "2025-01-01.-5"]
)
def test_an_unreadable_place_in_a_list_is_its_beginning_or_its_end(rivne, before):
    assert Reader("rivne").get("/uk/stories/", {"before": before}).status_code == 200
    assert Reader("rivne").get("/uk/events/", {"before": before}).status_code == 200


# --- events ------------------------------------------------------------------------------------
def test_with_nothing_coming_the_lists_say_so_and_lead_to_what_took_place(db):
    for key, language in [("cbss", "en"), ("rivne", "uk"), ("harnosand", "sv")]:
        html = body(key, f"/{language}/events/")
        assert "occasion" not in part(html, "coming")
        assert 'href="#past"' in part(html, "coming")
        assert part(html, "past").count('class="occasion"') == 3
        assert part(body(key, f"/{language}/"), "section-events").count('class="occasion"') == 3


def test_an_event_passes_from_coming_to_past_at_the_moment_it_ends(rivne, monkeypatch):
    meeting = event(
        rivne,
        "Зустріч громади",
        start_date=date(2031, 5, 1),
        start_time=time(14),
        end_time=time(16),
        time_zone="Europe/Kyiv",
    )
    meeting.refresh_from_db()
    for passed, coming in [
        (timedelta(seconds=-1), True),
        (timedelta(0), False),
        (timedelta(seconds=1), False),
    ]:
        monkeypatch.setattr(timezone, "now", lambda passed=passed: meeting.ends_at + passed)
        cache.clear()
        html = body("rivne", "/uk/events/")
        front = part(body("rivne", "/uk/"), "section-events")
        assert (meeting.title in part(html, "coming")) == coming
        assert (meeting.title in html.split('id="past"')[1]) != coming
        assert meeting.title in front
        assert (front.count('class="occasion"') == 1) == coming


def test_coming_events_begin_with_the_soonest_and_past_ones_with_the_latest(rivne):
    for title, day in [("Пізніше", date(2032, 1, 1)), ("Скоро", date(2031, 1, 1))]:
        event(rivne, title, start_date=day)
    for title, day in [("Давно", date(2011, 1, 1)), ("Недавно", date(2026, 1, 1))]:
        event(rivne, title, start_date=day)
    html = body("rivne", "/uk/events/")
    coming, past = part(html, "coming"), part(html, "past")
    assert coming.index("Скоро") < coming.index("Пізніше")
    assert past.index("Недавно") < past.index("Давно")
    front = part(body("rivne", "/uk/"), "section-events")
    assert front.index("Скоро") < front.index("Пізніше")
    assert "Недавно" not in front


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_what_was_called_off_is_not_told_as_if_it_had_taken_place(rivne, status):
    page = event(rivne, "Не відбулося", start_date=date(2025, 1, 1), status=status)
    assert page.title not in body("rivne", "/uk/events/")
    assert page.title not in body("rivne", "/uk/")
    page.start_date = date(2031, 1, 1)
    page.save()
    html = part(body("rivne", "/uk/events/"), "coming")
    assert page.title in html
    assert 'class="status"' in html


def test_the_lists_of_the_front_page_and_of_the_index_agree(rivne):
    event(rivne, "Попереду", start_date=date(2031, 1, 1))
    from partners import scoping

    visit = scoping.visit_for_host("rivne.localhost")
    with scoping.visiting(visit):
        assert listings.next_or_last_events(visit, 3)[0] == listings.coming_events(visit, 3)
        EventPage.objects.filter(title="Попереду").delete()
        coming, past = listings.next_or_last_events(visit, 3)
        assert coming == []
        assert past == listings.past_events(visit, size=3).items


def test_an_event_of_which_only_the_year_is_known_is_listed_by_the_year(db):
    path = "events/cultural-pearls-network-conference-helsingborg/"
    html = part(body("cbss", "/en/events/"), "past")
    assert '<time datetime="2025">2025</time>' in html
    head = Reader("cbss").get(f"/en/{path}").content.decode()
    assert "application/ld+json" not in head
    assert '<time datetime="2025">2025</time>' in head
