"""«Machine-made, to be checked by a person»: shown until somebody has read it."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation

from cms.translation.unchecked import count_by_language, unchecked_strings
from home.models import InformationPage
from stories.models import StoryIndexPage, StoryPage
from tests.builders import Editor, home, index, person
from tests.cms.translation_people import (
    CONFIRM,
    edit_address,
    editor_of,
    in_language,
    publish,
    said,
    translation_of,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(rivne) -> StoryPage:
    """A seeded story of Rivne in English."""
    return StoryPage.objects.descendant_of(home(rivne, "en")).first()


def confirm_address(page) -> str:
    return reverse("translation_confirm", args=[page.pk])


def test_localizes_editor_opens_for_every_kind_of_seeded_page(rivne):
    editor = Editor("translator", rivne, "en")
    for page in home(rivne, "en").get_descendants(inclusive=True).specific():
        props = editor_of(editor, page)
        texts = props["initialStringTranslations"]
        assert texts
        assert all("Translated with initial data" in text["comment"] for text in texts)


@pytest.mark.parametrize("role", ["translator", "editor", "publisher"])
def test_the_editor_shows_the_mark_with_a_button_until_somebody_confirms(rivne, english, role):
    client = Editor(role, rivne, "en" if role == "translator" else "")
    screen = client.get(edit_address(english))
    assert "Machine-made, to be checked by a person" in said(screen)
    assert CONFIRM in said(screen)
    assert confirm_address(english) in said(screen)
    number = unchecked_strings(english).count()

    response = client.post(confirm_address(english), follow=True)
    assert f"{number} texts of “{english.title}” are confirmed." in said(response)
    screen = client.get(edit_address(english))
    assert "Machine-made" not in said(screen)
    assert not unchecked_strings(english).exists()
    rows = StringTranslation.objects.filter(
        context__object_id=english.translation_key, locale=english.locale
    )
    assert {row.last_translated_by for row in rows} == {client.user}
    assert {row.translation_type for row in rows} == {"manual"}
    entry = PageLogEntry.objects.get(action="translation.confirm")
    assert (entry.page_id, entry.user, entry.data["strings"]) == (english.pk, client.user, number)


def test_confirming_changes_nothing_for_readers_and_nothing_in_other_languages(rivne):
    shared_title = index(StoryIndexPage, rivne, "en")
    other = home(rivne, "en")
    before = (shared_title.live_revision_id, unchecked_strings(other).count())
    Editor("publisher", rivne).post(confirm_address(shared_title))
    shared_title.refresh_from_db()
    assert (shared_title.live_revision_id, unchecked_strings(other).count()) == before


def test_a_page_is_confirmed_by_those_who_may_edit_it_and_only_when_they_press(
    rivne, harnosand, english
):
    number = unchecked_strings(english).count()
    for stranger in (
        Editor("publisher", harnosand),
        Editor("translator", harnosand, "en"),
        Editor("partner_manager", rivne),
    ):
        stranger.post(confirm_address(english))
        assert unchecked_strings(english).count() == number
    assert Editor("publisher", rivne).get(confirm_address(english)).status_code == 405
    assert unchecked_strings(english).count() == number


def test_a_page_locked_by_somebody_else_is_not_confirmed(rivne, english):
    english.locked, english.locked_by = True, person("publisher", rivne)
    english.save(update_fields=["locked", "locked_by"])
    response = Editor("editor", rivne).post(confirm_address(english), follow=True)
    assert "locked" in said(response)
    assert unchecked_strings(english).exists()


def test_a_string_that_a_translator_writes_is_no_longer_machine_made(rivne, english):
    number = unchecked_strings(english).count()
    translator = Editor("translator", rivne, "en")
    assert write(translator, english, "title", "A better title") == 200
    assert unchecked_strings(english).count() == number - 1
    row = StringTranslation.objects.get(
        context__object_id=english.translation_key, context__path="title", locale=english.locale
    )
    assert (row.data, row.translation_type, row.tool_name) == ("A better title", "manual", "")
    assert row.last_translated_by == translator.user


def test_a_seeded_page_is_edited_checked_and_published_for_readers(
    rivne, english, django_capture_on_commit_callbacks
):
    from tests.builders import Reader

    translator, publisher = Editor("translator", rivne, "en"), Editor("publisher", rivne)
    write(translator, english, "title", "The day when the square was open")
    translator.post(confirm_address(english))
    address = english.get_url_parts()[2]
    assert "The day when the square was open" not in Reader(rivne).get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        publish(publisher, english)
    assert in_language(english, "en").title == "The day when the square was open"
    assert "The day when the square was open" in Reader(rivne).get(address).content.decode()


def test_the_listing_marks_machine_made_pages_in_the_same_query(
    rivne, django_assert_max_num_queries
):
    publisher = Editor("publisher", rivne)
    section = home(rivne, "en")
    address = reverse("wagtailadmin_explore", args=[section.pk])
    children = section.get_children().count()
    publisher.get(address)
    with django_assert_max_num_queries(1000) as asked:
        html = publisher.get(address).content.decode()
    assert html.count("machine-made, to be checked") == children
    about_strings = [
        query for query in asked.captured_queries if "stringtranslation" in query["sql"].lower()
    ]
    assert len(about_strings) <= 2  # the rows and, in some lists, their number

    publisher.post(confirm_address(section.get_first_child()))
    html = publisher.get(address).content.decode()
    assert html.count("machine-made, to be checked") == children - 1
    source = reverse("wagtailadmin_explore", args=[home(rivne).pk])
    assert "machine-made, to be checked" not in publisher.get(source).content.decode()


def test_searching_in_the_listing_keeps_the_mark(rivne):
    address = reverse("wagtailadmin_explore", args=[home(rivne, "en").pk])
    page = InformationPage.objects.child_of(home(rivne, "en")).first()
    html = Editor("publisher", rivne).get(address, {"q": page.title}).content.decode()
    assert "machine-made, to be checked" in html


def test_the_first_screen_counts_what_waits_in_ones_own_languages(rivne, harnosand):
    own = home(rivne, "en").get_descendants(inclusive=True).count()
    for client in (Editor("translator", rivne, "en"), Editor("editor", rivne)):
        html = client.get(reverse("wagtailadmin_home")).content.decode()
        assert f"{own} machine-made pages to be checked in your languages" in html
        assert count_by_language(client.user) == [{"language": "en", "number": own}]
    both = count_by_language(person("editor", harnosand))
    assert {row["language"] for row in both} == {"en", "uk"}
    # Publishers check the common library in the language of their site besides.
    several = count_by_language(person("publisher", harnosand))
    assert {row["language"] for row in several} == {"en", "uk", "sv"}
    manager = Editor("partner_manager", rivne)
    assert (
        "to be checked in your languages"
        not in manager.get(reverse("wagtailadmin_home")).content.decode()
    )


def test_the_list_of_what_waits_shows_own_pages_only(rivne, harnosand, english):
    client = Editor("translator", rivne, "en")
    html = client.get(reverse("translation_to_check")).content.decode()
    assert english.title in html
    swedish_in_english = StoryPage.objects.descendant_of(home(harnosand, "en")).first()
    assert edit_address(english) in html
    assert edit_address(swedish_in_english) not in html
    client.post(confirm_address(english))
    assert edit_address(english) not in client.get(reverse("translation_to_check")).content.decode()


def test_strings_that_the_source_no_longer_has_need_no_check(english):
    translation = translation_of(english)
    number = unchecked_strings(english).count()
    translation.source.stringsegment_set.filter(context__path="title").delete()
    assert unchecked_strings(english).count() == number - 1
