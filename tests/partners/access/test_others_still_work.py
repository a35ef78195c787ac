"""What translators, managers, library editors, people of two partners and administrators must
still be able to do, each through the forms."""

import polib
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page, Site

from home.models import FormerAddress
from partners.models import PartnerGroup
from partners.roles import Role
from stories.models import CulturalToolPage, SharedLanguageRootPage, StoryPage
from tests.builders import Editor, Reader, home, partner, reader_message, story
from tests.cms.translation_people import (
    edit_address,
    editor_of,
    in_language,
    publish,
    send,
    translation_of,
    write,
)
from tests.partners.access.screens import OF_SCRIPTS, address_of, empty_streams, form_on, send_page
from tests.partners.settings_screens import SCREENS, address, contact_rows, soup

pytestmark = pytest.mark.django_db


def tool(code: str) -> CulturalToolPage:
    return CulturalToolPage.objects.get(slug="barcamp", locale__language_code=code)


# --- a translator -----------------------------------------------------------------------------
@pytest.fixture
def translator(rivne):
    return Editor("translator", rivne, "en")


@pytest.fixture
def english(rivne):
    page = story(rivne, "Читальня")
    send(Editor("editor", rivne), page, "en")
    return in_language(page, "en")


def test_a_translator_writes_strings_and_looks_at_them(translator, english):
    props = editor_of(translator, english)
    assert not props["perms"]["canPublish"]
    assert write(translator, english, "title", "The reading room") == 201
    preview = reverse("wagtail_localize:preview_translation", args=[translation_of(english).pk])
    assert "The reading room" in translator.get(preview).content.decode()
    assert edit_address(english) in translator.get("/admin/").content.decode()


def test_a_translator_takes_the_texts_away_as_a_file_and_brings_them_back(translator, english):
    row = translation_of(english)
    file = translator.get(reverse("wagtail_localize:download_pofile", args=[row.pk]))
    assert file.status_code == 200
    catalogue = polib.pofile(file.content.decode())
    for entry in catalogue:
        entry.msgstr = f"EN {entry.msgid}"
    sent = SimpleUploadedFile("en.po", str(catalogue).encode(), "text/x-gettext-translation")
    translator.post(reverse("wagtail_localize:upload_pofile", args=[row.pk]), {"file": sent})
    texts = editor_of(translator, english)["initialStringTranslations"]
    assert any(one["data"] == "EN Читальня" for one in texts)


def test_a_translator_confirms_machine_made_text(rivne, translator):
    page = StoryPage.objects.filter(
        path__startswith=rivne.root_page.path, locale__language_code="en"
    ).first()
    assert translator.get(reverse("translation_to_check")).status_code == 200
    translator.post(reverse("translation_confirm", args=[page.pk]))
    assert "I have read it" not in translator.get(edit_address(page)).content.decode()


def test_a_translator_sees_translation_problems_of_readers(rivne, translator):
    kinds = {"kind": "translation", "page_language": "en"}
    message = reader_message(rivne, **kinds)
    assert translator.get(reverse("reader_messages:message", args=[message.pk])).status_code == 200


def test_a_translator_changes_no_original(rivne, translator, english):
    original = in_language(english, "uk")
    before = original.latest_revision_id
    assert translator.get(edit_address(original)).status_code in (302, 403, 404)
    translator.post(edit_address(original), {"title": "x", "action-publish": "1"})
    assert in_language(english, "uk").latest_revision_id == before


def test_a_translator_of_the_library_writes_strings_of_a_tool():
    client = Editor("translator", None, "uk")
    page = tool("uk")
    assert not editor_of(client, page)["perms"]["canPublish"]
    assert write(client, page, "title", "Баркемп по-нашому") == 200
    assert "Common library" in client.get("/admin/").content.decode()
    for code in ("en", "sv"):
        assert client.get(edit_address(tool(code))).status_code in (302, 403, 404)


# --- a manager --------------------------------------------------------------------------------
@pytest.fixture
def manager(rivne):
    return Editor("partner_manager", rivne)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_manager_saves_every_screen_of_settings_as_it_stands(rivne, manager, screen):
    where = address(screen, rivne)
    fields = form_on(manager.get(where), f'form[action="{where}"]')
    response = manager.post(where, fields | (contact_rows() if "contacts" in screen else {}))
    assert response.status_code == 302, soup(response).select(".error-message")


def test_a_manager_names_the_site_anew_and_readers_see_it(rivne, manager):
    where = address("partners/partnerprofile", rivne)
    fields = form_on(manager.get(where), f'form[action="{where}"]')
    manager.post(where, fields | {"name_uk": "Рівненська громада"})
    assert "Рівненська громада" in Reader(rivne).get("/uk/").content.decode()


