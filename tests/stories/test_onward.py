"""On from a story: what came before and after it, and where else its tools were tried."""

from datetime import date

import html5lib
import pytest

from partners.models import PartnerText
from stories.models import CulturalToolPage, EventPage, StoryIndexPage, StoryPage, StoryTool
from stories.onward import STORIES_ELSEWHERE
from tests.builders import Editor, Reader, event, index, partner, story


@pytest.fixture(autouse=True)
def _only_our_stories(db):
    """The seeded stories would stand between those of a test."""
    StoryPage.objects.update(live=False)


def tool(slug: str = "barcamp", language: str = "en") -> CulturalToolPage:
    """A tool of the library."""
    return CulturalToolPage.objects.get(slug=slug, locale__language_code=language)


def told(of, title: str, day: str, *tools: CulturalToolPage, **fields) -> StoryPage:
    """A live story of a day that used these tools."""
    page = story(of, title, date=date.fromisoformat(day), **fields)
    StoryTool.objects.bulk_create(StoryTool(story=page, tool=one) for one in tools)
    return page


def shown(page: StoryPage, of=None):
    """The page as a reader of its site gets it."""
    response = Reader(of or page.url_path.split("/")[1]).get(page.get_url_parts()[2])
    assert response.status_code == 200
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content, transport_encoding="utf-8")


def neighbours(page: StoryPage) -> dict[str, str]:
    """«prev» and «next» → the title to which they lead."""
    links = shown(page).findall(".//nav[@class='neighbours']/a")
    return {a.get("rel"): "".join(a.find("span[2]").itertext()) for a in links}


def elsewhere(page: StoryPage) -> list[str]:
    """Titles under «Where else …»."""
    section = shown(page).find(".//section[@aria-labelledby='elsewhere']")
    return [] if section is None else [a.text for a in section.findall(".//h3/a")]


def test_a_story_leads_to_the_one_before_and_the_one_after_it(rivne):
    first = told(rivne, "Перша", "2023-01-05")
    middle = told(rivne, "Середня", "2024-06-01")
    last = told(rivne, "Остання", "2025-02-20")
    assert neighbours(first) == {"next": "Середня"}
    assert neighbours(middle) == {"prev": "Перша", "next": "Остання"}
    assert neighbours(last) == {"prev": "Середня"}


def test_stories_of_one_day_follow_each_other_in_the_order_of_the_list(rivne):
    pages = [told(rivne, f"Розповідь {number}", "2024-06-01") for number in (1, 2, 3)]
    assert neighbours(pages[1]) == {"prev": "Розповідь 1", "next": "Розповідь 3"}
    assert neighbours(pages[2]) == {"prev": "Розповідь 2"}


def test_neighbours_are_the_same_sites_in_the_same_language(rivne, harnosand):
    told(harnosand, "Grannen", "2024-01-01")
    told(rivne, "In English", "2024-01-02", language="en")
    assert neighbours(told(rivne, "Сама", "2024-01-03")) == {}


def test_a_story_that_was_taken_down_is_passed_over(rivne):
    told(rivne, "Перша", "2023-01-05")
    middle = told(rivne, "Середня", "2024-06-01")
    last = told(rivne, "Остання", "2025-02-20")
    middle.unpublish()
    assert neighbours(last) == {"prev": "Перша"}


def test_a_published_story_changes_its_neighbours_and_no_other(rivne):
    pages = [told(rivne, f"Розповідь {day}", f"2024-01-0{day}") for day in (1, 2, 3, 4)]
    reader = Reader(rivne)

    def answers() -> list[bytes]:
        return [reader.get(page.get_url_parts()[2]).content for page in pages]

    before = answers()
    told(rivne, "Нова", "2024-01-05")
    changed = [one != other for one, other in zip(before, answers(), strict=True)]
    assert changed == [False, False, False, True]


def test_where_else_its_tool_was_tried_names_whose_story_it_is(rivne, harnosand):
    told(harnosand, "A barcamp up north", "2024-01-01", tool(), language="en")
    ours = told(rivne, "Ours", "2024-02-01", tool(language="uk"), language="en")
    page = shown(ours)
    section = page.find(".//section[@aria-labelledby='elsewhere']")
    assert section.find("h2").text == "Where else this tool was tried"
    link = section.find(".//h3/a")
    assert link.text == "A barcamp up north"
    assert link.get("href").startswith("http://harnosand.localhost:8000/en/stories/")
    assert section.find(".//span[@class='owner']/span").text == "Härnösand"


def test_another_partners_name_in_another_language_says_so(rivne, harnosand):
    PartnerText.objects.filter(profile__site=harnosand.site, language="en").delete()
    told(harnosand, "A barcamp up north", "2024-01-01", tool(), language="en")
    ours = told(rivne, "Ours", "2024-02-01", tool(), language="en")
    name = shown(ours).find(".//section[@aria-labelledby='elsewhere']//span[@class='owner']/span")
    assert (name.text, name.get("lang")) == ("Härnösand", "sv")


def test_elsewhere_is_other_partners_in_this_language_with_one_of_these_tools(rivne, harnosand):
    cbss = partner("cbss")
    ours = told(rivne, "Ours", "2024-02-01", tool(), tool("open-space"), language="en")
    told(rivne, "Ours too", "2024-02-02", tool(), language="en")
    told(cbss, "With the second tool", "2024-01-02", tool("open-space"), language="en")
    told(cbss, "With another tool", "2024-01-03", tool("world-cafe"), language="en")
    told(cbss, "Without a tool", "2024-01-04", language="en")
    told(harnosand, "På svenska", "2024-01-05", tool(), language="sv")
    told(harnosand, "Taken down", "2024-01-06", tool(), language="en").unpublish()
    assert elsewhere(ours) == ["With the second tool"]
    heading = shown(ours).find(".//h2[@id='elsewhere']")
    assert heading.text == "Where else these tools were tried"


