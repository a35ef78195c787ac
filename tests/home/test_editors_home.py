"""The admin opens with one's own partner: what one can begin, what waits, what others did."""

from html import unescape

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from home.first_screen.panels import LINES
from stories.models import (
    CulturalToolPage,
    EventIndexPage,
    EventPage,
    SharedLanguageRootPage,
    StoryIndexPage,
    StoryPage,
)
from tests.builders import Editor, index, person, story
from tests.cms.translation_people import send as translate
from tests.large_network import add_sites


def screen(editor: Editor) -> str:
    response = editor.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return unescape(response.content.decode())


def document(editor: Editor):
    return html5lib.parse(screen(editor), namespaceHTMLElements=False)


def panel(editor: Editor, name: str) -> str:
    """The text of one panel, or nothing where it is not shown."""
    found = document(editor).find(f".//section[@id='{name}-section']")
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def links(editor: Editor, place: str) -> list[str]:
    return [link.get("href") for link in document(editor).findall(f"{place}//a")]


def add_address(model, parent) -> str:
    return reverse("wagtailadmin_pages:add", args=["stories", model._meta.model_name, parent.pk])


def draft(partner, title: str, by, language: str | None = None) -> StoryPage:
    """A story that this person began and nobody else has touched."""
    parent = index(StoryIndexPage, partner, language)
    page = StoryPage(title=title, live=False, owner=by, locale=parent.locale)
    parent.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=True)
    return page


def send(partner, title: str, by) -> StoryPage:
    """The same, sent to review."""
    page = draft(partner, title, by)
    page.get_workflow().start(page, by)
    return page


# --- whose screen it is, and what one can begin ----------------------------------------------
def test_the_screen_bears_the_partners_name_in_the_editors_language(rivne):
    editor = Editor("editor", rivne)
    UserProfile.objects.update_or_create(user=editor.user, defaults={"preferred_language": "uk"})
    assert "Рівненська обласна" in "".join(document(editor).find(".//h1").itertext())


def test_a_story_and_an_event_are_one_press_away(rivne):
    shown = screen(Editor("editor", rivne))
    for model, parent in ((StoryPage, StoryIndexPage), (EventPage, EventIndexPage)):
        assert add_address(model, index(parent, rivne)) in shown
    form = Editor("editor", rivne).get(add_address(StoryPage, index(StoryIndexPage, rivne)))
    assert form.status_code == 200


def test_with_several_languages_the_source_language_comes_first(harnosand):
    offered = links(Editor("editor", harnosand), ".//ul[@class='first-screen__offers']/li[1]")
    own, english = (
        add_address(StoryPage, index(StoryIndexPage, harnosand, code)) for code in ("sv", "en")
    )
    assert offered[0] == own
    assert english in offered[1:]


def test_on_a_site_with_parity_nothing_begins_in_another_language(rivne):
    assert rivne.parity
    assert add_address(StoryPage, index(StoryIndexPage, rivne, "en")) not in screen(
        Editor("editor", rivne)
    )


def test_nothing_of_another_partner_can_be_begun(rivne, harnosand):
    shown = screen(Editor("publisher", rivne))
    for code in harnosand.languages:
        assert add_address(StoryPage, index(StoryIndexPage, harnosand, code)) not in shown


def test_the_librarys_editors_add_tools(rivne):
    root = SharedLanguageRootPage.objects.get(slug="en")
    assert add_address(CulturalToolPage, root) in screen(Editor("library_editor"))
    assert add_address(CulturalToolPage, root) not in screen(Editor("publisher", rivne))


@pytest.mark.parametrize(("role", "language"), [("translator", "en"), ("partner_manager", "")])
def test_who_may_add_nothing_is_offered_nothing(rivne, role, language):
    assert "/admin/pages/add/" not in screen(Editor(role, rivne, language))


def test_an_administrator_sees_every_partner_by_name(rivne, harnosand):
    shown = screen(Editor("administrator"))
    for partner in (rivne, harnosand):
        assert add_address(StoryPage, index(StoryIndexPage, partner)) in shown
    assert "Rivne Oblast State Administration" in shown
    assert "Common library" in shown


# --- what waits --------------------------------------------------------------------------------
def test_own_drafts_are_listed_and_others_are_not(rivne, harnosand):
    editor = Editor("editor", rivne)
    mine = draft(rivne, "My winter", editor.user)
    draft(rivne, "Her winter", person("publisher", rivne))
    draft(harnosand, "Their winter", person("editor", harnosand))
    shown = panel(editor, "drafts")
    assert "My winter" in shown
    assert reverse("wagtailadmin_pages:edit", args=[mine.pk]) in screen(editor)
    assert "Her winter" not in shown
    assert "Their winter" not in screen(editor)


