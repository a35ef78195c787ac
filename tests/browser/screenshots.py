"""The pictures of the README and of the guide in the admin, taken from a demo that is started for
them: «make screenshots»."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import guide_pictures
from tests.conftest import CHROMIUM_ARGUMENTS, INSTALL_LINE, find_chromium
from tests.demo_process import PROJECT, DemoServer

FOLDER = PROJECT / "docs" / "screenshots"
WINDOW = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 780}

# File name, host, path, window, colour scheme. A path that ends in «*» is the first entry of the
# list there.
READERS_PAGES = (
    ("rivne-home", "rivne", "/uk/", WINDOW, "light"),
    ("harnosand-story", "harnosand", "/sv/stories/*", WINDOW, "light"),
    ("cbss-tools", "cbss", "/en/tools/", WINDOW, "light"),
    ("anenii-noi-tool-phone", "anenii-noi", "/ro/tools/*", PHONE, "dark"),
    ("izolyatsia-event", "izolyatsia", "/uk/events/*", WINDOW, "light"),
)


def open_page(page: Page, server: DemoServer, host: str, path: str) -> None:
    """Go to a path, or to the first entry of the list at it."""
    index = path.removesuffix("*")
    page.goto(server.address(host, index))
    if path != index:
        links = page.locator("main a[href]").evaluate_all("links => links.map(link => link.href)")
        below = server.address(host, index)
        entries = [link for link in links if link.startswith(below) and "#" not in link]
        page.goto(next(link for link in entries if link != below))


def take_readers_pages(browser: Browser, server: DemoServer) -> None:
    for name, host, path, window, scheme in READERS_PAGES:
        page = browser.new_page(viewport=window, color_scheme=scheme, device_scale_factor=1)
        open_page(page, server, host, path)
        page.screenshot(path=FOLDER / f"{name}.png")
        page.close()


def take_editors_page(browser: Browser, server: DemoServer) -> None:
    """An editor at work on a story of their own partner."""
    page = browser.new_page(viewport=WINDOW, device_scale_factor=1)
    page.goto(server.address("admin", "/admin/login/"))
    page.locator("input[name=username]").fill("editor-harnosand")
    page.locator("input[name=password]").fill(server.accounts["editor-harnosand"])
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(server.address("admin", "/admin/"))
    reader = browser.new_page()
    open_page(reader, server, "harnosand", "/sv/stories/*")
    title = reader.locator("h1").inner_text()
    reader.close()
    page.goto(server.address("admin", "/admin/pages/search/"))
    page.locator("main input[name=q], form[role=search] input[name=q]").first.fill(title)
    page.locator("main a", has_text=title).first.click()
    page.wait_for_url("**/edit/")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / "editor.png")
    page.close()


def main() -> int:
    chromium = find_chromium()
    if chromium is None:
        print(INSTALL_LINE, file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = DemoServer(Path(data))
        try:
            server.start()
            browser = playwright.chromium.launch(
                executable_path=chromium, args=list(CHROMIUM_ARGUMENTS)
            )
            take_readers_pages(browser, server)
            take_editors_page(browser, server)
            guide_pictures.take_guide_pictures(browser, server)
            browser.close()
        finally:
            server.stop()
    for path in [*sorted(FOLDER.glob("*.png")), *sorted(guide_pictures.FOLDER.rglob("*.webp"))]:
        print(f"{path.relative_to(PROJECT)}  {path.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