def test_a_manager_looks_at_the_site_in_other_colours(rivne, manager):
    where = reverse("look_preview", args=[rivne.site_id, home(rivne).pk])
    assert manager.get(where).status_code == 200


def test_a_manager_keeps_redirects_and_chooses_the_page_for_them(rivne, manager):
    page = story(rivne, "Читальня")
    chooser = reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk])
    assert "Читальня" in manager.get(chooser).json()["html"]
    screen = reverse("site_redirects:add")
    fields = form_on(manager.get(screen), "#w-editor-form")
    manager.post(screen, fields | {"old": "/uk/stare/", "page": page.pk})
    row = FormerAddress.objects.get(page=page)
    screen = reverse("site_redirects:remove", args=[row.pk])
    form_on(manager.get(screen), "form[method=post]")
    manager.post(screen)
    assert not FormerAddress.objects.exists()


def test_a_manager_answers_readers(rivne, manager):
    message = reader_message(rivne)
    screen = reverse("reader_messages:message", args=[message.pk])
    fields = form_on(manager.get(screen), "form[method=post]")
    manager.post(screen, fields | {"state": "closed"})
    message.refresh_from_db()
    assert message.state == "closed"
    screen = reverse("reader_messages:delete", args=[message.pk])
    manager.post(screen)
    assert not type(message).objects.exists()


# --- a library editor -------------------------------------------------------------------------
@pytest.fixture
def librarian(db):
    return Editor("library_editor")


def test_a_library_editor_begins_publishes_and_withdraws_a_tool(librarian):
    root = SharedLanguageRootPage.objects.get(locale__language_code="en")
    screen = reverse("wagtailadmin_pages:add", args=["stories", "culturaltoolpage", root.pk])
    fields = form_on(librarian.get(screen), "#page-edit-form") | OF_SCRIPTS
    streams = empty_streams(CulturalToolPage)
    librarian.post(screen, fields | streams | {"title": "Reading aloud"})
    page = CulturalToolPage.objects.get(title="Reading aloud")
    assert not page.live
    fields = form_on(librarian.get(address_of(page)), "#page-edit-form") | OF_SCRIPTS
    librarian.post(address_of(page), fields | streams | {"lead": "How to."})
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().lead == "How to."

    page = tool("en")
    screen = address_of(page, "unpublish")
    fields = form_on(librarian.get(screen), "form[method=POST]")
    librarian.post(screen, fields | {"reason": "outdated"})
    assert not CulturalToolPage.objects.get(pk=page.pk).live
    CulturalToolPage.objects.get(pk=page.pk).save_revision()
    librarian.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {})
    assert CulturalToolPage.objects.get(pk=page.pk).live


def test_a_library_editor_publishes_a_translation(librarian, django_capture_on_commit_callbacks):
    page = tool("sv")
    before = page.last_published_at
    librarian.post(reverse("translation_confirm", args=[page.pk]))
    with django_capture_on_commit_callbacks(execute=True):
        publish(librarian, page)
    assert tool("sv").last_published_at > before


def test_a_library_editor_locks_and_adds_a_picture(librarian):
    from tests.cms.picture_files import picture

    librarian.post(address_of(tool("en"), "lock"))
    assert tool("en").locked
    librarian.post(address_of(tool("en"), "unlock"))
    screen = reverse("wagtailimages:add")
    fields = form_on(librarian.get(screen), f'form[action="{screen}"]')
    file = SimpleUploadedFile("a.jpg", picture(), "image/jpeg")
    assert librarian.post(screen, fields | {"title": "A", "file": file}).status_code == 302


# --- somebody of two partners -----------------------------------------------------------------
@pytest.fixture
def both(rivne, harnosand):
    client = Editor("publisher", rivne)
    client.user.groups.add(
        PartnerGroup.objects.get(partner=harnosand, role=Role.EDITOR).group,
        PartnerGroup.objects.get(partner=None, role=Role.LIBRARY_EDITOR).group,
    )
    return client


def test_somebody_of_two_partners_works_for_each_in_the_role_that_they_have_there(
    rivne, harnosand, both
):
    own, other = story(rivne, "Наша"), story(harnosand, "Vår")
    send_page(both, address_of(own), "publish", title="Наша нова")
    assert StoryPage.objects.get(pk=own.pk).title == "Наша нова"
    # A publisher there does not make a publisher here.
    send_page(both, address_of(other), "publish", title="Vår nya")
    page = StoryPage.objects.get(pk=other.pk)
    assert page.title == "Vår"
    assert page.get_latest_revision_as_object().title == "Vår nya"
    both.post(address_of(page, "unpublish"), {"reason": "outdated", "languages": ["sv"]})
    both.post(address_of(page, "lock"))
    page.refresh_from_db()
    assert page.live
    assert not page.locked


