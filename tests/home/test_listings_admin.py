"""Lists of pages in the admin: when, in which language, how far, who; and what they cost."""

from datetime import date
from html import unescape

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from stories.models import EventIndexPage, StoryIndexPage, StoryPage
from stories.vocabularies import DatePrecision
from tests.builders import Editor, event, index, person, story

STORIES, EVENTS, TOOLS = "stories:index", "event-list:index", "tools:index"


def rows(editor: Editor, address: str, **query) -> list[str]:
    """The text of every row."""
    response = editor.get(address, query)
    assert response.status_code == 200
    document = html5lib.parse(unescape(response.content.decode()), namespaceHTMLElements=False)
    return [
        " ".join("".join(row.itertext()).split()) for row in document.findall(".//table//tbody/tr")
    ]


def titles(editor: Editor, address: str, **query) -> list[str]:
    """The titles of this test's own pages, in their order."""
    found = []
    for row in rows(editor, address, **query):
        found += [word for word in row.split() if word.startswith("Zz")][:1]
    return found


def stories_of(editor: Editor, **query) -> list[str]:
    return titles(editor, reverse(STORIES), **query)


@pytest.fixture
def told(rivne):
    story(rivne, "Zzold", date=date(2024, 5, 1), date_precision=DatePrecision.YEAR)
    story(rivne, "Zznew", date=date(2025, 9, 17))
    story(rivne, "Zzenglish", language="en", date=date(2025, 2, 3))
    parent = index(StoryIndexPage, rivne)
    draft = StoryPage(title="Zzdraft", live=False, locale=parent.locale)
    parent.add_child(instance=draft)
    draft.save_revision(user=person("publisher", rivne), clean=False)
    return draft


def test_all_languages_stand_in_one_list_the_newest_first_and_what_lacks_a_date_before(told, rivne):
    editor = Editor("editor", rivne)
    assert stories_of(editor) == ["Zzdraft", "Zznew", "Zzenglish", "Zzold"]
    assert stories_of(editor, ordering="date") == ["Zzold", "Zzenglish", "Zznew", "Zzdraft"]


def test_a_row_says_when_in_which_language_how_far_and_who(told, rivne):
    shown = {title: row for row in rows(Editor("editor", rivne), reverse(STORIES))
             for title in ("Zzold", "Zznew", "Zzdraft", "Zzenglish") if title in row}  # fmt: skip
    assert "17 Sept" in shown["Zznew"]
    assert "Українська" in shown["Zznew"]
    assert "1 May" not in shown["Zzold"]
    assert "2024" in shown["Zzold"]
    assert "English" in shown["Zzenglish"]
    assert "no date yet" in shown["Zzdraft"]
    assert person("publisher", rivne).get_username() in shown["Zzdraft"]
    assert "live" in shown["Zznew"].lower()


def test_the_list_is_narrowed_by_language_and_by_state(told, rivne):
    editor = Editor("editor", rivne)
    assert stories_of(editor, locale="en") == ["Zzenglish"]
    assert stories_of(editor, state="draft") == ["Zzdraft"]
    assert stories_of(editor, state="live") == ["Zznew", "Zzenglish", "Zzold"]
    assert stories_of(editor, state="review") == []
    told.get_workflow().start(told, editor.user)
    assert stories_of(editor, state="review") == ["Zzdraft"]
    assert stories_of(editor, state="draft") == []


def test_the_list_is_searched_and_narrowed_together(told, rivne):
    editor = Editor("editor", rivne)
    assert stories_of(editor, q="Zzn") == ["Zznew"]
    assert stories_of(editor, q="Zzd", state="draft") == ["Zzdraft"]
    section = reverse("wagtailadmin_explore", args=[index(StoryIndexPage, rivne).pk])
    assert titles(editor, section, q="Zzn", state="live", ordering="date") == ["Zznew"]


def test_nothing_of_another_partner_stands_in_the_list(told, rivne, harnosand):
    story(harnosand, "Zzforeign")
    event(harnosand, "Zzforeign")
    for role in ("editor", "publisher"):
        editor = Editor(role, rivne)
        for query in ({}, {"q": "Zzforeign"}, {"locale": "sv"}, {"state": "live"}):
            assert "Zzforeign" not in stories_of(editor, **query)
            assert "Zzforeign" not in titles(editor, reverse(EVENTS), **query)
    assert "Zzforeign" in stories_of(Editor("editor", harnosand))


def test_an_administrator_is_told_whose_each_page_is(told, rivne, harnosand):
    story(harnosand, "Zzforeign")
    shown = rows(Editor("administrator"), reverse(STORIES), q="Zz")
    [own] = [row for row in shown if "Zznew" in row]
    [foreign] = [row for row in shown if "Zzforeign" in row]
    assert "Rivne Oblast" in own
    assert "Härnösand" in foreign
    assert "Rivne Oblast" not in rows(Editor("editor", rivne), reverse(STORIES))[0]


