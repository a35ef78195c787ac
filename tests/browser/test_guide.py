"""The guide in the admin on a real screen: for other eyes, and on a narrow phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import ALL_RULES, COLOURS, PHONE, WIDE, problems
from tests.browser.visits import sign_in

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "sv", "uk", "ro")
STATES = [(WIDE, "light", ALL_RULES), (PHONE, "dark", ALL_RULES), (PHONE, "light", COLOURS)]


@pytest.fixture(scope="module")
def person(browser, demo_server):
    """Somebody with the least rights that open the admin to a writer."""
    context = sign_in(browser, demo_server, "translator-rivne", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("part", ["editors", "translators", "managers"])
def test_axe_finds_nothing_wrong_with_the_guide(person, demo_server, part):
    found = []
    for language in LANGUAGES:
        address = demo_server.address("admin", f"/admin/guide/{part}/{language}/")
        found += problems(person, address, STATES)
    assert found == []


@pytest.mark.parametrize("part", ["editors", "translators", "managers"])
def test_the_guide_is_read_on_a_narrow_phone_with_its_pictures(person, demo_server, part):
    person.set_viewport_size(PHONE)
    refused = []
    person.on("console", lambda message: message.type == "error" and refused.append(message.text))
    for language in LANGUAGES:
        person.goto(demo_server.address("admin", f"/admin/guide/{part}/{language}/"))
        wider = "() => document.documentElement.scrollWidth - innerWidth"
        assert person.evaluate(wider) <= 0, language
        cut = """() => [...document.querySelectorAll('.guide *')]
            .filter(part => part.getBoundingClientRect().right > innerWidth)
            .map(part => part.outerHTML.slice(0, 80))"""
        assert person.evaluate(cut) == [], language
        for picture in person.locator(".guide img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
            assert picture.evaluate("image => image.naturalWidth") > 300
    assert refused == []  # nor does the content security policy refuse anything


def test_the_help_menu_leads_to_the_guide(person, demo_server):
    person.set_viewport_size(WIDE)
    person.goto(demo_server.address("admin", "/admin/"))
    person.get_by_role("button", name="Help").click()
    help_menu = person.get_by_role("list", name="Help")
    help_menu.get_by_role("link", name="Guide", exact=True).click()
    person.wait_for_url("**/admin/guide/")
    expect(person.get_by_role("heading", level=1)).to_have_text("Guide")
