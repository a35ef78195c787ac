"""A tool of the library: what its readers see, what publishing asks for, what all languages share."""

import importlib
import json
import re

import html5lib
import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Collection
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import Translation, TranslationSource

from cms.seeding import DATA, read
from home.readiness.problems import problems_of
from partners.library import library_collection_paths
from stories.licences import Licence
from stories.models import CulturalToolPage, SharedLanguageRootPage
from stories.tool_parts import PARTS, completeness
from stories.tool_words import minutes_words, people_words
from tests.builders import Editor, Reader, partner

pytestmark = pytest.mark.django_db
TOOLS = sorted(path.name for path in (DATA / "tools").glob("*.json"))
STEPS = [
    {"type": "item", "id": "one", "value": {"title": "Gather", "minutes": 10, "text": ""}},
    {"type": "item", "id": "two", "value": {"title": "Talk", "minutes": 45, "minutes_to": 80, "text": "<p>In rounds.</p>"}},
]  # fmt: skip


def tool(slug: str = "world-cafe", language: str = "en") -> CulturalToolPage:
    """A tool of the library in one language."""
    return CulturalToolPage.objects.get(slug=slug, locale__language_code=language)


def read_page(key: str, path: str):
    """The page as a tree, and its words."""
    response = Reader(key).get(path)
    assert response.status_code == 200
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(response.content, transport_encoding="utf-8")
    return tree, " ".join(" ".join(tree.find(".//main").itertext()).split())


def library_collection() -> Collection:
    """Where the library's editors keep its documents."""
    return Collection.objects.get(path=library_collection_paths()[0])


def stops(page) -> dict[str, str]:
    """Field → why the page may not go live."""
    with translation.override("en"):
        return {one.field: one.sentence for one in problems_of(page) if one.stops}


# --- what readers see ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "path", "facts"),
    [
        ("harnosand", "/en/tools/world-cafe/", ["At least 45 minutes", "12–60 people", "Works without electricity", "Works without internet"]),
        ("rivne", "/uk/tools/world-cafe/", ["Щонайменше 45 хвилин", "12–60 людей", "Працює без світла", "Працює без інтернету"]),
    ],
)  # fmt: skip
def test_the_top_of_a_tool_says_in_words_what_decides_whether_it_fits(key, path, facts):
    tree, _words = read_page(key, path)
    shown = [" ".join("".join(item.itertext()).split()) for item in tree.findall(".//main//ul[@class='glance']/li")]  # fmt: skip
    assert shown == facts
    # A drawing is never the only way in which something is said.
    assert all(icon.get("aria-hidden") == "true" for icon in tree.findall(".//main//svg"))


def test_steps_are_numbered_with_their_minutes_and_materials_listed():
    tree, words = read_page("rivne", "/en/tools/world-cafe/")
    titles = ["".join(p.itertext()) for p in tree.findall(".//ol/li/p[@class='steps__title']")]
    assert [" ".join(title.split()) for title in titles] == [
        "Gather at the tables", "Talk in rounds 45–80 minutes", "Harvest",
    ]  # fmt: skip
    assert "What you need Paper Markers" in words


def test_what_nobody_knows_is_left_out_and_the_page_says_how_complete_it_is():
    tree, words = read_page("cbss", "/en/tools/world-cafe/")
    known = completeness(tool())
    assert known.filled + len(known.missing) == known.total == len(PARTS)
    assert f"{known.filled} of {known.total} parts of this description" in words
    assert "Safety" in known.missing
    assert tree.find(".//main//*[@id='safety']") is None
    missing = [item.text for item in tree.findall(".//ul[@class='completeness__missing']/li")]
    assert missing == [str(label) for label in known.missing]
    link = tree.find(".//div[@class='completeness']//a").get("href")
    assert tree.find(f".//form[@id='{link[1:]}']/button") is not None
    CulturalToolPage.objects.filter(pk=tool().pk).update(safety="<p>Nobody is forced.</p>")
    _tree, words = read_page("cbss", "/en/tools/world-cafe/")
    assert "Safety: do no harm Nobody is forced." in words
    assert f"{known.filled + 1} of {known.total}" in words


