"""Reports and filters: own rows, own people, own sites and reviews; the same as CSV and XLSX."""

import io
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.models import Page, Site, Task, Workflow

from partners.access.narrowed_filters import narrowed
from stories.models import StoryPage
from tests.builders import Editor, person, story
from tests.cms.translation_people import send
from tests.partners.access.test_integrity import MARK

REPORTS = ["locked", "aging-pages", "workflow", "workflow_tasks"]


def filled(partner, title):
    """A page of a partner that stands in every report: locked, old, in review."""
    page = story(partner, title, "en")
    publisher = person("publisher", partner)
    page.save_revision(user=publisher).publish(user=publisher)
    page = StoryPage.objects.get(pk=page.pk)
    page.save_revision(user=person("editor", partner))
    page.get_workflow().start(page, person("editor", partner))
    Page.objects.filter(pk=page.pk).update(
        locked=True,
        locked_by=publisher,
        locked_at=timezone.now(),
        owner=publisher,
        last_published_at=timezone.now() - timezone.timedelta(days=900),
    )
    return page


@pytest.fixture
def rows(rivne, harnosand):
    return filled(rivne, "Nich u biblioteci"), filled(harnosand, MARK)


def text(response) -> str:
    """What a person reads of an answer: a screen, a CSV or a workbook."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(name).decode() for name in book.namelist())
    return content.decode()


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("ending", ["", "results/", "?export=csv", "?export=xlsx"])
def test_a_report_holds_own_rows_and_no_others(report, ending, rivne, rows):
    publisher = Editor("publisher", rivne)
    shown = text(publisher.get(f"/admin/reports/{report}/{ending}"))
    assert "Nich u biblioteci" in shown
    assert MARK not in shown
    assert "harnosand" not in shown


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_of_an_administrator_holds_everything(report, rows):
    shown = text(Editor("administrator").get(f"/admin/reports/{report}/"))
    assert "Nich u biblioteci" in shown
    assert MARK in shown


@pytest.mark.parametrize("report", REPORTS)
def test_an_editor_reads_no_report_of_others(report, rivne, rows):
    for editor in (Editor("editor", rivne), Editor("translator", rivne, "en")):
        response = editor.get(f"/admin/reports/{report}/", follow=True)
        assert MARK not in text(response)


def test_who_left_a_partner_keeps_no_row_of_it(rivne, harnosand, rows):
    editor = Editor("publisher", rivne)
    _own, foreign = rows
    Page.objects.filter(pk=foreign.pk).update(locked_by=editor.user)
    assert MARK not in text(editor.get("/admin/reports/locked/"))


def test_reports_ask_who_is_signed_in(client):
    response = client.get("/admin/reports/locked/", headers={"host": "admin.localhost:8000"})
    assert response.status_code == 302
    assert "/login/" in response["Location"]


# --- filters -------------------------------------------------------------------------------------
def test_filters_of_the_tree_offer_own_people_and_sites(rivne, harnosand, rows):
    shown = text(Editor("publisher", rivne).get(f"/admin/pages/{rivne.root_page_id}/"))
    assert "publisher-rivne" in shown
    assert "publisher-harnosand" not in shown
    assert "editor-harnosand" not in shown
    assert harnosand.site.site_name not in shown


@pytest.mark.parametrize(
    "address", ["/admin/pages/search/", "/admin/stories/", "/admin/event-list/"]
)
def test_lists_offer_own_people(address, rivne, rows):
    assert "harnosand" not in text(Editor("publisher", rivne).get(address, follow=True))


def test_a_filter_by_anothers_number_is_no_filter(rivne, harnosand, rows):
    stranger = person("publisher", harnosand)
    shown = text(
        Editor("publisher", rivne).get("/admin/reports/locked/", {"locked_by": stranger.pk})
    )
    assert "publisher-harnosand" not in shown
    assert MARK not in shown


def test_every_list_of_people_is_narrowed_where_filters_are_built(rivne, rf, rows):
    request = rf.get("/")
    request.user = person("publisher", rivne)
    filters = GenericPageFilterSet(request=request, queryset=Page.objects.all())
    owners = filters.form.fields["owner"].queryset
    assert {user.username for user in owners} == {"publisher-rivne"}
    assert [site.pk for site in filters.form.fields["site"].queryset] == [rivne.site_id]


@pytest.mark.parametrize("model", [Site, Workflow, Task])
def test_what_filters_offer_is_own(model, rivne, harnosand):
    own = narrowed(model.objects.all(), person("publisher", rivne))
    both = narrowed(model.objects.all(), person("administrator"))
    assert 0 < own.count() < both.count()
    nobody = get_user_model().objects.create(username="nobody")
    assert not narrowed(model.objects.all(), nobody).exists()


# --- translations ------------------------------------------------------------------------------
def test_the_report_of_translations_holds_own_pages(rivne, harnosand):
    own, foreign = story(rivne, "Ніч"), story(harnosand, MARK)
    send(Editor("publisher", rivne), own, "en")
    send(Editor("publisher", harnosand), foreign, "en")
    for editor in (Editor("publisher", rivne), Editor("translator", rivne, "en")):
        for ending in ("", "results/", "?export=csv", "?export=xlsx"):
            shown = text(editor.get(f"/admin/localize/reports/translations/{ending}"))
            assert MARK not in shown
            if not ending.startswith("?"):
                assert "Ніч" in shown
    found = Editor("administrator").get(
        "/admin/localize/reports/translations/", {"source_title": "hemligt"}
    )
    assert MARK in text(found)