def test_a_draft_leaves_the_list_when_it_is_sent_and_its_state_is_told(rivne):
    editor = Editor("editor", rivne)
    send(rivne, "Sent winter", editor.user)
    assert "Sent winter" not in panel(editor, "drafts")
    assert "Waits for a publisher" in panel(editor, "sent")


def test_the_publisher_is_told_what_to_decide_and_by_whom_it_was_sent(rivne, harnosand):
    sender = person("editor", rivne)
    send(rivne, "To decide", sender)
    send(harnosand, "Not theirs", person("editor", harnosand))
    publisher = Editor("publisher", rivne)
    shown = panel(publisher, "awaiting-review")
    assert "To decide" in shown
    assert sender.get_username() in shown
    assert "Not theirs" not in screen(publisher)
    assert panel(Editor("editor", rivne), "awaiting-review") == ""


def test_requested_changes_come_back_with_the_reason(rivne):
    editor = Editor("editor", rivne)
    page = send(rivne, "Sent back", editor.user)
    state = page.current_workflow_task_state
    state.task.specific.on_action(
        state, person("publisher", rivne), "reject", comment="Say when it was."
    )
    shown = panel(editor, "sent")
    assert "Changes are requested" in shown
    assert "Say when it was." in shown


def test_what_a_colleague_changed_is_told_once_with_name_and_link(rivne, harnosand):
    colleague = person("publisher", rivne)
    page = story(rivne, "Warm winter")
    for _time in range(3):
        page.save_revision(user=colleague, log_action=True)
    foreign = story(harnosand, "Warm too")
    foreign.save_revision(user=person("editor", harnosand), log_action=True)
    editor = Editor("editor", rivne)
    shown = panel(editor, "colleagues")
    assert shown.count("Warm winter") == 1
    assert colleague.get_username() in shown
    assert "Warm too" not in screen(editor)
    assert "Warm winter" not in panel(Editor("publisher", rivne), "colleagues")


def test_a_manager_finds_the_settings_of_the_own_site(rivne):
    place = ".//section[@id='partner-settings-section']"
    assert any("partnerlook" in link for link in links(Editor("partner_manager", rivne), place))
    assert not links(Editor("editor", rivne), place)


def test_a_translator_sees_translations_of_the_own_language_alone(harnosand):
    page = story(harnosand, "Varm vinter")
    publisher = Editor("publisher", harnosand)
    translate(publisher, page, "en", "uk")
    for code in ("en", "uk"):
        Page.objects.filter(
            translation_key=page.translation_key, locale__language_code=code
        ).update(draft_title=f"Winter in {code}")
    shown = panel(Editor("translator", harnosand, "uk"), "translations")
    assert "Winter in uk" in shown
    assert "Winter in en" not in shown


def test_counts_of_pages_and_pictures_that_lead_nowhere_are_gone(rivne):
    assert "w-summary" not in screen(Editor("administrator"))


# --- what it costs -------------------------------------------------------------------------------
def queries(editor: Editor) -> int:
    screen(editor)  # warm: content types, root paths
    with CaptureQueriesContext(connection) as asked:
        screen(editor)
    return len(asked)


def fill(partner, sender, colleague, first: int, last: int) -> None:
    for number in range(first, last):
        draft(partner, f"Draft {number}", sender)
        send(partner, f"Sent {number}", sender)
        story(partner, f"Told {number}").save_revision(user=colleague, log_action=True)


def test_the_number_of_queries_does_not_grow_with_the_pages(rivne):
    editor, publisher = Editor("editor", rivne), Editor("publisher", rivne)
    fill(rivne, editor.user, publisher.user, 0, 5)
    few = queries(editor), queries(publisher)
    fill(rivne, editor.user, publisher.user, 5, 50)
    assert (queries(editor), queries(publisher)) == few
    assert panel(editor, "drafts").count("Draft ") == LINES
    assert "there are more" in panel(editor, "drafts")


def test_the_number_of_queries_does_not_grow_with_the_sites(rivne):
    editor, administrator = Editor("editor", rivne), Editor("administrator")
    few = queries(editor), queries(administrator)
    add_sites(45)
    assert (queries(editor), queries(administrator)) == few
