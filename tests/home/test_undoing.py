"""Undoing a withdrawal brings back exactly what readers had, or changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Workflow

from home.addresses import change_address
from home.models import FormerAddress, ReceiptLine, Withdrawal, WithdrawalReceipt
from home.receipts import undoing
from home.receipts.former import CannotUndo
from home.withdrawing import withdraw
from stories.models import CulturalToolPage, StoryPage
from tests.builders import Editor, Reader, partner, person, story
from tests.home.test_withdrawing import tools

SITES = [
    ("cbss", "en"), ("cbss", "sv"), ("cbss", "uk"), ("cbss", "ro"), ("harnosand", "sv"),
    ("harnosand", "en"), ("izolyatsia", "uk"), ("rivne", "uk"), ("rivne", "en"),
    ("anenii-noi", "ro"), ("anenii-noi", "en"),
]  # fmt: skip


@pytest.fixture
def room(rivne) -> StoryPage:
    """A story in both languages of Rivne."""
    page = story(rivne, "Читальня", slug="reading-room")
    story(rivne, "Reading room", "en", slug="reading-room", translation_key=page.translation_key)
    return page


def take(page, languages=None) -> WithdrawalReceipt:
    versions = [page, *page.get_translations().specific()]
    chosen = [one for one in versions if languages is None or one.language in languages]
    return withdraw(chosen, "outdated", {}, person("administrator"))


def undo(client, receipt):
    return client.post(f"/admin/withdrawals/{receipt.pk}/undo/")


def row(page) -> dict:
    """Everything that the database has of a page."""
    return StoryPage.objects.filter(pk=page.pk).values().get()


def test_the_row_is_the_same_to_the_last_digit(rivne, room):
    before = row(room)
    receipt = take(room)
    response = undo(Editor("publisher", rivne), receipt)
    assert response["Location"] == f"/admin/withdrawals/{receipt.pk}/"
    assert row(room) == before
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 200
    assert Reader(rivne).get("/en/stories/reading-room/").status_code == 200
    assert not Withdrawal.objects.exists()
    receipt.refresh_from_db()
    assert receipt.undone_by == person("publisher", rivne)
    assert PageLogEntry.objects.filter(action="home.undo_withdrawal", page=room.pk).exists()


def test_undoing_has_lines_of_its_own(rivne, room):
    receipt = take(room)
    undo(Editor("publisher", rivne), receipt)
    lines = {str(line) for line in receipt.lines.filter(result="back")}
    taken = {str(line) for line in receipt.lines.exclude(result="back")}
    assert lines == taken
    assert "http://rivne.localhost:8000/uk/stories/reading-room/" in lines


def test_what_somebody_wrote_meanwhile_stays_a_draft_and_is_not_lost(rivne, room):
    live = row(room)
    receipt = take(room)
    page = StoryPage.objects.get(pk=room.pk)
    page.title = page.draft_title = "Інша назва"
    page.lead = "Інший вступ."
    draft = page.save_revision()
    page.save()  # as the form does with a page that is not live
    undo(Editor("publisher", rivne), receipt)
    now = row(room)
    assert (now["title"], now["lead"]) == (live["title"], live["lead"])
    assert now["live_revision_id"] == live["live_revision_id"]
    assert now["latest_revision_id"] == draft.pk
    assert now["has_unpublished_changes"]
    assert StoryPage.objects.get(pk=room.pk).get_latest_revision_as_object().lead == "Інший вступ."
    assert "Інша назва" not in Reader(rivne).get("/uk/stories/").content.decode()


def test_a_draft_of_before_is_a_draft_again(rivne, room):
    room.lead = "Чернетка."
    room.save_revision()
    before = row(room)
    receipt = take(room)
    undo(Editor("publisher", rivne), receipt)
    assert row(room) == before
    assert before["has_unpublished_changes"]


def test_it_stands_at_its_former_address_with_what_led_there(
    rivne, room, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        change_address(room, "reading-hall")
    page = StoryPage.objects.get(pk=room.pk)
    receipt = take(page)
    with django_capture_on_commit_callbacks(execute=True):
        change_address(StoryPage.objects.get(pk=room.pk), "elsewhere")
    with django_capture_on_commit_callbacks(execute=True):
        undo(Editor("publisher", rivne), receipt)
    assert Reader(rivne).get("/uk/stories/reading-hall/").status_code == 200
    assert Reader(rivne).get("/uk/stories/reading-room/")["Location"] == "/uk/stories/reading-hall/"
    assert Reader(rivne).get("/uk/stories/elsewhere/").status_code == 404
    assert FormerAddress.objects.filter(page=room.pk).count() == 1


@pytest.mark.parametrize("how", ["page", "redirect"])
def test_an_address_that_is_taken_is_named_and_nothing_changes(rivne, room, how):
    receipt = take(room)
    for version in StoryPage.objects.filter(translation_key=room.translation_key):
        version.slug = "moved-away"
        version.save()
    other = story(rivne, "Newcomer", "en", slug="reading-room" if how == "page" else "newcomer")
    FormerAddress.objects.all().delete()
    if how == "redirect":
        path = other.url_path.replace("newcomer", "reading-room")
        FormerAddress.objects.create(url_path=path, page=other)
    response = Editor("publisher", rivne).post(
        f"/admin/withdrawals/{receipt.pk}/undo/", follow=True
    )
    html = response.content.decode()
    assert "Nothing was changed" in html
    for words in ("/reading-room/", "Newcomer", "English"):
        assert words in html
    assert not Page.objects.get(pk=room.pk).live, "Nor the version whose address is free."
    assert Withdrawal.objects.count() == 2


def test_an_undoing_that_breaks_off_leaves_nothing_half_done(rivne, room, monkeypatch):
    receipt = take(room)
    restore, calls = undoing.restore, []

    def breaks_off(*args):
        calls.append(args)
        if len(calls) == 2:
            raise InterruptedError("broken off")
        return restore(*args)

    monkeypatch.setattr(undoing, "restore", breaks_off)
    with pytest.raises(InterruptedError, match="broken off"):
        undoing.undo(receipt, person("administrator"))
    assert not Page.objects.filter(translation_key=room.translation_key, live=True).exists()
    assert Withdrawal.objects.count() == 2
    assert not ReceiptLine.objects.filter(result="back").exists()


def test_what_was_published_since_is_left_as_it_is(rivne, room):
    receipt = take(room)
    page = StoryPage.objects.get(pk=room.pk)
    page.lead = "Нове."
    page.save_revision().publish()
    undo(Editor("publisher", rivne), receipt)
    assert StoryPage.objects.get(pk=room.pk).lead == "Нове."
    assert Reader(rivne).get("/en/stories/reading-room/").status_code == 200
    with pytest.raises(CannotUndo):
        undoing.undo(receipt, person("administrator"))


def test_what_was_scheduled_and_under_review_is_so_again(rivne, room):
    moment = timezone.now() + timedelta(days=3)
    waiting = room.save_revision(approved_go_live_at=moment)
    state = Workflow.objects.get(workflow_pages__page=rivne.root_page).start(
        room, person("editor", rivne)
    )
    receipt = take(StoryPage.objects.get(pk=room.pk))
    undo(Editor("publisher", rivne), receipt)
    waiting.refresh_from_db()
    state.refresh_from_db()
    assert waiting.approved_go_live_at == moment
    assert state.status == state.STATUS_IN_PROGRESS
    assert state.current_task_state.status == state.current_task_state.STATUS_IN_PROGRESS


def test_a_page_that_was_moved_meanwhile_comes_back_to_its_list(rivne, room):
    receipt = take(room)
    before = Page.objects.get(pk=room.pk).get_parent()
    Page.objects.get(pk=room.pk).move(before.get_parent(), pos="last-child")
    undo(Editor("publisher", rivne), receipt)
    assert Page.objects.get(pk=room.pk).get_parent() == before
    assert Reader(rivne).get("/uk/stories/reading-room/").status_code == 200
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_that_was_deleted_leaves_a_receipt_that_cannot_be_undone(rivne, room):
    receipt = take(room)
    for page in Page.objects.filter(translation_key=room.translation_key):
        page.delete()
    publisher = Editor("publisher", rivne)
    html = publisher.get(f"/admin/withdrawals/{receipt.pk}/").content.decode()
    assert "deleted since" in html
    assert undo(publisher, receipt).status_code in (302, 403)
    receipt.refresh_from_db()
    assert receipt.undone_at is None


# --- a shared page -------------------------------------------------------------------------------
def test_a_shared_page_answers_410_at_its_former_addresses_on_every_site(
    db, django_capture_on_commit_callbacks
):
    original = tools().get(locale__language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        change_address(original, "open-camp")
    take(CulturalToolPage.objects.get(pk=original.pk))
    for key, language in SITES:
        for path in ("tools/barcamp/", "tools/open-camp/", "embed/tool/barcamp/"):
            assert Reader(key).get(f"/{language}/{path}").status_code == 410, (key, path)


def test_readers_are_told_in_their_language_else_in_that_of_the_original(db):
    original = tools().get(locale__language_code="en")
    tools().filter(locale__language_code="sv").delete()
    versions = [original, *original.get_translations().specific()]
    withdraw(versions, "other", {"en": "Too old.", "uk": "Застаріло."}, person("administrator"))
    swedish = Reader("harnosand").get("/sv/tools/barcamp/").content.decode()
    assert '<p lang="en">Too old.</p>' in swedish
    assert (
        '<p lang="uk">Застаріло.</p>' in Reader("rivne").get("/uk/tools/barcamp/").content.decode()
    )


def test_an_export_that_was_kept_forgets_a_tool_and_knows_it_again(db):
    reader, path = Reader("rivne"), "/uk/tools/tools.json"
    first = reader.get(path).content
    receipt = take(tools().get(locale__language_code="en"))
    without = reader.get(path).content
    assert b"/barcamp/" in first
    assert b"/barcamp/" not in without
    undoing.undo(receipt, person("administrator"))
    assert reader.get(path).content == first
    other = take(CulturalToolPage.objects.get(slug="world-cafe", locale__language_code="en"))
    assert b"/world-cafe/" not in reader.get(path).content
    undoing.undo(other, person("administrator"))
    assert reader.get(path).content == first


# --- the screens -----------------------------------------------------------------------------------
def test_withdrawing_leads_to_the_receipt_which_says_who_when_and_why(rivne, room):
    publisher = Editor("publisher", rivne)
    response = publisher.post(
        f"/admin/pages/{room.pk}/unpublish/", {"reason": "error", "languages": ["uk", "en"]}
    )
    receipt = WithdrawalReceipt.objects.get()
    assert response["Location"] == f"/admin/withdrawals/{receipt.pk}/"
    html = publisher.get(response["Location"]).content.decode()
    for words in ("an error in it", publisher.user.username, "Читальня", "/uk/stories/feed.rss"):
        assert words in html
    table = publisher.get(f"/admin/withdrawals/{receipt.pk}/receipt.csv")
    assert len(table.content.decode().splitlines()) == receipt.lines.count() + 1
    assert "Читальня" in publisher.get("/admin/withdrawals/").content.decode()


def test_a_long_receipt_is_paged_and_asks_as_often_as_a_short_one(
    rivne, room, django_assert_max_num_queries
):
    receipt = take(room)
    ReceiptLine.objects.bulk_create(
        ReceiptLine(
            receipt=receipt, kind="list", result="without", site="http://x.invalid", path=f"/{n}/"
        )
        for n in range(1000)
    )
    publisher = Editor("publisher", rivne)
    publisher.get(f"/admin/withdrawals/{receipt.pk}/")
    with django_assert_max_num_queries(45):
        html = publisher.get(f"/admin/withdrawals/{receipt.pk}/?p=2").content.decode()
    assert html.count("x.invalid") == 200
    assert "?p=3" in html


def test_another_partner_neither_sees_nor_undoes(rivne, harnosand, room):
    receipt = take(room)
    for client in (Editor("publisher", harnosand), Editor("library_editor")):
        for path in ("", "receipt.csv", "undo/"):
            assert client.get(f"/admin/withdrawals/{receipt.pk}/{path}").status_code in (
                302, 403, 404,
            )  # fmt: skip
        assert "Читальня" not in client.get("/admin/withdrawals/").content.decode()
        undo(client, receipt)
        assert not Page.objects.get(pk=room.pk).live


def test_an_editor_sees_the_receipt_and_cannot_undo_it(rivne, room):
    receipt, editor = take(room), Editor("editor", rivne)
    html = editor.get(f"/admin/withdrawals/{receipt.pk}/").content.decode()
    assert f"/admin/withdrawals/{receipt.pk}/undo/" not in html
    undo(editor, receipt)
    assert not Page.objects.get(pk=room.pk).live


def test_a_partners_publisher_does_not_undo_what_the_library_withdrew(rivne):
    receipt = take(tools().get(locale__language_code="en"))
    assert receipt.partner is None
    undo(Editor("publisher", rivne), receipt)
    assert not tools().filter(live=True).exists()
    undo(Editor("library_editor"), receipt)
    assert tools().filter(live=True).count() == 4
    assert partner("cbss").site.root_url in {line.site for line in receipt.lines.all()}
