"""A manager's screens in Chromium: dragging, colours while they are chosen, the preview."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.test_accessibility import ALL_RULES
from tests.browser.visits import ask, sign_in

pytestmark = pytest.mark.browser

# The form alone: what Wagtail puts around it is not ours. A sample of what cannot be read cannot
# be read.
AXE_ON_FORM = """options => axe.run(
  {include: ['form[data-edit-form]'], exclude: ['.contrasts__sample']}, options).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(' ')} ${node.failureSummary}`)))"""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
SCREENS = {
    "partners/partnerprofile": "form[data-edit-form] input[name=name_uk]",
    "partners/partnerlook": "[data-contrasts]",
    "partners/partnernavigation": "[data-ordered]",
    "home/frontpagesections": "[data-ordered]",
    "partners/partnercontacts": "#id_contacts-FORMS",
    "partners/partnerfunding": "form[data-edit-form] textarea[name=statement_uk]",
}


@pytest.fixture(scope="module")
def manager(browser, demo_server):
    context = sign_in(browser, demo_server, "manager-rivne", locale="uk", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def open_screen(page, server, screen):
    """A settings screen of the manager's own site, with its scripts at work."""
    page.set_viewport_size(WIDE)
    page.goto(server.address("admin", f"/admin/settings/{screen}/"))
    expect(page.locator(SCREENS[screen]).first).to_be_attached()


def save(page):
    with page.expect_navigation():
        page.locator("footer button[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()


def entries(page, group="[data-ordered]"):
    """What stands in the first list of the screen, from top to bottom."""
    return (
        page.locator(group)
        .first.locator("[data-ordered-entry]")
        .evaluate_all("entries => entries.map(entry => entry.dataset.orderedEntry)")
    )


def menu(server, language="uk"):
    _status, _headers, body = ask(server, "rivne", f"/{language}/")
    nav = body.decode().partition('class="site-nav__list"')[2].partition("</ul>")[0]
    return [one.strip() for one in re.findall(r">([^<>]+)</a>", nav)]


# --- dragging ----------------------------------------------------------------------------------
def test_a_page_of_the_menu_is_dragged_with_the_mouse(manager, demo_server):
    open_screen(manager, demo_server, "partners/partnernavigation")
    before = entries(manager)
    rows = manager.locator("[data-ordered]").first.locator("[data-ordered-entry]")
    grip = rows.nth(0).locator("[data-ordered-grip]").bounding_box()
    target = rows.nth(2).bounding_box()
    manager.mouse.move(grip["x"] + 8, grip["y"] + 8)
    manager.mouse.down()
    manager.mouse.move(grip["x"] + 8, target["y"] + target["height"] - 4, steps=6)
    manager.mouse.up()
    moved = [before[1], before[2], before[0], *before[3:]]
    assert entries(manager) == moved
    save(manager)
    assert menu(demo_server)[:3] == moved[:3]
    assert menu(demo_server, "en")[0] == "Stories"


def test_it_is_moved_back_with_the_keyboard_alone(manager, demo_server):
    open_screen(manager, demo_server, "partners/partnernavigation")
    before = entries(manager)
    group = manager.locator("[data-ordered]").first
    up = group.locator("[data-ordered-entry]").nth(2).locator("[data-ordered-move=up]")
    up.focus()
    manager.keyboard.press("Enter")
    manager.keyboard.press("Space")
    moved = [before[2], before[0], before[1], *before[3:]]
    assert entries(manager) == moved
    # The one who pressed it is still where they were, and is told what happened.
    focused = "document.activeElement.closest('[data-ordered-entry]').dataset.orderedEntry"
    assert manager.evaluate(focused) == before[2]
    expect(group.locator("[role=status]")).to_contain_text(before[2])
    expect(group.locator("[role=status]")).to_contain_text("1")
    manager.keyboard.press("Enter")  # at the top nothing is above it
    assert entries(manager) == moved
    save(manager)
    assert menu(demo_server)[:3] == moved[:3]


def test_a_finger_drags_a_section_of_the_front_page(browser, demo_server):
    context = sign_in(browser, demo_server, "manager-rivne", has_touch=True, locale="uk")
    page = context.new_page()
    open_screen(page, demo_server, "home/frontpagesections")
    page.set_viewport_size(NARROW)
    before = entries(page)
    rows = page.locator("[data-ordered-entry]")
    rows.nth(2).scroll_into_view_if_needed()
    grip, top = (
        rows.nth(2).locator("[data-ordered-grip]").bounding_box(),
        rows.nth(0).bounding_box(),
    )
    touch = context.new_cdp_session(page)

    def finger(kind, y):
        points = [{"x": grip["x"] + 10, "y": y}] if kind != "touchEnd" else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", grip["y"] + 10)
    for part in (0.5, 0.9, 1):
        finger("touchMove", grip["y"] + 10 + part * (top["y"] + 4 - grip["y"] - 10))
    finger("touchEnd", 0)
    assert entries(page) == [before[2], before[0], before[1], *before[3:]]
    context.close()


# --- colours -----------------------------------------------------------------------------------
def unreadable(page):
    return page.locator(".contrasts__use--unreadable .contrasts__words").all_inner_texts()


def frame_colour(page, scheme, name="--accent"):
    frame = page.locator(f"[data-look-preview-scheme={scheme}]")
    return frame.evaluate(
        "(frame, name) => frame.contentWindow.getComputedStyle("
        "frame.contentDocument.documentElement).getPropertyValue(name).trim()",
        name,
    )


def readers_colours(server):
    """The partner's style sheet, as readers get it."""
    page = ask(server, "rivne", "/uk/")[2].decode()
    address = re.search(r'href="(/look/rivne\.\w+\.css)"', page)[1]
    return ask(server, "rivne", address)[2].decode()


def previews_are_there(page):
    for scheme in ("light", "dark"):
        frame = page.frame_locator(f"[data-look-preview-scheme={scheme}]")
        expect(frame.locator("h1")).to_be_attached()
        expect(frame.locator("body[inert]")).to_be_attached()


def test_what_cannot_be_read_is_said_while_it_is_typed_and_refused(manager, demo_server):
    open_screen(manager, demo_server, "partners/partnerlook")
    assert unreadable(manager) == []
    accent = manager.locator("input[name=accent]")
    accent.fill("#ffcc00")
    assert len(unreadable(manager)) == 2
    expect(manager.locator("[data-colour-of=id_accent]")).to_have_value("#ffcc00")
    ratio = manager.locator("[data-use-colour=accent] [data-use-ratio]").first
    expect(ratio).to_have_text("1,5")
    with manager.expect_navigation():
        manager.locator("footer button[type=submit]").click()
    expect(manager.locator("input[name=accent]")).to_have_attribute("aria-invalid", "true")
    expect(manager.locator("input[name=accent]")).to_have_value("#ffcc00")
    expect(manager.locator(".w-field__errors").first).to_contain_text("1,5")


def test_the_partners_pages_take_the_colours_before_they_are_saved(manager, demo_server):
    open_screen(manager, demo_server, "partners/partnerlook")
    previews_are_there(manager)
    before = readers_colours(demo_server)
    saved = manager.locator("input[name=accent]").input_value()
    assert saved in before
    assert frame_colour(manager, "light") == saved
    assert frame_colour(manager, "dark") == manager.locator("[name=accent_dark]").input_value()

    manager.locator("[data-colour-of=id_accent]").fill("#005500")
    expect(manager.locator("input[name=accent]")).to_have_value("#005500")
    assert frame_colour(manager, "light") == "#005500"
    # Something half typed changes nothing.
    manager.locator("input[name=accent]").fill("#0055")
    assert frame_colour(manager, "light") == "#005500"
    manager.locator("select[name=pattern]").select_option("rings")
    html = manager.frame_locator("[data-look-preview-scheme=dark]").locator("html")
    expect(html).to_have_class(re.compile("pattern-rings"))

    # Readers have what was saved, and another page takes what was chosen.
    assert readers_colours(demo_server) == before
    manager.locator("[data-look-preview-page]").select_option(index=1)
    previews_are_there(manager)
    assert frame_colour(manager, "light") == "#005500"


def test_the_preview_is_as_wide_as_a_telephone_or_a_computer(manager, demo_server):
    open_screen(manager, demo_server, "partners/partnerlook")
    previews_are_there(manager)
    inner = "frame => frame.contentWindow.innerWidth"
    frame = manager.locator("[data-look-preview-scheme=light]")
    assert frame.evaluate(inner) == 360
    manager.locator("[name=look-preview-width][value='1280']").check()
    assert frame.evaluate(inner) == 1280
    for window in (WIDE, NARROW):
        manager.set_viewport_size(window)
        manager.wait_for_function(
            "() => document.scrollingElement.scrollWidth <= innerWidth && "
            "document.querySelector('.look-preview__window').getBoundingClientRect().right <= innerWidth"
        )


# --- for everybody -----------------------------------------------------------------------------
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_wrong_with_what_is_ours(manager, demo_server, screen):
    open_screen(manager, demo_server, screen)
    found = []
    for window in (WIDE, NARROW):
        manager.set_viewport_size(window)
        assert manager.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), window
        manager.evaluate(AXE_SCRIPT)
        for scheme in ("light", "dark"):
            manager.emulate_media(color_scheme=scheme)
            found += manager.evaluate(AXE_ON_FORM, ALL_RULES)
    manager.emulate_media(color_scheme="light")
    assert found == []


def test_axe_finds_nothing_wrong_with_what_was_refused(manager, demo_server):
    found = []
    for screen, field, value in (
        ("home/frontpagesections", "sections-size-tools", "99"),
        ("partners/partnerlook", "tint_dark", "#eeeeee"),
    ):
        open_screen(manager, demo_server, screen)
        manager.locator(f"[name={field}]").fill(value)
        with manager.expect_navigation():
            manager.locator("footer button[type=submit]").click()
        wrong = manager.locator(f"[name={field}]")
        expect(wrong).to_have_value(value)
        # Whoever cannot see the red is told the error with the field.
        told = wrong.get_attribute("aria-describedby").split()
        assert any(manager.locator(f"#{one} .error-message").count() for one in told)
        manager.evaluate(AXE_SCRIPT)
        found += manager.evaluate(AXE_ON_FORM, ALL_RULES)
    assert found == []
