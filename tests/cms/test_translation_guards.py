"""Sending pages for translation cannot damage the tree, another partner's pages or an original."""

import pytest
from django.apps import apps
from django.core.checks.registry import registry
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, Translation, TranslationSource
from wagtail_localize.synctree import synchronize_tree

from cms.translation.locale_sync import LocaleSynchronizationRefused, check_locale_apps
from cms.translation.single_origin import SecondOrigin
from cms.translation.tree_health import problems
from home.models import InformationPage
from home.publishing import Refused
from stories.models import CulturalToolPage, StoryPage
from tests.builders import Editor, home, story
from tests.cms.translation_people import in_language, said, send

pytestmark = pytest.mark.django_db


def pages() -> int:
    return Page.objects.count()


# --- L1: languages are never synchronised as a whole -------------------------------------------
def test_settings_with_localizes_own_screen_for_languages_do_not_start(monkeypatch):
    assert check_locale_apps in registry.get_checks()
    assert check_locale_apps() == []
    monkeypatch.setattr(apps, "is_installed", lambda name: name == "wagtail_localize.locales")
    assert [error.id for error in check_locale_apps()] == ["translation.E001", "translation.E002"]


def test_nobody_can_choose_a_language_to_synchronise_from():
    en, sv = (Locale.objects.get(language_code=code) for code in ("en", "sv"))
    with pytest.raises(LocaleSynchronizationRefused):
        LocaleSynchronization.objects.create(locale=sv, sync_from=en)
    before = pages()
    call_command("sync_locale_trees")
    assert pages() == before


def test_copying_a_whole_language_makes_no_page():
    en, uk = (Locale.objects.get(language_code=code) for code in ("en", "uk"))
    before = pages()
    with pytest.raises(Refused):
        synchronize_tree(en, uk)
    assert pages() == before
    assert not Page.objects.filter(alias_of__isnull=False).exists()


# --- L3: one origin ------------------------------------------------------------------------------
def test_translating_a_translation_leads_to_its_original(rivne):
    original = story(rivne, "Читальня у дворі")
    editor = Editor("editor", rivne)
    send(editor, original, "en")
    translation = in_language(original, "en")
    for method in (editor.get, editor.post):
        response = method(
            reverse("wagtail_localize:submit_page_translation", args=[translation.pk]), follow=True
        )
        assert response.status_code == 200
        assert "is itself a translation" in said(response)
        submit = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
        assert (submit, 302) in response.redirect_chain
    assert TranslationSource.objects.filter(object_id=original.translation_key).count() == 1


def test_the_tables_refuse_a_second_origin(rivne):
    english = in_language(StoryPage.objects.descendant_of(rivne.root_page).first(), "en")
    with pytest.raises(SecondOrigin):
        TranslationSource.get_or_create_from_instance(english)

    source = TranslationSource.objects.get(object_id=english.translation_key)
    with pytest.raises(SecondOrigin):
        Translation.objects.create(source=source, target_locale=source.locale)


def test_an_original_with_translations_never_becomes_a_translation(rivne):
    original = story(rivne, "Два початки")
    send(Editor("editor", rivne), original, "en")
    source = TranslationSource.objects.get(object_id=original.translation_key)
    other = TranslationSource(
        object=source.object,
        specific_content_type=source.specific_content_type,
        locale=Locale.objects.get(language_code="sv"),
        object_repr="a second source",
        content_json="{}",
        last_updated_at=source.last_updated_at,
    )
    other.save()
    for code in ("uk", "en"):
        with pytest.raises(SecondOrigin):
            Translation.objects.create(
                source=other, target_locale=Locale.objects.get(language_code=code)
            )


# --- L4: page by page, and a tree that is whole ---------------------------------------------------
def test_pages_below_are_never_offered_and_refused_when_asked_for(harnosand):
    parent = _information(harnosand, home(harnosand), "Om huset")
    _information(harnosand, parent, "Om källaren")
    editor = Editor("editor", harnosand)
    address = reverse("wagtail_localize:submit_page_translation", args=[parent.pk])
    response = editor.get(address)
    assert response.status_code == 200
    assert "include_subtree" not in response.content.decode()

    before = pages()
    response = send(editor, parent, "en", include_subtree="on")
    assert "Pages are sent one by one" in response.content.decode()
    assert pages() == before
    assert not Translation.objects.filter(source__object_id=parent.translation_key).exists()


def test_the_seeded_tree_is_whole():
    assert Page.find_problems() == ([], [], [], [], [])
    assert problems() == []


def test_check_pages_says_in_words_what_is_wrong(rivne, capsys):
    call_command("check_pages")
    assert "in order" in capsys.readouterr().out

    page = StoryPage.objects.descendant_of(rivne.root_page).first()
    Page.objects.filter(pk=page.get_parent().pk).update(numchild=0)
    Page.objects.filter(pk=page.pk).update(alias_of=home(rivne), slug="another")
    with pytest.raises(CommandError, match="not in order"):
        call_command("check_pages")
    told = capsys.readouterr().out
    assert "the number of pages below it is wrong" in told
    assert f"it is an alias of page {home(rivne).pk}" in told
    assert "its address differs between languages" in told
    assert str(page.pk) in told


