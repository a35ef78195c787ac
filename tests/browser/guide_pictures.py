"""The pictures of the guide: the real admin on a phone, once in each of its languages."""

import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import page_id, sign_in
from tests.demo_process import PROJECT, DemoServer

FOLDER = PROJECT / "static" / "img" / "guide"
PHONE = {"width": 360, "height": 640}
MORE_ACTIONS = "footer .w-dropdown__toggle, nav.footer__container .w-dropdown__toggle"
# Wagtail watches for edits two seconds after a form came; it says when.
WATCHED = "addEventListener('w-unsaved:watch-edits', event => event.target.dataset.watched = 'yes')"
QUALITY = 70  # of WebP: letters stay clean, and a picture stays below 60 KB


@dataclass(frozen=True)
class Scene:
    """Whose screens a language shows, and the title that is typed there."""

    editor: str
    site: str  # path in the tree of the editor's home
    translator: str
    translation: str  # path in the tree of a machine-made page
    manager: str
    title: str


SCENES = {
    "en": Scene(
        "editor-cbss",
        "/cbss/cbss-en/",
        "translator-rivne",
        "/rivne/rivne-en/stories/rivne-open-space-2019/",
        "manager-cbss",
        "Open day at the library",
    ),
    "sv": Scene(
        "editor-harnosand",
        "/harnosand/harnosand-sv/",
        "translator-cbss-sv",
        "/cbss/cbss-sv/our-role/",
        "manager-harnosand",
        "Öppet hus på biblioteket",
    ),
    "uk": Scene(
        "editor-rivne",
        "/rivne/rivne-uk/",
        "translator-cbss-uk",
        "/cbss/cbss-uk/our-role/",
        "manager-rivne",
        "День відкритих дверей у бібліотеці",
    ),
    "ro": Scene(
        "editor-anenii-noi",
        "/anenii-noi/anenii-noi-ro/",
        "translator-cbss-ro",
        "/cbss/cbss-ro/our-role/",
        "manager-anenii-noi",
        "Ziua porților deschise la bibliotecă",
    ),
}


def take_guide_pictures(browser: Browser, server: DemoServer) -> None:
    """Write every picture anew into ``static/img/guide/<language>/``."""
    _make_accounts(server)
    for language, scene in SCENES.items():
        (FOLDER / language).mkdir(parents=True, exist_ok=True)
        _editors_pictures(browser, server, language, scene)
        _translators_pictures(browser, server, language, scene)
        _managers_pictures(browser, server, language, scene)


def _make_accounts(server: DemoServer) -> None:
    environment = os.environ | {
        "RESCOM_DATA_DIR": str(server.data_dir),
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "RESCOM_PORT": str(server.port),
    }
    for name in ("DATABASE_URL", "CACHE_URL"):
        environment.pop(name, None)
    passwords = server.data_dir / "demo-accounts.json"
    subprocess.run(
        [sys.executable, "-m", "tests.browser.guide_accounts", str(passwords)],
        cwd=PROJECT,
        env=environment,
        check=True,
    )


def _phone(browser: Browser, server: DemoServer, username: str, language: str) -> Page:
    """A phone on which somebody works in one language. Motion would be photographed half-way."""
    context = sign_in(
        browser,
        server,
        username,
        locale=language,
        device_scale_factor=2,
        reduced_motion="reduce",
        color_scheme="light",
    )
    context.add_init_script(WATCHED)
    page = context.new_page()
    page.set_viewport_size(PHONE)
    return page


def _open(page: Page, server: DemoServer, path: str) -> None:
    page.goto(server.address("admin", path))
    page.wait_for_load_state("networkidle")


def _write(data: bytes, language: str, name: str) -> None:
    with Image.open(io.BytesIO(data)) as picture:
        path = FOLDER / language / f"{name}.webp"
        picture.convert("RGB").save(path, quality=QUALITY, method=6)


def _part(page: Page, top: int, height: int) -> bytes:
    """A picture of a part of the screen, in its full width."""
    return page.screenshot(clip={"x": 0, "y": top, "width": PHONE["width"], "height": height})


def _editors_pictures(browser: Browser, server: DemoServer, language: str, scene: Scene) -> None:
    page = _phone(browser, server, scene.editor, language)
    stories = page_id(server, f"{scene.site}stories/")
    events = page_id(server, f"{scene.site}events/")

    _open(page, server, f"/admin/pages/{stories}/")
    _write(_part(page, 0, 140), language, "list")

    _open(page, server, f"/admin/pages/add/stories/eventpage/{events}/")
    page.locator("#id_place_precision").select_option("city")
    page.locator("#id_format").evaluate("field => field.scrollIntoView({block: 'start'})")
    page.evaluate("scrollBy(0, -160)")
    _write(_part(page, 100, 420), language, "place")

    _open(page, server, f"/admin/pages/add/stories/storypage/{stories}/")
    expect(page.locator("form[data-watched]")).to_be_attached()
    page.locator("#id_title").fill(scene.title)
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/$"))  # the draft saved itself
    page.locator(MORE_ACTIONS).last.click()
    expect(page.locator("[name=action-submit]")).to_be_visible()
    page.wait_for_timeout(500)  # milliseconds, until the menu has opened
    _write(_part(page, PHONE["height"] - 260, 260), language, "submit")

    page.locator("[name=action-submit]").click()
    expect(page.locator(".error-message").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.locator("#id_lead").evaluate("field => field.scrollIntoView({block: 'start'})")
    page.evaluate("scrollBy(0, -300)")
    _write(_part(page, 150, 480), language, "refused")
    page.context.close()


def _translators_pictures(
    browser: Browser, server: DemoServer, language: str, scene: Scene
) -> None:
    page = _phone(browser, server, scene.translator, language)
    _open(page, server, f"/admin/pages/{page_id(server, scene.translation)}/edit/")
    page.wait_for_timeout(500)  # milliseconds, until the bar has slid in
    _write(_part(page, 0, 220), language, "mark")
    edit = page.locator("li.complete button, li.incomplete button").first
    edit.click()
    box = page.locator("li:has(textarea), li:has([contenteditable=true])").first
    box.evaluate("piece => piece.scrollIntoView({block: 'center'})")
    _write(box.screenshot(), language, "string")
    page.context.close()


def _managers_pictures(browser: Browser, server: DemoServer, language: str, scene: Scene) -> None:
    page = _phone(browser, server, scene.manager, language)
    _open(page, server, "/admin/settings/partners/partnernavigation/")
    page.locator("[data-ordered]").first.evaluate("list => list.scrollIntoView({block: 'start'})")
    page.evaluate("scrollBy(0, -110)")
    _write(_part(page, 60, 400), language, "menu")
    page.context.close()
