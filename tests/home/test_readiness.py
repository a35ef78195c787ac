"""What is left before publishing is said in one list, each entry with the way to its field."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Page

from home.models import BasePage
from home.publishing import Refused
from home.readiness.problems import problems_of
from stories.models import CulturalToolPage, StoryPage
from tests.builders import Editor, home, story
from tests.home.test_publishing import add, story_form


def stops(page) -> list[str]:
    return [problem.sentence for problem in problems_of(page) if problem.stops]


def advice(page) -> list[str]:
    return [problem.sentence for problem in problems_of(page) if not problem.stops]


def link(page: Page, words: str = "далі") -> str:
    return f'<p><a linktype="page" id="{page.pk}">{words}</a></p>'


def document(partner, title: str = "План"):
    file = ContentFile(b"%PDF-1.4\n%%EOF\n", name="plan.pdf")
    return get_document_model().objects.create(
        title=title, file=file, collection=partner.collection
    )


def paragraph(text: str) -> dict:
    return {"body": [("paragraph", text)]}


@pytest.fixture
def told(rivne) -> StoryPage:
    return story(rivne, "Читальня")


# --- every page of the five sites ------------------------------------------------------------
def test_every_page_of_the_five_sites_has_what_readers_need(db):
    pages = [
        found for found in Page.objects.filter(live=True).specific() if isinstance(found, BasePage)
    ]
    assert len(pages) > 200
    assert {found.url_path: problems_of(found) for found in pages if problems_of(found)} == {}


# --- links -------------------------------------------------------------------------------------
def test_a_link_to_a_deleted_page_stops_publishing(rivne, told):
    other = story(rivne, "Інша")
    told.outcome = link(other, "інша історія")
    assert stops(told) == []
    other.delete()
    (sentence,) = stops(told)
    assert "інша історія" in sentence
    assert "neither on this site" in sentence


def test_a_link_to_another_partners_page_stops_publishing_and_tells_nothing_of_it(told, harnosand):
    secret = story(harnosand, "Hemligt utkast")
    secret.unpublish()
    told.body = [("paragraph", link(secret))]
    (sentence,) = stops(told)
    assert "neither on this site" in sentence
    assert "Hemligt" not in sentence


def test_a_link_to_a_draft_of_ones_own_is_advice(rivne, told):
    draft = story(rivne, "Ще не готова")
    draft.unpublish()
    told.outcome = link(draft)
    assert stops(told) == []
    (sentence,) = advice(told)
    assert "Ще не готова" in sentence


def test_a_link_to_a_page_that_is_live_in_this_language_only_is_fine(rivne, told):
    english = story(rivne, "Room", "en")
    ukrainian = story(rivne, "Кімната", translation_key=english.translation_key)
    english.unpublish()
    told.outcome = link(english)
    assert problems_of(told) == []
    ukrainian.unpublish()
    assert advice(told)


def test_a_link_to_the_library_must_lead_to_a_tool_that_readers_have(told):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    told.body = [("links", {"title": "", "items": [{"title": "Баркемп", "page": tool, "url": ""}]})]
    assert problems_of(told) == []
    for version in CulturalToolPage.objects.filter(translation_key=tool.translation_key):
        version.unpublish()
    (sentence,) = stops(told)
    assert "Баркемп" in sentence


def test_a_shared_page_does_not_lead_to_one_partners_page(rivne):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    tool.body = [("paragraph", link(story(rivne, "Читальня")))]
    assert "neither on this site" in stops(tool)[0]


def test_documents_must_exist_and_be_ones_own(rivne, harnosand, told):
    own, foreign = document(rivne), document(harnosand)
    told.body = [("documents", {"title": "", "items": [{"document": own, "title": "План"}]})]
    assert problems_of(told) == []
    told.outcome = f'<p><a linktype="document" id="{foreign.pk}">їхній</a></p>'
    (sentence,) = stops(told)
    assert "їхній" in sentence
    told.save()
    own.delete()
    assert any(
        "neither among your own" in sentence
        for sentence in stops(StoryPage.objects.get(pk=told.pk))
    )


def test_links_are_asked_for_in_as_many_queries_however_many_there_are(rivne, told):
    others = [story(rivne, f"Історія {number}") for number in range(6)]
    files = [document(rivne, f"План {number}") for number in range(6)]
    numbers = []
    for count in (1, 6):
        told.outcome = "".join(link(other) for other in others[:count]) + "".join(
            f'<a linktype="document" id="{file.pk}">x</a>' for file in files[:count]
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            problems_of(told)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 7


# --- headings, letters, pictures -----------------------------------------------------------------
def test_a_heading_above_nothing_stops_publishing_at_its_block(told):
    told.body = [("heading", "Що далі"), ("heading", "Висновки"), ("paragraph", "<p>Так.</p>")]
    told.save()
    (problem,) = problems_of(StoryPage.objects.get(pk=told.pk))
    assert "Що далі" in problem.sentence
    assert problem.block == told.body[0].id
    told.body = [("paragraph", "<p>Так.</p>"), ("heading", "Кінець")]
    assert "Кінець" in stops(told)[0]


def test_a_heading_inside_running_text_stops_publishing(told):
    told.outcome = "<h4>Висновок</h4><p>Так.</p>"
    assert "Висновок" in stops(told)[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Читальня рiчна"},
        {"lead": "Це было давно."},
        paragraph("<p>Мама <b>i</b> тато читали.</p>"),
        {"body": [("quote", {"text": "Цe було добре.", "attribution": "", "source": ""})]},
    ],
)
def test_letters_of_another_alphabet_stop_publishing(told, fields):
    for name, value in fields.items():
        setattr(told, name, value)
    assert len(stops(told)) == 1


def test_names_and_addresses_in_another_alphabet_do_not(told):
    told.lead = "RESCOM і Wagtail у фонді IZOLYATSIA (Rivne Regional Library)."
    told.source_label = (
        "Resilient Communities Cultural Tools in Towns and Regions around the Baltic Sea, final "
        "report of the whole project, Council of the Baltic Sea States"
    )
    told.body = [("paragraph", '<p>Пишіть: <a href="https://cbss.org/rescom/">cbss.org</a></p>')]
    assert problems_of(told) == []


def test_cedillas_stop_a_romanian_page(db):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="ro")
    tool.lead = "Comunităţi care învaţă."
    assert len(stops(tool)) == 2


def test_a_picture_described_by_its_file_name_is_not_described(told):
    told.image_id, told.image_alt = 1, "IMG_2041.jpg"
    assert "IMG_2041" in stops(told)[0]


# --- on every path, and what the editor sees ------------------------------------------------------
def test_what_stops_is_asked_on_every_path(rivne, told):
    told.body = [("heading", "Кінець")]
    revision = told.save_revision()
    with pytest.raises(Refused, match="Кінець"):
        revision.publish()


def test_the_form_of_a_draft_lists_what_is_left_with_links_to_the_fields(rivne):
    editor = Editor("editor", rivne)
    add(editor, rivne)
    page = StoryPage.objects.get(draft_title="Ніч у бібліотеці")
    html = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "3 things are left" in html
    for field in ("lead", "date", "what_was_done"):
        assert f'href="#id_{field}" data-checklist-link' in html
        assert f'id="id_{field}"' in html
    assert "<details open" not in html


def test_a_refused_publishing_opens_the_list_and_leads_to_field_and_block(rivne, told):
    block = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "heading",
        "body-0-id": "6f0c1d0e-0000-4000-8000-000000000001",
        "body-0-value": "Кінець",
    }
    response = Editor("publisher", rivne).post(
        f"/admin/pages/{told.pk}/edit/",
        story_form(title="Читальня рiчна", date="2026-01-01", **{"action-publish": "1"}) | block,
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert "<details open" in html
    assert 'href="#id_title" data-checklist-link' in html
    assert 'href="#block-6f0c1d0e-0000-4000-8000-000000000001-section"' in html
    assert "Not published yet." in html
    assert StoryPage.objects.get(pk=told.pk).title == "Читальня"


def test_an_automatic_save_brings_the_list_up_to_date(rivne):
    editor = Editor("editor", rivne)
    add(editor, rivne)
    page = StoryPage.objects.get(draft_title="Ніч у бібліотеці")
    response = editor.post(
        f"/admin/pages/{page.pk}/edit/",
        story_form(lead="Про ніч.", slug=page.slug),
        headers={"accept": "application/json"},
    )
    html = response.json()["html"]
    assert "#before-publishing-body" in html
    assert "2 things are left" in html


def test_a_refusal_elsewhere_leads_to_the_list(rivne, told):
    told.body = [("heading", "Кінець")]
    told.save_revision()
    address = "/admin/bulk/wagtailcore/page/publish/"
    response = Editor("publisher", rivne).post(f"{address}?id={told.pk}&next=/admin/")
    assert response["Location"] == f"/admin/pages/{told.pk}/edit/#before-publishing-list"
    html = Editor("publisher", rivne).get(response["Location"]).content.decode()
    assert re.search(r'href="#block-[0-9a-f-]+-section"', html)
    assert 'id="before-publishing-list"' in html


def test_nothing_left_is_said_too(rivne, told):
    html = Editor("editor", rivne).get(f"/admin/pages/{told.pk}/edit/").content.decode()
    assert "Nothing stops this page" in html


def test_another_partners_editor_sees_no_list(harnosand, told):
    assert Editor("editor", harnosand).get(f"/admin/pages/{told.pk}/edit/").status_code in (
        302,
        403,
        404,
    )
    assert home(harnosand)
