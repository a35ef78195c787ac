"""Mail about a page: to people of its own partner, never with another partner's text."""

import pytest
from wagtail.models import Comment, PageSubscription

from stories.models import StoryPage
from tests.builders import Editor, person, story
from tests.home.test_publishing import story_form
from tests.partners.access.test_integrity import MARK, content


@pytest.fixture
def page(rivne) -> StoryPage:
    page = story(rivne, MARK)
    page.save_revision(user=person("editor", rivne))
    return page


def mail_addresses(mailoutbox) -> set[str]:
    return {address for mail in mailoutbox for address in mail.recipients()}


def comment_form(words: str) -> dict:
    """The page's form with one new comment on its lead."""
    return story_form(
        **{
            "title": MARK,
            "lead": "Про ніч.",
            "date": "2026-01-01",
            "what_was_done": content("LINK", {"url": "https://example.org/"}, "Читали"),
            "comments-TOTAL_FORMS": "1",
            "comments-0-text": words,
            "comments-0-contentpath": "lead",
            "comments-0-position": "",
            "comments-0-DELETE": "",
            "comments-0-resolved": "",
            "comments-0-id": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
            "comments-0-replies-MIN_NUM_FORMS": "0",
            "comments-0-replies-MAX_NUM_FORMS": "",
        }
    )


def comment(editor, page, words="Чи так?"):
    response = editor.post(f"/admin/pages/{page.pk}/edit/", comment_form(words))
    assert response.status_code == 302
    assert Comment.objects.filter(page=page, text=words).exists()


def test_a_comment_is_mailed_to_colleagues_who_asked_for_it(rivne, page, mailoutbox):
    colleague = person("publisher", rivne)
    PageSubscription.objects.create(user=colleague, page=page, comment_notifications=True)
    comment(Editor("editor", rivne), page)
    assert mail_addresses(mailoutbox) == {colleague.email}


def test_a_comment_is_not_mailed_to_who_has_left_the_partner(rivne, harnosand, page, mailoutbox):
    for stranger in (person("publisher", harnosand), person("editor", harnosand)):
        PageSubscription.objects.create(user=stranger, page=page, comment_notifications=True)
        Comment.objects.create(user=stranger, page=page, text="Раніше", contentpath="lead")
    comment(Editor("editor", rivne), page)
    assert mailoutbox == []


def test_an_answer_is_not_mailed_to_who_has_left_the_partner(rivne, harnosand, page, mailoutbox):
    stranger = person("publisher", harnosand)
    thread = Comment.objects.create(user=stranger, page=page, text="Раніше", contentpath="lead")
    form = comment_form("") | {
        "comments-INITIAL_FORMS": "1",
        "comments-0-id": str(thread.pk),
        "comments-0-text": "Раніше",
        "comments-0-replies-TOTAL_FORMS": "1",
        "comments-0-replies-0-text": "Відповідь",
        "comments-0-replies-0-id": "",
        "comments-0-replies-0-DELETE": "",
    }
    response = Editor("editor", rivne).post(f"/admin/pages/{page.pk}/edit/", form)
    assert response.status_code == 302
    assert thread.replies.count() == 1
    assert mailoutbox == []


def test_a_review_is_mailed_to_the_partners_publishers_only(rivne, harnosand, page, mailoutbox):
    own = person("publisher", rivne)
    for stranger in (
        person("publisher", harnosand),
        person("library_editor"),
        person("administrator"),
    ):
        assert stranger.email
    page.get_workflow().start(page, person("editor", rivne))
    assert mail_addresses(mailoutbox) == {own.email}
    for mail in mailoutbox:
        assert "Härnösand" not in mail.body


def test_a_review_of_the_library_is_mailed_to_its_editors_only(db, rivne, mailoutbox):
    from stories.models import CulturalToolPage

    person("publisher", rivne), person("administrator")
    editor = person("library_editor")
    tool = CulturalToolPage.objects.filter(locale__language_code="en").first()
    tool.save_revision()
    tool.get_workflow().start(tool, person("administrator"))
    assert mail_addresses(mailoutbox) == {editor.email}


@pytest.mark.parametrize("outcome", ["approve", "reject"])
def test_what_became_of_a_review_is_not_mailed_to_who_has_left(
    outcome, rivne, harnosand, page, mailoutbox
):
    stranger = person("editor", harnosand)
    state = page.get_workflow().start(page, stranger)
    mailoutbox.clear()
    task = state.current_task_state.task.specific
    task.on_action(state.current_task_state, person("publisher", rivne), outcome)
    assert stranger.email not in mail_addresses(mailoutbox)


def test_what_became_of_a_review_is_mailed_to_who_asked_for_it(rivne, page, mailoutbox):
    editor = person("editor", rivne)
    state = page.get_workflow().start(page, editor)
    mailoutbox.clear()
    task = state.current_task_state.task.specific
    task.on_action(state.current_task_state, person("publisher", rivne), "reject")
    assert mail_addresses(mailoutbox) == {editor.email}


def test_nobody_subscribes_somebody_else(rivne, harnosand, page):
    form = comment_form("Чи так?") | {"comment_notifications": "on"}
    editor = Editor("editor", rivne)
    editor.post(f"/admin/pages/{page.pk}/edit/", form | {"user": person("editor", harnosand).pk})
    subscribed = PageSubscription.objects.filter(page=page).values_list("user", flat=True)
    assert list(subscribed) == [editor.user.pk]


def test_the_first_screen_shows_nothing_of_a_partner_that_one_has_left(rivne, harnosand, page):
    leaver = Editor("editor", harnosand)
    page.get_workflow().start(page, leaver.user)
    assert MARK not in leaver.get("/admin/").content.decode()
