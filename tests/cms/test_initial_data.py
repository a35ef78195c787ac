"""What the seed says, and in which languages it says it."""

import json
import re

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.seeding import DATA, PARTNERS, read
from partners.models import Partner
from stories.models import CulturalToolPage, EventPage, StoryPage
from tests.builders import Reader

LANGUAGES = ("en", "sv", "uk", "ro")
FILES = sorted(
    path.relative_to(DATA).as_posix()
    for folder in ("tools", "stories", "pages")
    for path in (DATA / folder).glob("*.json")
)


def shape(body):
    """Types of blocks with the number of their items: what must be the same in every language."""
    return [
        (block["type"], len(block["value"]["items"]) if "items" in (block["value"] or {}) else None)
        if isinstance(block["value"], dict)
        else (block["type"], None)
        for block in body
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_text_has_the_same_blocks_in_all_four_languages(name):
    text = read(name)["text"]
    assert set(text) == set(LANGUAGES)
    assert all(shape(text[code]["body"]) == shape(text["en"]["body"]) for code in LANGUAGES)


@pytest.mark.parametrize("name", [*FILES, "events.json"])
def test_letters_and_quotes_are_those_of_the_language(name):
    data = read(name)
    for item in data if isinstance(data, list) else [data]:
        words = {code: json.dumps(item["text"][code], ensure_ascii=False) for code in LANGUAGES}
        assert not re.search("[ыэъёЫЭЪЁ]", words["uk"])
        assert not re.search("[şţŞŢ]", words["ro"])
        assert not re.search("[„“”]", words["uk"])
        assert not re.search("[«»“]", words["ro"])
        assert not re.search("[«»„“]", words["sv"])


def test_seventeen_tools_stand_in_the_library_in_four_languages(db):
    for code in LANGUAGES:
        assert CulturalToolPage.objects.filter(locale__language_code=code, live=True).count() == 17


def test_three_events_are_known_and_none_is_coming(db):
    events = EventPage.objects.filter(locale__language_code="en", live=True)
    assert {event.slug: str(event.start_date) for event in events} == {
        "learning-lab-ii-plock": "2025-09-17",
        "culture-for-resilience-forum-varde": "2025-11-25",
        "cultural-pearls-network-conference-helsingborg": "2025-01-01",
    }
    assert all(event.is_over and event.all_day for event in events)
    assert events.get(slug__endswith="helsingborg").date_precision == "year"


def test_every_story_tool_and_event_names_its_source(db):
    for model in (StoryPage, CulturalToolPage, EventPage):
        assert not model.objects.filter(live=True, source_label="").exists()


def test_every_partner_offers_its_pages_in_each_of_its_languages(db):
    for key in PARTNERS:
        partner = Partner.objects.get(key=key)
        for language in partner.languages:
            for page in ("", "project/", "our-role/", "stories/", "tools/", "events/", "contact/",
                         "accessibility/", "privacy/"):  # fmt: skip
                response = Reader(partner).get(f"/{language}/{page}")
                assert response.status_code == 200, f"{key} /{language}/{page}"


def test_contacts_stand_on_the_site_whose_document_names_them_and_nowhere_else(db):
    assert "Judith van Weelie" in Reader("harnosand").get("/sv/contact/").content.decode()
    for key in ("cbss", "rivne", "izolyatsia", "anenii-noi"):
        partner = Partner.objects.get(key=key)
        html = Reader(key).get(f"/{partner.source_language}/contact/").content.decode()
        assert "Judith" not in html
        assert "cbss.org/rescom" in html


def test_every_translation_of_the_seed_is_known_to_localize_and_marked_as_machine_made(db):
    strings = StringTranslation.objects.all()
    assert strings.exists()
    assert not strings.exclude(translation_type="machine").exists()
    barcamp = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    targets = Translation.objects.filter(source__object_id=barcamp.translation_key)
    assert {row.target_locale.language_code for row in targets} == {"sv", "uk", "ro"}
    for row in targets:
        done, total = row.get_progress()[1], row.get_progress()[0]
        assert done == total > 5


def test_a_seeded_translation_made_again_by_localize_says_the_same(db):
    """The strings are complete: what localize would publish is what readers see."""
    barcamp = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    for row in Translation.objects.filter(source__object_id=barcamp.translation_key):
        live = CulturalToolPage.objects.get(slug="barcamp", locale=row.target_locale)
        again = row.source.get_ephemeral_translated_instance(row.target_locale, fallback=False)
        for field in ("title", "lead", "place", "source_label"):
            assert getattr(again, field) == getattr(live, field)
        assert again.body.render_as_block() == live.body.render_as_block()


def test_a_load_that_was_broken_off_is_finished_by_the_next(db, monkeypatch):
    """Each partner is there whole or not at all."""
    from cms import seeding

    raw = read("partners/anenii-noi.json") | {"key": "second", "host": "second.localhost"}
    raw["text"] = {
        code: text | {"name": f"{text['name']} II"} for code, text in raw["text"].items()
    }
    original_read = seeding.read
    monkeypatch.setattr(seeding, "PARTNERS", ["second"])
    monkeypatch.setattr(
        seeding,
        "read",
        lambda name: raw if name == "partners/second.json" else original_read(name),
    )

    def broken_off(partner):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(seeding, "load_stories", broken_off)
        with pytest.raises(KeyboardInterrupt):
            list(seeding.load())
    assert not Partner.objects.filter(key="second").exists()
    assert Reader("second").get("/ro/").status_code == 421

    list(seeding.load())
    assert Reader("second").get("/ro/privacy/").status_code == 200


@pytest.mark.django_db
def test_no_seeded_page_says_that_changes_wait_to_be_published():
    assert Page.objects.filter(live=True).exists()
    assert not Page.objects.filter(live=True, has_unpublished_changes=True).exists()
