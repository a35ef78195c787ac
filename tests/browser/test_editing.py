"""A story's whole way: written, reviewed, read, translated, read in the other language.

On the running demo, in Chromium, with the accounts of the terminal: an editor, a publisher and a
translator of Rivne, and a reader without any.
"""

import io
import re

import pytest
from django.utils import translation
from PIL import Image
from playwright.sync_api import expect

from stories.models import StoryPage
from tests.browser.visits import (
    ask,
    is_kept,
    new_story,
    page_id,
    sign_in,
    wait_until_served,
)
from tests.cms.picture_files import SECRETS, telephone_jpeg

pytestmark = pytest.mark.browser

TITLE = "Ніч у бібліотеці Рівного"
SLUG = "nich-u-bibliotetsi-rivnoho"
LEAD = "Читачі прийшли ввечері й лишилися до ранку."
DONE = "Ми відчинили двері о девʼятій вечора."
ALT = "Читачі з ліхтариками між полицями"
# After everything in the seed: the newest story stands first.
DATE = "2025-12-30"
ENGLISH = {
    TITLE: "A night in the library of Rivne",
    LEAD: "Readers came in the evening and stayed until the morning.",
    DONE: "We opened the doors at nine in the evening.",
    ALT: "Readers with torches between the shelves",
    "Рівне": "Rivne",
    "Бібліотека": "The library",
}
# The telephone was held upright: turned, 1800 × 1200 pixels are higher than wide.
LYING, UPRIGHT = (1800, 1200), 6
PICTURE = telephone_jpeg(UPRIGHT, size=LYING)
MORE_ACTIONS = "footer .w-dropdown__toggle, nav.footer__container .w-dropdown__toggle"


# --- what people do in the admin ---------------------------------------------------------------
def choose_from_more(page, selector):
    """Press one of the actions in the menu beside «Save»."""
    page.locator(MORE_ACTIONS).last.click()
    page.locator(selector).click()


def upload_in_chooser(page, name, data):
    """Upload a picture from within the form, as an editor with a telephone does."""
    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal [role=tab][href='#tab-upload']").click()
    page.locator(".modal input[type=file]").set_input_files(
        files=[{"name": name, "mimeType": "image/jpeg", "buffer": data}]
    )
    expect(page.locator(".modal input[name$=title]")).to_have_value(name.partition(".")[0])
    page.locator(".modal form button[type=submit]:visible").click()
    expect(page.locator(".modal")).to_have_count(0)


@pytest.fixture(scope="module")
def editor(browser, demo_server):
    context = sign_in(browser, demo_server, "editor-rivne")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def publisher(browser, demo_server):
    context = sign_in(browser, demo_server, "publisher-rivne")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def translator(browser, demo_server):
    context = sign_in(browser, demo_server, "translator-rivne")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def written(editor, demo_server):
    """Number of the story that the editor wrote and sent to review."""
    new_story(editor, demo_server, "/rivne/rivne-uk/stories/")
    editor.locator("#id_title").fill(TITLE)
    editor.keyboard.press("Tab")
    expect(editor.locator("#id_slug")).to_have_value(SLUG)
    editor.locator("#id_lead").fill(LEAD)
    editor.locator("#id_date").fill(DATE)
    editor.keyboard.press("Escape")
    editor.locator("#id_place").fill("Рівне")
    editor.locator("#id_country").select_option("UA")
    editor.locator(".w-field:has([name=what_was_done]) [contenteditable=true]").click()
    editor.keyboard.type(DONE)
    upload_in_chooser(editor, "phone.jpg", PICTURE)
    editor.locator("#id_image_alt").fill(ALT)
    editor.locator("#id_image_credit").fill("Бібліотека")
    is_kept(editor)
    # An editor sends to review; the right to publish is another's.
    expect(editor.locator("[name=action-publish]")).to_have_count(0)
    choose_from_more(editor, "[name=action-submit]")
    editor.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    return page_id(demo_server, f"/rivne/rivne-uk/stories/{SLUG}/")


@pytest.fixture(scope="module")
def published(written, publisher, demo_server):
    """Its address in Ukrainian, once the publisher has approved it."""
    path = f"/uk/stories/{SLUG}/"
    assert ask(demo_server, "rivne", path)[0] == 404, "It was live before it was approved."
    publisher.goto(demo_server.address("admin", "/admin/"))
    publisher.get_by_role("link", name=TITLE).first.click()
    publisher.wait_for_url(f"**/admin/pages/{written}/edit/")
    choose_from_more(
        publisher, "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])"
    )
    publisher.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    assert ask(demo_server, "rivne", path)[0] == 200, "It was approved and is not live."
    return demo_server.address("rivne", path)


