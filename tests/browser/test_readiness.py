"""A publishing that was refused leads to the very fields, in Chromium."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_editing import choose_from_more
from tests.browser.visits import is_kept, new_story, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def publisher(browser, demo_server):
    context = sign_in(browser, demo_server, "publisher-rivne")
    yield context.new_page()
    context.close()


def test_an_entry_of_the_list_leads_into_its_field(publisher, demo_server):
    new_story(publisher, demo_server, "/rivne/rivne-uk/stories/")
    publisher.locator("#id_title").fill("Вечір без вступу")
    publisher.keyboard.press("Tab")
    is_kept(publisher)
    choose_from_more(publisher, "[name=action-publish]")
    listed = publisher.locator(".before-publishing details[open]")
    expect(listed).to_be_visible()
    listed.locator("a[href='#id_lead']").click()
    expect(publisher.locator("#id_lead")).to_be_focused()
    listed.locator("a[href='#id_what_was_done']").click()
    text = publisher.locator(".w-field:has([name=what_was_done]) [contenteditable=true]")
    expect(text).to_be_focused()
