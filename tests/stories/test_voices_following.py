"""When a tool changes, those who told how they do it are told, see what changed, and choose."""

import re
import uuid
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Revision

from stories.models import CulturalToolPage
from stories.voices.differences import GONE, NEW, SAME, changes, passages
from stories.voices.models import ToolVoicePage, VoiceBasis, VoiceQuestion
from stories.voices.tool_text import text_of
from tests.builders import Editor, person, voice

HEADING = "Tools that changed since you wrote about them"
QUESTIONS = "Questions about tools"


def tool(language: str = "en") -> CulturalToolPage:
    return CulturalToolPage.objects.get(slug="barcamp", locale__language_code=language)


@pytest.fixture
def people(rivne, harnosand):
    """Editors of two partners, and of the library."""
    return {
        "rivne": Editor("editor", rivne),
        "harnosand": Editor("editor", harnosand),
        "library": Editor("library_editor"),
    }


@pytest.fixture
def rivnes(rivne, people) -> ToolVoicePage:
    return voice(rivne, tool(), "Barcamp in the library", how="<p>On Sundays.</p>")


@pytest.fixture
def change(django_capture_on_commit_callbacks):
    """Publish another text of the tool, as the library's editors do."""

    def publish(**fields) -> CulturalToolPage:
        page = tool()
        for name, value in fields.items():
            setattr(page, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision(clean=False).publish()
        return tool()

    return publish


def first_screen(editor) -> str:
    return unescape(editor.get("/admin/").content.decode())


def screen(editor, of: ToolVoicePage):
    return editor.get(reverse("voice_changes", args=[of.pk]))


def choose(editor, of: ToolVoicePage, choice: str, **more):
    address = reverse("voice_changes", args=[of.pk])
    seen = re.search(r'name="seen" value="(\w*)"', editor.get(address).content.decode())
    fields = {"choice": choice, "seen": seen.group(1) if seen else ""}
    return editor.post(address, fields | more)


def test_a_voice_remembers_the_revision_and_the_text_of_its_tool(rivnes):
    basis = rivnes.basis
    assert basis.revision == tool().live_revision
    assert basis.text == text_of(tool())
    assert basis.changed_at is None


def test_its_editors_are_told_and_nobody_else(rivnes, people, change):
    assert HEADING not in first_screen(people["rivne"])
    change(lead="An open meeting that its guests prepare.")
    shown = first_screen(people["rivne"])
    assert HEADING in shown
    assert reverse("voice_changes", args=[rivnes.pk]) in shown
    assert HEADING not in first_screen(people["harnosand"])
    (letter,) = mail.outbox
    assert letter.to == [people["rivne"].user.email]
    assert reverse("voice_changes", args=[rivnes.pk]) in letter.body
    # Nothing of theirs changed by itself.
    rivnes.refresh_from_db()
    assert (rivnes.live, rivnes.how) == (True, "<p>On Sundays.</p>")


def test_the_e_mail_is_in_the_language_of_who_reads_it(rivnes, change):
    change(lead="Другий текст")
    assert "у спільній бібліотеці" in mail.outbox[0].subject


def test_a_publishing_that_says_the_same_tells_nobody(rivnes, people, change):
    change()
    assert HEADING not in first_screen(people["rivne"])
    assert mail.outbox == []


def test_nobody_is_told_twice_of_one_text_and_nothing_is_left_when_it_comes_back(
    rivnes, people, change
):
    before = tool().lead
    change(lead="Another.")
    change(lead="Another.")
    assert len(mail.outbox) == 1
    change(lead=before)
    assert HEADING not in first_screen(people["rivne"])


def test_what_changed_is_shown_word_by_word_with_words_for_those_who_hear_it(
    rivnes, people, change
):
    change(title=f"{tool().title} in the open", lead="Other words.", minutes_from=60, minutes_to=90)
    shown = unescape(screen(people["rivne"], rivnes).content.decode())
    assert re.search(r"<ins><span[^>]*>Put in: </span>in the open</ins>", shown)
    assert re.search(r"<ins><span[^>]*>Put in: </span>60</ins>", shown)
    assert re.search(r">\s*Summary\s*<", shown)  # as the form of the tool calls it
    assert '<dd lang="en">' in shown


def test_the_text_it_was_written_against_outlives_its_revision(rivnes, people, change):
    old = tool().lead
    change(lead="Quite another summary.")
    Revision.objects.filter(pk=rivnes.basis.revision_id).delete()
    shown = unescape(screen(people["rivne"], rivnes).content.decode())
    assert old.split()[0] in re.search(r"<del>(.*?)</del>", shown, re.DOTALL).group(1)


def test_still_right_remembers_the_tool_as_it_is_now(rivnes, people, change):
    changed = change(lead="Another summary.")
    assert choose(people["rivne"], rivnes, "right").status_code == 302
    basis = VoiceBasis.objects.get(voice=rivnes)
    assert basis.revision == changed.live_revision
    assert basis.text["texts"]["lead"] == "Another summary."
    assert HEADING not in first_screen(people["rivne"])


def test_what_changed_again_meanwhile_is_not_confirmed_unseen(rivnes, people, change):
    change(lead="Another summary.")
    address = reverse("voice_changes", args=[rivnes.pk])
    people["rivne"].post(address, {"choice": "right", "seen": "of another text"})
    assert VoiceBasis.objects.get(voice=rivnes).changed_at is not None


def test_revising_leads_to_the_form_and_the_next_publishing_is_about_the_new_text(
    rivnes, people, change
):
    changed = change(lead="Another summary.")
    response = choose(people["rivne"], rivnes, "revise")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[rivnes.pk])
    assert "Being revised" in first_screen(people["rivne"])
    rivnes.refresh_from_db()
    rivnes.how = "<p>On Sundays and Mondays.</p>"
    rivnes.save_revision().publish()
    basis = VoiceBasis.objects.get(voice=rivnes)
    assert (basis.changed_at, basis.revision) == (None, changed.live_revision)
    assert HEADING not in first_screen(people["rivne"])


