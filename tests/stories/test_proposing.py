"""A partner proposes a tool in its own language; the library's editors decide; readers know whose it was."""

import re

import html5lib
import pytest
from django.core import mail
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import rich_text
from wagtail_localize.models import Translation

from partners.models import PartnerText
from stories.models import CulturalToolPage, SharedLanguageRootPage
from tests.builders import Editor, Reader, partner, person
from tests.stories.test_tools import form

pytestmark = pytest.mark.django_db

WORDS = {
    "title": "Двір розповідає",
    "slug": "dvir-rozpovidaie",
    "lead": "Сусіди збирають історії свого двору.",
    "licence": "not-stated",
}


def root(language: str) -> SharedLanguageRootPage:
    return SharedLanguageRootPage.objects.get(locale__language_code=language)


def add(editor, language: str, model: str = "culturaltoolpage", **fields):
    address = f"/admin/pages/add/stories/{model}/{root(language).pk}/"
    return editor.post(address, form(**WORDS | fields) | {"qualities": ["trust"]})


def change(editor, page, **fields):
    address = f"/admin/pages/{page.pk}/edit/"
    return editor.post(address, form(**WORDS | fields) | {"qualities": ["trust"]})


def proposal() -> CulturalToolPage:
    return CulturalToolPage.objects.get(slug=WORDS["slug"], locale__language_code="uk")


def name_of(key: str, language: str) -> str:
    """What a site in this language calls a partner."""
    texts = PartnerText.objects.filter(profile__site=partner(key).site)
    return (texts.filter(language=language) or texts.filter(language="uk")).get().name


@pytest.fixture
def writer(rivne) -> Editor:
    """An editor of Rivne."""
    return Editor("editor", rivne)


@pytest.fixture
def draft(writer) -> CulturalToolPage:
    """What Rivne has begun to propose."""
    add(writer, "uk")
    return proposal()


@pytest.fixture
def sent(writer, draft) -> CulturalToolPage:
    """What Rivne has sent to the library."""
    change(writer, draft, **{"action-submit": "1"})
    return proposal()


def answer(editor, page, action: str, **fields):
    task = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).latest("pk")
    return editor.post(
        f"/admin/pages/workflow/action/{page.pk}/{action}/{task.pk}/",
        fields,
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )


# --- writing one -----------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["editor", "publisher"])
@pytest.mark.parametrize(
    ("key", "language"),
    [("rivne", "uk"), ("harnosand", "sv"), ("cbss", "en"), ("anenii-noi", "ro")],
)
def test_it_begins_with_one_press_from_the_first_screen_and_from_the_list(role, key, language):
    editor = Editor(role, partner(key))
    address = f"/admin/pages/add/stories/culturaltoolpage/{root(language).pk}/"
    for screen in ("/admin/", "/admin/tools/"):
        html = editor.get(screen).content.decode()
        assert f'href="{address}"' in html, screen
        assert "Propose a tool" in html, screen
    assert editor.get(address).status_code == 200


def test_it_is_a_draft_of_its_partner_and_the_original_in_the_partners_language(draft):
    assert (draft.proposed_by, draft.live) == (partner("rivne"), False)
    assert (draft.original_language, draft.language) == ("uk", "uk")
    assert Reader("rivne").get("/uk/tools/dvir-rozpovidaie/").status_code == 404


def test_it_is_found_again_among_drafts_and_tools_by_the_partners_people_alone(writer, draft):
    assert WORDS["title"] in writer.get("/admin/").content.decode()
    for who in (writer, Editor("publisher", partner("rivne"))):
        assert WORDS["title"] in who.get("/admin/tools/").content.decode()
    for who in (
        Editor("editor", partner("izolyatsia")),
        Editor("publisher", partner("izolyatsia")),
        Editor("translator", None, "uk"),
        Editor("editor", partner("harnosand")),
    ):
        for screen in (
            "/admin/",
            "/admin/tools/",
            f"/admin/pages/{root('uk').pk}/",
            f"/admin/pages/search/?q={WORDS['title']}",
            f"/admin/api/main/pages/?child_of={root('uk').pk}&for_explorer=1",
            "/admin/reports/aging-pages/",
        ):
            html = who.get(screen, follow=True).content.decode()
            html = re.sub(r"<input[^>]*>|\?q=[^\"]*|“[^”]*”", "", html)
            assert "dvir-rozpovidaie" not in html, (who.user, screen)
            assert f"/pages/{draft.pk}/" not in html, (who.user, screen)


