"""The first screen of the admin and the lists of pages for other eyes, and on a narrow phone."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.test_accessibility import COLOURS, PHONE, RUN_AXE, WIDE, problems
from tests.browser.visits import page_id, sign_in

pytestmark = pytest.mark.browser

# Our screens inside Wagtail's frame: what every page of WCAG's levels A and AA must keep.
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
STATES = [(WIDE, "light", WCAG), (PHONE, "light", WCAG), (PHONE, "dark", COLOURS)]


@pytest.fixture(scope="module", params=["en-GB", "uk-UA"])
def editor(request, browser, demo_server):
    context = sign_in(
        browser, demo_server, "editor-harnosand", locale=request.param, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/admin/", "/admin/stories/"])
def test_axe_finds_nothing_wrong_with_what_an_editor_meets_first(editor, demo_server, path):
    assert problems(editor, demo_server.address("admin", path), STATES) == []
    assert editor.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_story_is_begun_with_one_press(editor, demo_server):
    editor.set_viewport_size(WIDE)
    editor.goto(demo_server.address("admin", "/admin/"))
    editor.locator(".first-screen__begin").first.click()
    editor.wait_for_url("**/admin/pages/add/stories/storypage/*/")


NAMES = {"runOnly": {"type": "rule", "values": ["aria-input-field-name", "label", "select-name"]}}


def test_every_field_of_a_form_has_a_name_for_those_who_hear_it(editor, demo_server):
    """Wagtail leaves text areas with formatting, blocks and the choice of files without one."""
    told = page_id(demo_server, "/harnosand/harnosand-sv/stories/harnosand-library-in-rescom/")
    for path in (f"/admin/pages/{told}/edit/", "/admin/images/multiple/add/"):
        editor.goto(demo_server.address("admin", path))
        named = ".public-DraftEditor-content[aria-labelledby], #fileupload[aria-label]"
        editor.locator(named).first.wait_for(state="attached")
        editor.evaluate(AXE_SCRIPT)
        assert editor.evaluate(RUN_AXE, NAMES) == []
