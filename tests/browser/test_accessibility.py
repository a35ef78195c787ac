"""Every template in every language, for people who read with other eyes, hands and machines.

What a program can check of WCAG 2.2 AA is checked by axe; what the accessibility page promises
beyond that (keyboard, enlargement, forced colours, print, no script) is tried here.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.visits import SITES, SITES_IN_LANGUAGES, ask, templates, wait_until_served

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 780}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Only what is found wrong comes back: the whole answer is a hundred times larger.
RUN_AXE = """options => axe.run({resultTypes: ['violations'], ...options}).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(' ')} ${node.failureSummary}`)))"""
ALL_RULES = {"runOnly": {"type": "tag", "values": STANDARDS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Structure is the same in light and dark; contrast and folding are not.
STATES = [
    (WIDE, "light", ALL_RULES),
    (WIDE, "dark", COLOURS),
    (PHONE, "light", COLOURS),
    (PHONE, "dark", ALL_RULES),
]


@pytest.fixture(scope="module")
def reader_page(browser):
    """One window for all pages. Motion is reduced: axe would measure colours half-way."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def problems(page, address, states=STATES):
    """What axe finds wrong with a page in each window and colour scheme."""
    page.goto(address)
    page.evaluate(AXE_SCRIPT)
    found = []
    for window, scheme, rules in states:
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{address} {window['width']} {scheme}: {problem}"
            for problem in page.evaluate(RUN_AXE, rules)
        ]
    return found


# --- what a program can check ------------------------------------------------------------------
@pytest.mark.parametrize(("host", "language"), SITES_IN_LANGUAGES)
def test_axe_finds_nothing_wrong_with_any_template(reader_page, demo_server, host, language):
    # All four languages are CBSS's; the others differ in colours, which two windows show.
    states = STATES if host == "cbss" else [STATES[0], STATES[3]]
    found = []
    for path in templates(demo_server, host, language).values():
        found += problems(reader_page, demo_server.address(host, path), states)
    assert found == []


def test_axe_finds_nothing_wrong_with_any_block(reader_page, demo_server, every_block):
    found = []
    for path in [*every_block, "/uk/stories/"]:
        address = demo_server.address("rivne", path)
        wait_until_served(reader_page, address, "main picture img")
        found += problems(reader_page, address)
    for path in ("/uk/", "/uk/events/"):  # with a coming event
        found += problems(reader_page, demo_server.address("rivne", path))
    assert found == []


@pytest.mark.parametrize(("host", "language"), [("cbss", "en"), *SITES_IN_LANGUAGES[4:]])
def test_axe_finds_nothing_wrong_with_the_search_and_the_pieces(
    reader_page, demo_server, host, language
):
    found = []
    for path in (
        "search/?q=Barcamp", "search/?q=Barcampp", "search/?q=qqqqqqqq", "search/",
        "embed/stories/", "embed/events/", "embed/tool/barcamp/",
    ):  # fmt: skip
        address = demo_server.address(host, f"/{language}/{path}")
        found += problems(reader_page, address, [STATES[0], STATES[3]])
    assert found == []


def test_axe_sees_what_is_wrong(reader_page, demo_server):
    """The check itself: a picture without a text and a pale sentence do not pass."""
    reader_page.goto(demo_server.address("cbss", "/en/"))
    reader_page.evaluate(AXE_SCRIPT)
    reader_page.emulate_media(color_scheme="light")
    reader_page.evaluate(
        """() => {
            const lead = document.querySelector('.lead');
            lead.style.color = '#ccc';
            lead.append(document.createElement('img'));
        }"""
    )
    rules = {found.partition(":")[0] for found in reader_page.evaluate(RUN_AXE, ALL_RULES)}
    assert rules == {"color-contrast", "image-alt"}


def test_axe_finds_nothing_wrong_with_an_open_menu(reader_page, demo_server):
    reader_page.set_viewport_size(PHONE)
    found = []
    for host, (language, *_others) in SITES.items():
        reader_page.goto(demo_server.address(host, f"/{language}/"))
        reader_page.locator("nav summary").click()
        expect(reader_page.locator("nav details a").first).to_be_visible()
        reader_page.evaluate(AXE_SCRIPT)
        for scheme in ("light", "dark"):
            reader_page.emulate_media(color_scheme=scheme)
            found += [f"{host} {scheme}: {p}" for p in reader_page.evaluate(RUN_AXE, ALL_RULES)]
    assert found == []


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("admin", "/no-such-page/"),
        ("rivne", "/sv/"),  # a language that the site does not offer
        ("rivne", "/en/every-block/"),  # a page that exists in the other language only
        ("rivne", "/no-language"),
    ],
)
def test_axe_finds_nothing_wrong_with_any_refusal(
    reader_page, demo_server, every_block, host, path
):
    assert ask(demo_server, host, path)[0] == 404
    assert problems(reader_page, demo_server.address(host, path)) == []


@pytest.mark.parametrize("locale", ["en", "sv", "uk", "ro"])
def test_axe_finds_nothing_wrong_with_the_signpost(browser, demo_server, locale):
    context = browser.new_context(locale=locale, reduced_motion="reduce")
    page = context.new_page()
    assert problems(page, demo_server.address("")) == []
    expect(page.locator("html")).to_have_attribute("lang", locale)
    context.close()


# --- keyboard ----------------------------------------------------------------------------------
FOCUSED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    // In lists the whole entry is outlined, its link fills it.
    const outlined = [element, element.closest('article, li')].filter(Boolean)
        .map(part => getComputedStyle(part))
        .some(part => part.outlineStyle !== 'none' && parseFloat(part.outlineWidth) >= 2);
    return {
        name: element.outerHTML.slice(0, 120),
        outlined,
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth && style.visibility === 'visible',
        skips: element.matches('.skip-link'),
        number: [...document.querySelectorAll('*')].indexOf(element),
    };
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], summary, button, input, select')]
    .filter(element => element.checkVisibility({visibilityProperty: true,
                                                contentVisibilityAuto: true}))
    .map(element => [...document.querySelectorAll('*')].indexOf(element))"""


def walk(page) -> list[dict]:
    """Everything that Tab stops at, from the top of the page to its end."""
    stops = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stops and stop["number"] == stops[0]["number"]):
            return stops
        stops.append(stop)
        assert len(stops) < 300, "Tab never comes to an end."


@pytest.mark.parametrize("window", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("path", ["/uk/", "/uk/stories/", "/uk/every-block/", "/uk/tools/barcamp/"])
def test_tab_reaches_everything_and_always_shows_where_it_is(
    reader_page, demo_server, every_block, window, path
):
    reader_page.set_viewport_size(window)
    reader_page.goto(demo_server.address("rivne", path))
    if window is PHONE:
        reader_page.evaluate("document.querySelector('nav details').open = true")
    stops = walk(reader_page)
    assert [stop["name"] for stop in stops if not stop["outlined"]] == []
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert stops[0]["skips"], "The first stop leads past the menus."
    assert [stop["number"] for stop in stops] == reader_page.evaluate(REACHABLE)


def test_the_first_key_leads_past_the_menus(reader_page, demo_server):
    reader_page.set_viewport_size(WIDE)
    reader_page.goto(demo_server.address("rivne", "/uk/stories/"))
    reader_page.keyboard.press("Tab")
    expect(reader_page.locator(".skip-link")).to_be_in_viewport()
    reader_page.keyboard.press("Enter")
    expect(reader_page.locator("main")).to_be_focused()
    reader_page.keyboard.press("Tab")
    assert reader_page.evaluate("document.activeElement.closest('main') !== null")


def test_the_folded_menu_opens_and_is_read_with_the_keyboard(reader_page, demo_server):
    reader_page.set_viewport_size(PHONE)
    reader_page.goto(demo_server.address("rivne", "/uk/"))
    first = reader_page.locator("nav details a").first
    expect(first).not_to_be_visible()
    reader_page.locator("nav summary").focus()
    reader_page.keyboard.press("Enter")
    expect(first).to_be_visible()
    reader_page.keyboard.press("Tab")
    expect(first).to_be_focused()
    target = first.get_attribute("href")
    reader_page.keyboard.press("Enter")
    reader_page.wait_for_url(f"**{target}")


# --- larger, and in other colours --------------------------------------------------------------
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return null;
    const wide = [...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > width + 1);
    return wide.map(element => element.outerHTML.slice(0, 90)).slice(-3).join('\\n');
}"""


@pytest.mark.parametrize(("host", "language"), SITES_IN_LANGUAGES)
def test_nothing_scrolls_sideways_at_320_pixels_or_in_letters_twice_as_large(
    reader_page, demo_server, host, language
):
    """WCAG 1.4.10 (320 px: a window of 1280 at 400 %) and 1.4.4 (text at 200 % in half of it)."""
    cut_off = {}
    for path in templates(demo_server, host, language).values():
        reader_page.set_viewport_size({"width": 320, "height": 640})
        reader_page.goto(demo_server.address(host, path))
        cut_off[path, 320] = reader_page.evaluate(OVERFLOW)
        reader_page.set_viewport_size({"width": 640, "height": 900})
        size = "parseFloat(getComputedStyle(document.body).fontSize)"
        before = reader_page.evaluate(size)
        reader_page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert reader_page.evaluate(size) == 2 * before, "The text does not grow."
        cut_off[path, "200 %"] = reader_page.evaluate(OVERFLOW)
    assert {state: what for state, what in cut_off.items() if what} == {}


def test_blocks_and_pictures_fit_320_pixels(reader_page, demo_server, every_block):
    reader_page.set_viewport_size({"width": 320, "height": 640})
    for path in every_block:
        wait_until_served(reader_page, demo_server.address("rivne", path), "main picture img")
        assert reader_page.evaluate(OVERFLOW) is None


def test_in_forced_colours_the_menu_still_says_where_one_is(browser, demo_server):
    context = browser.new_context(viewport=WIDE, forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(demo_server.address("rivne", "/uk/stories/"))
    shown = """element => { const style = getComputedStyle(element);
        return [style.color, style.borderBottomColor, style.borderBottomWidth,
                style.borderBottomStyle, style.textDecorationLine, style.fontWeight,
                style.outlineStyle].join(' '); }"""
    current = page.locator("nav details [aria-current]")
    others = page.locator("nav details a:not([aria-current])")
    assert current.count() == 1
    assert others.count() > 1
    assert current.evaluate(shown) not in {other.evaluate(shown) for other in others.all()}
    # Links in running text are told from it by more than their colour.
    page.goto(demo_server.address("rivne", "/uk/contact/"))
    for link in page.locator("main p a").all():
        assert "underline" in link.evaluate("link => getComputedStyle(link).textDecorationLine")
    assert problems(page, page.url, [(WIDE, "dark", ALL_RULES)]) == []
    context.close()


def test_nothing_moves_for_those_who_asked_for_stillness(reader_page, demo_server, every_block):
    moving = """() => [...document.querySelectorAll('*')].filter(element =>
        ['', '::before', '::after'].some(part => {
            const style = getComputedStyle(element, part);
            return style.animationName !== 'none'
                || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0)
                || style.scrollBehavior === 'smooth';
        })).map(element => element.outerHTML.slice(0, 90))"""
    for path in ["/uk/", *every_block]:
        reader_page.goto(demo_server.address("rivne", path))
        assert reader_page.evaluate(moving) == []


# --- without script, and on paper --------------------------------------------------------------
def test_without_script_every_way_through_a_site_works(browser, demo_server, every_block):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_server.address("rivne", "/"))
    page.locator("nav summary").click()
    page.locator("nav details a[href='/uk/stories/']").click()
    page.locator("main .entry a[href='/uk/stories/every-block/']").first.click()
    expect(page.locator("h1")).to_be_visible()
    wait_until_served(page, page.url, "main picture img")
    picture = page.locator("main picture img").first
    expect(picture).to_be_visible()
    page.goto(demo_server.address("rivne", "/uk/tools/"))
    page.locator("nav.languages a[hreflang=en]").click()
    page.wait_for_url("**/en/tools/")
    page.locator("main a[href^='/en/tools/']").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main h1")).to_be_visible()
    context.close()


def test_on_paper_stand_the_words_their_source_and_the_funder(browser, demo_server, every_block):
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(demo_server.address("rivne", "/uk/stories/every-block/"))
    for gone in ("nav.site-nav", "nav.languages", ".skip-link", ".site-footer__links"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".site-footer__partner")).to_be_visible()
    expect(page.locator(".site-footer__project")).to_be_visible()
    expect(
        page.locator(".site-footer__project p[lang]")
        .or_(page.locator(".site-footer__project p:nth-child(2)"))
        .first
    ).to_be_visible()
    printed = "link => getComputedStyle(link, '::after').content"
    assert "https://cbss.org/rescom" in page.locator(".source a").evaluate(printed)
    # Ink is dark on white, whatever the screen was.
    assert page.locator("h1").evaluate(
        "title => getComputedStyle(title).color.match(/\\d+/g).every(part => part < 100)"
    )
    context.close()
