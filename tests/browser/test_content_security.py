"""Both content security policies in force, in Chromium: nothing inline, nothing of third parties.

A page that breaks its own policy would miss a style or a script, so every reader's template and
every main screen of every role is opened, and what Chromium blocks is collected.
"""

import os
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from cms.demo.accounts import ACCOUNTS
from tests.browser.visits import (
    SITES,
    SITES_IN_LANGUAGES,
    ask,
    page_id,
    sign_in,
    templates,
    wait_until_served,
)

pytestmark = pytest.mark.browser

# Runs before anything of the page; what is blocked goes to the console, where the test listens.
REPORT = """addEventListener('securitypolicyviolation', violation => console.error(
    'BLOCKED', violation.effectiveDirective, violation.blockedURI, violation.sourceFile,
    violation.lineNumber, violation.sample))"""
OWN_HOST = re.compile(r"^([a-z-]+\.)?localhost$")


class Watch:
    """What a window was refused by a policy, and which foreign addresses it asked for."""

    def __init__(self, context):
        self.blocked: list[str] = []
        self.foreign: list[str] = []
        self.broken: list[str] = []
        context.add_init_script(REPORT)
        context.on("request", self._request)
        context.on("console", self._message)
        context.on("weberror", lambda error: self.broken.append(str(error.error)))

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and not OWN_HOST.match(address.hostname or ""):
            self.foreign.append(request.url)

    def _message(self, message):
        if "BLOCKED" in message.text or "Content Security Policy" in message.text:
            self.blocked.append(f"{message.page.url if message.page else ''}: {message.text}")

    def expect_nothing(self):
        assert self.blocked == []
        assert self.foreign == []
        assert self.broken == []


@pytest.fixture(scope="module")
def reader(browser):
    context = browser.new_context()
    context.watch = Watch(context)
    yield context.new_page()
    context.close()


# --- readers' hosts ----------------------------------------------------------------------------
@pytest.mark.parametrize(("host", "language"), SITES_IN_LANGUAGES)
def test_no_template_breaks_its_policy_asks_elsewhere_or_leaves_a_cookie(
    reader, demo_server, host, language
):
    for path in templates(demo_server, host, language).values():
        reader.goto(demo_server.address(host, path))
        # The partner's own colours came: styles are not among what was blocked.
        accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
        assert reader.evaluate(accent).strip()
    reader.context.watch.expect_nothing()
    assert reader.context.cookies() == []
    assert reader.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_no_block_and_no_picture_breaks_the_policy(reader, demo_server, every_block):
    for path in [*every_block, "/uk/events/", "/en/every-block/"]:
        reader.goto(demo_server.address("rivne", path))
    wait_until_served(reader, demo_server.address("rivne", every_block[0]), "main picture img")
    picture = reader.locator("main picture img").first
    picture.evaluate("picture => picture.decode()")
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    reader.context.watch.expect_nothing()
    assert reader.context.cookies() == []


def test_what_somebody_plants_in_a_readers_page_does_not_run(browser, demo_server):
    """The policy is in force: the same inline script, style and foreign picture are blocked."""
    context = browser.new_context()
    watch = Watch(context)
    page = context.new_page()

    def plant(route):
        status, headers, body = ask(demo_server, "rivne", "/uk/")
        planted = (
            "<script>document.title = 'planted'</script>"
            "<p id=planted style='color: rgb(1, 2, 3)' onclick='document.title = 1'>x</p>"
            "<img src='http://tracker.localhost:1/pixel.png'></body>"
        )
        route.fulfill(
            status=status,
            headers=dict(headers),
            body=body.decode().replace("</body>", planted),
        )

    page.route("**/uk/", plant)
    page.goto(demo_server.address("rivne", "/uk/"))
    page.locator("#planted").click()
    assert page.title() not in ("planted", "1")
    colour = "element => getComputedStyle(element).color"
    assert page.locator("#planted").evaluate(colour) != "rgb(1, 2, 3)"
    for directive in ("script-src-elem", "script-src-attr", "style-src-attr", "img-src"):
        assert any(directive in blocked for blocked in watch.blocked), directive
    context.close()


