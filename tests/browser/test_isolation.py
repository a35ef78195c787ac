"""What an editor meets in the browser: choosers, bulk actions, moving, sending for translation.

Everything that the server sends while they look is read, also what the screen does not show.
"""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.visits import sign_in
from tests.demo_process import PROJECT
from tests.isolation import markers

pytestmark = pytest.mark.browser

OTHER = markers.of("harnosand")
OWN = markers.of("rivne")
TEXTS = ("text/", "application/json", "application/javascript")


@pytest.fixture(scope="module")
def furnished(demo_server):
    """Härnösand and Rivne with drafts, files and people in the demo's database."""
    environment = os.environ | {
        "RESCOM_DATA_DIR": str(demo_server.data_dir),
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "RESCOM_PORT": str(demo_server.port),
    }
    for name in ("DATABASE_URL", "CACHE_URL"):
        environment.pop(name, None)
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.unseen_rows"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr


class Screen:
    """A window, with the markers of everything that came to it."""

    def __init__(self, context, server):
        self.page = context.new_page()
        self.server = server
        self.others: set[str] = set()
        self.own: set[str] = set()
        self.page.on("requestfinished", self._read)

    def _read(self, request) -> None:
        response = request.response()
        kind = (response.header_value("content-type") or "") if response else ""
        if not kind.startswith(TEXTS) or "/static/" in request.url or response.status >= 300:
            return
        text = f"{request.url}\n{response.text()}"
        self.others.update(f"{one} at {request.url}" for one in OTHER.findall(text))
        self.own.update(OWN.findall(text))

    def open(self, path: str) -> None:
        self.page.goto(self.server.address("admin", path))
        self.page.wait_for_load_state("networkidle")

    def settled(self) -> None:
        self.page.wait_for_load_state("networkidle")
        self.own.update(OWN.findall(self.page.content()))
        self.others.update(OTHER.findall(self.page.content()))

    def search(self, box) -> None:
        """Type what stands in every row of both partners, and wait for what is found."""
        with self.page.expect_response(lambda response: markers.BESIDE in response.url):
            box.fill(markers.BESIDE)
        self.settled()


@pytest.fixture
def screen(browser, demo_server, furnished):
    context = sign_in(browser, demo_server, "editor-rivne", locale="en-GB", reduced_motion="reduce")
    screen = Screen(context, demo_server)
    yield screen
    screen.settled()
    context.close()
    assert sorted(screen.others) == []
    assert screen.own, "Their own is there, so the other's could have been."


def draft(screen: Screen) -> str:
    """Number of Rivne's draft, found as an editor finds it."""
    screen.open(f"/admin/pages/search/?q={markers.BESIDE}")
    link = screen.page.locator("a[href*='/edit/']", has_text="zq-rivne-draft").first
    return link.get_attribute("href").split("/pages/")[1].split("/")[0]


def test_choosing_a_page(screen):
    page = screen.page
    number = draft(screen)
    screen.open(f"/admin/pages/{number}/move/")
    screen.open(f"/admin/bulk/wagtailcore/page/move/?id={number}")
    page.locator("[data-chooser-action-choose]:visible").first.click()
    box = page.locator(".modal input[name=q]")
    expect(box).to_be_visible()
    screen.settled()
    screen.search(box)
    # Whatever leads further up or down from where the chooser begins.
    addresses = page.locator(".modal a[href*='/choose-page/']").evaluate_all(
        "links => links.map(link => link.pathname + link.search)"
    )
    top = ["/admin/choose-page/", "/admin/choose-page/1/"]
    for address in [*top, *sorted(set(addresses))[:12]]:
        screen.open(address)


def test_choosing_a_picture(screen):
    page = screen.page
    draft(screen)
    screen.open("/admin/")
    page.locator(".first-screen__begin").first.click()
    page.wait_for_url("**/admin/pages/add/stories/storypage/*/")
    page.locator("[data-chooser-action-choose]:visible").first.click()
    box = page.locator(".modal input[name=q]")
    expect(box).to_be_visible()
    screen.settled()
    screen.search(box)
    names = page.locator(".modal select[name=collection_id] option").all_inner_texts()
    assert not [name for name in names if "rnösand" in name]


def test_searching_documents(screen):
    draft(screen)
    screen.open("/admin/documents/")
    screen.search(screen.page.locator("#id_q"))
    names = screen.page.locator("select[name=collection_id] option").all_inner_texts()
    assert not [name for name in names if "rnösand" in name]


@pytest.mark.parametrize("action", ["delete", "publish"])
def test_several_pages_at_once(screen, action):
    number = draft(screen)
    screen.open(f"/admin/bulk/wagtailcore/page/{action}/?id={number}&next=/admin/")


def test_sending_for_translation(screen):
    draft(screen)
    screen.open("/admin/stories/")
    links = screen.page.locator("a[href*='/localize/submit/page/']")
    for address in {link.get_attribute("href") for link in links.all()[:3]}:
        screen.open(address)


def test_searching_beside_the_menu_and_all_lists(screen):
    draft(screen)
    for path in (
        "/admin/",
        "/admin/pages/",
        "/admin/stories/",
        "/admin/event-list/",
        "/admin/images/",
        "/admin/documents/",
        "/admin/messages/",
        "/admin/reports/site-history/",
        "/admin/reports/locked/",
        "/admin/reports/workflow/",
        "/admin/reports/aging-pages/",
        "/admin/translation/to-check/",
        "/admin/account/",
    ):
        screen.open(path)
