"""Text that is missing or that nobody has read goes live on no path, and is never lost."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, PageLogEntry, Workflow
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from cms.translation.publishing import refusal
from cms.translation.unchecked import confirm, unchecked_strings
from home.publishing import Refused
from stories.models import StoryPage
from tests.builders import Editor, home, person, story
from tests.cms.translation_people import (
    CONFIRM,
    edit_address,
    in_language,
    publish,
    said,
    send,
    translation_of,
    write,
    write_all,
)

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def english(rivne) -> StoryPage:
    """A seeded story of Rivne in English, which nobody has checked."""
    return StoryPage.objects.descendant_of(home(rivne, "en")).first()


def live_title(page) -> str:
    return Page.objects.values_list("title", flat=True).get(pk=page.pk)


def draft_of(page, title: str):
    """A newer version, not published."""
    page = page.get_latest_revision_as_object()
    page.title = title
    return page.save_revision(clean=False)


# --- the rule ----------------------------------------------------------------------------------
def test_the_rule_names_how_many_texts_nobody_has_checked(rivne, english):
    number = unchecked_strings(english).count()
    assert f"{number} texts were made by a machine" in refusal(english)
    assert CONFIRM in refusal(english)
    write(Editor("translator", rivne, "en"), english, "title", "Checked")
    assert f"{number - 1} texts were made by a machine" in refusal(english)
    confirm(english, person("translator", rivne, "en"))
    assert refusal(english) is None
    assert refusal(in_language(english, "uk")) is None


def test_the_rule_names_how_many_texts_are_missing(rivne, english):
    confirm(english, person("translator", rivne, "en"))
    StringTranslation.objects.filter(
        context__object_id=english.translation_key,
        context__path__in=["title", "lead"],
        locale=english.locale,
    ).delete()
    assert refusal(english) == "2 texts are not translated yet."


def test_stopping_a_translation_is_no_way_around_the_rule(english):
    translation = translation_of(english)
    translation.enabled = False
    translation.save()
    assert "made by a machine" in refusal(english)


# --- localize's editor -----------------------------------------------------------------------------
def test_localizes_editor_refuses_with_number_and_button_and_changes_nothing(
    rivne, english, django_capture_on_commit_callbacks
):
    before, revision = live_title(english), english.live_revision_id
    write(Editor("translator", rivne, "en"), english, "title", "A title that is checked")
    number = unchecked_strings(english).count()
    with django_capture_on_commit_callbacks(execute=True):
        response = publish(Editor("publisher", rivne), english)
    assert response.status_code == 200
    assert "was not published" in said(response)
    assert f"{number} texts were made by a machine" in said(response)
    assert reverse("translation_confirm", args=[english.pk]) in response.content.decode()
    assert live_title(english) == before
    assert Page.objects.get(pk=english.pk).live_revision_id == revision
    assert StringTranslation.objects.filter(data="A title that is checked").exists()


def test_a_refusal_speaks_the_language_of_the_editor(rivne, english, monkeypatch):
    publisher = Editor("publisher", rivne)
    UserProfile.objects.update_or_create(user=publisher.user, defaults={"preferred_language": "uk"})
    from django.utils import translation as languages

    monkeypatch.setattr(
        "cms.translation.publishing._", lambda text: f"{languages.get_language()}: {text}"
    )
    assert "uk: Read the page" in said(publish(publisher, english))


def test_a_page_that_lacks_a_translation_is_not_published_with_source_text(
    rivne, django_capture_on_commit_callbacks
):
    page = story(rivne, "Неповний переклад")
    send(Editor("editor", rivne), page, "en")
    english = in_language(page, "en")
    write(Editor("translator", rivne, "en"), english, "title", "An unfinished translation")
    with django_capture_on_commit_callbacks(execute=True):
        response = publish(Editor("publisher", rivne), english)
    assert "2 texts are not translated yet." in said(response)
    assert not in_language(page, "en").live


def test_a_page_locked_by_somebody_else_is_not_published(
    rivne, english, django_capture_on_commit_callbacks
):
    confirm(english, person("publisher", rivne))
    english.locked, english.locked_by = True, person("administrator")
    english.save(update_fields=["locked", "locked_by"])
    revision = english.live_revision_id
    with django_capture_on_commit_callbacks(execute=True):
        response = publish(Editor("publisher", rivne), english)
    assert "locked" in said(response)
    assert Page.objects.get(pk=english.pk).live_revision_id == revision


def test_a_translator_does_not_publish(rivne, english, django_capture_on_commit_callbacks):
    confirm(english, person("translator", rivne, "en"))
    revision = english.live_revision_id
    with django_capture_on_commit_callbacks(execute=True):
        publish(Editor("translator", rivne, "en"), english)
    assert Page.objects.get(pk=english.pk).live_revision_id == revision


# --- Wagtail's paths ---------------------------------------------------------------------------------
def by_revision(page, revision, rivne):
    with pytest.raises(Refused):
        revision.publish(user=person("publisher", rivne))


def by_action(page, revision, rivne):
    with pytest.raises(Refused):
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)


def by_api(page, revision, rivne):
    # No screen of ours asks for it, so it is closed to all but the network's administrators.
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    assert Editor("publisher", rivne).post(address).status_code == 404
    response = Editor("administrator").post(address)
    assert response.status_code == 409
    assert "made by a machine" in response.json()["message"]


def by_bulk_action(page, revision, rivne):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = Editor("publisher", rivne).post(f"{address}?id={page.pk}&next=/admin/", follow=True)
    assert response.status_code == 200
    assert "made by a machine" in said(response)


def by_edit_form(page, revision, rivne):
    translation_of(page).source.translations.update(enabled=False)  # Wagtail's own form again
    publisher = Editor("publisher", rivne)
    form = publisher.get(edit_address(page)).context["form"]
    response = publisher.post(
        edit_address(page), posted(form) | {"title": "Typed", "action-publish": "1"}, follow=True
    )
    assert response.status_code == 200
    assert "made by a machine" in said(response)
    assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Typed"


def by_edit_form_for_later(page, revision, rivne):
    translation_of(page).source.translations.update(enabled=False)
    publisher = Editor("publisher", rivne)
    form = publisher.get(edit_address(page)).context["form"]
    tomorrow = timezone.localtime() + timedelta(days=1)
    typed = {"title": "Typed", "go_live_at": f"{tomorrow:%Y-%m-%d %H:%M}", "action-publish": "1"}
    response = publisher.post(edit_address(page), posted(form) | typed, follow=True)
    assert "made by a machine" in said(response)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert Page.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Typed"


def by_review(page, revision, rivne):
    state = Workflow.objects.get(workflow_pages__page=rivne.root_page).start(
        page, person("editor", rivne)
    )
    task = state.current_task_state
    for headers in ({}, {"x-requested-with": "XMLHttpRequest"}):
        response = Editor("publisher", rivne).post(
            reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]),
            {"comment": ""},
            headers=headers,
        )
        if headers:
            assert response.json() == {"step": "success", "redirect": edit_address(page)}
        else:
            assert response.headers["Location"].partition("#")[0] == edit_address(page)
    task.refresh_from_db()
    assert task.status == "in_progress"  # the review goes on; nothing is lost


def by_schedule_for_later(page, revision, rivne):
    later = page.get_latest_revision_as_object()
    later.go_live_at = timezone.now() + timedelta(days=1)
    revision = later.save_revision(clean=False)
    with pytest.raises(Refused):
        revision.publish()
    revision.refresh_from_db()
    assert revision.approved_go_live_at is None


def by_live_copy(page, revision, rivne):
    with pytest.raises(Refused):
        CopyPageAction(
            page, to=page.get_parent(), update_attrs={"slug": "copy"}, keep_live=True
        ).execute(skip_permission_checks=True)
    assert not Page.objects.filter(slug="copy").exists()


@pytest.mark.parametrize(
    "path",
    [
        by_revision,
        by_action,
        by_api,
        by_bulk_action,
        by_edit_form,
        by_edit_form_for_later,
        by_review,
        by_schedule_for_later,
        by_live_copy,
    ],
    ids=lambda path: path.__name__,
)
def test_unread_text_goes_live_on_no_path_and_the_draft_is_kept(rivne, english, path):
    before = live_title(english)
    revision = draft_of(english, "Machine-made and new")
    path(english, revision, rivne)
    page = Page.objects.get(pk=english.pk)
    assert page.title == before
    assert page.live
    assert page.live_revision_id == english.live_revision_id
    assert page.revisions.filter(object_str="Machine-made and new").exists()


def test_confirmed_text_goes_live_on_the_same_paths(rivne, english):
    confirm(english, person("publisher", rivne))
    draft_of(english, "By revision").publish(user=person("publisher", rivne))
    assert live_title(english) == "By revision"
    PublishPageRevisionAction(draft_of(english, "By action")).execute()
    assert live_title(english) == "By action"
    draft_of(english, "By review")
    state = Workflow.objects.get(workflow_pages__page=rivne.root_page).start(
        StoryPage.objects.get(pk=english.pk), person("editor", rivne)
    )
    Editor("publisher", rivne).post(
        reverse(
            "wagtailadmin_pages:workflow_action",
            args=[english.pk, "approve", state.current_task_state.pk],
        ),
        {"comment": ""},
    )
    assert live_title(english) == "By review"


def test_an_original_is_published_as_ever_while_its_translation_waits(rivne, english):
    original = in_language(english, "uk")
    publisher = Editor("publisher", rivne)
    form = publisher.get(edit_address(original)).context["form"]
    response = publisher.post(
        edit_address(original),
        posted(form) | {"title": "Нова назва", "action-publish": "1"},
        follow=True,
    )
    assert "was not published" not in said(response)
    assert live_title(original) == "Нова назва"
    assert live_title(english) == english.title


# --- what a reader needs, on the paths that miss the form --------------------------------------------
def test_an_incomplete_page_goes_live_by_no_path(rivne):
    page = story(rivne, "Ніч у бібліотеці")
    incomplete = page.get_latest_revision_as_object()
    incomplete.lead = " "
    revision = incomplete.save_revision(clean=False)
    with pytest.raises(Refused, match="Write a lead"):
        revision.publish()
    with pytest.raises(Refused, match="Write a lead"):
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)
    state = Workflow.objects.get(workflow_pages__page=rivne.root_page).start(
        page, person("editor", rivne)
    )
    response = Editor("publisher", rivne).post(
        reverse(
            "wagtailadmin_pages:workflow_action",
            args=[page.pk, "approve", state.current_task_state.pk],
        ),
        {"comment": ""},
        follow=True,
    )
    assert "Write a lead" in said(response)
    assert "your text is kept as a draft" in said(response)
    assert Page.objects.get(pk=page.pk).live_revision_id == page.live_revision_id


# --- the schedule --------------------------------------------------------------------------------------
def test_one_refusal_neither_stops_the_schedule_nor_is_lost(rivne, english, caplog):
    ready = story(rivne, "Готова новина")
    author = person("editor", rivne)
    before = english.title
    refused = draft_of(english, "Not read by anybody")
    refused.user = author
    due = draft_of(ready, "Оновлена новина")
    for number, revision in enumerate([refused, due]):
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=10 - number)
        revision.save()
    inactive = person("publisher", rivne)
    UserProfile.objects.update_or_create(user=author, defaults={"preferred_language": "uk"})

    call_command("publish_scheduled")

    assert live_title(ready) == "Оновлена новина"
    assert live_title(english) == before
    refused.refresh_from_db()
    assert refused.approved_go_live_at is None
    assert refused.content["title"] == "Not read by anybody"
    entry = PageLogEntry.objects.get(page=english.pk, action="home.publish.refused")
    assert "made by a machine" in entry.data["reasons"][0]
    written_to = {address for message in mail.outbox for address in message.to}
    assert written_to == {author.email, inactive.email}
    assert all("Not read by anybody" in message.body for message in mail.outbox)
    assert all(edit_address(english) in message.body for message in mail.outbox)

    mail.outbox.clear()
    call_command("publish_scheduled")
    assert not mail.outbox  # told once, not every minute
    history = Editor("publisher", rivne).get(
        reverse("wagtailadmin_pages:history", args=[english.pk])
    )
    assert "Not published at the time that was set" in history.content.decode()


def test_an_error_with_one_page_does_not_stop_the_schedule(rivne, english, monkeypatch):
    one, other = story(rivne, "Перша"), story(rivne, "Друга")
    for minutes, page in ((10, one), (5, other)):
        revision = draft_of(page, f"{page.title} нова")
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=minutes)
        revision.save()
    publish_page = StoryPage.publish

    def fails_for_one(self, revision, *args, **kwargs):
        if self.pk == one.pk:
            raise RuntimeError("a disk is full")
        return publish_page(self, revision, *args, **kwargs)

    monkeypatch.setattr(StoryPage, "publish", fails_for_one)
    call_command("publish_scheduled")
    assert live_title(other) == "Друга нова"
    assert one.revisions.filter(approved_go_live_at__isnull=False).exists()  # tried again


def test_the_schedule_takes_pages_down_that_have_run_out(rivne):
    page = story(rivne, "Закінчилося")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=page.pk).live


# --- the loader alone ------------------------------------------------------------------------------------
def test_only_the_loader_publishes_text_that_nobody_has_read():
    """``put_live`` and «live = True» stand in provisioning and the seed, and nowhere else but where
    the undoing of a withdrawal puts back the very row that readers had."""
    callers, setters = set(), set()
    for top in ("cms", "partners", "home", "stories"):
        for path in (ROOT / top).rglob("*.py"):
            name = str(path.relative_to(ROOT))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Name | ast.Attribute):
                    called = node.id if isinstance(node, ast.Name) else node.attr
                    if called == "put_live":
                        callers.add(name)
                if isinstance(node, ast.alias) and node.name == "put_live":
                    callers.add(name)
                if isinstance(node, ast.Assign) and any(
                    isinstance(target, ast.Attribute) and target.attr == "live"
                    for target in node.targets
                ):
                    setters.add(name)
    assert callers == {"cms/seeding.py", "cms/provisioning.py"}
    assert setters == {"cms/provisioning.py", "home/receipts/former.py"}


def test_nothing_is_said_against_a_page_that_a_person_translated_whole(rivne):
    page = story(rivne, "Цілий переклад")
    send(Editor("editor", rivne), page, "en")
    english = in_language(page, "en")
    write_all(Editor("translator", rivne, "en"), english)
    assert refusal(english) is None


def posted(form) -> dict:
    """What a browser would send of a page form that was not touched, formsets included."""
    data = {}
    for part in [form, *form.formsets.values()]:
        forms = [part] if part is form else [part.management_form, *part.forms]
        for one in forms:
            for field in one:
                value = field.value()
                if value in (None, False, [], ""):
                    value = ""
                data[field.html_name] = value
    data["body-count"] = "0"
    for name in ("what_was_done", "outcome", "what_did_not_work"):
        data[name] = (
            '{"blocks":[{"key":"a","text":"Text","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'
        )
    return data
