"""The whole library as data: every tool once, in all its languages, with stable codes."""

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection

from partners.library import library_collection_paths
from stories.models import CulturalToolPage
from tests.builders import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    """What was written before a test is of another database."""
    cache.clear()


def as_json(key: str = "cbss", language: str = "en") -> dict[str, dict]:
    response = Reader(key).get(f"/{language}/tools/tools.json")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/json")
    assert "noindex" in response["X-Robots-Tag"]
    return {tool["code"]: tool for tool in json.loads(response.content)["tools"]}


def as_table(key: str = "cbss", language: str = "en") -> list[dict]:
    response = Reader(key).get(f"/{language}/tools/tools.csv")
    data = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data)))


def test_every_tool_stands_in_it_once_with_codes_and_all_its_languages():
    tools = as_json()
    assert len(tools) == 17
    cafe = tools["world-cafe"]
    assert set(cafe["texts"]) == {"en", "sv", "uk", "ro"}
    assert (cafe["minutes_from"], cafe["minutes_to"], cafe["people_to"]) == (45, None, 60)
    assert (cafe["needs_electricity"], cafe["evidence"], cafe["licence"]) == (
        "no",
        None,
        "not-stated",
    )
    assert tools["barcamp"]["evidence"] == "tried"
    ukrainian = cafe["texts"]["uk"]
    assert ukrainian["materials"] == ["Папір", "Маркери"]
    assert ukrainian["steps"][1]["title"] == "Розмовляти раундами"
    assert (ukrainian["steps"][1]["minutes"], ukrainian["steps"][1]["minutes_to"]) == (45, 80)
    assert "<p>" not in json.dumps(tools, ensure_ascii=False)
    assert tools["ndpc-worksheets"]["licence"] == "CC-BY-NC-4.0"
    assert tools["ndpc-worksheets"]["licence_url"].endswith("/by-nc/4.0/")


def test_addresses_are_the_canonical_ones_on_every_site():
    for key, language in (("cbss", "en"), ("harnosand", "sv"), ("anenii-noi", "ro")):
        texts = as_json(key, language)["world-cafe"]["texts"]
        assert texts["ro"]["url"] == "http://cbss.localhost:8000/ro/tools/world-cafe/"


def test_the_table_has_a_row_for_each_language_and_no_formulas():
    CulturalToolPage.objects.filter(slug="barcamp", locale__language_code="en").update(
        title="=HYPERLINK(1)"
    )
    rows = as_table()
    assert len(rows) == 68
    row = next(row for row in rows if (row["code"], row["language"]) == ("world-cafe", "sv"))
    assert row["materials"] == "Papper | Tuschpennor"
    assert "Samtala i omgångar (45–80): " in row["steps"]
    assert "'=HYPERLINK(1)" in {row["title"] for row in rows}


def test_where_parity_hides_a_tool_its_data_are_hidden_too():
    CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk").unpublish()
    assert "barcamp" not in as_json("rivne", "en")
    assert set(as_json("harnosand", "sv")["barcamp"]["texts"]) == {"en", "sv", "ro"}


def test_what_is_taken_down_is_in_neither():
    for page in CulturalToolPage.objects.filter(slug="barcamp"):
        page.unpublish()
    assert "barcamp" not in as_json()
    assert "barcamp" not in {row["code"] for row in as_table()}


def test_files_are_named_with_their_paper_and_cost_one_query_for_all():
    def asked() -> int:
        as_json()
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            as_json()
        return len(queries)

    before = asked()
    collection = Collection.objects.get(path=library_collection_paths()[0])
    for page in CulturalToolPage.objects.filter(locale__language_code="en"):
        document = get_document_model().objects.create(
            title="Sheet", file=ContentFile(b"%PDF-1.4", "sheet.pdf"), language="en",
            collection=collection,
        )  # fmt: skip
        page.downloads = [{"type": "item", "value": {"document": document.pk, "title": "", "paper_size": "A3"}}]  # fmt: skip
        page.save()
    assert asked() == before + 1
    assert before <= 6
    (file,) = as_json()["barcamp"]["texts"]["en"]["downloads"]
    assert (file["paper_size"], file["language"], file["type"]) == ("A3", "en", "pdf")
    assert file["url"].startswith("http://cbss.localhost:8000/")


def test_what_was_written_once_is_given_until_a_tool_changes():
    as_json()
    with CaptureQueriesContext(connection) as queries:
        as_json()
    assert len(queries) <= 4
    page = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    page.title = "Changed"
    page.save_revision().publish()
    assert as_json()["barcamp"]["texts"]["en"]["title"] == "Changed"
    page.unpublish()
    assert "en" not in as_json()["barcamp"]["texts"]


def test_a_language_that_a_site_lacks_has_no_data():
    assert Reader("rivne").get("/sv/tools/tools.json").status_code == 404
