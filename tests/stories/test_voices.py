"""«How we do it here»: a partner's own words inside a tool of the library, on its own host."""

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.addresses import change_address
from home.publishing import Refused
from home.receipts.undoing import undo
from home.withdrawing import withdraw
from stories.models import CulturalToolPage, ToolIndexPage
from stories.voices.models import ToolVoicePage
from tests.builders import Editor, Reader, index, partner, person, voice
from tests.cms import translation_people

PATH = "tools/barcamp/"
ANCHOR = "how-we-do-it-here"
OWN, OTHERS = f'id="{ANCHOR}"', 'id="how-others-do-it"'


def tool(language: str, slug: str = "barcamp") -> CulturalToolPage:
    return CulturalToolPage.objects.get(slug=slug, locale__language_code=language)


def read(key: str, path: str) -> str:
    response = Reader(key).get(path)
    assert response.status_code == 200, path
    return unescape(response.content.decode())


@pytest.fixture
def rivnes(rivne) -> ToolVoicePage:
    return voice(
        rivne, tool("uk"), "Барткемп у читальній залі", how="<p>Ми збираємося в неділю.</p>"
    )


def test_a_voice_stands_in_the_tool_on_its_own_host_in_its_language(rivnes):
    own = read("rivne", f"/uk/{PATH}")
    assert "Ми збираємося в неділю." in own
    assert OWN in own
    assert OTHERS not in own


def test_on_other_hosts_it_is_a_link_to_its_own(rivnes):
    shown = read("izolyatsia", f"/uk/{PATH}")
    assert "неділю" not in shown
    assert OWN not in shown
    assert f'href="http://rivne.localhost:8000/uk/{PATH}#{ANCHOR}"' in shown
    assert "Як це робить" in shown


def test_another_language_is_named_and_marked(rivnes):
    shown = read("harnosand", f"/sv/{PATH}")
    assert "Så gör" in shown
    assert f'href="http://rivne.localhost:8000/uk/{PATH}#{ANCHOR}" hreflang="uk"' in shown
    assert '<span lang="uk">Барткемп у читальній залі</span>' in shown
    assert '(<span lang="uk">Українська</span>)' in shown


def test_only_languages_that_exist_are_offered(rivnes, rivne):
    english = voice(rivne, tool("uk"), "Barcamp in the reading room", "en",
                    translation_key=rivnes.translation_key)  # fmt: skip
    shown = read("harnosand", f"/en/{PATH}")
    assert f'href="http://rivne.localhost:8000/en/{PATH}#{ANCHOR}"' in shown
    assert f"/uk/{PATH}#" not in shown
    # A reader of neither language chooses between the two.
    shown = read("anenii-noi", f"/ro/{PATH}")
    assert f"/en/{PATH}#{ANCHOR}" in shown
    assert f"/uk/{PATH}#{ANCHOR}" in shown
    english.unpublish()
    assert f"/en/{PATH}#" not in read("anenii-noi", f"/ro/{PATH}")


def test_on_the_own_host_a_missing_language_leads_to_those_that_there_are(rivnes):
    shown = read("rivne", f"/en/{PATH}")
    assert "неділю" not in shown
    assert f'href="/uk/{PATH}#{ANCHOR}" lang="uk" hreflang="uk"' in shown


def test_a_voice_is_no_page_of_its_own(rivnes):
    # Where it has another slug than the tool, nothing answers there.
    ToolVoicePage.objects.filter(pk=rivnes.pk).update(
        slug="other", url_path=rivnes.url_path.replace("barcamp", "other")
    )
    assert Reader("rivne").get("/uk/tools/other/").status_code == 404


def test_the_tool_keeps_its_canonical_address_and_the_sitemap_its_pages(rivnes):
    shown = read("rivne", f"/uk/{PATH}")
    assert f'<link rel="canonical" href="http://cbss.localhost:8000/uk/{PATH}">' in shown
    assert "barcamp" not in read("rivne", "/sitemap.xml")
    assert f"/uk/{PATH}" in read("cbss", "/sitemap.xml")


def test_words_of_a_voice_are_found_on_its_own_host_only(rivnes):
    found = read("rivne", "/uk/search/?q=неділю")
    assert f'href="/uk/{PATH}#{ANCHOR}"' in found
    for key, language in (("izolyatsia", "uk"), ("rivne", "en"), ("cbss", "uk")):
        assert "Барткемп у читальній" not in read(key, f"/{language}/search/?q=неділю")


def test_it_stands_in_no_feed_and_no_list(rivnes):
    for path in ("/uk/stories/feed/", "/uk/stories/atom/", "/uk/tools.json"):
        response = Reader("rivne").get(path)
        assert "читальній" not in response.content.decode()
    assert "читальній" not in read("rivne", "/uk/tools/")
    assert "читальній" not in read("rivne", "/uk/")


