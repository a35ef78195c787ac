"""How tests visit the demo: which sites it has, one page of each kind, and signing in."""

import contextlib
import http.client
import re
import sqlite3

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.demo_process import DemoServer

# Host → languages, its own first.
SITES = {
    "cbss": ("en", "sv", "uk", "ro"),
    "harnosand": ("sv", "en", "uk"),
    "izolyatsia": ("uk", "en"),
    "rivne": ("uk", "en"),
    "anenii-noi": ("ro", "en"),
}
SITES_IN_LANGUAGES = [(host, language) for host, offered in SITES.items() for language in offered]
# Template → how its pages are found below a home.
SECTIONS = {"story": "stories", "event": "events", "tool": "tools"}


def ask(server: DemoServer, host: str, path: str, headers: dict | None = None):
    """Status, headers and body of an address, without a browser: Python knows no *.localhost."""
    name = f"{host}.localhost" if host else "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers={"Host": f"{name}:{server.port}"} | (headers or {}))
    try:
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def links(server: DemoServer, host: str, path: str) -> list[str]:
    """Paths on the same host that a page leads to, in its order."""
    status, _headers, body = ask(server, host, path)
    assert status == 200, f"{host}{path} answers {status}"
    own = f"http://{host}.localhost:{server.port}"
    found = re.findall(r'<a\b[^>]*\bhref="([^"#?]+)', body.decode())
    return [link.removeprefix(own) for link in found if link.removeprefix(own).startswith("/")]


def templates(server: DemoServer, host: str, language: str) -> dict[str, str]:
    """Path of one page for each template, in one language of one site; «404» is one too."""
    home = f"/{language}/"
    paths = {"home": home}
    for template, section in SECTIONS.items():
        index = f"{home}{section}/"
        paths[f"{template} list"] = index
        # The list of a site without stories leads to those of other hosts only.
        own = [link for link in links(server, host, index) if re.fullmatch(f"{index}[^/]+/", link)]
        if own or template != "story":
            paths[template] = own[0]
    sections = {f"{home}{section}/" for section in SECTIONS.values()}
    paths["information"] = next(
        link
        for link in links(server, host, home)
        if re.fullmatch(f"{home}[^/]+/", link) and link not in sections
    )
    paths["calendar"] = f"{home}calendar/"
    paths["contact"] = f"{home}contact/"
    paths["404"] = f"{home}no-such-page/"
    return paths


def sign_in(browser: Browser, server: DemoServer, username: str, **options) -> BrowserContext:
    """A window in which one of the demo's accounts is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
    sign_in_again(context, server, username)
    return context


def sign_in_again(context: BrowserContext, server: DemoServer, username: str) -> None:
    """Sign in, in a window of its own that is closed again; others stay open."""
    page = context.new_page()
    page.goto(server.address("admin", "/admin/login/"))
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(server.accounts[username])
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(server.address("admin", "/admin/"))
    page.close()


def wait_until_served(page: Page, address: str, selector: str, tries: int = 120) -> None:
    """Load a page anew until it has an element that is made in the background."""
    for _ in range(tries):
        page.goto(address)
        if page.locator(selector).count():
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"{address} never had {selector}")


def watch_edits(page: Page) -> None:
    """Let a form bear marks of what Wagtail says of it: edits are watched for (two seconds after
    the form came), and a draft was kept by itself, everything about it included."""
    page.add_init_script(
        "for (const [event, mark] of "
        "[['w-unsaved:watch-edits', 'watched'], ['w-autosave:success', 'kept']]) "
        "addEventListener(event, ({target}) => target.dataset[mark] = 'yes')"
    )


def open_form(page: Page, address: str) -> None:
    """Open a form of the admin and wait until what is typed will be kept by itself."""
    watch_edits(page)
    page.goto(address)
    expect(page.locator("form[data-watched]")).to_be_attached()


def new_story(page: Page, server: DemoServer, tree_path: str) -> None:
    """The empty form for a story below an index page."""
    parent = page_id(server, tree_path)
    open_form(page, server.address("admin", f"/admin/pages/add/stories/storypage/{parent}/"))


def is_kept(page: Page) -> None:
    """The draft was saved by itself: the address is now that of a page which exists."""
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/$"))
    expect(page.locator("form[data-kept]")).to_be_attached()


def page_id(server: DemoServer, tree_path: str) -> int:
    """Number of the page at a path of the tree, as «/rivne/rivne-uk/stories/»."""
    with contextlib.closing(sqlite3.connect(server.data_dir / "rescom.sqlite3")) as database:
        found = database.execute(
            "SELECT id FROM wagtailcore_page WHERE url_path = ?", [tree_path]
        ).fetchone()
    assert found, f"There is no page at {tree_path}"
    return found[0]