def test_a_non_commercial_licence_shows_its_terms_where_the_material_is():
    tree, words = read_page("rivne", "/uk/tools/ndpc-worksheets/")
    assert "Не використовуйте з комерційною метою." in words
    assert "Не поширюється на фотографії та логотипи." in words
    deed = tree.find(".//main//a[@rel='license']")
    assert deed.get("href") == "https://creativecommons.org/licenses/by-nc/4.0/deed.uk"
    _tree, words = read_page("rivne", "/uk/tools/world-cafe/")
    assert "комерційною" not in words


def test_a_no_derivatives_licence_shows_its_terms_in_the_readers_language():
    CulturalToolPage.objects.filter(slug="world-cafe").update(licence="CC-BY-ND-4.0")
    for key, path, term in (
        ("harnosand", "/sv/tools/world-cafe/", "Sprid inte ändrade versioner"),
        ("anenii-noi", "/ro/tools/world-cafe/", "Nu distribuiți versiuni modificate"),
    ):
        assert term in read_page(key, path)[1]


def test_files_stand_with_language_and_paper_the_readers_own_first():
    files = []
    for language, title in (("sv", "Arbetsblad"), ("uk", "Аркуші")):
        document = get_document_model().objects.create(
            title=title, file=ContentFile(b"%PDF-1.4", f"{language}.pdf"), language=language,
            collection=library_collection(),
        )  # fmt: skip
        files.append({"type": "item", "value": {"document": document.pk, "paper_size": "A3"}})
    page = tool("ndpc-worksheets", "uk")
    page.downloads = files
    assert stops(page) == {}
    page.save()
    tree, _words = read_page("rivne", "/uk/tools/ndpc-worksheets/")
    shown = [" ".join("".join(a.itertext()).split()) for a in tree.findall(".//div[@class='documents']//a")]  # fmt: skip
    assert [text.split()[0] for text in shown] == ["Аркуші", "Arbetsblad"]
    assert all("A3" in text for text in shown)
    assert "Українська" in shown[0]


def test_a_list_tells_the_few_facts_that_help_to_choose():
    _tree, words = read_page("harnosand", "/sv/tools/")
    assert "minst 45 minuter 12–60 personer fungerar utan el" in words


def test_search_finds_a_tool_by_its_materials_and_facts():
    for question in ("маркери", "працює без світла"):
        found = Reader("rivne").get("/uk/search/", {"q": question}).content.decode()
        assert "/uk/tools/world-cafe/" in found, question


def test_search_engines_read_the_steps_and_nothing_that_is_not_known():
    html = Reader("cbss").get("/en/tools/world-cafe/").content.decode()
    data = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1]
    )
    assert data["@type"] == "HowTo"
    assert [step["name"] for step in data["step"]] == ["Gather at the tables", "Talk in rounds", "Harvest"]  # fmt: skip
    assert [one["name"] for one in data["supply"]] == ["Paper", "Markers"]
    # A time with only one end is no duration, and a licence of the source's is not this text's.
    assert not {"performTime", "totalTime", "license"} & set(data)
    assert "ld+json" not in Reader("cbss").get("/en/tools/barcamp/").content.decode()


def test_numbers_are_said_with_the_forms_of_each_language():
    with translation.override("uk"):
        assert minutes_words(21, 21) == "21 хвилина"
        assert minutes_words(None, 120) == "щонайбільше 2 години"
        assert people_words(5, 22) == "5–22 людини"
    with translation.override("ro"):
        assert minutes_words(15, 20) == "15–20 de minute"
        assert people_words(2, 12) == "2–12 persoane"
        assert minutes_words(60, 240) == "60–240 de minute"
    assert minutes_words(None, None) == people_words(None, None) == ""


