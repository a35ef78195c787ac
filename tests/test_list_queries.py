"""What the database does for a reader's list: it reads an index in the order of the list."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners import scoping
from stories import listings
from stories.models import StoryPage
from tests.builders import Reader, home, partner, story
from tests.large_network import fill_stories, last_page_of_stories
from tests.test_query_counts import KEYS, measured, pages_of  # noqa: F401 - a fixture

PATH_LIKE = re.compile(r'"path"(::text)? LIKE', re.IGNORECASE)


def asked_for(reader: Reader, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(path).status_code in (200, 302, 404), path
    return [query["sql"] for query in asked]


def test_no_page_of_a_reader_looks_for_a_place_in_the_tree_by_like(measured):  # noqa: F811
    """SQLite reads the whole table for it."""
    for key in KEYS:
        reader = Reader(key)
        language = partner(key).source_language
        paths = [path for _budget, path in pages_of(key)] + [
            "/",
            "/sitemap.xml",
            "/robots.txt",
            f"/{language}/search/?q=громада+community+bibliotek",
            f"/{language}/search/?q=gromadda",
            f"/{language}/stories/feed.rss",
            f"/{language}/stories/feed.atom",
            f"/{language}/events/calendar.ics",
            f"/{language}/calendar/events.ics?online=1",
            f"/{language}/embed/stories/",
            f"/{language}/embed/events/",
            f"/{language}/stories/?before=2020-01-01.5",
            f"/{language}/nothing/here/",
            last_page_of_stories(partner(key), language) if key != "anenii-noi" else "/ro/stories/",
        ]
        for path in paths:
            assert [sql for sql in asked_for(reader, path) if PATH_LIKE.search(sql)] == [], path


def plan(sql: str) -> str:
    """How the database answers, where it takes an index whenever there is one."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        else:
            for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
            cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


SORTS = re.compile(r"TEMP B-TREE FOR ORDER BY|^\s*(->)?\s*Sort\b", re.MULTILINE)


@pytest.mark.parametrize(
    ("key", "index", "load"),
    [
        ("rivne", "story_section_date", lambda visit, last: listings.stories(visit)),
        ("rivne", "story_section_date", lambda visit, last: listings.stories(visit, last)),
        ("rivne", "story_section_told", lambda visit, last: listings.newest_stories(visit)),
        ("anenii-noi", "story_lang_date", lambda visit, last: listings.stories(visit)),
        ("anenii-noi", "story_lang_told", lambda visit, last: listings.newest_stories(visit)),
    ],
    ids=["first", "last", "feed", "network", "network-feed"],
)
def test_a_list_of_stories_is_read_from_its_index_and_never_sorted(rivne, key, index, load):
    fill_stories(rivne, 300)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE stories_storypage")
        cursor.execute("ANALYZE wagtailcore_page")
    last = last_page_of_stories(rivne, "uk").partition("=")[2]
    visit = scoping.visit_for_host(f"{key}.localhost")
    with scoping.visiting(visit):
        assert visit.homes
        with CaptureQueriesContext(connection) as asked:
            load(visit, last)
    lists = [query["sql"] for query in asked if 'FROM "stories_storypage"' in query["sql"]]
    last_list = plan(lists[-1])
    assert index in last_list
    assert not SORTS.search(last_list), last_list
    if connection.vendor == "sqlite":
        assert "SCAN stories_storypage" not in last_list
        assert "alias_of" not in last_list


# --- what the index reads is what the pages say ---------------------------------------------------
def test_a_story_is_listed_where_it_stands_and_follows_when_it_moves(rivne):
    page = story(rivne, "Мандрівна", slug="mandrivna")
    assert page.title in Reader("rivne").get("/uk/stories/").content.decode()
    other = home(partner("izolyatsia")).get_children().get(slug="stories")
    page.move(other, pos="first-child")
    assert page.title not in Reader("rivne").get("/uk/stories/").content.decode()
    assert page.title in Reader("izolyatsia").get("/uk/stories/").content.decode()
    # A section that moves takes its stories along.
    other.refresh_from_db()
    other.move(home(partner("izolyatsia"), "uk"), pos="first-child")
    assert page.title in Reader("izolyatsia").get("/uk/stories/").content.decode()


def test_a_version_from_before_a_move_lists_a_story_where_it_stands_now(rivne):
    page = story(rivne, "Мандрівна", slug="mandrivna")
    before = page.save_revision()
    other = home(partner("izolyatsia")).get_children().get(slug="stories")
    page.move(other, pos="last-child")
    StoryPage.objects.get(pk=page.pk).revisions.get(pk=before.pk).publish()
    assert StoryPage.objects.get(pk=page.pk).section == other.pk
    assert page.title not in Reader("rivne").get("/uk/stories/").content.decode()


def test_every_story_of_the_seed_knows_its_section_language_and_first_day(db):
    stories = StoryPage.objects.select_related("locale")
    assert stories.count() > 20
    for page in stories:
        assert page.section == page.get_parent().pk
        assert page.listed_language == page.locale.language_code
        assert page.told_at == page.first_published_at


def test_the_migration_gives_stories_that_exist_what_lists_ask(rivne):
    import importlib

    from django.apps import apps

    expected = list(StoryPage.objects.order_by("pk").values_list("section", "told_at"))
    StoryPage.objects.update(section=None, told_at=None, listed_language="")
    migration = importlib.import_module("stories.migrations.0004_story_lists")
    migration.fill(apps, None)
    assert list(StoryPage.objects.order_by("pk").values_list("section", "told_at")) == expected
    assert not StoryPage.objects.filter(listed_language="").exists()


def test_a_story_taken_down_is_in_no_list_and_back_when_published(rivne):
    page = story(rivne, "Тимчасова", slug="tymchasova")
    page.unpublish()
    for path in ("/uk/", "/uk/stories/", "/uk/stories/feed.rss"):
        assert page.title not in Reader("rivne").get(path).content.decode()
    page.get_latest_revision().publish()
    for path in ("/uk/", "/uk/stories/", "/uk/stories/feed.rss"):
        assert page.title in Reader("rivne").get(path).content.decode()