@pytest.mark.parametrize("host", SITES)
def test_readers_hosts_send_the_strict_headers(demo_server, host):
    language = SITES[host][0]
    for path in (f"/{language}/", f"/{language}/no-such-page/", f"/{language}/stories/"):
        _status, headers, _body = ask(demo_server, host, path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "nonce" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Set-Cookie"] is None


def test_the_admin_sends_a_policy_of_its_own(demo_server):
    _status, headers, _body = ask(demo_server, "admin", "/admin/login/")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy, "No foreign host is allowed."
    assert "unsafe-eval" not in policy
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


# --- the admin ---------------------------------------------------------------------------------
# In the order in which they visit: who may least, first. Every night everybody visits all of theirs.
VISITORS = [
    account.username for account in (*ACCOUNTS[1:], ACCOUNTS[0]) if account.partner != "harnosand"
]
NIGHTLY = os.environ.get("NIGHTLY", "0") not in ("", "0")
SHOWN = "main, #main, .block-preview, h1"


def visits_of(username: str, screens: dict[str, list[str]]) -> list[str]:
    """The screens that this person opens in the test: with the others', all that there are."""
    if NIGHTLY:
        return screens[username]
    before = {
        path for name in VISITORS[: VISITORS.index(username)] for path in screens.get(name, [])
    }
    return [path for path in screens[username] if path not in before or path == "/admin/"]


def test_all_screens_of_all_accounts_are_known(admin_screens):
    assert set(admin_screens) >= set(VISITORS)
    everything = {path for paths in admin_screens.values() for path in paths}
    assert len(everything) > 150
    for path in ("/admin/images/multiple/add/", "/admin/account/", "/admin/embed/"):
        assert path in everything


@pytest.mark.parametrize("username", VISITORS)
def test_no_screen_of_the_admin_breaks_its_policy_or_asks_elsewhere(
    browser, demo_server, admin_screens, username
):
    context = sign_in(browser, demo_server, username)
    watch = Watch(context)
    page = context.new_page()
    # Wagtail asks before one leaves a form that it takes for changed.
    page.on("dialog", lambda dialog: dialog.accept())
    for path in visits_of(username, admin_screens):
        response = page.goto(demo_server.address("admin", path), wait_until="load")
        assert response.status == 200, path
        assert "/login/" not in page.url
        expect(page.locator(SHOWN).first).to_be_attached()
        watch.expect_nothing()
    context.close()


def test_choosers_and_previews_break_no_policy(browser, demo_server, every_block):
    context = sign_in(browser, demo_server, "publisher-rivne")
    watch = Watch(context)
    page = context.new_page()
    number = page_id(demo_server, "/rivne/rivne-uk/every-block/")
    page.goto(demo_server.address("admin", f"/admin/pages/{number}/edit/"))
    # Choosers of pictures, documents and pages, each in its dialogue.
    for kind in ("image", "document", "page"):
        field = page.locator(f".{kind}-chooser").first
        field.scroll_into_view_if_needed()
        field.locator("[data-chooser-action-choose]").first.dispatch_event("click")
        expect(page.locator(".modal-dialog")).to_be_visible()
        expect(page.locator(".modal-dialog").get_by_role("link").first).to_be_visible()
        page.locator(".modal .close").first.click()
        expect(page.locator(".modal")).to_have_count(0)
    # The preview is a frame with the readers' own page in it, styles and all.
    page.locator("[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("iframe[title]").first
    expect(frame.locator("h1")).to_be_visible()
    styles = "heading => getComputedStyle(heading.ownerDocument.documentElement).getPropertyValue('--accent')"
    assert frame.locator("h1").evaluate(styles).strip()
    watch.expect_nothing()
    context.close()


def test_the_editor_of_translations_breaks_no_policy(browser, demo_server):
    context = sign_in(browser, demo_server, "translator-rivne")
    watch = Watch(context)
    page = context.new_page()
    number = page_id(demo_server, "/rivne/rivne-en/contact/")
    page.goto(demo_server.address("admin", f"/admin/pages/{number}/edit/"))
    expect(
        page.locator(".js-translation-editor, [class*=translation-editor]").first
    ).to_be_visible()
    watch.expect_nothing()
    context.close()


def test_what_somebody_plants_in_a_preview_or_a_form_does_not_run(browser, demo_server):
    """The admin's policies are in force: no script of a page runs, not even beside a form."""
    context = sign_in(browser, demo_server, "publisher-rivne")
    watch = Watch(context)
    page = context.new_page()
    number = page_id(demo_server, "/rivne/rivne-uk/contact/")
    planted = (
        "<script>document.title = 'planted'</script>"
        "<form action='/admin/logout/' method='post'><button id=planted>x</button></form>"
        "<p id=words onclick='document.title = 1'>x</p></body>"
    )

    def plant(route):
        if route.request.resource_type != "document":
            return route.continue_()
        path = urlsplit(route.request.url).path
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies())
        status, headers, body = ask(demo_server, "admin", path, {"Cookie": cookies})
        text = body.decode().replace("</body>", planted)
        return route.fulfill(status=status, headers=dict(headers), body=text)

    page.route("**/admin/pages/**", plant)
    for screen in ("edit", "view_draft"):
        page.goto(demo_server.address("admin", f"/admin/pages/{number}/{screen}/"))
        page.locator("#words").dispatch_event("click")
        assert page.title() not in ("planted", "1")
    for directive in ("script-src-elem", "script-src-attr"):
        assert any(directive in blocked for blocked in watch.blocked), directive
    # From a preview nothing is sent, the form that signs out included.
    page.locator("#planted").dispatch_event("click")
    page.goto(demo_server.address("admin", "/admin/"))
    assert "/login/" not in page.url
    context.close()
