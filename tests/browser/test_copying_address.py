"""Passing a page on: its address stands there, and a button copies it where script runs."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATH = "/uk/stories/rivne-open-space-2019/"
# As in a browser that keeps its clipboard to itself.
NO_CLIPBOARD = """
navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
document.execCommand = () => false;
"""


@pytest.fixture
def opened(browser, demo_server):
    """Opens the page in a window with these settings; closes the windows at the end."""
    contexts = []

    def open_(*, permissions=(), script="", **options) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        if permissions:
            context.grant_permissions(list(permissions), origin=demo_server.address("rivne", ""))
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(demo_server.address("rivne", PATH))
        return page

    yield open_
    for context in contexts:
        context.close()


def test_one_press_copies_the_address_and_says_so(demo_server, opened):
    page = opened(permissions=("clipboard-read", "clipboard-write"))
    page.get_by_role("button", name="Скопіювати адресу").press("Enter")
    said = page.get_by_role("status").filter(has_text="Скопійовано")
    expect(said).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("link[rel=canonical]").get_attribute("href")
    assert copied == demo_server.address("rivne", PATH)


def test_where_copying_is_not_allowed_the_address_is_marked(demo_server, opened):
    page = opened(script=NO_CLIPBOARD)
    page.get_by_role("button", name="Скопіювати адресу").click()
    expect(page.get_by_role("status").filter(has_text="Адресу виділено")).to_be_visible()
    marked = page.evaluate("window.getSelection().toString().trim()")
    assert marked == demo_server.address("rivne", PATH)


def test_without_script_the_address_stands_there_and_no_button(demo_server, opened):
    page = opened(java_script_enabled=False)
    expect(page.locator("#page-address")).to_have_text(demo_server.address("rivne", PATH))
    expect(page.locator("#page-address")).to_be_visible()
    expect(page.locator("button[data-copies]")).to_be_hidden()