# --- what publishing asks for ----------------------------------------------------------------
def test_without_a_licence_no_tool_goes_live():
    page = tool()
    page.licence = ""
    assert set(stops(page)) == {"licence"}
    page.licence = "CC BY 4.0 or so"
    assert set(stops(page)) == {"licence"}


def test_files_of_a_source_without_a_licence_are_not_offered():
    document = get_document_model().objects.create(
        title="x", file=ContentFile(b"%PDF-1.4", "x.pdf"), collection=library_collection()
    )
    page = tool()
    page.downloads = [{"type": "item", "value": {"document": document.pk}}]
    assert "no licence" in stops(page)["downloads"]
    page.licence = "CC-BY-4.0"
    assert stops(page) == {}


def test_a_summary_is_short():
    page = tool()
    page.lead = "x" * 201
    assert "201 characters" in stops(page)["lead"]


def test_steps_and_the_stated_time_must_agree():
    page = tool()
    page.steps = STEPS
    page.minutes_from, page.minutes_to = None, 50
    assert "at least 55 minutes" in stops(page)["minutes_to"]
    page.minutes_from, page.minutes_to = 120, 240
    assert "at most 90 minutes" in stops(page)["minutes_from"]
    page.minutes_from, page.minutes_to = 60, 90
    assert stops(page) == {}
    # As long as one step is unknown, the sum can be longer.
    page.steps = [*STEPS, {"type": "item", "value": {"title": "Harvest", "text": ""}}]
    page.minutes_from, page.minutes_to = 120, 240
    assert stops(page) == {}


def form(**fields) -> dict:
    """What the browser sends for a tool of which only the title is written."""
    prose = ("what_it_is", "safety", "inclusion", "in_crisis", "results", "tips")
    empty = {name: rich_text("") for name in prose}
    streams = {name: streamfield([]) for name in ("goals", "materials", "steps", "downloads", "body")}  # fmt: skip
    words = {"title": "A new tool", "slug": "a-new-tool", "date_precision": "day"}
    comments = {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}  # fmt: skip
    return nested_form_data(empty | streams | words | fields) | comments


@pytest.mark.parametrize("pair", ["minutes", "people"])
def test_a_range_that_ends_before_it_begins_is_refused_at_its_field_and_nothing_is_lost(pair):
    root = SharedLanguageRootPage.objects.get(locale__language_code="en")
    address = f"/admin/pages/add/stories/culturaltoolpage/{root.pk}/"
    typed = form(**{f"{pair}_from": "60", f"{pair}_to": "30", "author": "Who wrote it"})
    response = Editor("library_editor").post(address, typed)
    errors = response.context["form"].errors
    assert set(errors) == {f"{pair}_to"}
    assert "Who wrote it" in response.content.decode()
    assert not CulturalToolPage.objects.filter(slug="a-new-tool").exists()


def test_the_minutes_of_a_step_are_checked_in_the_step():
    root = SharedLanguageRootPage.objects.get(locale__language_code="en")
    address = f"/admin/pages/add/stories/culturaltoolpage/{root.pk}/"
    step = {"title": "Talk", "minutes": "30", "minutes_to": "20", "text": rich_text("")}
    response = Editor("library_editor").post(address, form(steps=streamfield([("item", step)])))
    assert set(response.context["form"].errors) == {"steps"}
    step["minutes_to"] = "40"
    Editor("library_editor").post(address, form(steps=streamfield([("item", step)])))
    page = CulturalToolPage.objects.get(slug="a-new-tool")
    assert page.step_minutes() == (30, 40)
    assert page.code == "a-new-tool"


# --- one tool, four languages ----------------------------------------------------------------
def test_numbers_and_choices_reach_a_translation_and_words_wait_for_the_translator():
    english, row = tool(), Translation.objects.get(
        source__object_id=tool().translation_key, target_locale__language_code="uk"
    )  # fmt: skip
    english.minutes_to, english.settings, english.kept_by = 90, ["shelter"], partner("rivne")
    raw = list(english.steps.raw_data)
    raw[1]["value"] |= {"minutes": 30, "minutes_to": 60}
    english.steps = raw
    english.save()
    source, _created = TranslationSource.update_or_create_from_instance(english)
    again = source.get_ephemeral_translated_instance(row.target_locale, fallback=False)
    assert (again.minutes_to, again.settings) == (90, ["shelter"])
    assert again.kept_by == partner("rivne")
    step = again.steps[1].value
    assert (step["title"], step["minutes"], step["minutes_to"]) == ("Розмовляти раундами", 30, 60)
    assert [block.value for block in again.materials] == ["Папір", "Маркери"]