def test_the_newest_few_are_named(rivne, harnosand):
    for number in range(1, STORIES_ELSEWHERE + 3):
        told(harnosand, f"Story {number}", f"2024-01-0{number}", tool(), language="en")
    ours = told(rivne, "Ours", "2024-02-01", tool(), language="en")
    assert elsewhere(ours) == ["Story 6", "Story 5", "Story 4", "Story 3"]


def test_a_story_without_a_tool_leads_nowhere_else(rivne, harnosand):
    told(harnosand, "A barcamp", "2024-01-01", tool(), language="en")
    assert elsewhere(told(rivne, "Ours", "2024-02-01", language="en")) == []


# --- events -------------------------------------------------------------------------------------
@pytest.fixture
def _only_our_events(db):
    for one in EventPage.objects.filter(live=True):
        one.unpublish()


def held(of, title: str, day: str, **fields) -> EventPage:
    """A live event of a day."""
    return event(of, title, start_date=date.fromisoformat(day), **fields)


@pytest.mark.usefixtures("_only_our_events")
def test_an_event_leads_to_the_one_before_and_the_one_after_it(rivne, harnosand):
    first = held(rivne, "Перша", "2024-01-05")
    middle = held(rivne, "Середня", "2024-06-01")
    same_day = held(rivne, "Того ж дня", "2024-06-01")
    last = held(rivne, "Остання", "2035-02-20")
    held(harnosand, "Grannens", "2024-06-02")
    held(rivne, "In English", "2024-06-02", language="en")
    held(rivne, "Скасована", "2024-06-02", status="cancelled")
    assert neighbours(first) == {"next": "Середня"}
    assert neighbours(middle) == {"prev": "Перша", "next": "Того ж дня"}
    assert neighbours(same_day) == {"prev": "Середня", "next": "Остання"}
    same_day.unpublish()
    assert neighbours(last) == {"prev": "Середня"}


@pytest.mark.usefixtures("_only_our_events")
def test_a_series_stands_where_its_last_date_is(rivne):
    weekly = {"repeats": "weekly", "repeats_until": date(2024, 3, 1)}
    series = held(rivne, "Щоп’ятниці", "2024-01-05", **weekly)
    within = held(rivne, "Лютнева", "2024-02-10")
    after = held(rivne, "Квітнева", "2024-04-01")
    assert neighbours(series) == {"prev": "Лютнева", "next": "Квітнева"}
    assert neighbours(within) == {"next": "Щоп’ятниці"}
    assert neighbours(after) == {"prev": "Щоп’ятниці"}


def test_own_and_joint_events_stand_in_one_line_and_another_language_says_so(rivne):
    lab = EventPage.objects.filter(slug="learning-lab-ii-plock", locale__language_code="en").get()
    own = held(rivne, "Наступного дня", lab.last_day.isoformat())
    page = shown(own)
    [link] = [a for a in page.findall(".//nav[@class='neighbours']/a") if lab.slug in a.get("href")]
    title = link.find("span[2]")
    assert link.get("href").startswith("/uk/events/")
    ukrainian = EventPage.objects.filter(slug=lab.slug, locale__language_code="uk", live=True)
    assert title.get("lang") == (None if ukrainian.exists() else "en")


@pytest.mark.usefixtures("_only_our_events")
def test_an_event_without_a_date_can_be_previewed(rivne):
    held(rivne, "Перша", "2024-01-05")
    draft = held(rivne, "Колись", "2024-01-06", live=False)
    draft.start_date = None
    draft.save_revision(clean=False)
    answer = Editor("editor", rivne).get(f"/admin/pages/{draft.pk}/view_draft/")
    assert answer.status_code == 200
    assert "neighbours" not in answer.content.decode()


def test_a_story_says_how_long_it_takes_to_read(rivne):
    words = "слово " * 100
    short = told(rivne, "Коротка", "2024-01-01")
    long = told(
        rivne,
        "Довга",
        "2024-01-02",
        what_was_done=f"<p>{words * 2}</p>",
        outcome=f"<p>{words * 2}</p>",
        what_did_not_work=f"<p>{words}</p>",
        body=[{"type": "paragraph", "value": f"<p>{words}</p>"}] * 5,
    )
    assert shown(short).find(".//p[@class='reading-time']").text.strip() == "1 хвилина читання"
    assert shown(long).find(".//p[@class='reading-time']").text.strip() == "5 хвилин читання"


def test_a_story_that_nobody_has_saved_yet_can_be_previewed(rivne):
    told(rivne, "Перша", "2023-01-05")
    editor = Editor("editor", rivne)
    path = f"/admin/pages/add/stories/storypage/{index(StoryIndexPage, rivne).pk}/preview/"
    assert editor.post(path, data=typed("Нова", "2024-01-01")).json()["is_valid"]
    answer = editor.get(f"{path}?mode=")
    assert answer.status_code == 200
    assert "Перша" in answer.content.decode()


def typed(title: str, day: str) -> dict:
    """What the form of a new story sends."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return {
        "title": title,
        "lead": "Про що це.",
        "date": day,
        "date_precision": "day",
        "what_was_done": '{"blocks": [], "entityMap": {}}',
        "outcome": "null",
        "what_did_not_work": "null",
        "body-count": 0,
        "slug": "nova",
        **{f"tools_used-{name}": value for name, value in empty.items()},
        **{f"comments-{name}": value for name, value in empty.items()},
    }
