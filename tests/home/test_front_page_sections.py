"""What stands on a front page, in what order and how many of each, the partner's manager says."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home import sections
from home.models import FrontPageSections
from partners.roles import Role
from tests.builders import Editor, Reader, story
from tests.partners.settings_screens import address, errors, soup

SCREEN = "home/frontpagesections"
AS_MADE = {"stories": 4, "tools": 6, "events": 3, "network": 4}


@pytest.fixture
def manager(rivne):
    return Editor(Role.PARTNER_MANAGER, rivne)


def form(order, shown=None, **sizes) -> dict:
    """The screen, filled in: names in order, those shown, and how many where not as made."""
    return {
        "sections-order": list(order),
        "sections": list(order if shown is None else shown),
    } | {f"sections-size-{name}": size for name, size in (AS_MADE | sizes).items()}


def front_page(of, language="uk"):
    return BeautifulSoup(Reader(of).get(f"/{language}/").content, "html.parser")


def shown(of, language="uk") -> list[str]:
    found = front_page(of, language).select("section.section")
    return [section["aria-labelledby"] for section in found]


def test_as_long_as_nobody_says_otherwise_it_is_as_made(rivne, manager):
    assert shown(rivne) == [f"section-{name}" for name in AS_MADE]
    page = soup(manager.get(address(SCREEN, rivne)))
    boxes = page.select("input[name=sections]")
    assert [box["value"] for box in boxes] == list(AS_MADE)
    assert all(box.has_attr("checked") for box in boxes)
    sizes = page.select("input[type=number]")
    assert [int(field["value"]) for field in sizes] == list(AS_MADE.values())


def test_readers_see_another_order_at_once_on_this_site_only(rivne, harnosand, manager):
    before = shown(harnosand, "sv")
    response = manager.post(address(SCREEN, rivne), form(["events", "stories", "tools", "network"]))
    assert response.status_code == 302
    assert shown(rivne) == [
        "section-events", "section-stories", "section-tools", "section-network",
    ]  # fmt: skip
    assert shown(harnosand, "sv") == before != []


def test_what_is_not_ticked_is_not_shown_and_keeps_its_place(rivne, manager):
    manager.post(
        address(SCREEN, rivne), form(["tools", "stories", "events", "network"], shown=["events"])
    )
    assert shown(rivne) == ["section-events"]
    boxes = soup(manager.get(address(SCREEN, rivne))).select("input[name=sections]")
    assert [box["value"] for box in boxes] == ["tools", "stories", "events", "network"]


def test_as_many_entries_are_shown_as_were_asked_for(rivne, manager):
    for number in range(6):
        story(rivne, f"Історія {number}")
    manager.post(address(SCREEN, rivne), form(AS_MADE, stories=2, tools=9))
    page = front_page(rivne)
    assert len(page.select("[aria-labelledby=section-stories] article")) == 2
    assert len(page.select(".section--tools .tools > *")) == 9


@pytest.mark.parametrize("size", ["0", "13", "-1", "", "many", "1.5"])
def test_a_number_out_of_bounds_is_refused_with_the_bounds(rivne, manager, size):
    response = manager.post(
        address(SCREEN, rivne), form(["tools", "stories", "events", "network"], stories=size)
    )
    assert "1" in errors(response)
    assert "12" in errors(response)
    assert FrontPageSections.objects.get(site=rivne.site).sections == []
    # What was typed is there, in the order in which it was put.
    page = soup(response)
    assert page.select_one("[name=sections-size-stories]")["value"] == size
    boxes = page.select("input[name=sections]")
    assert [box["value"] for box in boxes] == ["tools", "stories", "events", "network"]


def test_a_section_of_nobody_is_not_kept(rivne, manager):
    manager.post(address(SCREEN, rivne), form(["stories", "weather", "tools", "events", "network"]))
    rows = FrontPageSections.objects.get(site=rivne.site).sections
    assert [row["name"] for row in rows] == ["stories", "tools", "events", "network"]


def test_a_section_that_is_new_in_the_house_stands_at_the_end(rivne, manager, monkeypatch):
    manager.post(address(SCREEN, rivne), form(["events", "tools", "stories", "network"]))
    new = sections.Section("new", 0, "New", size=1, most=2, load=lambda visit, size: None)
    monkeypatch.setitem(sections._sections, "new", new)
    rows = FrontPageSections.objects.get(site=rivne.site).sections
    assert [row["name"] for row in sections.arranged(rows)] == [
        "events", "tools", "stories", "network", "new",
    ]  # fmt: skip


def test_the_front_page_keeps_to_its_budget_however_it_is_arranged(rivne, manager):
    def queries():
        reader = Reader(rivne)
        reader.get("/uk/")
        with CaptureQueriesContext(connection) as found:
            reader.get("/uk/")
        return len(found)

    before = queries()
    largest = form(["network", "events", "tools", "stories"], stories=12, tools=18, events=12)
    manager.post(address(SCREEN, rivne), largest)
    assert queries() == before <= 12