def test_a_tool_keeps_its_code_when_its_address_changes(django_capture_on_commit_callbacks):
    english = tool()
    with django_capture_on_commit_callbacks(execute=True):
        Editor("library_editor").post(
            f"/admin/pages/{english.pk}/address/", {"slug": "cafe", "confirmed": "cafe"}
        )
    assert tool("cafe").code == tool("cafe", "uk").code == "world-cafe"
    renamed = tool("cafe")
    renamed.code = ""  # as in a version from before tools had codes
    renamed.save_revision().publish()
    assert tool("cafe").code == "world-cafe"
    # Nobody else gets it.
    root = SharedLanguageRootPage.objects.get(locale__language_code="en")
    other = CulturalToolPage(title="World Café", slug="world-cafe", lead="x", locale=root.locale)
    root.add_child(instance=other)
    assert other.code == "world-cafe-2"


# --- the tools that the house is delivered with ----------------------------------------------
@pytest.mark.parametrize("name", TOOLS)
def test_every_field_of_a_delivered_tool_names_the_words_on_which_it_rests(name):
    data = read(f"tools/{name}")
    words = {
        field
        for text in data["text"].values()
        for field in text
        if field not in ("title", "lead", "place", "body", "what_it_is")
    }
    filled = set(data["use"]) | words
    assert filled | {"licence"} >= set(data["traces"]) >= filled
    assert all(set(text) == set(data["text"]["en"]) for text in data["text"].values())
    if data["licence"] != "not-stated":
        assert Licence(data["licence"]).label in data["traces"]["licence"]


def test_all_delivered_tools_have_what_readers_need_in_every_language():
    for page in CulturalToolPage.objects.filter(live=True):
        assert stops(page) == {}, page
        assert page.code == page.slug
        assert page.what_it_is


# --- databases from before -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("written", "slug", "kept"),
    [
        ("CC BY-NC 4.0", "ndpc-worksheets", ("CC-BY-NC-4.0", "")),
        ("cc by-sa 4.0.", "x", ("CC-BY-SA-4.0", "")),
        ("CC BY 3.0", "x", ("", "CC BY 3.0")),
        ("Ask the library", "x", ("", "Ask the library")),
        ("", "barcamp", ("not-stated", "")),
        ("", "written-here", ("", "")),
    ],
)
def test_a_licence_written_in_words_becomes_a_code_or_stays_as_words(written, slug, kept):
    migration = importlib.import_module("stories.migrations.0006_tool_fields")
    assert migration.licence_of(written, slug) == kept


def test_versions_from_before_are_carried_over_too():
    from django.apps import apps

    migration = importlib.import_module("stories.migrations.0006_tool_fields")
    page = tool("ndpc-worksheets")
    revision = page.save_revision()
    revision.content |= {"licence": "CC BY-NC 4.0"}
    revision.save()
    CulturalToolPage.objects.update(licence="CC BY-NC 4.0", code="")
    migration.carry_over(apps, None)
    revision.refresh_from_db()
    assert revision.content["licence"] == "CC-BY-NC-4.0"
    assert tool("ndpc-worksheets", "uk").licence == "CC-BY-NC-4.0"
    assert tool("ndpc-worksheets", "uk").code == "ndpc-worksheets"
    revision.publish()
    assert tool("ndpc-worksheets").licence == "CC-BY-NC-4.0"
    migration.licences_in_words(apps, None)
    assert tool("ndpc-worksheets").licence == "CC BY-NC 4.0"