def test_who_works_in_several_places_begins_at_the_top_of_the_tree(rivne, both):
    for client, places in (
        (both, {"Common library", "Рівне", "Härnösand"}),
        (Editor("publisher", partner("izolyatsia")), {"Common library", "IZOLYATSIA"}),
        (Editor("library_editor"), {"Common library"}),
    ):
        response = client.get(reverse("wagtailadmin_explore_root"), follow=True)
        text = soup(response).select_one("main table").get_text(" ")
        shown = {
            name
            for name in ("Common library", "CBSS", "Härnösand", "IZOLYATSIA", "Рівне", "Anenii Noi")
            if name in text
        }
        assert shown == places


def test_somebody_of_two_partners_reads_their_roles_in_words(rivne, harnosand, both):
    text = " ".join(soup(both.get("/admin/account/")).get_text(" ").split())
    assert f"publisher – {rivne.name}" in text or "publisher – Rivne" in text
    assert "editor – " in text
    assert "library editor – Common library" in text
    assert "You do all that an editor does" in text
    assert "translations into the language of your site" in text
    assert "send pages to review" in text


@pytest.mark.parametrize(
    ("language", "role", "sentence"),
    [
        ("en", "translator (English)", "the originals stay as they are"),
        ("sv", "översättare (English)", "originalen förblir som de är"),
        ("uk", "перекладач (English)", "оригінали лишаються незмінними"),
        ("ro", "traducător (English)", "originalele rămân neschimbate"),
    ],
)
def test_roles_are_told_in_four_languages(translator, language, role, sentence):
    response = translator.get("/admin/account/", headers={"accept-language": language})
    text = " ".join(soup(response).get_text(" ").split())
    assert role in text
    assert sentence in text


def test_the_account_page_is_saved_with_its_roles_on_it(translator):
    screen = "/admin/account/"
    fields = form_on(translator.get(screen), "#w-editor-form")
    words = {"name_email-first_name": "Перекладач", "name_email-last_name": "Рівне"}
    assert translator.post(screen, fields | words).status_code == 302
    translator.user.refresh_from_db()
    assert translator.user.first_name == "Перекладач"


def test_an_account_without_a_role_is_told_so(db):
    user = get_user_model().objects.create_user("nobody", "nobody@example.invalid", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Editor("administrator")
    client.force_login(user)
    assert "You have no role yet" in client.get("/admin/account/").content.decode()


# --- an administrator -------------------------------------------------------------------------
@pytest.fixture
def administrator(db):
    return Editor("administrator")


def test_an_administrator_makes_an_account_and_gives_it_roles(rivne, administrator):
    screen = reverse("wagtailusers_users:add")
    fields = form_on(administrator.get(screen), f'form[action="{screen}"]')
    group = PartnerGroup.objects.get(partner=rivne, role=Role.EDITOR).group
    words = {
        "username": "nova",
        "email": "nova@example.invalid",
        "first_name": "Нова",
        "last_name": "Колега",
        "password1": "tri-slova-razom-72",
        "password2": "tri-slova-razom-72",
        "groups": [group.pk],
    }
    response = administrator.post(screen, fields | words)
    assert response.status_code == 302, soup(response).select(".error-message")
    account = get_user_model().objects.get(username="nova")
    assert list(account.groups.all()) == [group]
    assert (
        administrator.get(reverse("wagtailusers_users:edit", args=[account.pk])).status_code == 200
    )


def test_an_administrator_opens_what_is_the_networks(rivne, administrator):
    site = Site.objects.first()
    for name, *args in (
        ("wagtailusers_users:index",),
        ("wagtailusers_groups:index",),
        ("wagtailusers_groups:edit", Group.objects.first().pk),
        ("wagtailsites:index",),
        ("wagtailsites:edit", site.pk),
        ("wagtailadmin_workflows:index",),
        ("wagtailadmin_collections:index",),
        ("wagtaillocales:index",),
        ("wagtailadmin_reports:site_history",),
        ("wagtailadmin_explore_root",),
        ("site_redirects:index",),
        ("reader_messages:index",),
    ):
        response = administrator.get(reverse(name, args=args), follow=True)
        assert response.status_code == 200, name


def test_an_administrator_works_on_every_partners_pages(rivne, harnosand, administrator):
    for of in (rivne, harnosand):
        page = story(of, f"Сторінка {of.key}")
        send_page(administrator, address_of(page), "publish", title=f"Нова {of.key}")
        assert Page.objects.get(pk=page.pk).title == f"Нова {of.key}"
