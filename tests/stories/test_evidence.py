"""How well a tool may be said to work: no better than its stories and results show."""

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.test.utils.form_data import rich_text

from home.models import HomePage
from stories.evidence import no_longer_supported
from stories.models import CulturalToolPage, SharedLanguageRootPage, StoryTool
from tests.builders import Editor, Reader, home, partner, story
from tests.stories.test_tools import form, stops

pytestmark = pytest.mark.django_db

READY = {
    "lead": "What it is about.",
    "licence": "not-stated",
    "cost_level": "none",
}
SOURCED = {"source_label": "The town’s report", "place": "Płock", "country": "PL"}


def tool(slug: str = "living-library", language: str = "en") -> CulturalToolPage:
    return CulturalToolPage.objects.get(slug=slug, locale__language_code=language)


def told(key: str, of: CulturalToolPage, **fields):
    """A live story that names a tool, in one language of its partner."""
    page = story(partner(key), f"A story of {key}", **fields)
    StoryTool.objects.create(story=page, tool=of, sort_order=0)
    return page


def claims(level: str, **fields) -> dict[str, str]:
    """What stops a tool that says so of itself: field → reason."""
    page = tool()
    page.date = page.place = page.source_label = page.source_url = page.results = ""
    page.date = None
    page.evidence = level
    for name, value in fields.items():
        setattr(page, name, value)
    return stops(page)


def test_an_idea_and_silence_need_nothing():
    assert claims("idea") == claims("") == {}


def test_tried_rests_on_a_live_story_of_any_partner():
    assert "names this tool" in claims("tried")["evidence"]
    page = told("rivne", tool("living-library", "uk"))
    assert claims("tried") == {}
    page.unpublish()
    assert set(claims("tried")) == {"evidence"}


def test_tried_rests_on_place_date_and_source_too():
    known = SOURCED | {"date": "2024-05-08"}
    assert claims("tried", **known) == {}
    for name in ("place", "date", "source_label"):
        assert set(claims("tried", **known | {name: None if name == "date" else ""})) == {
            "evidence"
        }


def test_a_story_of_a_site_that_is_not_live_proves_nothing():
    told("harnosand", tool(), language="en")
    assert claims("tried") == {}
    HomePage.objects.filter(pk=home(partner("harnosand"), "en").pk).update(live=False)
    assert set(claims("tried")) == {"evidence"}


def test_piloted_rests_on_the_story_of_a_pilot():
    told("rivne", tool(), outcome="<p>Сусіди вітаються.</p>")
    assert set(claims("piloted")) == {"evidence"}
    pilot = told("harnosand", tool(), kind="pilot", place="Härnösand", population="10000_50000")
    assert claims("piloted") == {}
    pilot.unpublish()
    assert set(claims("piloted")) == {"evidence"}


def test_evaluated_rests_on_results_a_source_and_what_came_of_it():
    known = SOURCED | {"results": "<p>Twice as many came.</p>"}
    assert set(claims("evaluated", **known)) == {"evidence"}
    told("rivne", tool(), outcome='<p data-block-key="a1">Сусіди вітаються.</p>')
    assert claims("evaluated", **known) == {}
    assert set(claims("evaluated", **known | {"results": '<p data-block-key="a1"></p>'})) == {
        "evidence"
    }
    assert set(claims("evaluated", **known | {"source_label": ""})) == {"evidence"}


def test_a_translation_says_what_its_original_says_and_is_not_stopped():
    page = tool("living-library", "uk")
    page.evidence = "evaluated"
    assert stops(page) == {}


def publish(**fields):
    """A library editor publishes a tool that claims something, from the form."""
    root = SharedLanguageRootPage.objects.get(locale__language_code="en")
    typed = form(**READY | fields | {"action-publish": "1"}) | {"qualities": ["trust"]}
    return Editor("library_editor").post(
        f"/admin/pages/add/stories/culturaltoolpage/{root.pk}/", typed
    )


def test_the_form_refuses_a_level_too_high_at_its_field_and_keeps_what_was_typed():
    response = publish(evidence="tried", author="Who wrote it")
    assert set(response.context["form"].errors) == {"evidence"}
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    assert tree.find(".//*[@id='before-publishing-list']//a[@href='#id_evidence']") is not None
    assert "Who wrote it" in response.content.decode()
    assert not CulturalToolPage.objects.filter(slug="a-new-tool", live=True).exists()


def test_the_form_publishes_a_level_that_place_date_and_source_show():
    publish(evidence="tried", date="2024-05-08", results=rich_text("<p>x</p>"), **SOURCED)
    assert CulturalToolPage.objects.get(slug="a-new-tool").live


# --- a story is taken down later -------------------------------------------------------------
def first_screen(editor) -> str:
    return editor.get("/admin/").content.decode()


def test_the_page_stays_and_the_librarys_editors_see_that_its_level_is_no_longer_supported():
    page = told("rivne", tool())
    CulturalToolPage.objects.filter(slug="living-library").update(evidence="tried")
    heading = "Tools that claim more than their stories show"
    assert no_longer_supported() == []
    page.unpublish()
    assert no_longer_supported() == [tool().pk]
    assert Reader("rivne").get("/uk/tools/living-library/").status_code == 200
    shown = first_screen(Editor("library_editor"))
    assert heading in shown
    assert f"/admin/pages/{tool().pk}/edit/" in shown
    assert heading not in first_screen(Editor("editor", partner("rivne")))


def test_the_delivered_tools_claim_no_more_than_their_stories_show():
    assert CulturalToolPage.objects.filter(evidence="tried").exists()
    assert no_longer_supported() == []
    for page in CulturalToolPage.objects.all():
        assert stops(page) == {}, page


def test_asking_of_all_tools_is_one_question():
    with CaptureQueriesContext(connection) as asked:
        no_longer_supported()
    assert len(asked) == 1
