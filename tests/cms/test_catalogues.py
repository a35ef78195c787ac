"""Catalogues are compiled without system tools; what is missing in a language is named."""

import gettext
import os

import polib
import pytest

from cms.management.commands.check_catalogues import problems_of, update
from cms.management.commands.compile_catalogues import compile_stale

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "story"
msgstr "berättelse"

#, fuzzy
msgid "event"
msgstr "gissning"
"""


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "sv" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "django.po").write_text(CATALOGUE)
    return tmp_path


def translations(folder):
    with (folder / "sv" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_a_catalogue_is_compiled_and_a_guess_is_left_out(folder):
    assert len(compile_stale([folder])) == 1
    assert translations(folder).gettext("story") == "berättelse"
    assert translations(folder).gettext("event") == "event"


def test_only_a_changed_catalogue_is_compiled_again(folder):
    text = folder / "sv" / "LC_MESSAGES" / "django.po"
    compile_stale([folder])
    assert compile_stale([folder]) == []
    text.write_text(CATALOGUE.replace("berättelse", "historia"))
    later = text.with_suffix(".mo").stat().st_mtime_ns + 1_000_000_000
    os.utime(text, ns=(later, later))
    assert compile_stale([folder]) == [text]
    assert translations(folder).gettext("story") == "historia"


def entry(text, **more):
    return polib.POEntry(msgid=text, **more)


def test_a_complete_catalogue_has_no_problem(folder):
    path = folder / "sv" / "LC_MESSAGES" / "django.po"
    path.write_text(CATALOGUE.replace("#, fuzzy\n", ""))
    assert problems_of(path, [entry("story"), entry("event")]) == []


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (["story", "event"], "«event» is marked fuzzy"),
        (["story", "event", "tool"], "has no «tool»"),
        (["event"], "«story» is used nowhere"),
    ],
)
def test_what_is_missing_is_named(folder, wanted, problem):
    path = folder / "sv" / "LC_MESSAGES" / "django.po"
    assert problem in "\n".join(problems_of(path, [entry(text) for text in wanted]))


@pytest.mark.parametrize("translated", ["", "%(antal)s sidor", "sidor"])
def test_a_translation_that_loses_what_is_filled_in_is_named(tmp_path, translated):
    path = tmp_path / "django.po"
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    catalogue.append(entry("%(count)s pages", msgstr=translated))
    catalogue.save(str(path))
    assert len(problems_of(path, [entry("%(count)s pages")])) == 1


def test_every_plural_form_of_the_language_is_wanted(tmp_path):
    path = tmp_path / "uk" / "LC_MESSAGES" / "django.po"
    wanted = entry("%(n)s event", msgid_plural="%(n)s events", msgstr_plural={0: "", 1: ""})
    update(path, "uk", [wanted])
    catalogue = polib.pofile(str(path))
    catalogue[0].msgstr_plural = {0: "%(n)s подія", 1: "%(n)s події"}
    catalogue.save()
    assert "2 plural forms in place of 4" in problems_of(path, [wanted])[0]
    catalogue[0].msgstr_plural = dict.fromkeys(range(4), "%(n)s подій")
    catalogue.save()
    assert problems_of(path, [wanted]) == []


def test_bringing_a_catalogue_up_to_date_keeps_its_translations(folder):
    path = folder / "sv" / "LC_MESSAGES" / "django.po"
    update(path, "sv", [entry("story"), entry("tool")])
    kept = {item.msgid: item.msgstr for item in polib.pofile(str(path))}
    assert kept == {"story": "berättelse", "tool": ""}


def test_a_catalogue_stays_as_it_is_when_code_only_moves(folder):
    path = folder / "sv" / "LC_MESSAGES" / "django.po"
    update(path, "sv", [entry("tool"), entry("story"), entry("event", msgctxt="kind")])
    before = path.read_text()
    update(path, "sv", [entry("event", msgctxt="kind"), entry("tool"), entry("story")])
    assert path.read_text() == before
