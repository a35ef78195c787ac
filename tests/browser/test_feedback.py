"""A reader writes about a page, and an editor answers: the whole way, as people go it."""

import json
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.test_accessibility import PHONE, RUN_AXE, STATES, problems
from tests.browser.visits import sign_in

pytestmark = pytest.mark.browser
PAGE = "/uk/tools/barcamp/"


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def reader(browser, request):
    context = browser.new_context(
        viewport=PHONE, java_script_enabled=request.param, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def test_the_whole_way_from_the_foot_of_a_page_to_the_answer(browser, demo_server, reader):
    reader.goto(demo_server.address("rivne", PAGE))
    title = reader.locator("h1").inner_text()
    expect(reader.locator(".feedback button").first).to_be_hidden()
    reader.locator(".feedback summary").click()
    reader.locator(".feedback button[value=content]").click()

    expect(reader.locator("main .lead a")).to_have_text(title)
    expect(reader.locator("#kind-content")).to_be_checked()
    # Sent empty, it says what is missing and where; what was typed stays.
    reader.locator("#email").fill("reader@example.invalid")
    reader.locator(".feedback-form button").click()
    expect(reader.locator("[role=alert] a[href='#text']")).to_be_visible()
    expect(reader.locator("#email")).to_have_value("reader@example.invalid")
    reader.locator("[role=alert] a[href='#text']").click()
    reader.locator("#text").fill("Бракує року.")
    reader.locator(".feedback-form button").click()
    reader.wait_for_url("**/uk/feedback/thanks/**")
    expect(reader.locator("main .ways-on a").first).to_have_attribute("href", PAGE)
    assert reader.context.cookies() == []

    editors = sign_in(browser, demo_server, "editor-rivne")
    screen = editors.new_page()
    screen.goto(demo_server.address("admin", "/admin/messages/"))
    screen.locator("#listing-results tbody a", has_text=title).first.click()
    expect(screen.locator(".reader-message__text")).to_contain_text("Бракує року.")
    screen.locator("#id_answer").fill("Дякуємо, додали.")
    screen.locator("button[name=send]").click()
    expect(screen.locator("#answer-section")).to_contain_text("Дякуємо, додали.")
    editors.close()


def test_another_partners_editor_sees_nothing_of_it(browser, demo_server):
    context = browser.new_context()
    reader = context.new_page()
    reader.goto(demo_server.address("rivne", "/uk/feedback/?page=/uk/stories/&kind=idea"))
    reader.locator("#text").fill("Лише для Рівного")
    reader.locator(".feedback-form button").click()
    reader.wait_for_url("**/thanks/**")
    context.close()
    addresses = {}
    for partner in ("rivne", "harnosand"):
        editors = sign_in(browser, demo_server, f"editor-{partner}")
        screen = editors.new_page()
        screen.goto(demo_server.address("admin", "/admin/messages/"))
        links = screen.locator("#listing-results tbody td a").all()
        addresses[partner] = [link.get_attribute("href") for link in links]
        for address in addresses["rivne"]:
            status = screen.goto(demo_server.address("admin", address)).status
            assert status == (200 if partner == "rivne" else 404)
        editors.close()
    assert addresses["rivne"]
    assert addresses["harnosand"] == []


def test_a_form_on_a_foreign_page_cannot_send(browser, demo_server):
    """Chromium itself says where the form stood; no script of the page can say otherwise."""
    context = browser.new_context()
    page = context.new_page()
    action = demo_server.address("rivne", "/uk/feedback/")
    planted = (
        f"<form method=post action='{action}'><input name=text value=x><button>x</button></form>"
    )
    foreign = demo_server.address("evil")
    page.route(f"{foreign}**", lambda route: route.fulfill(body=planted, content_type="text/html"))
    page.goto(foreign)
    with page.expect_response(re.compile("/uk/feedback/")) as answer:
        page.locator("button").click()
    assert answer.value.status == 403
    context.close()


@pytest.mark.parametrize(
    ("host", "language"),
    [("cbss", "en"), ("cbss", "sv"), ("cbss", "uk"), ("cbss", "ro"), ("rivne", "uk")],
)
def test_axe_finds_nothing_wrong_with_the_form_its_errors_and_the_thanks(
    browser, demo_server, host, language
):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    asked = f"?page=/{language}/tools/barcamp/"
    found = problems(page, demo_server.address(host, f"/{language}/feedback/{asked}"))
    page.locator(".feedback-form button").click()
    page.locator("[role=alert]").wait_for()
    page.evaluate(AXE_SCRIPT)
    for window, scheme, rules in STATES:
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme)
        found += page.evaluate(RUN_AXE, rules)
    found += problems(page, demo_server.address(host, f"/{language}/feedback/thanks/{asked}"))
    # The first step, opened, at the foot of a page.
    page.goto(demo_server.address(host, f"/{language}/tools/"))
    page.locator(".feedback summary").click()
    page.evaluate(AXE_SCRIPT)
    for window, scheme, rules in STATES:
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme)
        found += page.evaluate(RUN_AXE, rules)
    assert found == [], json.dumps(found, indent=1)
    context.close()
