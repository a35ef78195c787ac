"""What a reader's page may cost: a fixed number of queries, however large the network grows.

Measured with warm caches, as a page is read the second time.
"""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import Page

from cms.models import CustomImage
from cms.pictures.renditions import ensure_renditions
from partners.models import Partner
from stories.models import CulturalToolPage, StoryPage, StoryTool
from tests.builders import Reader, event, partner, story, voice
from tests.large_network import add_sites, fill_stories, last_page_of_stories, story_path
from tests.test_crawl import SIXTH

KEYS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"]
BUDGETS = {"home": 12, "index": 10, "story": 10, "event": 10, "tool": 12, "calendar": 12}


def pages_of(key: str) -> list[tuple[str, str]]:
    """(budget, path) of every kind of page, in the site's own language and in a second one."""
    found = []
    for language in partner(key).languages[:2]:
        found += [
            ("home", f"/{language}/"),
            ("index", f"/{language}/stories/"),
            ("index", f"/{language}/tools/"),
            ("index", f"/{language}/events/"),
            ("index", f"/{language}/contact/"),
            ("calendar", f"/{language}/calendar/"),
            ("index", f"/{language}/network/"),
            ("story", f"/{language}/stories/measured/"),
            ("event", f"/{language}/events/measured/"),
            ("event", f"/{language}/events/learning-lab-ii-plock/"),
            ("tool", f"/{language}/tools/barcamp/"),
        ]
    return found


def queries(key: str, path: str) -> list[str]:
    """The queries of a page that was read before."""
    reader = Reader(key)
    assert reader.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(path).status_code == 200
    return [query["sql"] for query in asked]


def counts(key: str) -> dict[str, int]:
    """Path → number of queries; fails where one is over its budget."""
    found = {}
    for budget, path in pages_of(key):
        asked = queries(key, path)
        found[path] = len(asked)
        assert len(asked) <= BUDGETS[budget], (key, path, asked)
    return found


@pytest.fixture
def measured(db) -> None:
    """One full story and one event on each site, in two languages."""
    tools = list(CulturalToolPage.objects.filter(locale__language_code="en")[:5])
    for key in KEYS:
        owner = partner(key)
        versions: dict[str, dict] = {"story": {}, "event": {}}
        for language in owner.languages[:2]:
            told = full_story(owner, language, tools, versions["story"])
            held = event(owner, "Measured", language, slug="measured", **versions["event"])
            versions = {
                "story": {"translation_key": told.translation_key},
                "event": {"translation_key": held.translation_key},
            }


def full_story(owner: Partner, language: str, tools: list, fields: dict) -> StoryPage:
    """A story with everything that its editors can put into words, and many links."""
    text = "".join(f'<p><a linktype="page" id="{tool.pk}">{tool.slug}</a></p>' for tool in tools)
    page = story(
        owner,
        "Measured",
        language,
        slug="measured",
        what_was_done=text,
        outcome=text,
        body=[{"type": "paragraph", "value": text}] * 4,
        **fields,
    )
    StoryTool.objects.bulk_create(
        StoryTool(story=page, tool=tool, sort_order=order) for order, tool in enumerate(tools)
    )
    return page


@pytest.mark.parametrize("key", KEYS)
def test_every_kind_of_page_keeps_to_its_budget(measured, key):
    counts(key)


def test_the_sixth_site_keeps_to_them_too(db):
    call_command("add_partner", str(SIXTH), verbosity=0)
    for budget, path in [
        ("home", "/sv/"),
        ("index", "/sv/stories/"),
        ("index", "/en/events/"),
        ("tool", "/sv/tools/barcamp/"),
    ]:
        assert len(queries("example", path)) <= BUDGETS[budget], path


def test_fifty_sites_cost_a_page_no_more_than_five(measured):
    before = {key: counts(key) for key in KEYS}
    add_sites(45)
    assert Partner.objects.count() == 50
    assert Page.find_problems() == ([], [], [], [], [])
    assert {key: counts(key) for key in KEYS} == before
    # They are real sites, not only rows.
    for budget, path in [
        ("home", "/uk/"),
        ("index", "/uk/stories/"),
        ("index", "/en/tools/"),
        ("tool", "/uk/tools/barcamp/"),
    ]:
        assert len(queries("site-44", path)) <= BUDGETS[budget], path


@pytest.mark.parametrize(
    "number", [1_000, pytest.param(10_000, marks=pytest.mark.nightly)], ids=str
)
def test_a_thousand_stories_a_site_cost_a_page_no_more_than_ten(measured, number):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    owner = partner("rivne")
    fill_stories(owner, 10, tool)
    before = {key: counts(key) for key in KEYS}
    front = len(queries("rivne", last_page_of_stories(owner, "uk")))
    fill_stories(owner, number, tool)
    assert StoryPage.objects.count() > 2 * number
    assert {key: counts(key) for key in KEYS} == before
    last = last_page_of_stories(owner, "uk")
    assert len(queries("rivne", last)) == front <= BUDGETS["index"]
    assert "?before=" not in Reader("rivne").get(last).content.decode()
    assert len(queries("rivne", f"/uk/{story_path(number)}")) <= BUDGETS["story"]


@pytest.fixture
def image(rivne) -> CustomImage:
    """A picture whose sizes are made."""
    file = BytesIO()
    Image.new("RGB", (1600, 1000), "#336699").save(file, "JPEG")
    made = CustomImage(title="x", collection=rivne.collection)
    made.file.save("x.jpg", ContentFile(file.getvalue()), save=True)
    ensure_renditions(made)
    return made


def test_pictures_in_lists_cost_one_query_for_all(measured, rivne, image):
    without = counts("rivne")
    for number in range(6):
        story(rivne, f"З картиною {number}", image=image, image_alt="Що видно.")
    CulturalToolPage.objects.update(image=image, image_alt="What it shows")
    pictured = counts("rivne")
    assert pictured["/uk/stories/"] == without["/uk/stories/"] + 1
    assert pictured["/uk/tools/"] == without["/uk/tools/"] + 1
    assert "<picture" in Reader(rivne).get("/uk/stories/").content.decode()


def test_a_gallery_costs_a_story_no_more_than_its_budget(measured, rivne, image):
    shown = {"image": image.pk, "alt_text": "Що видно", "decorative": False}
    items = [
        {"type": "item", "id": str(number), "value": {"image": shown, "caption": "", "credit": ""}}
        for number in range(8)
    ]
    page = StoryPage.objects.get(slug="measured", url_path__startswith="/rivne/rivne-uk/")
    page.body = [*page.body.raw_data, {"type": "gallery", "value": {"title": "", "items": items}}]
    page.image, page.image_alt = image, "Що видно"
    page.save()
    html = Reader(rivne).get("/uk/stories/measured/").content.decode()
    assert html.count("<picture") == 9
    counts("rivne")


def test_a_voice_with_links_and_a_picture_keeps_a_tool_to_its_budget(measured, rivne, image):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    other = CulturalToolPage.objects.get(slug="world-cafe", locale__language_code="uk")
    text = f'<p><a linktype="page" id="{other.pk}">x</a></p>'
    CulturalToolPage.objects.filter(pk=tool.pk).update(
        image=image,
        image_alt="Що видно.",
        what_it_is=text.replace("x", "y"),
        kept_by=partner("cbss"),
        proposed_by=partner("harnosand"),
    )
    voice(rivne, tool, "Як ми це робимо", how=text, image=image, image_alt="Що видно.")
    counts("rivne")
    html = Reader(rivne).get("/uk/tools/barcamp/").content.decode()
    assert html.count("<picture") == 2