def test_a_draft_is_shown_to_nobody(rivne):
    voice(rivne, tool("uk"), "Чернетка", live=False)
    assert OWN not in read("rivne", f"/uk/{PATH}")
    assert OTHERS not in read("izolyatsia", f"/uk/{PATH}")


def test_a_withdrawn_voice_leaves_the_tool_and_takes_nothing_with_it(rivnes, rivne):
    withdraw([rivnes], "outdated", {}, person("publisher", rivne))
    assert OWN not in read("rivne", f"/uk/{PATH}")
    assert OTHERS not in read("izolyatsia", f"/uk/{PATH}")
    assert "читальній" not in read("rivne", "/uk/search/?q=неділю")
    # The reason of the voice is never told for the tool.
    for version in CulturalToolPage.objects.filter(slug="barcamp"):
        version.unpublish()
    assert Reader("rivne").get(f"/uk/{PATH}").status_code == 404


def test_without_its_tool_a_voice_is_not_found_and_comes_back_with_it(rivnes):
    versions = list(CulturalToolPage.objects.filter(slug="barcamp"))
    for version in versions:
        version.unpublish()
    assert "читальній" not in read("rivne", "/uk/search/?q=неділю")
    original = tool("en")
    original.live = True
    original.save()
    assert f"{PATH}#{ANCHOR}" in read("rivne", "/uk/search/?q=неділю")
    assert "Ми збираємося в неділю." in read("rivne", f"/uk/{PATH}")


