"""The frame of every page: head, menus, language switch, foot."""

import re
from datetime import UTC, datetime

import html5lib
import pytest
from django.conf import settings

from home.models import HomePage, InformationPage
from stories.models import CulturalToolPage, EventPage, StoryIndexPage, StoryPage
from tests.builders import Reader, home, story

STYLESHEET_BUDGET = 34 * 1024  # bytes, uncompressed, of everything that one page loads
FONT_BUDGET = 45 * 1024


def page(reader: Reader, path: str):
    response = reader.get(path)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content, transport_encoding="utf-8"), response.content.decode()


def links(tree, where: str) -> dict[str, str | None]:
    """Address → aria-current of the links in an element."""
    return {a.get("href"): a.get("aria-current") for a in tree.findall(f".//{where}//a")}


def test_the_menu_says_where_the_reader_is(harnosand):
    tree, _html = page(Reader(harnosand), "/sv/tools/barcamp/")
    menu = links(tree, "header//nav//details")
    assert menu["/sv/tools/"] == "true"
    assert menu["/sv/stories/"] is None
    tree, _html = page(Reader(harnosand), "/sv/tools/")
    assert links(tree, "header//nav//details")["/sv/tools/"] == "page"


def test_a_page_below_a_section_leads_back_to_it(rivne):
    tree, _html = page(Reader(rivne), "/uk/tools/barcamp/")
    back = tree.find(".//p[@class='page-head__back']/a")
    assert back.get("href") == "/uk/tools/"


def test_the_foot_leads_to_contact_accessibility_and_privacy(rivne):
    tree, _html = page(Reader(rivne), "/uk/")
    assert list(links(tree, "footer")) == ["/uk/contact/", "/uk/accessibility/", "/uk/privacy/"]


def test_languages_are_named_in_themselves(rivne):
    tree, _html = page(Reader(rivne), "/uk/")
    names = {
        a.get("hreflang"): (a.find("span").get("lang"), a.find("span").text)
        for a in tree.findall(".//nav[@class='languages']//a")
    }
    assert names == {"uk": ("uk", "Українська"), "en": ("en", "English")}


def test_the_switch_says_when_it_leads_to_the_front_page(rivne):
    story(rivne, "Лише українською", slug="only-here")
    _tree, html = page(Reader(rivne), "/uk/stories/only-here/")
    assert html.count("<small>") == 1
    _tree, html = page(Reader(rivne), "/uk/tools/")
    assert "<small>" not in html


def test_a_shared_page_without_the_readers_language_says_so_and_marks_its_words(harnosand):
    CulturalToolPage.objects.get(slug="barcamp", locale__language_code="sv").unpublish()
    tree, _html = page(Reader(harnosand), "/sv/tools/barcamp/")
    assert tree.get("lang") == "sv"
    for words in (".//h1", ".//p[@class='lead']", ".//div[@class='prose']", ".//title"):
        assert tree.find(words).get("lang") == "en", words
    note = tree.find(".//p[@class='note note--language']")
    assert note.get("lang") is None
    assert note.find("span").text == "English"
    assert tree.find(".//dl").get("lang") is None


def test_a_translated_page_has_no_such_note(harnosand):
    tree, _html = page(Reader(harnosand), "/sv/tools/barcamp/")
    assert tree.find(".//p[@class='note note--language']") is None
    assert tree.find(".//h1").get("lang") is None


def test_contacts_stand_on_the_contact_page_only(harnosand):
    reader = Reader(harnosand)
    _tree, html = page(reader, "/sv/contact/")
    assert 'href="tel:+46708650041"' in html
    assert "mailto:" in html
    _tree, html = page(reader, "/sv/our-role/")
    assert "mailto:" not in html


def words(element) -> str:
    """Everything that an element says."""
    return "".join(element.itertext())


@pytest.mark.parametrize(
    ("key", "path"),
    [("harnosand", "/sv/stories/"), ("rivne", "/uk/"), ("rivne", "/en/tools/barcamp/")],
)
def test_a_page_names_its_address_on_this_site_to_copy(db, key, path):
    tree, _html = page(Reader(key), f"{path}?before=2024-01-01.1")
    address = tree.find(".//main//*[@id='page-address']")
    assert words(address) == f"http://{key}.localhost:8000{path}"
    # Without script there is nothing to press.
    button = tree.find(".//button[@data-copies='page-address']")
    assert "hidden" in button.attrib