@pytest.fixture(scope="module")
def sent_to_translation(published, written, publisher, demo_server):
    """Number of the English page that the publisher had made of the published story."""
    publisher.goto(demo_server.address("admin", f"/admin/pages/{written}/edit/"))
    publisher.goto(demo_server.address("admin", f"/admin/localize/submit/page/{written}/"))
    publisher.locator("main form").locator("[type=submit]").first.click()
    publisher.wait_for_url(re.compile(r"/admin/pages/\d+/edit/$"))
    return page_id(demo_server, f"/rivne/rivne-en/stories/{SLUG}/")


# --- what readers see --------------------------------------------------------------------------
@pytest.fixture
def reader(browser):
    context = browser.new_context(locale="uk")
    yield context.new_page()
    context.close()


def test_a_reader_reads_the_approved_story_with_its_picture(published, reader):
    wait_until_served(reader, published, "main picture source[type='image/avif']")
    expect(reader.locator("html")).to_have_attribute("lang", "uk")
    expect(reader.locator("h1")).to_have_text(TITLE)
    expect(reader.locator(".lead")).to_have_text(LEAD)
    expect(reader.locator("main")).to_contain_text(DONE)
    picture = reader.locator("main .page-picture img")
    expect(picture).to_have_attribute("alt", ALT)
    picture.evaluate("picture => picture.decode()")
    shown = picture.evaluate("picture => [picture.naturalWidth, picture.naturalHeight]")
    assert shown[0] > 0
    assert shown[1] > shown[0], "The picture lies on its side."
    assert picture.evaluate("picture => picture.currentSrc").endswith(".avif")


def test_no_file_that_is_served_tells_where_the_picture_was_taken(published, reader, demo_server):
    assert any(secret in PICTURE for secret in SECRETS)
    wait_until_served(reader, published, "main picture source[type='image/avif']")
    sets = reader.locator("main picture source, main picture img").evaluate_all(
        "elements => elements.map(element => element.srcset)"
    )
    files = {address for srcset in sets for address in re.findall(r"(\S+) \d+w", srcset)}
    kinds = set()
    for path in files:
        status, headers, body = ask(demo_server, "rivne", path)
        assert status == 200
        assert [secret for secret in SECRETS if secret in body] == []
        assert not dict(Image.open(io.BytesIO(body)).getexif())
        kinds.add(headers["Content-Type"])
    assert kinds == {"image/avif", "image/jpeg"}
    # The original is no public file; it is bare all the same.
    for original in (demo_server.data_dir / "media" / "original_images").iterdir():
        assert [secret for secret in SECRETS if secret in original.read_bytes()] == []
        assert ask(demo_server, "rivne", f"/media/original_images/{original.name}")[0] == 404


def test_the_newest_story_stands_first_in_the_list(published, reader, demo_server):
    reader.goto(demo_server.address("rivne", "/uk/stories/"))
    first = reader.locator("main .entry a").first
    expect(first).to_have_text(TITLE)
    first.click()
    reader.wait_for_url(published)