def test_it_follows_the_address_of_its_tool(rivnes, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change_address(tool("en"), "open-camp")
    rivnes.refresh_from_db()
    assert rivnes.slug == "open-camp"
    assert "Ми збираємося в неділю." in read("rivne", "/uk/tools/open-camp/")
    shown = read("izolyatsia", "/uk/tools/open-camp/")
    assert f"http://rivne.localhost:8000/uk/tools/open-camp/#{ANCHOR}" in shown


def test_there_is_one_voice_a_tool_language_and_partner(rivnes, rivne):
    with pytest.raises(Refused):
        voice(rivne, tool("en"), "Ще один")
    voice(partner("izolyatsia"), tool("uk"), "Інші")


def test_voices_cost_a_tool_the_same_however_many_there_are(rivnes):
    def asked(path: str, key: str = "rivne") -> int:
        Reader(key).get(path)
        with CaptureQueriesContext(connection) as queries:
            Reader(key).get(path)
        return len(queries)

    alone = asked(f"/uk/{PATH}")
    for key in ("izolyatsia", "harnosand", "cbss", "anenii-noi"):
        of = partner(key)
        voice(of, tool(of.source_language), "Voice")
    assert asked(f"/uk/{PATH}") == alone <= 12


# --- beginning one -------------------------------------------------------------------------------
def begin(editor, of, what, language=None):
    address = reverse("voice_begin", args=[index(ToolIndexPage, of, language).pk, what.pk])
    return editor.post(address)


def test_one_press_makes_the_draft_and_opens_its_form(rivne):
    editor = Editor("editor", rivne)
    response = begin(editor, rivne, tool("en"))
    draft = ToolVoicePage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert (draft.live, draft.language, draft.slug) == (False, "uk", "barcamp")
    # Its editors read the tool in their language, where it is there.
    assert draft.tool == tool("uk")
    form = editor.get(response.url)
    assert form.status_code == 200
    assert tool("uk").title in unescape(form.content.decode())
    # Pressed again, it opens the same.
    assert begin(editor, rivne, tool("sv")).url == response.url
    assert ToolVoicePage.objects.count() == 1


def test_the_first_screen_leads_to_the_tools(rivne):
    editor = Editor("editor", rivne)
    address = reverse("voice_tools", args=[index(ToolIndexPage, rivne).pk])
    assert address in editor.get("/admin/").content.decode()
    shown = unescape(editor.get(address).content.decode())
    assert tool("uk").title in shown
    assert tool("uk", "world-cafe").title not in unescape(
        editor.get(address, {"q": tool("uk").title[:6]}).content.decode()
    )
    # Wagtail's own way to add a page leads there too.
    add = reverse(
        "wagtailadmin_pages:add", args=["voices", "toolvoicepage", address.split("/")[-2]]
    )
    assert editor.get(add).url == address


def test_a_tool_has_the_button_for_who_writes_for_a_partner(rivne):
    explorer = reverse("wagtailadmin_explore", args=[tool("en").get_parent().pk])
    address = reverse("voice_begin", args=[index(ToolIndexPage, rivne).pk, tool("en").pk])
    library = Editor("library_editor")
    assert address not in library.get(explorer).content.decode()
    library.user.groups.add(*person("editor", rivne).groups.all())
    assert address in library.get(explorer).content.decode()
    made = voice(rivne, tool("uk"), "Є", live=False)
    shown = library.get(explorer).content.decode()
    assert address not in shown
    assert reverse("wagtailadmin_pages:edit", args=[made.pk]) in shown


def test_nobody_begins_a_voice_for_another_partner(rivne, harnosand):
    assert begin(Editor("editor", harnosand), rivne, tool("en")).status_code == 404
    assert begin(Editor("partner_manager", rivne), rivne, tool("en")).status_code == 404
    assert begin(Editor("translator", rivne, "en"), rivne, tool("en"), "en").status_code == 404
    assert not ToolVoicePage.objects.exists()


def test_a_partner_changes_its_own_voice_and_not_the_tool_nor_anothers(rivnes, rivne, harnosand):
    edit = reverse("wagtailadmin_pages:edit", args=[rivnes.pk])
    assert Editor("editor", rivne).get(edit).status_code == 200
    assert Editor("publisher", harnosand).get(edit).status_code in (302, 404)
    shared = reverse("wagtailadmin_pages:edit", args=[tool("en").pk])
    assert Editor("publisher", rivne).get(shared).status_code in (302, 403, 404)


def test_a_preview_shows_the_draft_inside_the_tool(rivnes, rivne):
    rivnes.how = "<p>Тепер у суботу.</p>"
    rivnes.save_revision()
    address = reverse("wagtailadmin_pages:view_draft", args=[rivnes.pk])
    shown = unescape(Editor("editor", rivne).get(address).content.decode())
    assert "Тепер у суботу." in shown
    assert tool("uk").lead in shown


def test_it_is_translated_like_any_other_page(rivnes, rivne, django_capture_on_commit_callbacks):
    publisher = Editor("publisher", rivne)
    translation_people.send(publisher, rivnes, "en")
    english = translation_people.in_language(rivnes, "en")
    assert (english.live, english.slug, english.tool) == (False, "barcamp", rivnes.tool)
    translation_people.write_all(Editor("translator", rivne, "en"), english)
    with django_capture_on_commit_callbacks(execute=True):
        translation_people.publish(publisher, english)
    shown = read("rivne", f"/en/{PATH}")
    assert "EN Ми збираємося в неділю." in shown
    assert ToolVoicePage.objects.filter(live=True).count() == 2


def test_what_a_partner_wrote_in_another_language_is_not_written_over(rivnes, rivne):
    english = voice(rivne, tool("en"), "Written in English", "en")
    response = translation_people.send(Editor("publisher", rivne), rivnes, "en")
    assert "already a page" in translation_people.said(response)
    assert read("rivne", f"/en/{PATH}").count(f"<h3>{english.title}</h3>") == 1


def test_a_voice_is_not_published_while_readers_do_not_have_its_tool(rivne):
    draft = voice(rivne, tool("uk"), "Завчасно", live=False)
    for version in CulturalToolPage.objects.filter(slug="barcamp"):
        version.unpublish()
    draft.refresh_from_db()
    with pytest.raises(Refused, match="Readers do not have this tool now"):
        draft.save_revision().publish()


def test_a_voice_is_not_published_without_its_text(rivne):
    draft = voice(rivne, tool("uk"), "Порожній", how="", live=False)
    with pytest.raises(ValidationError, match="how"):
        draft.save_revision().publish()


def test_a_tool_that_was_withdrawn_comes_back_with_its_voices(rivnes):
    administrator = person("administrator")
    versions = list(CulturalToolPage.objects.filter(slug="barcamp"))
    receipt = withdraw(versions, "error", {}, administrator)
    assert Reader("rivne").get(f"/uk/{PATH}").status_code == 410
    assert "читальній" not in read("rivne", "/uk/search/?q=неділю")
    undo(receipt, administrator)
    assert "Ми збираємося в неділю." in read("rivne", f"/uk/{PATH}")
    assert f"{PATH}#{ANCHOR}" in read("rivne", "/uk/search/?q=неділю")
    # And a voice that was withdrawn comes back alone.
    receipt = withdraw([rivnes], "error", {}, administrator)
    assert OWN not in read("rivne", f"/uk/{PATH}")
    undo(receipt, administrator)
    assert OWN in read("rivne", f"/uk/{PATH}")
    assert f"{PATH}#{ANCHOR}" in read("rivne", "/uk/search/?q=неділю")


def test_the_title_of_the_tool_does_not_stand_twice_above_a_voice_that_has_no_other(rivne):
    voice(rivne, tool("uk"), tool("uk").title, how="<p>Ми збираємося в неділю.</p>")
    own = read("rivne", f"/uk/{PATH}")
    assert "Ми збираємося в неділю." in own
    assert f"<h3>{tool('uk').title}</h3>" not in own


def test_a_title_of_its_own_stands_above_a_voice(rivnes):
    assert f"<h3>{rivnes.title}</h3>" in read("rivne", f"/uk/{PATH}")
