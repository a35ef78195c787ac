"""What an editor of Rivne needs of the admin on a telephone, 360 px wide, and of its date chooser."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import page_id, sign_in

pytestmark = pytest.mark.browser

WIDTH = 360


@pytest.fixture
def telephone(browser, demo_server):
    context = sign_in(browser, demo_server, "editor-rivne", locale="uk-UA")
    page = context.new_page()
    page.set_viewport_size({"width": WIDTH, "height": 760})
    yield page
    context.close()


def test_the_name_of_a_page_has_room_in_the_list_of_pages(telephone, demo_server):
    home = page_id(demo_server, "/rivne/rivne-uk/")
    telephone.goto(demo_server.address("admin", f"/admin/pages/{home}/"))
    names = telephone.locator("table.listing td.title")
    expect(names.first).to_be_visible()
    assert min(name.bounding_box()["width"] for name in names.all()) > 100


def test_no_alarm_stands_above_the_pages_of_a_partner(telephone, demo_server):
    telephone.goto(demo_server.address("admin", "/admin/pages/"))
    expect(telephone.locator("table.listing")).to_be_visible()
    expect(telephone.locator(".help-warning")).to_have_count(0)


def test_no_field_of_an_event_reaches_out_of_the_screen(telephone, demo_server):
    index = page_id(demo_server, "/rivne/rivne-uk/events/")
    telephone.goto(demo_server.address("admin", f"/admin/pages/add/stories/eventpage/{index}/"))
    for field in telephone.locator("main select:visible").all():
        box = field.bounding_box()
        assert box["x"] + box["width"] <= WIDTH, field.get_attribute("name")


@pytest.mark.parametrize("typed", ["01.05.2025", "31.02.2025"])
def test_a_day_stays_as_it_was_typed_and_never_becomes_today(telephone, demo_server, typed):
    index = page_id(demo_server, "/rivne/rivne-uk/stories/")
    telephone.goto(demo_server.address("admin", f"/admin/pages/add/stories/storypage/{index}/"))
    day = telephone.locator("#id_date")
    day.click()
    day.press_sequentially(typed)
    day.press("Tab")
    telephone.locator("#id_lead").click()
    expect(day).to_have_value(typed)
