"""On paper: A4, the words and whose they are, with address, date and funder, and nothing to press.

Chromium makes the PDF that its print dialogue would; its pages are counted in it.
"""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.visits import SITES, ask, templates, wait_until_served

pytestmark = pytest.mark.browser

# Width of the text on A4 between the margins of print.css, in CSS pixels.
PAPER_WIDTH = 658
A4 = (595, 842)  # points
# What can only be pressed, wherever it stands.
CONTROLS = (
    ".skip-link, .site-nav, .languages, .search-form, .paging, .neighbours, .feedback, "
    ".page-head__back, .copy, .site-footer__links, button, input, textarea, summary"
)
# Whatever is longer on paper than two pages: lists, and what tells of the whole project.
LONG = ("home", "story list", "tool list", "event list", "information")


def sheets(page: Page) -> int:
    """Number of pages on paper; every one is A4."""
    data = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {A4}
    return len(re.findall(rb"/Type /Page\b", data))


def visible(page: Page, selector: str) -> list[str]:
    """Class names of what is drawn of these elements."""
    return page.eval_on_selector_all(
        selector,
        "found => found.filter(one => one.checkVisibility()).map(one => one.className)",
    )


@pytest.fixture
def paper(browser):
    """A page as wide as the text on A4, in a window that is dark on the screen."""
    context = browser.new_context(
        color_scheme="dark", viewport={"width": PAPER_WIDTH, "height": 1000}
    )
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("language", SITES["cbss"])
def test_a_tool_is_one_or_two_pages(demo_server, paper, language):
    _status, _headers, body = ask(demo_server, "cbss", f"/{language}/tools/")
    paths = set(re.findall(rf'href="(/{language}/tools/[^"/]+/)"', body.decode()))
    assert len(paths) >= 17
    for path in sorted(paths):
        paper.goto(demo_server.address("cbss", path))
        assert sheets(paper) <= 2, path


@pytest.mark.parametrize(("host", "language"), [("rivne", "uk"), ("harnosand", "sv")])
def test_every_page_has_address_date_and_funder_and_nothing_to_press(
    demo_server, paper, host, language
):
    paths = templates(demo_server, host, language)
    del paths["404"]
    for template, path in paths.items():
        paper.goto(demo_server.address(host, path))
        canonical = paper.locator("link[rel=canonical]").get_attribute("href")
        printed = paper.locator(".address:visible").all_inner_texts()
        assert paper.url in printed, path
        assert canonical in printed, path
        assert paper.locator(".page-foot__date time").is_visible(), path
        assert paper.locator(".mark__name").is_visible(), path
        assert paper.locator(".site-footer__name").is_visible(), path
        assert paper.locator(".site-footer__project p").last.is_visible(), path
        assert visible(paper, CONTROLS) == [], path
        overflow = paper.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, path
        # Dark letters on white paper, whatever the screen is.
        colours = paper.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.body)"
            ".backgroundColor]"
        )
        assert colours == ["rgb(27, 27, 31)", "rgb(255, 255, 255)"], path
        # A page with every kind of block, made for other tests, is longer than people write.
        if "every-block" not in path:
            assert sheets(paper) <= (4 if template in LONG else 2), path


def test_pictures_and_every_kind_of_block_stay_on_the_paper(demo_server, every_block, paper):
    for path in every_block:
        wait_until_served(paper, demo_server.address("rivne", path), "main picture img")
        too_wide = paper.evaluate(
            "[...document.querySelectorAll('main *')].filter("
            "one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1"
            ").map(one => one.tagName + '.' + one.className)"
        )
        assert too_wide == [], path
        # A picture is never higher than a page, so that none is cut.
        heights = paper.eval_on_selector_all(
            "main img", "found => found.map(one => one.getBoundingClientRect().height)"
        )
        assert heights, path
        assert max(heights) < 400, path
        assert sheets(paper) <= 6, path


def test_a_link_that_leads_away_says_where_to_and_one_within_the_site_does_not(demo_server, paper):
    paper.goto(demo_server.address("cbss", "/en/stories/kiel-barcamp/"))
    after = "one => getComputedStyle(one, '::after').content"
    source = paper.locator(".source a")
    assert source.get_attribute("href") in source.evaluate(after)
    assert paper.locator(".facts a").first.evaluate(after) == "none"