def test_a_partner_proposes_in_its_own_language_and_nothing_but_a_tool(writer):
    for language in ("en", "sv", "ro"):
        assert add(writer, language).status_code in (302, 403, 404)
    fields = {"title": "Спільна подія", "slug": "spilna-podiia", "lead": "x", "kind": "festival"}
    assert add(writer, "uk", "eventpage", **fields).status_code in (302, 403)
    assert not Page.objects.filter(slug__in=[WORDS["slug"], "spilna-podiia"]).exists()
    assert "Add a joint event" not in writer.get("/admin/tools/").content.decode()


def test_only_who_writes_pages_proposes(rivne):
    for who in (Editor("translator", rivne, "en"), Editor("partner_manager", rivne)):
        assert "Propose a tool" not in who.get("/admin/").content.decode()
        add(who, "uk")
    assert not CulturalToolPage.objects.filter(slug=WORDS["slug"]).exists()


def test_nobody_but_the_library_writes_in_whose_name_it_is(writer, draft):
    assert 'name="proposed_by"' not in writer.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    change(writer, draft, proposed_by=str(partner("harnosand").pk))
    assert proposal().get_latest_revision_as_object().proposed_by == partner("rivne")
    html = Editor("library_editor").get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert 'name="proposed_by"' in html


def test_who_works_for_two_partners_of_one_language_says_for_which(rivne):
    editor = Editor("editor", rivne)
    other = person("editor", partner("izolyatsia"))
    editor.user.groups.add(*other.groups.all())
    address = f"/admin/pages/add/stories/culturaltoolpage/{root('uk').pk}/"
    tree = html5lib.parse(editor.get(address).content.decode(), namespaceHTMLElements=False)
    offered = tree.findall(".//select[@name='proposed_by']/option")
    assert {option.get("value") for option in offered} == {
        str(partner(key).pk) for key in ("rivne", "izolyatsia")
    }
    add(editor, "uk", proposed_by=str(rivne.pk))
    assert proposal().proposed_by == rivne


def test_an_address_that_another_tool_has_in_any_language_is_refused_at_its_field(writer):
    CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk").delete()
    response = add(writer, "uk", slug="barcamp")
    assert "slug" in response.context["form"].errors


def test_the_form_says_from_the_first_that_the_librarys_editors_decide(writer, draft):
    begun = f"/admin/pages/add/stories/culturaltoolpage/{root('uk').pk}/"
    for address in (begun, f"/admin/pages/{draft.pk}/edit/"):
        html = writer.get(address).content.decode()
        assert "Submit to RESCOM<" in re.sub(r"\s*<", "<", html), address


# --- what nobody else can do with it ---------------------------------------------------------
STRANGERS = [
    ("editor", "izolyatsia", ""),
    ("publisher", "izolyatsia", ""),
    ("editor", "harnosand", ""),
    ("publisher", "harnosand", ""),
    ("translator", None, "uk"),
]


@pytest.mark.parametrize("state", ["draft", "sent"])
@pytest.mark.parametrize(("role", "key", "language"), STRANGERS)
def test_another_partners_proposal_does_not_exist(request, state, role, key, language):
    page = request.getfixturevalue(state)
    before = page.latest_revision_id, page.workflow_in_progress
    stranger = Editor(role, partner(key) if key else None, language)
    base = f"/admin/pages/{page.pk}"
    for path in ("edit/", "view_draft/", "history/", "usage/", "delete/", "copy/", "unpublish/"):
        assert stranger.get(f"{base}/{path}").status_code in (302, 403, 404), path
    revision = page.latest_revision_id
    assert stranger.get(f"{base}/revisions/{revision}/view/").status_code in (302, 403, 404)
    assert stranger.get(f"/admin/api/main/pages/{page.pk}/").status_code in (302, 403, 404)
    for fields in ({}, {"action-submit": "1"}, {"action-publish": "1"}, {"action-cancel-workflow": "1"}):  # fmt: skip
        assert change(stranger, page, **fields).status_code in (302, 403, 404)
    assert stranger.post(f"{base}/delete/").status_code in (302, 403, 404)
    if state == "sent":
        answer(stranger, page, "approve")
    page = proposal()
    assert (page.latest_revision_id, page.workflow_in_progress) == before
    assert not page.live


