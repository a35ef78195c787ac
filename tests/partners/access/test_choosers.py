"""A chooser offers two places, ours and the common library: by browsing, searching, typed number."""

import json

import pytest
from wagtail.models import Collection, Page
from wagtail.users.models import UserProfile

from partners.access.choosers import FORMS
from partners.library import library_collection_paths
from partners.models import PartnerRootPage
from stories.models import CulturalToolPage, StoryIndexPage
from tests.builders import Editor, home, index, person, story
from tests.partners.access.test_integrity import MARK, document_of, image_of


def browse(editor, page=None, form=None, **query) -> str:
    """What the page chooser shows; form: the page on whose form it was opened."""
    address = f"/admin/choose-page/{page.pk}/" if page else "/admin/choose-page/"
    headers = {"referer": f"http://admin.localhost/admin/pages/{form.pk}/edit/"} if form else {}
    response = editor.get(address, query, headers=headers)
    assert response.status_code == 200, response.status_code
    return json.loads(response.content)["html"]


def search(editor, words, form=None, **query) -> str:
    headers = {"referer": f"http://admin.localhost/admin/pages/{form.pk}/edit/"} if form else {}
    response = editor.get("/admin/choose-page/search/", {"q": words} | query, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def foreign(harnosand):
    """A live story of another partner, and a draft."""
    story(harnosand, f"{MARK} live", "en")
    draft = story(harnosand, f"{MARK} draft", "en")
    draft.unpublish()
    return draft


@pytest.fixture
def of_both(rivne, harnosand):
    """An editor of two partners."""
    editor = Editor("editor", rivne)
    editor.user.groups.add(*person("editor", harnosand).groups.all())
    return editor


# --- pages --------------------------------------------------------------------------------------
def test_a_chooser_opens_with_the_two_places(rivne, harnosand):
    html = browse(Editor("editor", rivne))
    assert "Our pages" in html
    assert "Common library" in html
    for partner in PartnerRootPage.objects.exclude(pk=rivne.root_page_id):
        assert f"/choose-page/{partner.pk}/" not in html
        assert f">{partner.title}<" not in html
    # The places themselves are ways, not things to choose.
    assert "choose-page" not in html or 'class="choose-page"' not in html


@pytest.mark.parametrize(
    ("language", "ours", "library"),
    [
        ("sv", "Våra sidor", "Gemensamma biblioteket"),
        ("uk", "Наші сторінки", "Спільна бібліотека"),
        ("ro", "Paginile noastre", "Biblioteca comună"),
    ],
)
def test_the_places_are_named_in_the_persons_language(language, ours, library, rivne):
    editor = Editor("editor", rivne)
    UserProfile.objects.update_or_create(
        user=editor.user, defaults={"preferred_language": language}
    )
    html = browse(editor)
    assert ours in html
    assert library in html


def test_one_finds_ones_way_to_own_pages_and_to_the_tools(rivne):
    editor = Editor("editor", rivne)
    own = story(rivne, "Ніч у бібліотеці")
    html = browse(editor, rivne.root_page)
    assert f"/choose-page/{home(rivne).pk}/" in html
    assert f'data-id="{own.pk}"' in browse(editor, index(StoryIndexPage, rivne))
    tool = CulturalToolPage.objects.live().first()
    library = tool.get_parent()
    assert f"/choose-page/{library.pk}/" in browse(editor, library.get_parent())
    assert f'data-id="{tool.pk}"' in browse(editor, library)
    assert f'data-id="{tool.pk}"' in browse(editor, page_type="stories.CulturalToolPage") or (
        f"/choose-page/{library.pk}/" in browse(editor, page_type="stories.CulturalToolPage")
    )


def test_a_place_is_no_draft(rivne):
    editor = Editor("editor", rivne)
    assert "draft" not in browse(editor).lower()
    story(rivne, "Чернетка").unpublish()
    assert "draft" in browse(editor, index(StoryIndexPage, rivne)).lower()


def test_what_is_found_leaves_room_for_its_title_on_a_telephone(rivne):
    story(rivne, "Знайдена")
    head = search(Editor("editor", rivne), "Знайдена").split("<thead")[1].split("</thead")[0]
    assert head.count("page-list__wide") == 2


def test_the_library_is_offered_in_every_language(rivne):
    html = browse(Editor("editor", rivne), page_type="stories.CulturalToolPage")
    for tool in CulturalToolPage.objects.filter(slug="barcamp"):
        # The name itself leads there: a telephone has no room for the arrow.
        assert html.count(f"/choose-page/{tool.get_parent().pk}/") == 2


def test_searching_finds_own_pages_and_tools_only(rivne, foreign):
    editor = Editor("editor", rivne)
    own = story(rivne, "Ніч у бібліотеці")
    assert f'data-id="{own.pk}"' in search(editor, "Ніч у бібліотеці")
    tool = CulturalToolPage.objects.live().first()
    assert f'data-id="{tool.pk}"' in search(editor, tool.title)
    assert MARK not in search(editor, MARK)
    assert MARK not in search(editor, MARK, page_type="stories.StoryPage")


@pytest.mark.parametrize("role", ["library_editor", "translator"])
def test_other_roles_see_as_little(role, rivne, foreign):
    editor = Editor(role, *([rivne, "en"] if role == "translator" else []))
    assert MARK not in search(editor, MARK)
    html = browse(editor)
    for partner in PartnerRootPage.objects.exclude(pk=rivne.root_page_id):
        assert f"/choose-page/{partner.pk}/" not in html


def test_a_typed_number_of_anothers_page_is_no_page(rivne, foreign):
    editor = Editor("editor", rivne)
    assert editor.get(f"/admin/choose-page/{foreign.pk}/").status_code == 404
    assert editor.get(f"/admin/choose-page/{foreign.get_parent().pk}/").status_code == 404
    assert editor.get(f"/admin/choose-page/chosen-multiple/?id={foreign.pk}").status_code == 404


def test_drafts_of_the_library_are_offered_to_its_own_editors_only(rivne):
    tool = CulturalToolPage.objects.live().first()
    tool.title = tool.draft_title = MARK
    tool.save()
    tool.unpublish()
    assert MARK not in search(Editor("editor", rivne), MARK)
    assert MARK not in browse(Editor("editor", rivne), tool.get_parent())
    assert MARK in browse(Editor("library_editor"), tool.get_parent())


def test_on_the_form_of_a_page_only_its_own_site_is_offered(of_both, rivne, foreign):
    own = story(rivne, "Ніч", "en")
    assert MARK in search(of_both, MARK)
    assert MARK not in search(of_both, MARK, form=own)
    assert MARK in search(of_both, MARK, form=foreign)
    html = browse(of_both, form=own)
    assert f"/choose-page/{rivne.root_page_id}/" in html
    assert f"/choose-page/{foreign.get_parent().get_parent().get_parent().pk}/" not in html


def test_an_administrator_is_offered_what_the_page_may_name(rivne, foreign):
    administrator = Editor("administrator")
    own = story(rivne, "Ніч", "en")
    assert MARK in search(administrator, MARK)
    assert MARK not in search(administrator, MARK, form=own)


def test_a_forged_form_of_anothers_page_opens_nothing(rivne, foreign):
    assert MARK not in search(Editor("editor", rivne), MARK, form=foreign)


def test_new_pages_are_known_by_their_parent():
    found = FORMS.search("http://admin.localhost:8000/admin/pages/add/stories/storypage/17/")
    assert found[2] == "17"
    assert FORMS.search("https://x/admin/pages/8/edit/?next=/admin/")[1] == "8"


# --- pictures and documents ----------------------------------------------------------------------
CHOOSERS = {
    image_of: ("/admin/images/chooser/", "?q="),
    document_of: ("/admin/documents/chooser/", "?q="),
}


@pytest.fixture(params=[image_of, document_of], ids=["images", "documents"])
def media(request):
    """Makes a file in a collection, and the address of its chooser."""
    return request.param, CHOOSERS[request.param][0]


def offered(editor, address, query="", form=None) -> str:
    headers = {"referer": f"http://admin.localhost/admin/pages/{form.pk}/edit/"} if form else {}
    response = editor.get(f"{address}{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_files_of_another_are_not_offered(media, rivne, harnosand):
    make, address = media
    make(rivne.collection, "nash")
    make(harnosand.collection, f"{MARK}-file")
    editor = Editor("editor", rivne)
    for query in ("", f"?q={MARK}", f"?collection_id={rivne.collection_id}"):
        html = offered(editor, address, query)
        assert f"{MARK}-file" not in html
        assert harnosand.collection.name not in html
        assert f"{MARK}-file" not in offered(editor, f"{address}results/", query)
    assert "nash" in offered(editor, address)


def test_a_typed_number_of_anothers_file_is_no_file(media, rivne, harnosand):
    make, address = media
    foreign = make(harnosand.collection, MARK)
    editor = Editor("editor", rivne)
    assert editor.get(f"{address}{foreign.pk}/").status_code == 404
    assert editor.get(f"{address}chosen-multiple/?id={foreign.pk}").status_code == 404
    assert editor.get(f"{address}?collection_id={harnosand.collection_id}").status_code == 404


def test_on_the_form_of_a_page_only_its_own_files_are_offered(media, of_both, rivne, harnosand):
    make, address = media
    make(rivne.collection, "nash")
    make(harnosand.collection, MARK)
    own = story(rivne, "Ніч")
    assert MARK in offered(of_both, address)
    html = offered(of_both, address, form=own)
    assert "nash" in html
    assert MARK not in html
    administrator = Editor("administrator")
    assert MARK in offered(administrator, address)
    assert MARK not in offered(administrator, address, form=own)


def test_files_of_the_library_are_offered_to_its_editors(media, db):
    make, address = media
    make(Collection.objects.get(path=library_collection_paths()[0]), "spilne")
    assert "spilne" in offered(Editor("library_editor"), address)


# --- the tree of pages -----------------------------------------------------------------------
def test_who_works_in_the_library_too_sees_ones_own_and_the_library_in_the_tree(
    rivne, harnosand, foreign
):
    editor = Editor("publisher", rivne)
    editor.user.groups.add(*person("library_editor").groups.all())
    top = editor.get("/admin/pages/", follow=True).content.decode()
    assert "Common library" in top
    for partner in PartnerRootPage.objects.exclude(pk=rivne.root_page_id):
        assert f"/admin/pages/{partner.pk}/" not in top
    root = Page.get_first_root_node()
    for address in (f"/admin/pages/{root.pk}/", "/admin/pages/search/"):
        assert foreign.title not in editor.get(address, {"q": MARK}).content.decode()
