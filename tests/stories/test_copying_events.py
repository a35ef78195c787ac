"""Last year's event as the model of this year's."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from cms.provisioning import put_live
from home.publishing import reasons_against
from stories.copying import KEPT
from stories.models import EventIndexPage, EventPage, SharedLanguageRootPage
from stories.vocabularies import Costs, EventKind, EventStatus, PlacePrecision
from tests.builders import Editor, Reader, event, index

LEFT_OUT = {
    "start_date": None,
    "start_time": None,
    "end_date": None,
    "end_time": None,
    "registration_url": "",
    "registration_deadline": None,
    "status": EventStatus.PLANNED,
    "editor_note": "",
    "source_label": "",
    "source_url": "",
    "seo_title": "",
    "search_description": "",
}


def of_last_year(partner, **fields) -> EventPage:
    return event(
        partner,
        "Winter fair",
        **{
            "kind": EventKind.WORKSHOP,
            "start_date": date(2025, 12, 6),
            "start_time": time(10),
            "end_date": date(2025, 12, 7),
            "end_time": time(16),
            "place": "Рівне",
            "address": "вул. Тестова, 1",
            "place_precision": PlacePrecision.CITY,
            "languages": ["uk", "en"],
            "interpretation": "Ukrainian and English",
            "who_may_come": "Everybody",
            "costs": Costs.FREE,
            "costs_note": "Tea is free too",
            "registration_url": "https://example.invalid/register",
            "registration_deadline": date(2025, 12, 1),
            "status": EventStatus.MOVED,
            "editor_note": "The hall was cold",
            "source_label": "A newspaper",
            "source_url": "https://example.invalid/news",
            "seo_title": "Winter fair 2025",
            "search_description": "In December 2025",
            "body": [("paragraph", "<p>What one finds there.</p>")],
            "programme": [("item", {"title": "Opening", "time": time(10)})],
            "conclusions": [("paragraph", "<p>Many came.</p>")],
        }
        | fields,
    )


def copy(editor, page):
    return editor.post(reverse("event_as_model", args=[page.pk]), follow=True)


def newest() -> EventPage:
    return EventPage.objects.latest("pk")


def test_what_is_the_same_is_kept_and_what_was_of_that_day_is_not(rivne):
    model = of_last_year(rivne)
    model.refresh_from_db()
    response = copy(Editor("editor", rivne), model)
    draft = newest()
    assert draft.pk != model.pk
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    for name in set(KEPT) - {"body"}:
        assert getattr(draft, name) == getattr(model, name), name
    assert "What one finds there." in str(draft.body)
    for name, value in LEFT_OUT.items():
        assert getattr(draft, name) == value, name
    assert not draft.programme
    assert not draft.conclusions
    assert draft.translation_key != model.translation_key


def test_it_is_a_draft_at_an_address_of_its_own_that_readers_do_not_find(rivne):
    model = of_last_year(rivne)
    editor = Editor("publisher", rivne)
    copy(editor, model)
    draft = newest()
    assert not draft.live
    assert draft.slug == "winter-fair-2"
    assert draft.owner == editor.user
    assert draft.get_parent().pk == model.get_parent().pk
    assert Reader(rivne).get("/uk/events/winter-fair-2/").status_code == 404
    assert not Page.find_problems()[0]


def test_the_editor_is_told_what_was_left_out_and_can_write_the_date(rivne):
    response = copy(Editor("editor", rivne), of_last_year(rivne))
    assert "Left out: dates and times" in response.content.decode()
    assert 'name="start_date"' in response.content.decode()


def test_a_draft_without_a_date_is_not_published(rivne):
    copy(Editor("editor", rivne), of_last_year(rivne))
    assert any("when it is" in reason for reason in reasons_against(newest()))


def test_a_draft_without_a_date_can_be_previewed(rivne):
    copy(Editor("editor", rivne), of_last_year(rivne, place_precision=PlacePrecision.CITY))
    preview = Editor("editor", rivne).get(
        reverse("wagtailadmin_pages:view_draft", args=[newest().pk])
    )
    assert preview.status_code == 200
    assert "вул. Тестова" not in preview.content.decode()


def test_the_history_says_whence_it_came(rivne):
    model = of_last_year(rivne)
    copy(Editor("editor", rivne), model)
    entry = PageLogEntry.objects.get(page=newest().pk, action="wagtail.copy")
    assert "Winter fair" in str(entry.message)


def test_another_partners_event_does_not_exist_for_an_editor(rivne, harnosand):
    model = of_last_year(harnosand)
    number = EventPage.objects.count()
    for role in ("editor", "publisher"):
        assert copy(Editor(role, rivne), model).status_code == 404
    assert EventPage.objects.count() == number


@pytest.mark.parametrize(("role", "language"), [("translator", "en"), ("partner_manager", "")])
def test_who_may_not_add_an_event_copies_none(rivne, role, language):
    model = of_last_year(rivne, language="en")
    number = EventPage.objects.count()
    editor = Editor(role, rivne, language)
    assert copy(editor, model).status_code == 404
    assert EventPage.objects.count() == number


def test_a_joint_event_is_copied_by_the_librarys_editors_alone(rivne):
    root = SharedLanguageRootPage.objects.get(slug="en")
    model = put_live(
        root,
        EventPage(
            title="Joint lab",
            slug="joint-lab",
            lead="Everywhere at once.",
            start_date=date(2025, 5, 5),
            place="Kyiv",
            locale=root.locale,
        ),
    )
    assert copy(Editor("publisher", rivne), model).status_code == 404
    assert copy(Editor("library_editor"), model).status_code == 200
    assert newest().get_parent().pk == root.pk


def test_an_own_copy_avoids_the_address_of_a_joint_event(rivne):
    root = SharedLanguageRootPage.objects.get(slug="en")
    put_live(
        root,
        EventPage(
            title="Winter fair",
            slug="winter-fair-2",
            lead="Everywhere at once.",
            start_date=date(2025, 5, 5),
            place="Kyiv",
            locale=root.locale,
        ),
    )
    copy(Editor("editor", rivne), of_last_year(rivne))
    assert newest().slug not in ("winter-fair", "winter-fair-2")


def typed_in(screen) -> dict:
    """What the form of this screen sends as it came."""
    form = BeautifulSoup(screen.content, "html.parser").select_one("#page-edit-form")
    fields = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        value = field.get("value", "") if field.name == "input" else field.get_text()
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        if field.name == "select":
            value = [one.get("value") for one in field.select("option[selected]")]
        fields[field["name"]] = value
    return fields


def test_the_address_follows_the_title_until_it_is_published(rivne):
    editor = Editor("editor", rivne)
    copy(editor, of_last_year(rivne))
    draft = newest()
    screen = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    # Wagtail lets a slug follow its title as long as it is what the title makes.
    page = editor.get(screen)
    assert typed_in(page)["slug"] == "winter-fair"
    assert "winter-fair-2" in page.content.decode()
    empty = {
        "body-count": 0,
        "programme-count": 0,
        "conclusions-count": 0,
        "questions-count": 0,
        "drawn_tools-TOTAL_FORMS": 0,
        "drawn_tools-INITIAL_FORMS": 0,
        "left_out-count": 0,
    }

    def save(**words) -> str:
        response = editor.post(screen, typed_in(page) | empty | words)
        assert response.status_code == 302, response.context["form"].errors
        return newest().get_latest_revision_as_object().slug

    assert save() == "winter-fair-2", "Saving changes nothing."
    assert save(title="Spring fair", slug="spring-fair") == "spring-fair"
    assert save(title="Winter fair", slug="winter-fair") == "winter-fair-2"
    assert save(slug="of-my-own") == "of-my-own"
    assert typed_in(editor.get(screen))["slug"] == "of-my-own"


def test_a_year_that_somebody_wrote_into_the_address_stays(rivne):
    of_last_year(rivne)
    draft = event(rivne, "Winter fair", slug="winter-fair-2026", live=False)
    screen = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert typed_in(Editor("editor", rivne).get(screen))["slug"] == "winter-fair-2026"


def test_it_takes_a_press_and_is_never_made_by_looking(rivne):
    model = of_last_year(rivne)
    editor = Editor("editor", rivne)
    assert editor.get(reverse("event_as_model", args=[model.pk])).status_code == 405


def test_the_button_stands_on_the_edit_screen_of_who_may_use_it(rivne):
    model = of_last_year(rivne)
    address = reverse("event_as_model", args=[model.pk])
    screen = reverse("wagtailadmin_pages:edit", args=[model.pk])
    assert address in Editor("editor", rivne).get(screen).content.decode()
    english = of_last_year(rivne, language="en")
    address = reverse("event_as_model", args=[english.pk])
    screen = reverse("wagtailadmin_pages:edit", args=[english.pk])
    # A translator does not open an original, and begins no pages.
    translator = Editor("translator", rivne, "en")
    assert translator.get(screen).status_code == 302
    assert translator.post(address).status_code == 404


def test_an_event_is_begun_without_a_date(rivne):
    parent = index(EventIndexPage, rivne)
    editor = Editor("editor", rivne)
    address = reverse("wagtailadmin_pages:add", args=["stories", "eventpage", parent.pk])
    empty = {
        f"{name}-{part}": number
        for name in ("body", "programme", "conclusions", "left_out")
        for part, number in {"count": 0}.items()
    } | {
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "drawn_tools-TOTAL_FORMS": 0,
        "drawn_tools-INITIAL_FORMS": 0,
    }
    fields = {
        "title": "An idea",
        "kind": EventKind.MEETING,
        "status": EventStatus.PLANNED,
        "date_precision": "day",
        "time_zone": "Europe/Kyiv",
        "format": "on_site",
        "place_precision": "city",
        "costs": "unknown",
    }
    response = editor.post(address, fields | empty)
    assert response.status_code == 302, response.context["form"].errors
    assert newest().title == "An idea"
    assert newest().start_date is None


def test_the_first_version_of_a_shared_page_is_the_original(rivne):
    root = SharedLanguageRootPage.objects.get(slug="sv")
    page = put_live(
        root,
        EventPage(
            title="Gemensamt",
            slug="gemensamt",
            lead="Alla.",
            start_date=date(2025, 5, 5),
            place="Härnösand",
            locale=root.locale,
        ),
    )
    assert page.original_language == "sv"