def test_its_own_people_neither_publish_nor_move_nor_lock_it(draft, rivne):
    for role in ("editor", "publisher"):
        editor = Editor(role, rivne)
        change(editor, draft, **{"action-publish": "1"})
        editor.post(f"/admin/pages/{draft.pk}/lock/")
        editor.post(f"/admin/pages/{draft.pk}/move/{root('en').pk}/confirm/")
        editor.post(f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}")
        page = proposal()
        assert (page.live, page.locked, page.get_parent().pk) == (False, False, root("uk").pk)


def test_other_pages_of_the_library_stay_the_librarys(writer):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    begun = root("uk").add_child(
        instance=CulturalToolPage(
            title="Чернетка", slug="chernetka", locale=root("uk").locale, live=False
        )
    )
    for page in (tool, begun):
        rights = page.permissions_for_user(writer.user)
        assert not any((rights.can_edit(), rights.can_delete(), rights.can_publish()))
        assert change(writer, page).status_code in (302, 403)
        writer.post(f"/admin/pages/{page.pk}/delete/")
    assert CulturalToolPage.objects.filter(pk__in=[tool.pk, begun.pk]).count() == 2
    assert not CulturalToolPage.objects.filter(title=WORDS["title"]).exists()


def test_on_its_form_nobodys_drafts_are_offered_or_accepted(writer, draft):
    begun = root("uk").add_child(
        instance=CulturalToolPage(
            title="Чернетка", slug="chernetka", locale=root("uk").locale, live=False
        )
    )
    add(Editor("editor", partner("izolyatsia")), "uk", title="Чуже", slug="chuzhe")
    other = CulturalToolPage.objects.get(slug="chuzhe")
    shown = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    came_from = {"HTTP_REFERER": f"http://admin.localhost:8000/admin/pages/{draft.pk}/edit/"}
    address = f"/admin/choose-page/{root('uk').pk}/?page_type=stories.culturaltoolpage"
    html = writer.get(address, **came_from).json()["html"]
    assert "Баркемп" in html
    assert "Чернетка" not in html
    assert "Чуже" not in html
    link = '<p><a linktype="page" id="{}">Там</a></p>'
    for page in (begun, other):
        response = change(writer, draft, what_it_is=rich_text(link.format(page.pk)))
        assert set(response.context["form"].errors) == {"what_it_is"}
        assert page.title not in response.content.decode()
    change(writer, draft, what_it_is=rich_text(link.format(shown.pk)))
    assert f'id="{shown.pk}"' in proposal().get_latest_revision_as_object().what_it_is


def test_a_draft_is_taken_back_by_its_own_people(writer, draft):
    writer.post(f"/admin/pages/{draft.pk}/delete/")
    assert not CulturalToolPage.objects.filter(slug=WORDS["slug"]).exists()


# --- the review ------------------------------------------------------------------------------
def test_the_librarys_editors_are_told_and_find_it_with_their_questions(
    writer, draft, django_capture_on_commit_callbacks
):
    library = Editor("library_editor")
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        change(writer, draft, **{"action-submit": "1"})
    assert [message.to for message in mail.outbox] == [[library.user.email]]
    assert WORDS["title"] in mail.outbox[0].subject + str(mail.outbox[0].body)
    screen = library.get("/admin/").content.decode()
    assert WORDS["title"] in screen
    assert "Awaiting your review" in screen
    html = library.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert "proposes this tool" in html
    assert 'href="#id_safety"' in html
    assert "review-questions" not in writer.get(f"/admin/pages/{draft.pk}/edit/").content.decode()


