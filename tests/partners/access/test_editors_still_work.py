"""What the people of a partner must still be able to do, each through the forms: the other side of
everything that is refused."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Comment, Page, Revision
from wagtail_localize.models import TranslationSource

from stories.models import CulturalToolPage, EventIndexPage, EventPage, StoryIndexPage, StoryPage
from tests.builders import Editor, Reader, event, home, index, reader_message, story
from tests.cms.picture_files import PDF, picture
from tests.cms.translation_people import edit_address, in_language, publish, said, send
from tests.partners.access.screens import OF_SCRIPTS, address_of, empty_streams, form_on, send_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(rivne):
    return Editor("editor", rivne)


@pytest.fixture
def publisher(rivne):
    return Editor("publisher", rivne)


def again(page):
    return type(page).objects.get(pk=page.pk)


def add_address(model, parent) -> str:
    label = model._meta
    return reverse("wagtailadmin_pages:add", args=[label.app_label, label.model_name, parent.pk])


def read(of, page) -> int:
    return Reader(of).get(f"/uk/stories/{page.slug}/").status_code


# --- an editor --------------------------------------------------------------------------------
def test_an_editor_begins_a_story_changes_it_and_sends_it_to_review(rivne, editor):
    address = add_address(StoryPage, index(StoryIndexPage, rivne))
    response = send_page(editor, address, title="Ніч у бібліотеці")
    page = StoryPage.objects.get(title="Ніч у бібліотеці")
    assert response["Location"].startswith(address_of(page))
    assert not page.live

    words = {"lead": "Про що.", "date": str(timezone.localdate()), "what_was_done": DONE}
    send_page(editor, address_of(page), **words)
    assert again(page).get_latest_revision_as_object().lead == "Про що."

    send_page(editor, address_of(page), "submit", **words)
    assert again(page).workflow_in_progress
    assert not again(page).live


DONE = json.dumps(
    {
        "blocks": [
            {
                "key": "a",
                "text": "Читали вголос.",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
                "data": {},
            }
        ],
        "entityMap": {},
    }
)


def test_an_editor_begins_an_event(rivne, editor):
    address = add_address(EventPage, index(EventIndexPage, rivne))
    fields = form_on(editor.get(address), "#page-edit-form") | OF_SCRIPTS
    response = editor.post(address, fields | empty_streams(EventPage) | {"title": "Зустріч"})
    assert response.status_code == 302
    assert not EventPage.objects.get(title="Зустріч").live


def test_an_editor_does_not_publish_lock_or_take_down(rivne, editor):
    page = story(rivne, "Опублікована")
    send_page(editor, address_of(page), "publish", title="Змінена")
    assert again(page).title == "Опублікована"
    editor.post(address_of(page, "lock"))
    editor.post(address_of(page, "unpublish"), {"reason": "outdated", "languages": ["uk"]})
    assert again(page).live
    assert not again(page).locked


def test_an_editor_chooses_own_pictures_and_the_librarys(rivne, editor):
    library = Collection.objects.get(name="Common library")
    for collection, title in ((rivne.collection, "Наша"), (library, "Спільна")):
        get_image_model().objects.create(
            title=title,
            file=SimpleUploadedFile("a.jpg", picture(), "image/jpeg"),
            collection=collection,
        )
    shown = editor.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert "Наша" in shown
    assert "Спільна" in shown
    chosen = get_image_model().objects.get(title="Спільна")
    address = reverse("wagtailimages_chooser:chosen", args=[chosen.pk])
    assert editor.get(address).json()["step"] == "chosen"
    assert editor.get(reverse("wagtailimages:edit", args=[chosen.pk])).status_code != 200


def test_an_editor_uploads_and_changes_a_picture(rivne, editor):
    screen = reverse("wagtailimages:add")
    fields = form_on(editor.get(screen), f'form[action="{screen}"]')
    file = SimpleUploadedFile("mist.jpg", picture(), "image/jpeg")
    assert editor.post(screen, fields | {"title": "Міст", "file": file}).status_code == 302
    image = get_image_model().objects.get(title="Міст")
    assert image.collection == rivne.collection

    screen = reverse("wagtailimages:edit", args=[image.pk])
    fields = form_on(editor.get(screen), f'form[action="{screen}"]')
    editor.post(screen, fields | {"title": "Міст узимку"})
    assert get_image_model().objects.get(pk=image.pk).title == "Міст узимку"

    answer = editor.post(
        reverse("wagtailimages:add_multiple"),
        {
            "title": "Другий",
            "files[]": SimpleUploadedFile("b.png", picture("PNG"), "image/png"),
            "collection": rivne.collection_id,
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.json()["success"]


def test_an_editor_uploads_and_changes_a_document(rivne, editor):
    screen = reverse("wagtaildocs:add")
    fields = form_on(editor.get(screen), f'form[action="{screen}"]')
    file = SimpleUploadedFile("zvit.pdf", PDF, "application/pdf")
    assert editor.post(screen, fields | {"title": "Звіт", "file": file}).status_code == 302
    document = get_document_model().objects.get(title="Звіт")
    assert document.collection == rivne.collection
    screen = reverse("wagtaildocs:edit", args=[document.pk])
    fields = form_on(editor.get(screen), f'form[action="{screen}"]')
    editor.post(screen, fields | {"title": "Звіт за рік"})
    assert get_document_model().objects.get(pk=document.pk).title == "Звіт за рік"
    assert editor.get(document.url).status_code == 200


def test_an_editor_copies_a_page_within_the_site(rivne, editor):
    page = story(rivne, "Зразок")
    screen = address_of(page, "copy")
    fields = form_on(editor.get(screen), f'form[action="{screen}"]')
    response = editor.post(screen, fields | {"new_title": "Копія", "new_slug": "kopiia"})
    assert response.status_code == 302
    copy = StoryPage.objects.get(slug="kopiia")
    assert not copy.live
    assert copy.get_parent().pk == page.get_parent().pk


def test_an_editor_moves_a_draft_and_deletes_it(rivne, editor):
    parent = home(rivne).get_children().filter(content_type__model="informationpage").first()
    page = parent.specific.copy(
        to=home(rivne),
        update_attrs={"slug": "nova", "title": "Нова", "live": False, "purpose": ""},
        copy_revisions=False,
        keep_live=False,
    )
    assert editor.get(address_of(page, "move")).status_code == 200
    chosen = editor.post(address_of(page, "move"), {"new_parent_page": parent.pk})
    confirm = address_of(page, "move_confirm", parent.pk)
    assert chosen["Location"] == confirm
    editor.post(confirm)
    assert Page.objects.get(pk=page.pk).get_parent().pk == parent.pk

    assert editor.get(address_of(page, "delete")).status_code == 200
    editor.post(address_of(page, "delete"))
    assert not Page.objects.filter(pk=page.pk).exists()


def test_an_editor_comments_and_a_colleague_answers(rivne, editor, publisher):
    page = story(rivne, "Опублікована")
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-id": "",
        "comments-0-text": "Чи це точно?",
        "comments-0-contentpath": "lead",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-DELETE": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-MIN_NUM_FORMS": "0",
        "comments-0-replies-MAX_NUM_FORMS": "",
    }
    send_page(editor, address_of(page), **comment)
    written = Comment.objects.get(page=page)
    reply = comment | {
        "comments-INITIAL_FORMS": "1",
        "comments-0-id": str(written.pk),
        "comments-0-replies-TOTAL_FORMS": "1",
        "comments-0-replies-0-id": "",
        "comments-0-replies-0-text": "Так.",
        "comments-0-replies-0-DELETE": "",
    }
    send_page(publisher, address_of(page), **reply)
    assert [one.text for one in written.replies.all()] == ["Так."]


def test_an_editor_looks_at_history_versions_and_a_preview(rivne, editor):
    page = story(rivne, "Опублікована")
    send_page(editor, address_of(page), title="Змінена")
    first, last = page.revisions.order_by("pk")[:1][0], again(page).latest_revision
    for address in (
        address_of(page, "history"),
        address_of(page, "revisions_compare", first.pk, last.pk),
        address_of(page, "revisions_revert", first.pk),
        address_of(page, "view_draft"),
        address_of(page, "usage"),
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        reverse("wagtailadmin_pages:search") + "?q=Опублікована",
        reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk]),
    ):
        response = editor.get(address)
        assert response.status_code == 200, address
    preview = address_of(page, "preview_on_edit")
    fields = form_on(editor.get(address_of(page)), "#page-edit-form") | OF_SCRIPTS
    sent = editor.post(preview, fields | {"body-count": "0", "title": "У перегляді"})
    assert sent.json()["is_valid"]
    assert "У перегляді" in editor.get(preview).content.decode()


def test_an_editor_answers_readers(rivne, editor):
    message = reader_message(rivne)
    screen = reverse("reader_messages:message", args=[message.pk])
    fields = form_on(editor.get(screen), "form[method=post]")
    editor.post(screen, fields | {"answer": "Дякуємо, виправили.", "send": "1"})
    message.refresh_from_db()
    assert message.answered_at


def test_an_editor_asks_for_a_translation_and_brings_it_up_to_date(rivne, editor, publisher):
    page = story(rivne, "Опублікована")
    assert "successfully submitted" in said(send(editor, page, "en"))
    assert not in_language(page, "en").live
    send_page(publisher, address_of(page), "publish", title="Новий заголовок")
    row = TranslationSource.objects.get(object_id=page.translation_key)
    screen = reverse("wagtail_localize:update_translations", args=[row.pk])
    assert editor.get(screen).status_code == 200
    assert editor.post(screen, {}).status_code == 302
    row.refresh_from_db()
    assert json.loads(row.content_json)["title"] == "Новий заголовок"


# --- a publisher ------------------------------------------------------------------------------
def test_a_publisher_publishes_and_schedules(rivne, publisher):
    page = story(rivne, "Опублікована")
    send_page(publisher, address_of(page), "publish", title="Змінена")
    assert again(page).title == "Змінена"
    assert read(rivne, page) == 200

    later = timezone.now() + timezone.timedelta(days=1)
    send_page(
        publisher,
        address_of(page),
        "publish",
        title="Завтра",
        go_live_at=later.strftime("%Y-%m-%d %H:%M"),
    )
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1
    assert again(page).title == "Змінена"


def test_a_publisher_withdraws_and_brings_back(rivne, publisher):
    page = story(rivne, "Опублікована")
    screen = address_of(page, "unpublish")
    fields = form_on(publisher.get(screen), "form[method=POST]")
    publisher.post(screen, fields | {"reason": "outdated"})
    assert read(rivne, page) == 410
    send_page(publisher, address_of(page), "publish")
    assert read(rivne, page) == 200


def test_a_publisher_locks_and_unlocks(rivne, editor, publisher):
    page = story(rivne, "Опублікована")
    publisher.post(address_of(page, "lock"))
    assert again(page).locked
    assert again(page).locked_by == publisher.user
    publisher.post(address_of(page, "unlock"))
    assert not again(page).locked


def test_a_publisher_deletes_and_moves_what_readers_have(rivne, publisher):
    page = story(rivne, "Опублікована")
    assert publisher.get(address_of(page, "delete")).status_code == 200
    publisher.post(address_of(page, "delete"))
    assert not Page.objects.filter(pk=page.pk).exists()


def sent_to_review(of):
    page = story(of, "На перевірку")
    page.unpublish()
    page = again(page)
    page.save_revision()
    page.get_workflow().start(page, Editor("editor", of).user)
    return page


@pytest.mark.parametrize(("action", "status"), [("approve", "approved"), ("reject", "rejected")])
def test_a_publisher_answers_a_review(rivne, publisher, action, status):
    page = sent_to_review(rivne)
    assert "На перевірку" in publisher.get("/admin/").content.decode()
    task = page.current_workflow_task_state
    screen = address_of(page, "confirm_workflow_cancellation")
    assert publisher.get(screen).status_code == 200
    screen = address_of(page, "workflow_action", action, task.pk)
    assert publisher.get(screen).status_code == 200
    publisher.post(screen, {"comment": "Гаразд."})
    task.refresh_from_db()
    assert task.status == status
    assert again(page).live == (action == "approve")


def test_an_editor_changes_what_was_sent_back_and_sends_it_again(rivne, editor, publisher):
    page = sent_to_review(rivne)
    task = page.current_workflow_task_state
    publisher.post(
        address_of(page, "workflow_action", "reject", task.pk), {"comment": "Додайте дату."}
    )
    html = editor.get(address_of(page)).content.decode()
    assert "Додайте дату." in html
    send_page(editor, address_of(page), "submit", lead="З датою.")
    assert again(page).workflow_in_progress


def test_a_publisher_changes_an_address(rivne, publisher):
    page = story(rivne, "Опублікована")
    screen = reverse("home_change_address", args=[page.pk])
    fields = form_on(publisher.get(screen), "form[method=POST]") | {"slug": "nova-adresa"}
    asked = form_on(publisher.post(screen, fields), "form[method=POST]")
    assert asked["confirmed"] == ["nova-adresa"]
    publisher.post(screen, asked)
    assert again(page).slug == "nova-adresa"


def test_an_editor_takes_an_event_as_a_model(rivne, editor):
    one = event(rivne, "Зустріч")
    screen = reverse("event_as_model", args=[one.pk])
    assert screen in editor.get(address_of(one)).content.decode()
    draft = editor.post(screen)["Location"]
    assert draft != address_of(one)
    assert editor.get(draft).status_code == 200


@pytest.mark.parametrize("action", ["delete", "publish", "move"])
def test_a_publisher_does_the_same_with_several_pages(rivne, publisher, action):
    pages = [story(rivne, f"Сторінка {number}") for number in (1, 2)]
    if action == "publish":
        for page in pages:
            page.unpublish()
    query = "&".join(f"id={page.pk}" for page in pages)
    address = f"/admin/bulk/wagtailcore/page/{action}/?{query}"
    assert publisher.get(address).status_code == 200
    target = index(StoryIndexPage, rivne)
    publisher.post(address, {"chooser": target.pk})
    left = Page.objects.filter(pk__in=[page.pk for page in pages])
    assert left.count() == (0 if action == "delete" else 2)
    assert all(page.live for page in left)


def test_a_publisher_checks_and_publishes_what_the_library_says_in_the_own_language(
    rivne, publisher, django_capture_on_commit_callbacks
):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    before = tool.last_published_at
    assert publisher.get(edit_address(tool)).status_code == 200
    publisher.post(reverse("translation_confirm", args=[tool.pk]))
    with django_capture_on_commit_callbacks(execute=True):
        publish(publisher, tool)
    assert again(tool).last_published_at > before
    # The original it reads, and changes nothing.
    original = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    before = original.last_published_at
    publish(publisher, original)
    assert again(original).last_published_at == before
