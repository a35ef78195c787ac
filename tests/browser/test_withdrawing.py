"""A story is published, its address and its withdrawal are asked for, and its readers are told."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import ALL_RULES, COLOURS, PHONE, WIDE, problems
from tests.browser.test_editing import choose_from_more
from tests.browser.test_first_screen import STATES
from tests.browser.visits import ask, is_kept, new_story, page_id, sign_in

pytestmark = pytest.mark.browser

READER_STATES = [(WIDE, "light", ALL_RULES), (WIDE, "dark", COLOURS), (PHONE, "dark", ALL_RULES)]


@pytest.fixture(scope="module")
def publisher(browser, demo_server):
    context = sign_in(
        browser, demo_server, "publisher-rivne", locale="uk-UA", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def story(publisher, demo_server):
    """Number of a story that the publisher has just published."""
    new_story(publisher, demo_server, "/rivne/rivne-uk/stories/")
    publisher.locator("#id_title").fill("Вечір, якого не було")
    publisher.keyboard.press("Tab")
    publisher.locator("#id_lead").fill("Оголошено помилково.")
    publisher.locator("#id_date").fill("2019-05-01")
    publisher.keyboard.press("Escape")
    publisher.locator(".w-field:has([name=what_was_done]) [contenteditable=true]").click()
    publisher.keyboard.type("Нічого.")
    is_kept(publisher)
    choose_from_more(publisher, "[name=action-publish]")
    publisher.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    return page_id(demo_server, "/rivne/rivne-uk/stories/vechir-yakoho-ne-bulo/")


def test_axe_finds_nothing_wrong_with_the_screens_and_with_what_readers_are_told(
    story, publisher, browser, demo_server
):
    path = "/uk/stories/vechir-yakoho-ne-bulo/"
    assert ask(demo_server, "rivne", path)[0] == 200
    address = demo_server.address("admin", f"/admin/pages/{story}/address/")
    assert problems(publisher, address, STATES) == []
    withdraw = demo_server.address("admin", f"/admin/pages/{story}/unpublish/")
    assert problems(publisher, withdraw, STATES) == []

    publisher.locator("[name=reason]").first.check()
    publisher.locator("main form [type=submit]").first.click()
    publisher.wait_for_url(re.compile(r"/admin/withdrawals/\d+/$"))
    expect(publisher.locator(".messages .success")).to_be_visible()
    receipt = publisher.url
    for address in (receipt, f"{receipt}undo/", f"{receipt}../"):
        assert problems(publisher, address, STATES) == []
    assert ask(demo_server, "rivne", path)[0] == 410
    context = browser.new_context(reduced_motion="reduce")
    assert problems(context.new_page(), demo_server.address("rivne", path), READER_STATES) == []
    context.close()