def test_the_story_is_translated_and_read_in_the_other_language(
    sent_to_translation, published, translator, publisher, reader, demo_server
):
    english = published.replace("/uk/", "/en/")
    edit = demo_server.address("admin", f"/admin/pages/{sent_to_translation}/edit/")

    # Nothing is published that is not translated, whoever asks.
    publisher.goto(edit)
    publisher.locator("[name=action][value=publish]").click()
    expect(publisher.locator(".messages .error")).to_be_visible()
    assert reader.goto(english).status == 404

    # Localize's editor, as the translator for English sees it.
    translator.goto(edit)
    expect(translator.locator("[name=action][value=publish]")).to_have_count(0)
    waiting = translator.locator("li.incomplete")
    expect(waiting).to_have_count(len(ENGLISH))
    for left in range(len(ENGLISH), 0, -1):
        source = waiting.first.locator(":scope > p").inner_text().strip()
        # The one that is being translated keeps its place until it is saved.
        waiting.first.get_by_role("button", name="Translate", exact=True).click()
        box = waiting.first.locator("textarea, [contenteditable=true]").first
        box.fill(ENGLISH[source])
        waiting.first.get_by_role("button", name="Save", exact=True).click()
        expect(waiting).to_have_count(left - 1)

    publisher.goto(edit)
    publisher.locator("[name=action][value=publish]").click()
    expect(publisher.locator(".messages .success")).to_be_visible()

    wait_until_served(reader, english, "main .page-picture img")
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    expect(reader.locator("h1")).to_have_text(ENGLISH[TITLE])
    expect(reader.locator("main")).to_contain_text(ENGLISH[DONE])
    expect(reader.locator("main .page-picture img")).to_have_attribute("alt", ENGLISH[ALT])
    expect(reader.locator("main")).not_to_contain_text(re.compile("[Ѐ-ӿ]"))

    # Each leads to the other, for readers and for search engines.
    alternates = "links => Object.fromEntries(links.map(link => [link.hreflang, link.href]))"
    both = {"uk": published, "en": english}
    for address, other in ((english, "uk"), (published, "en")):
        reader.goto(address)
        found = reader.locator("link[rel=alternate][hreflang]").evaluate_all(alternates)
        assert {code: found[code] for code in both} == both
        reader.locator(f"nav.languages a[hreflang={other}]").click()
        reader.wait_for_url(both[other])


# --- drafts and what they lack -----------------------------------------------------------------
@pytest.fixture(scope="module")
def swedish_editor(browser, demo_server):
    """The editor of Härnösand, who has set the admin to Swedish in their account."""
    context = sign_in(browser, demo_server, "editor-harnosand")
    page = context.new_page()
    page.goto(demo_server.address("admin", "/admin/account/"))
    # Demo accounts belong to no person; Wagtail wants a name before it keeps the rest.
    page.locator("[name=name_email-first_name]").fill("Redaktör")
    page.locator("[name=name_email-last_name]").fill("Härnösand")
    page.locator("[name=locale-preferred_language]").select_option("sv")
    page.locator("main form [type=submit]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    yield page
    context.close()


def in_swedish(field):
    """What the page says of a field that readers need: not in English."""
    # With numbers of its own the page asks no database.
    story = StoryPage(pk=1, content_type_id=1, locale_id=1, title="Utkast", image_id=1)
    (english,) = story.missing_for_readers()[field].messages
    with translation.override("sv"):
        (swedish,) = story.missing_for_readers()[field].messages
    assert swedish != english
    return str(swedish)


def test_a_draft_is_kept_by_itself_however_little_it_says(swedish_editor, demo_server):
    new_story(swedish_editor, demo_server, "/harnosand/harnosand-sv/stories/")
    swedish_editor.locator("#id_title").fill("Bara en rubrik")
    swedish_editor.keyboard.press("Tab")
    is_kept(swedish_editor)
    swedish_editor.goto(swedish_editor.url)
    expect(swedish_editor.locator("#id_title")).to_have_value("Bara en rubrik")
    expect(swedish_editor.locator("#id_lead")).to_have_value("")
    assert ask(demo_server, "harnosand", "/sv/stories/bara-en-rubrik/")[0] == 404


def test_what_is_missing_is_said_in_the_language_of_the_editor(swedish_editor, demo_server):
    new_story(swedish_editor, demo_server, "/harnosand/harnosand-sv/stories/")
    swedish_editor.locator("#id_title").fill("Nästan färdig")
    upload_in_chooser(swedish_editor, "shelf.jpg", telephone_jpeg(size=(600, 400)))
    is_kept(swedish_editor)
    choose_from_more(swedish_editor, "[name=action-submit]")
    for field in ("date", "image_alt"):
        sentence = swedish_editor.locator(f".w-field:has(#id_{field}) .error-message").first
        expect(sentence).to_contain_text(in_swedish(field))
    # The lead is missing too, and nothing was sent to review.
    expect(swedish_editor.locator(".w-field:has(#id_lead) .error-message").first).to_be_visible()
    draft = page_id(demo_server, "/harnosand/harnosand-sv/stories/nastan-fardig/")
    swedish_editor.goto(demo_server.address("admin", f"/admin/pages/{draft}/edit/"))
    swedish_editor.locator(MORE_ACTIONS).last.click()
    expect(swedish_editor.locator("[name=action-submit]")).to_be_visible()
