"""Help where it is needed: descriptions, explained fields, every check in the preview."""

import json
import re
from html import unescape

import html5lib
import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Workflow, get_page_models
from wagtail.users.models import UserProfile

from home.blocks import BodyBlock
from stories.blocks import ConclusionsBlock, ProgrammeBlock
from stories.models import EventIndexPage, StoryIndexPage
from tests.builders import Editor, index, story

# What its own name says in full.
SELF_EVIDENT = {
    "image", "kind", "end_time", "format", "place", "region", "country", "languages", "costs",
    "costs_note", "registration_deadline", "date_precision", "theme", "themes", "source_url",
    "source_label", "start_date",
}  # fmt: skip


def own_page_models():
    return [
        model
        for model in get_page_models()
        if model.is_creatable and model.__module__.startswith(("home.", "stories."))
    ]


@pytest.mark.parametrize("model", own_page_models(), ids=lambda model: model.__name__)
def test_a_kind_of_page_says_what_it_is_for_and_its_fields_what_they_want(model):
    assert model.get_page_description()
    unexplained = {
        field.name
        for field in model._meta.local_concrete_fields
        if field.editable and not field.primary_key and not field.help_text
    }
    assert unexplained - SELF_EVIDENT == set()


@pytest.mark.parametrize("stream", [BodyBlock, ProgrammeBlock, ConclusionsBlock])
def test_a_block_that_one_can_choose_is_described_and_shown(stream):
    for name, block in stream().child_blocks.items():
        assert block.get_description(), name
        assert block.is_previewable, name


@pytest.mark.django_db
def test_the_preview_is_checked_by_every_rule(rivne):
    page = story(rivne, "Checked")
    editor = Editor("editor", rivne)
    shown = unescape(
        editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    )
    found = re.search(r'<script id="checker-axe-configuration"[^>]*>(.*?)</script>', shown, re.S)
    configuration = json.loads(found.group(1))
    assert "runOnly" not in configuration["options"]
    assert {rule["id"] for rule in configuration["spec"]["rules"]} >= {"alt-text-quality"}
    screen = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "runOnly" not in screen


def labels(editor, model, parent) -> list[str]:
    """The words of every label on the form for a new page."""
    address = reverse("wagtailadmin_pages:add", args=["stories", model, parent.pk])
    document = html5lib.parse(editor.get(address).content, namespaceHTMLElements=False)
    return [
        " ".join("".join(label.itertext()).split())
        for label in document.iter()
        if "w-field__label" in (label.get("class") or "").split()
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "sv", "uk", "ro"])
def test_every_label_begins_with_a_capital_in_every_language(rivne, language):
    editor = Editor("editor", rivne)
    UserProfile.objects.update_or_create(
        user=editor.user, defaults={"preferred_language": language}
    )
    for model, parent in (("storypage", StoryIndexPage), ("eventpage", EventIndexPage)):
        found = labels(editor, model, index(parent, rivne))
        assert len(found) > 10
        assert not [words for words in found if words[:1] != words[:1].upper()]


@pytest.mark.django_db
def test_a_review_is_named_after_who_reviews_and_needs_no_translation(rivne):
    assert Workflow.objects.filter(name=rivne.root_page.title).exists()
    assert not Workflow.objects.filter(name__in=Group.objects.values("name")).exists()


@pytest.mark.django_db
def test_tools_to_embed_are_named_by_title_in_the_editors_language(rivne):
    editor = Editor("editor", rivne)
    UserProfile.objects.update_or_create(user=editor.user, defaults={"preferred_language": "uk"})
    document = html5lib.parse(
        editor.get(reverse("embed_lines")).content, namespaceHTMLElements=False
    )
    names = {option.get("value"): option.text for option in document.findall(".//select/option")}
    assert len(names) > 10
    assert not [slug for slug, title in names.items() if title == slug]
    assert [title for title in names.values() if re.search("[а-яі]", title)]