def test_on_paper_a_shared_page_names_its_canonical_address_too(harnosand):
    def canonical_on_paper(key: str, path: str) -> str | None:
        tree, _html = page(Reader(key), path)
        shown = tree.find(".//p[@class='page-foot__canonical']/span")
        return words(shown) if shown is not None else None

    library = "http://cbss.localhost:8000"
    assert canonical_on_paper("harnosand", "/sv/tools/barcamp/") == f"{library}/sv/tools/barcamp/"
    assert canonical_on_paper("cbss", "/sv/tools/barcamp/") is None
    assert canonical_on_paper("harnosand", "/sv/stories/") is None
    CulturalToolPage.objects.get(slug="barcamp", locale__language_code="sv").unpublish()
    assert canonical_on_paper("harnosand", "/sv/tools/barcamp/") == f"{library}/en/tools/barcamp/"


def test_a_page_says_when_it_was_last_changed_on_its_partners_calendar(rivne):
    told = story(rivne, "Пізно ввечері", slug="late")
    StoryPage.objects.update(last_published_at=datetime(2025, 9, 16, 22, 30, tzinfo=UTC))
    _tree, html = page(Reader(rivne), told.get_url_parts()[2])
    assert '<time datetime="2025-09-17">17 вересня 2025\u00a0р.</time>' in html


def test_a_list_was_changed_when_the_last_of_its_pages_was(harnosand):
    for model in (HomePage, StoryIndexPage, StoryPage, CulturalToolPage, EventPage):
        model.objects.update(last_published_at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    told = story(harnosand, "Senast")
    reader = Reader(harnosand)
    StoryPage.objects.filter(pk=told.pk).update(
        last_published_at=datetime(2025, 5, 2, 12, tzinfo=UTC)
    )
    for path in ("/sv/stories/", "/sv/"):
        foot = page(reader, path)[0].find(".//p[@class='page-foot__date']/time")
        assert foot.get("datetime") == "2025-05-02", path
    foot = page(reader, "/en/tools/")[0].find(".//p[@class='page-foot__date']/time")
    assert foot.get("datetime") != "2025-05-02"


@pytest.mark.parametrize("path", ["/sv/search/?q=bibliotek", "/sv/nowhere/"])
def test_an_answer_that_is_no_page_has_no_address_to_pass_on(harnosand, path):
    tree, _html = page(Reader(harnosand), path)
    assert tree.find(".//*[@id='page-address']") is None
    assert tree.find(".//script[@src]") is None


def test_a_link_to_a_page_that_was_taken_down_is_left_out(harnosand):
    parent = home(harnosand)
    target = InformationPage(title="Borta", lead="x", locale=parent.locale, slug="gone")
    parent.add_child(instance=target)
    card = {"title": "Dit", "text": "", "page": target, "url": ""}
    away = {"title": "Ut", "text": "", "page": None, "url": "https://cbss.org/rescom"}
    linking = InformationPage(
        title="Vägar",
        lead="x",
        locale=parent.locale,
        slug="ways",
        body=[("links", {"title": "", "items": [card, away]})],
    )
    parent.add_child(instance=linking)
    reader = Reader(harnosand)
    assert 'href="/sv/gone/"' in page(reader, "/sv/ways/")[1]
    target.unpublish()
    _tree, html = page(reader, "/sv/ways/")
    assert "Dit" not in html
    assert "cbss.org" in html


@pytest.mark.parametrize("path", ["/sv/", "/sv/tools/", "/sv/nowhere/"])
def test_a_page_has_nothing_inline(harnosand, path):
    tree, _html = page(Reader(harnosand), path)
    assert not [element for element in tree.iter() if element.get("style")]
    assert tree.find(".//style") is None
    kinds = {script.get("type") for script in tree.findall(".//script") if not script.get("src")}
    assert kinds <= {"application/ld+json"}


def test_styles_and_fonts_stay_small():
    css = settings.BASE_DIR / "static" / "css"
    linked = (settings.BASE_DIR / "templates" / "includes" / "styles.html").read_text()
    names = [*re.findall(r"css/([a-z]+)\.css", linked), "print"]
    assert len(names) > 6
    assert sum((css / f"{name}.css").stat().st_size for name in names) < STYLESHEET_BUDGET
    fonts = (settings.BASE_DIR / "static" / "fonts").glob("*.woff2")
    assert sum(font.stat().st_size for font in fonts) < FONT_BUDGET