def test_what_was_sent_waits_until_it_is_answered_or_called_back(writer, sent):
    assert sent.workflow_in_progress
    assert "Waits for the library’s editors" in writer.get("/admin/").content.decode()
    change(writer, sent, lead="Інші слова.")
    assert proposal().get_latest_revision_as_object().lead == WORDS["lead"]
    assert writer.post(f"/admin/pages/{sent.pk}/delete/").status_code in (302, 403)
    assert CulturalToolPage.objects.filter(pk=sent.pk).exists()
    change(writer, sent, **{"action-cancel-workflow": "1"})
    assert not proposal().workflow_in_progress
    change(writer, sent, lead="Інші слова.")
    assert proposal().get_latest_revision_as_object().lead == "Інші слова."


def test_returned_with_words_it_is_mended_and_sent_again(
    writer, sent, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer(Editor("library_editor"), sent, "reject", comment="Хто джерело?")
    assert [message.to for message in mail.outbox] == [[writer.user.email]]
    assert "Хто джерело?" in writer.get("/admin/").content.decode()
    change(writer, sent, source_label="Рівненська бібліотека", **{"action-submit": "1"})
    page = proposal()
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().source_label == "Рівненська бібліотека"


def test_accepted_it_stands_on_every_site_with_its_proposer_and_is_the_librarys(
    writer, sent, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer(Editor("library_editor"), sent, "approve", comment="")
    assert proposal().live
    assert [message.to for message in mail.outbox] == [[writer.user.email]]
    assert "Accepted into the common library" in writer.get("/admin/").content.decode()
    for key, path in (
        ("rivne", "/uk/tools/dvir-rozpovidaie/"),
        ("harnosand", "/sv/tools/dvir-rozpovidaie/"),
        ("anenii-noi", "/ro/tools/dvir-rozpovidaie/"),
        ("cbss", "/en/tools/dvir-rozpovidaie/"),
    ):
        html = Reader(key).get(path).content.decode()
        tree = html5lib.parse(html, namespaceHTMLElements=False)
        facts = [" ".join("".join(one.itertext()).split()) for one in tree.findall(".//dl/div")]
        named = name_of("rivne", path[1:3])
        (credit,) = [one for one in facts if named in one]
        assert key != "cbss" or credit == f"Proposed by{named}"
        assert 'rel="canonical" href="http://cbss.localhost:8000/uk/tools/' in html
    listed = Reader("harnosand").get("/sv/tools/").content.decode()
    assert 'Ännu inte översatt, berättad på <span lang="uk">Українська</span>' in listed
    data = Reader("cbss").get("/en/tools/tools.json").json()["tools"]
    assert {one["code"]: one["proposed_by"] for one in data}[WORDS["slug"]] == "rivne"
    # Now it is the library's.
    change(writer, sent, lead="Інші слова.")
    writer.post(f"/admin/pages/{sent.pk}/delete/")
    assert proposal().get_latest_revision_as_object().lead == WORDS["lead"]


def test_its_translations_are_made_from_its_language_and_its_partner_has_no_right_on_them(
    writer, sent, rivne
):
    library = Editor("library_editor")
    answer(library, sent, "approve", comment="")
    page = proposal()
    locale = root("sv").locale
    library.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [locale.pk]})
    row = Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)
    assert row.source.locale.language_code == "uk"
    swedish = CulturalToolPage.objects.get(translation_key=page.translation_key, locale=locale)
    assert (swedish.live, swedish.original_language, swedish.proposed_by) == (False, "uk", rivne)
    # It is no proposal: who translates into Swedish works on it, and Rivne does not.
    assert swedish.permissions_for_user(person("translator", None, "sv")).can_edit()
    assert not swedish.permissions_for_user(writer.user).can_edit()
    assert (
        Editor("translator", None, "sv").get(f"/admin/pages/{swedish.pk}/edit/").status_code == 200
    )
