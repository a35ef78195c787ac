"""What Wagtail leaves in English is in the editor's language, and stays what Wagtail asks for."""

import json
import re
from html import unescape
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.management.commands.check_catalogues import (
    DOMAINS,
    catalogue_path,
    plural_rule,
    wagtail_problems,
)
from cms.management.commands.compile_catalogues import catalogues
from tests.builders import Editor, partner, story

FOLDER = Path(settings.LOCALE_PATHS[1])
OURS = sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
TAG = re.compile(r"</?\w[^>]*>")


def editor_reading(key: str, language: str) -> Editor:
    editor = Editor("editor", partner(key))
    UserProfile.objects.update_or_create(
        user=editor.user, defaults={"preferred_language": language}
    )
    return editor


def shown(editor: Editor, name: str, *args) -> str:
    response = editor.get(reverse(name, args=args))
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.django_db
def test_a_ukrainian_editor_reads_dashboard_explorer_and_form_in_ukrainian():
    told = story(partner("rivne"), "Teplo")
    editor = editor_reading("rivne", "uk")
    dashboard = shown(editor, "wagtailadmin_home")
    assert "Шукати серед усіх сторінок…" in dashboard
    assert "Написати історію" in dashboard
    assert "Search all pages…" not in dashboard
    assert "created in" not in dashboard
    explorer = shown(editor, "wagtailadmin_explore", told.get_parent().get_parent().pk)
    for ours, english in {
        "Хто редагував": "Edited by",
        "Тип сторінки": "Page type",
        "Видно всім": "Visible to all",
        "Змінити локаль": "Switch locales",
    }.items():
        assert ours in explorer
        assert english not in explorer
    form = shown(editor, "wagtailadmin_pages:edit", told.pk)
    for ours, english in {
        "Автозбереження призупинено": "Autosave is paused",
        "Показати або сховати коментарі": "Toggle comments",
        "Час читання": "Reading time",
        "Переглянути останню версію": "View latest version",
    }.items():
        assert ours in form
        assert english not in form


@pytest.mark.django_db
def test_a_swedish_editor_reads_dashboard_explorer_and_form_in_swedish():
    told = story(partner("harnosand"), "Varme")
    editor = editor_reading("harnosand", "sv")
    dashboard = shown(editor, "wagtailadmin_home")
    assert "Edit account avatar" not in dashboard
    explorer = shown(editor, "wagtailadmin_explore", told.get_parent().pk)
    assert "Utforskar" in explorer
    assert "Exploring" not in explorer
    assert "Date updated" not in explorer
    form = shown(editor, "wagtailadmin_pages:edit", told.pk)
    for ours, english in {
        "Autosparandet är pausat": "Autosave is paused",
        "Visa senaste versionen": "View latest version",
        "Ett nätverksfel inträffade": "A network error occurred",
    }.items():
        assert ours in form
        assert english not in form


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "language", "ours"),
    [
        ("rivne", "uk", "Напишіть щось або введіть «/», щоб вставити блок"),
        ("harnosand", "sv", "Ändringarna har sparats automatiskt."),
    ],
)
def test_what_the_editor_says_by_script_is_translated_too(key, language, ours):
    script = shown(editor_reading(key, language), "wagtailadmin_javascript_catalog")
    assert json.dumps(ours)[1:-1] in script


def test_our_own_words_win_over_those_for_wagtail():
    assert [Path(path).name for path in settings.LOCALE_PATHS] == ["locale", "locale_wagtail"]
    assert set(OURS) < set(catalogues())


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_is_one_of_the_installed_wagtail_and_keeps_what_is_filled_in(domain):
    assert wagtail_problems(FOLDER, domain) == []


@pytest.mark.parametrize("path", OURS, ids=lambda path: "/".join(path.parts[-3::2]))
def test_plural_rule_and_markup_are_kept(path):
    catalogue = polib.pofile(str(path))
    language = path.parts[-3]
    assert catalogue.metadata["Plural-Forms"] == plural_rule(language)
    for entry in catalogue:
        wanted = sorted(TAG.findall(entry.msgid_plural or entry.msgid))
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            assert sorted(TAG.findall(text)) == wanted, entry.msgid


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (polib.POEntry(msgid="Burn draft", msgstr="Bränn utkast"), "«Burn draft» is used nowhere"),
        (polib.POEntry(msgid="Saved", msgstr="Sparat", flags=["fuzzy"]), "is marked fuzzy"),
        (polib.POEntry(msgid="Saved", msgstr=""), "is not translated"),
        (polib.POEntry(msgid="Locked by", msgstr="Låst av %(who)s"), "does not fill in"),
    ],
)
def test_an_entry_that_wagtail_no_longer_has_or_nobody_can_read_is_named(tmp_path, entry, problem):
    path = catalogue_path("sv", "django", tmp_path)
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(polib.POEntry(msgid="Compare", msgstr="Jämför"))
    catalogue.append(entry)
    catalogue.save(str(path))
    [named] = wagtail_problems(tmp_path, "django")
    assert problem in named
