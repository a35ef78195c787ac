"""Nothing that an editor wrote is lost: with a colleague on the same page, without a line, and
after the session has ended."""

import contextlib
import json
import re
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.browser.visits import is_kept, new_story, open_form, sign_in, sign_in_again

pytestmark = pytest.mark.browser

TITLE = "Двоє над однією сторінкою"


def leads_in_history(server, address):
    """The leads of all kept versions of the page that is edited at an address, oldest first."""
    number = re.search(r"/pages/(\d+)/edit/", address)[1]
    with contextlib.closing(sqlite3.connect(server.data_dir / "rescom.sqlite3")) as database:
        rows = database.execute(
            "SELECT content FROM wagtailcore_revision WHERE object_id = ? ORDER BY id", [number]
        ).fetchall()
    return [json.loads(content)["lead"] for (content,) in rows]


def write_lead(page, words):
    page.locator("#id_lead").fill(words)
    page.keyboard.press("Tab")


def is_a_save(answer):
    return answer.request.method == "POST" and answer.url.endswith("/edit/")


@pytest.fixture
def editor(browser, demo_server):
    """A window with a story that the editor has just begun."""
    context = sign_in(browser, demo_server, "editor-rivne", locale="uk")
    page = context.new_page()
    new_story(page, demo_server, "/rivne/rivne-uk/stories/")
    page.locator("#id_title").fill(TITLE)
    page.keyboard.press("Tab")
    is_kept(page)
    yield page
    context.close()


@pytest.fixture
def colleague(browser, demo_server):
    context = sign_in(browser, demo_server, "publisher-rivne", locale="uk")
    yield context.new_page()
    context.close()


def test_two_who_write_at_once_are_told_so_and_both_texts_are_kept(editor, colleague, demo_server):
    address = editor.url
    open_form(colleague, address)
    with editor.expect_response(is_a_save) as kept:
        write_lead(editor, "Перша думка.")
    assert kept.value.ok
    with colleague.expect_response(is_a_save) as refused:
        write_lead(colleague, "Друга думка.")
    assert not refused.value.ok

    # Nothing is overwritten by itself, and what was typed stays where it is.
    assert leads_in_history(demo_server, address)[-1] == "Перша думка."
    expect(colleague.locator("#id_lead")).to_have_value("Друга думка.")

    colleague.locator("footer button[type=submit]").first.click()
    dialogue = colleague.get_by_role("dialog").filter(visible=True)
    expect(dialogue).to_contain_text("Editor Rivne")
    with colleague.expect_navigation():
        dialogue.get_by_role("button", name="Зберегти чернетку").click()
    expect(colleague.locator("#id_lead")).to_have_value("Друга думка.")
    assert leads_in_history(demo_server, address)[-2:] == ["Перша думка.", "Друга думка."]


def test_what_is_written_without_a_line_is_kept_when_it_is_back(editor, demo_server):
    editor.context.set_offline(True)
    with editor.expect_event("requestfailed", is_failed_save):
        write_lead(editor, "Написано в укритті.")
    assert "Написано в укритті." not in leads_in_history(demo_server, editor.url)
    with editor.expect_response(is_a_save) as kept:
        editor.context.set_offline(False)
    assert kept.value.ok
    assert leads_in_history(demo_server, editor.url)[-1] == "Написано в укритті."


def is_failed_save(request):
    return request.method == "POST" and request.url.endswith("/edit/")


def test_who_is_signed_out_while_writing_is_told_so_and_goes_on_after_signing_in(
    editor, demo_server
):
    address = editor.url
    # The session is over; the form's own token is still in the browser.
    editor.context.clear_cookies(name="sessionid")
    with editor.expect_response(is_a_save):
        write_lead(editor, "Написано після опівночі.")
    expect(editor.locator("footer")).to_contain_text("Увійдіть в іншому вікні")
    expect(editor.locator("#id_lead")).to_have_value("Написано після опівночі.")

    sign_in_again(editor.context, demo_server, "editor-rivne")
    with editor.expect_response(is_a_save) as kept:
        # A headless window is always in front; a person comes back to it.
        editor.evaluate("window.dispatchEvent(new Event('focus'))")
    assert kept.value.ok
    assert editor.url == address
    assert leads_in_history(demo_server, address)[-1] == "Написано після опівночі."
    # Saving by hand works as well: the form has the new token.
    with editor.expect_navigation() as saved:
        editor.locator("footer button[type=submit]").first.click()
    assert saved.value.ok
    expect(editor.locator("#id_lead")).to_have_value("Написано після опівночі.")


def test_what_is_written_after_publishing_was_refused_is_kept_by_itself(browser, demo_server):
    context = sign_in(browser, demo_server, "publisher-rivne", locale="uk")
    page = context.new_page()
    new_story(page, demo_server, "/rivne/rivne-uk/stories/")
    page.locator("#id_title").fill("Ще без вступу")
    page.keyboard.press("Tab")
    is_kept(page)
    page.locator("footer .w-dropdown__toggle").last.click()
    # The form comes back with what is missing, and is kept once as it is.
    with page.expect_response(is_kept_by_itself):
        page.locator("[name=action-publish]").click()
    with page.expect_response(is_kept_by_itself) as kept:
        write_lead(page, "Написано після відмови.")
    assert kept.value.ok
    assert leads_in_history(demo_server, page.url)[-1] == "Написано після відмови."
    context.close()


def is_kept_by_itself(answer):
    return is_a_save(answer) and answer.request.headers.get("accept") == "application/json"
