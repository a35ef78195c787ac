"""Both content security policies in force, in Chromium: nothing inline, nothing of third parties.

A page that breaks its own policy would miss a style or a script, so every reader's template and
every main screen of every role is opened, and what Chromium blocks is collected.
"""

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
SETTINGS = (
    "partners/partnerprofile",
    "partners/partnerlook",
    "partners/partnernavigation",
    "home/frontpagesections",
    "partners/partnercontacts",
    "partners/partnerfunding",
)


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
def partner_of(account) -> str:
    """The tree that a person works in; the administrator is tried on Rivne's."""
    return account.partner or "rivne"


def screens(server, account) -> list[str]:
    """Paths of the main screens that this account may open."""
    key = partner_of(account)
    source = SITES[key][0]
    shown = ["/admin/", "/admin/account/", "/admin/pages/", "/admin/pages/search/?q=RESCOM"]
    shown += ["/admin/translation/to-check/", "/admin/demo-mail/"]
    role = account.username.partition("-")[0]
    if role in ("administrator", "manager"):
        shown += [f"/admin/settings/{name}/" for name in SETTINGS]
    if role not in ("administrator", "editor", "publisher", "translator"):
        return shown
    if role == "translator":
        pages = {"home": f"/{key}/{key}-en/", "stories": f"/{key}/{key}-en/stories/"}
    elif role == "publisher" or key != "rivne":
        pages = {"home": f"/{key}/{key}-{source}/"}
    else:
        home = f"/{key}/{key}-{source}/"
        pages = {
            "home": home,
            "stories": f"{home}stories/",
            "events": f"{home}events/",
            "tools": f"{home}tools/",
            "information": f"{home}contact/",
        }
    ids = {name: page_id(server, path) for name, path in pages.items()}
    for number in ids.values():
        shown += [f"/admin/pages/{number}/", f"/admin/pages/{number}/edit/"]
    shown.append(f"/admin/pages/{ids['home']}/history/")
    # What editors of one partner see, those of another see too.
    if role in ("translator", "publisher") or key != "rivne":
        return shown
    shown += [
        f"/admin/pages/add/home/informationpage/{ids['home']}/",
        f"/admin/pages/add/stories/storypage/{ids['stories']}/",
        f"/admin/pages/add/stories/eventpage/{ids['events']}/",
        f"/admin/pages/{ids['home']}/add_subpage/",
        "/admin/images/",
        "/admin/images/multiple/add/",
        "/admin/documents/",
        "/admin/documents/multiple/add/",
        "/admin/reports/workflow/",
        "/admin/reports/site-history/",
    ]
    if role == "administrator":
        tool = page_id(server, "/shared/en/")
        shown += [
            # Lists with a home in them, which Wagtail wants to link to its screen of sites.
            f"/admin/pages/{page_id(server, '/rivne/')}/",
            f"/admin/pages/add/stories/culturaltoolpage/{tool}/",
            "/admin/users/",
            "/admin/groups/",
            "/admin/workflows/list/",
            "/admin/locales/",
            "/admin/collections/",
        ]
    return shown


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_no_screen_of_the_admin_breaks_its_policy_or_asks_elsewhere(browser, demo_server, account):
    context = sign_in(browser, demo_server, account.username)
    watch = Watch(context)
    page = context.new_page()
    for path in screens(demo_server, account):
        response = page.goto(demo_server.address("admin", path), wait_until="load")
        assert response.status == 200, path
        assert "/login/" not in page.url
        expect(page.locator("main, #main").first).to_be_visible()
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