# --- L8, L9, L10 ------------------------------------------------------------------------------------
def test_a_draft_is_not_sent(rivne):
    page = story(rivne, "Ще не готово")
    page.unpublish()
    before = pages()
    response = send(Editor("editor", rivne), page, "en")
    assert "first: translators work from the text that readers have" in said(response)
    assert pages() == before


def test_a_child_of_an_untranslated_section_is_refused_and_no_alias_is_made(harnosand):
    section = _information(harnosand, home(harnosand), "Huset")
    child = _information(harnosand, section, "Rummet")
    editor = Editor("editor", harnosand)
    before = pages()
    response = send(editor, child, "en")
    assert "Translate “Huset” first" in said(response)
    assert pages() == before

    send(editor, section, "en")
    response = send(editor, child, "uk", "en")
    assert "That" not in said(response)
    assert in_language(child, "uk") is None
    assert in_language(child, "en") is None  # one refused language refuses the whole request
    send(editor, child, "en")
    assert in_language(child, "en").get_parent().translation_key == section.translation_key
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_only_languages_of_the_pages_own_site_are_possible(rivne, harnosand):
    for partner, offered, others in (
        (rivne, {"en"}, {"sv", "ro"}),
        (harnosand, {"en", "uk"}, {"ro"}),
    ):
        page = story(partner, "Languages of a site")
        editor = Editor("editor", partner)
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        form = editor.get(address).context["form"]
        codes = {locale.language_code for locale in form.fields["locales"].queryset}
        assert codes == offered
        before = pages()
        for code in others:
            send(editor, page, code)
        assert pages() == before


def test_a_shared_page_may_go_into_every_language_that_it_lacks():
    tool = CulturalToolPage.objects.filter(locale__language_code="en").first()
    in_language(tool, "ro").delete()
    editor = Editor("library_editor")
    send(editor, tool, "ro")
    assert in_language(tool, "ro").get_parent().locale.language_code == "ro"
    assert problems() == []


def test_pages_of_another_partner_cannot_be_sent_or_synchronised(rivne, harnosand):
    page = story(harnosand, "Bara vår")
    send(Editor("editor", harnosand), page, "en")
    source = TranslationSource.objects.get(object_id=page.translation_key)
    before, stored = pages(), source.last_updated_at
    stranger = Editor("publisher", rivne)
    send(stranger, page, "uk")
    stranger.post(reverse("wagtail_localize:update_translations", args=[source.pk]))
    source.refresh_from_db()
    assert (pages(), source.last_updated_at) == (before, stored)


def test_a_translator_cannot_send_pages(rivne):
    page = story(rivne, "Хто надсилає")
    before = pages()
    send(Editor("translator", rivne, "en"), page, "en")
    assert pages() == before


def test_containers_and_complete_pages_answer_in_words(rivne):
    administrator = Editor("administrator")
    address = reverse("wagtail_localize:submit_page_translation", args=[rivne.root_page.pk])
    assert administrator.get(address).status_code == 404
    response = send(administrator, home(rivne), "sv")
    assert "exists in every language of its site" in said(response)


# --- no aliases by any screen -------------------------------------------------------------------------
def test_no_screen_makes_an_alias(rivne):
    page = StoryPage.objects.descendant_of(rivne.root_page).first()
    translation = in_language(page, "en")
    administrator = Editor("administrator")
    response = administrator.post(
        reverse("wagtail_localize:convert_to_alias", args=[translation.pk]), follow=True
    )
    assert "was not made an alias" in said(response)
    before = pages()
    response = administrator.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "En kopia",
            "new_slug": "copy",
            "new_parent_page": page.get_parent().pk,
            "alias": "on",
        },
        follow=True,
    )
    assert "was not made an alias" in said(response)
    assert pages() == before
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_synchronising_never_publishes(harnosand, django_capture_on_commit_callbacks):
    page = (
        StoryPage.objects.descendant_of(harnosand.root_page)
        .filter(locale__language_code="sv")
        .first()
    )
    english = in_language(page, "en")
    page.title = "En ny rubrik"
    page.save_revision().publish()
    source = TranslationSource.objects.get(object_id=page.translation_key)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    editor = Editor("publisher", harnosand)
    assert "publish_translations" not in editor.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = editor.post(address, {"publish_translations": "on"}, follow=True)
    assert response.status_code == 200
    assert source.stringsegment_set.filter(string__data="En ny rubrik").exists()
    after = in_language(page, "en")
    assert (after.title, after.live_revision_id) == (english.title, english.live_revision_id)


def _information(partner, parent, title):
    from cms.provisioning import put_live

    page = InformationPage(title=title, lead=f"{title}.", locale=parent.locale)
    page.slug = {"Huset": "huset", "Rummet": "rummet", "Om huset": "om-huset"}.get(title, "kallare")
    return put_live(parent, page)