def test_a_translator_sees_the_pages_of_the_own_language(told, rivne):
    assert stories_of(Editor("translator", rivne, "en")) == ["Zzenglish"]


def test_events_stand_by_their_first_day_with_the_last(rivne):
    event(rivne, "Zzearly", start_date=date(2025, 3, 1), end_date=date(2025, 3, 3))
    event(rivne, "Zzlate", start_date=date(2025, 6, 1))
    editor = Editor("editor", rivne)
    assert titles(editor, reverse(EVENTS)) == ["Zzlate", "Zzearly"]
    [row] = [row for row in rows(editor, reverse(EVENTS)) if "Zzearly" in row]
    assert "1–3 Mar" in row


def test_a_section_of_the_tree_shows_the_same_columns(told, rivne):
    section = reverse("wagtailadmin_explore", args=[index(StoryIndexPage, rivne).pk])
    editor = Editor("editor", rivne)
    assert titles(editor, section) == ["Zzdraft", "Zznew", "Zzold"]
    [row] = [row for row in rows(editor, section) if "Zznew" in row]
    assert "17 Sept" in row
    event(rivne, "Zzlate", start_date=date(2025, 6, 1))
    section = reverse("wagtailadmin_explore", args=[index(EventIndexPage, rivne).pk])
    assert "Zzlate" in titles(editor, section)


def menu(editor: Editor) -> str:
    return unescape(editor.get(reverse("wagtailadmin_home")).content.decode())


def test_the_menu_leads_to_the_lists_of_ones_own_work(rivne):
    shown = {
        role: [name for name in (STORIES, EVENTS, TOOLS) if f'"{reverse(name)}"' in menu(editor)]
        for role, editor in {
            "editor": Editor("editor", rivne),
            "translator": Editor("translator", rivne, "en"),
            "manager": Editor("partner_manager", rivne),
            "library": Editor("library_editor"),
        }.items()
    }
    assert shown == {
        "editor": [STORIES, EVENTS, TOOLS],
        "translator": [STORIES, EVENTS],
        "manager": [],
        "library": [EVENTS, TOOLS],
    }


def test_beginning_a_page_from_the_list_asks_for_no_place(rivne, harnosand):
    shown = Editor("editor", rivne).get(reverse(STORIES)).content.decode()
    parent = index(StoryIndexPage, rivne)
    assert reverse("wagtailadmin_pages:add", args=["stories", "storypage", parent.pk]) in shown
    assert reverse("stories:choose_parent") not in shown
    shown = Editor("editor", harnosand).get(reverse(STORIES)).content.decode()
    for code in harnosand.languages:
        parent = index(StoryIndexPage, harnosand, code)
        assert reverse("wagtailadmin_pages:add", args=["stories", "storypage", parent.pk]) in shown
    shown = Editor("translator", rivne, "en").get(reverse(STORIES)).content.decode()
    assert "/admin/pages/add/" not in shown


def test_an_event_offers_to_be_the_model_of_another_in_its_row(rivne):
    page = event(rivne, "Zzfair")
    address = reverse("event_as_model", args=[page.pk])
    assert address in Editor("editor", rivne).get(reverse(EVENTS)).content.decode()
    english = event(rivne, "Zzfair", language="en")
    address = reverse("event_as_model", args=[english.pk])
    assert address not in (Editor("translator", rivne, "en").get(reverse(EVENTS)).content.decode())


def test_a_live_original_can_be_sent_to_translation_from_its_row(rivne):
    page = story(rivne, "Zzfair")
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert address in Editor("editor", rivne).get(reverse(STORIES)).content.decode()


# --- what it costs -------------------------------------------------------------------------------
def queries(editor: Editor, address: str) -> int:
    editor.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert editor.get(address).status_code == 200
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_the_rows(rivne):
    editor, publisher = Editor("editor", rivne), Editor("publisher", rivne)
    section = reverse("wagtailadmin_explore", args=[index(EventIndexPage, rivne).pk])
    addresses = [reverse(STORIES), reverse(EVENTS), section]

    def add(first: int, last: int) -> None:
        for number in range(first, last):
            for page in (
                story(rivne, f"Zzstory {number}"),
                event(rivne, f"Zzevent {number}"),
            ):
                page.save_revision(user=publisher.user)

    add(0, 5)
    few = [queries(one, address) for one in (editor, publisher) for address in addresses]
    add(5, 45)
    assert [queries(one, address) for one in (editor, publisher) for address in addresses] == few