def test_an_ordinary_publishing_of_the_voice_confirms_nothing(rivnes, people, change):
    change(lead="Another summary.")
    rivnes.refresh_from_db()
    rivnes.save_revision().publish()
    assert HEADING in first_screen(people["rivne"])


def test_the_form_says_that_the_tool_has_changed(rivnes, people, change):
    edit = reverse("wagtailadmin_pages:edit", args=[rivnes.pk])
    address = reverse("voice_changes", args=[rivnes.pk])
    assert address not in people["rivne"].get(edit).content.decode()
    change(lead="Another summary.")
    assert address in people["rivne"].get(edit).content.decode()


def test_a_question_reaches_the_library_and_the_answer_those_who_asked(rivnes, people, change):
    change(lead="Another summary.")
    mail.outbox.clear()
    asked = {"text": "Is it for children too?", "form_id": str(uuid.uuid4())}
    for _twice in range(2):
        choose(people["rivne"], rivnes, "ask", **asked)
    question = VoiceQuestion.objects.get()
    assert [letter.to for letter in mail.outbox] == [[people["library"].user.email]]
    # It changes nothing of what is still to be decided.
    assert HEADING in first_screen(people["rivne"])
    shown = first_screen(people["library"])
    assert QUESTIONS in shown
    assert "Is it for children too?" in shown
    address = reverse("voice_question", args=[question.pk])
    people["library"].post(address, {"answer": "Yes, from seven years."})
    assert mail.outbox[-1].to == [people["rivne"].user.email]
    assert "Yes, from seven years." in mail.outbox[-1].body
    assert "Yes, from seven years." in screen(people["rivne"], rivnes).content.decode()
    assert QUESTIONS not in first_screen(people["library"])


def test_an_empty_question_is_refused_and_what_was_typed_stays(rivnes, people):
    response = choose(people["rivne"], rivnes, "ask", text=" ", form_id=str(uuid.uuid4()))
    assert "Write your question first." in response.content.decode()
    typed = "x" * 2001
    response = choose(people["rivne"], rivnes, "ask", text=typed, form_id=str(uuid.uuid4()))
    assert typed in response.content.decode()
    assert not VoiceQuestion.objects.exists()


def test_another_partner_sees_neither_the_changes_nor_the_questions(rivnes, people, change):
    change(lead="Another summary.")
    question = VoiceQuestion.objects.create(voice=rivnes, text="Between us?")
    other = people["harnosand"]
    assert screen(other, rivnes).status_code in (302, 404)
    assert choose(other, rivnes, "right").status_code in (302, 404)
    address = reverse("voice_question", args=[question.pk])
    assert other.get(address).status_code == 404
    assert other.post(address, {"answer": "No."}).status_code == 404
    assert VoiceBasis.objects.get(voice=rivnes).changed_at is not None
    assert people["rivne"].get(address).status_code == 200
    assert people["rivne"].post(address, {"answer": "To myself."}).status_code in (302, 403)
    question.refresh_from_db()
    assert question.answer == ""


def test_a_translator_decides_nothing(rivnes, rivne, change):
    change(lead="Another summary.")
    translator = Editor("translator", rivne, "en")
    assert HEADING not in first_screen(translator)
    assert screen(translator, rivnes).status_code in (302, 403, 404)


def test_a_tool_that_readers_lost_can_neither_be_confirmed_nor_breaks_the_screen(rivnes, people):
    for version in CulturalToolPage.objects.filter(slug="barcamp"):
        version.unpublish()
    assert screen(people["rivne"], rivnes).status_code == 200
    assert choose(people["rivne"], rivnes, "right").status_code == 302
    tool().delete()
    assert screen(people["rivne"], rivnes).status_code == 200
    assert people["rivne"].get(
        reverse("wagtailadmin_pages:edit", args=[rivnes.pk])
    ).status_code == 200  # fmt: skip


def test_a_translation_of_a_voice_has_no_second_memory(rivnes, rivne):
    english = voice(rivne, tool(), "In English", "en", translation_key=rivnes.translation_key)
    assert VoiceBasis.objects.count() == 1
    response = screen(Editor("editor", rivne), english)
    assert response.status_code == 200
    assert person("editor", rivne)


# --- the difference itself -----------------------------------------------------------------------
def test_words_are_compared_and_not_letters():
    found = [(one.kind, one.words) for one in passages("We meet on Monday.", "We meet on Friday.")]
    assert found == [(SAME, "We meet on "), (GONE, "Monday."), (NEW, "Friday.")]


def test_a_line_that_grows_is_no_other_last_word():
    kinds = {one.kind: one.words for one in passages("We meet", "We meet outside")}
    assert GONE not in kinds
    assert kinds[NEW] == "outside"


def test_facts_are_compared_as_codes_and_told_in_words(db):
    before, after = text_of(tool()), text_of(tool())
    after["facts"]["needs_electricity"] = "no"
    (change,) = changes(before, after)
    assert change.is_fact
    assert change.label == "Electricity"


def test_long_text_that_stayed_is_shortened():
    words = " ".join(f"word{number}" for number in range(200))
    before = {"texts": {"lead": f"{words} end"}, "facts": {}}
    after = {"texts": {"lead": f"{words} finish"}, "facts": {}}
    (change,) = changes(before, after)
    assert "word199" in change.passages[0].words
    assert "word50" not in change.passages[0].words
