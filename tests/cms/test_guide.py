"""The guide in the admin: it is there for everybody, and it says what the screen says."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image
from wagtail.images import get_image_model

from cms.guide.views import PARTS
from home.models import FormerAddress
from home.withdrawing import withdraw
from partners.roles import Role
from stories.models import (
    CulturalToolPage,
    EventIndexPage,
    EventPage,
    SharedLanguageRootPage,
    StoryIndexPage,
    StoryPage,
)
from stories.voices.models import VoiceBasis
from tests.builders import (
    ADMIN_HOST,
    Editor,
    event,
    home,
    index,
    lab_answer,
    partner,
    person,
    reader_message,
    story,
    voice,
)
from tests.cms import picture_files
from tests.cms.translation_people import edit_address
from tests.partners.settings_screens import SCREENS
from tests.partners.settings_screens import address as settings_address

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
GUIDES = [(part, language) for part in PARTS for language in LANGUAGES]
# Lists of rows that the form of a story has.
ROWS = ("tools_used", "comments")
MOST_OF_ONE, MOST_OF_ALL = 60 * 1024, 1024 * 1024  # bytes


def read(client, part, language):
    """The text of a guide, as a person in that admin language gets it."""
    response = client.get(reverse("guide_part", args=[part]), headers={"accept-language": language})
    assert response.status_code == 200
    (article,) = BeautifulSoup(response.content, "html.parser").select("article[lang]")
    assert article["lang"] == language
    return article


@pytest.fixture
def editor(rivne):
    return Editor(Role.EDITOR, rivne)


# --- who reads it ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "key", "language"),
    [
        (Role.EDITOR, "rivne", ""),
        (Role.PUBLISHER, "rivne", ""),
        (Role.TRANSLATOR, "rivne", "en"),
        (Role.PARTNER_MANAGER, "rivne", ""),
        (Role.LIBRARY_EDITOR, "", ""),
        ("administrator", "", ""),
    ],
)
def test_every_role_reads_the_guide_and_finds_it_in_the_menu(role, key, language):
    client = Editor(role, partner(key) if key else None, language)
    for part in PARTS:
        read(client, part, "en")
    assert reverse("guide") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_who_is_not_signed_in_is_asked_to():
    response = Client(HTTP_HOST=ADMIN_HOST).get(reverse("guide"))
    assert response.status_code == 302
    assert response.url.startswith(reverse("wagtailadmin_login"))


def test_readers_hosts_know_no_guide():
    response = Client(HTTP_HOST="rivne.localhost:8000").get(reverse("guide"))
    assert response.status_code == 404


@pytest.mark.parametrize("arguments", [["painters"], ["editors", "de"], ["editors", "base"]])
def test_there_is_no_other_part_or_language(editor, arguments):
    name = "guide_part" if len(arguments) == 1 else "guide_in_language"
    assert editor.get(reverse(name, args=arguments)).status_code == 404


def test_the_guide_can_be_read_in_another_language_than_the_admin(editor):
    address = reverse("guide_in_language", args=["editors", "ro"])
    page = editor.get(address, headers={"accept-language": "uk"}).content
    document = BeautifulSoup(page, "html.parser")
    assert document.html["lang"] == "uk"
    (article,) = document.select("article[lang=ro]")
    with translation.override("ro"):
        assert translation.gettext("Save draft") in article.get_text()
    assert {link["hreflang"] for link in document.select("a[hreflang]")} == set(LANGUAGES)


# --- it says what the screen says --------------------------------------------------------------
@pytest.fixture
def rivne_at_work(rivne):
    """A partner with a page in every state that the guide names."""
    pages = {
        "live": story(rivne, "Опублікована"),
        "waiting": story(rivne, "На перевірці"),
        "changed": story(rivne, "Змінена"),
        "draft": story(rivne, "Чернетка"),
    }
    for name in ("waiting", "draft"):
        pages[name].unpublish()
    revision = pages["changed"].save_revision()
    revision.as_object().save_revision()
    author = person(Role.EDITOR, rivne)
    waiting = pages["waiting"]
    waiting.save_revision()
    waiting.get_workflow().start(waiting, author)
    pages["draft"].save_revision(user=author)
    pages["changed"].save_revision(user=person(Role.PUBLISHER, rivne), log_action=True)
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    pages["voice"] = voice(rivne, tool, "Барткемп")
    # As if the tool had said something else when it was written.
    VoiceBasis.objects.update(changed_at=timezone.now(), text={"texts": {}, "facts": {}})
    FormerAddress.objects.create(url_path=f"{home(rivne).url_path}stare/", page_id=pages["live"].pk)
    lab = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="uk")
    lab_answer(rivne, lab, "Так")
    return pages


def withdrawn(of):
    """The receipt of a story that was withdrawn."""
    return withdraw([story(of, "Минуле")], "outdated", {}, person("administrator"))


def photograph(of):
    """A picture of the partner's."""
    file = ContentFile(picture_files.picture(), "a.jpg")
    return get_image_model().objects.create(title="A", file=file, collection=of.collection)


def screens(rivne, pages, language):
    """All screens that the guide speaks of, as their people get them in a language."""
    editor, publisher = (Editor(role, rivne) for role in (Role.EDITOR, Role.PUBLISHER))
    manager = Editor(Role.PARTNER_MANAGER, rivne)
    stories, events = index(StoryIndexPage, rivne), index(EventIndexPage, rivne)
    original = StoryPage.objects.child_of(stories).exclude(pk__in=[p.pk for p in pages.values()])
    english = StoryPage.objects.child_of(index(StoryIndexPage, rivne, "en")).first()
    new_story = reverse("wagtailadmin_pages:add", args=["stories", "storypage", stories.pk])
    library = SharedLanguageRootPage.objects.get(locale__language_code="en")
    new_tool = reverse("wagtailadmin_pages:add", args=["stories", "culturaltoolpage", library.pk])
    asked = [
        (Client(HTTP_HOST=ADMIN_HOST), reverse("wagtailadmin_login")),
        (editor, reverse("wagtailadmin_home")),
        (publisher, reverse("wagtailadmin_home")),
        (editor, reverse("wagtailadmin_account")),
        (editor, reverse("wagtailadmin_explore", args=[stories.pk])),
        (editor, new_story),
        (Editor(Role.LIBRARY_EDITOR), new_tool),
        (editor, reverse("wagtailadmin_pages:add", args=["stories", "eventpage", events.pk])),
        (editor, edit_address(pages["live"])),
        (editor, edit_address(original.first())),
        (editor, edit_address(event(rivne, "Торік"))),
        (editor, reverse("voice_changes", args=[pages["voice"].pk])),
        (publisher, edit_address(pages["waiting"])),
        (publisher, edit_address(pages["live"])),
        (editor, reverse("wagtail_localize:submit_page_translation", args=[pages["live"].pk])),
        (Editor(Role.TRANSLATOR, rivne, "en"), edit_address(english)),
        *((manager, settings_address(screen, rivne)) for screen in SCREENS),
        (publisher, reverse("withdrawals:receipt", args=[withdrawn(rivne).pk])),
        (editor, reverse("withdrawals:picture", args=[photograph(rivne).pk])),
        (manager, reverse("site_redirects:index")),
        (manager, reverse("site_redirects:add")),
        (
            editor,
            reverse("reader_messages:message", args=[reader_message(rivne, state="in_work").pk]),
        ),
    ]
    for client, address in asked:
        response = client.get(address, headers={"accept-language": language})
        assert response.status_code == 200, address
        yield response.content.decode()
    chooser = editor.get(reverse("wagtailadmin_choose_page"), headers={"accept-language": language})
    yield json.loads(chooser.content)["html"]
    # A story without a lead is not taken to review.
    refused = editor.post(
        edit_address(pages["draft"]),
        {
            "title": "Чернетка",
            "what_was_done": "null",
            "outcome": "null",
            "what_did_not_work": "null",
            "body-count": 0,
            "action-submit": "action-submit",
        }
        | {f"{rows}-{what}_FORMS": 0 for rows in ROWS for what in ("TOTAL", "INITIAL")},
        headers={"accept-language": language},
    )
    yield refused.content.decode()


def one_line(text):
    """As people read it: capitals are given by style sheets, or by none."""
    return " ".join(text.split()).casefold()


def said_on(page):
    """Everything that a person reads or hears of a page, piece by piece."""
    document = BeautifulSoup(page, "html.parser")
    for data in document.find_all("script", type="application/json"):
        yield from strings_in(json.loads(data.string))
    for text in document.find_all(string=True):
        if text.parent.name not in ("script", "style"):
            yield one_line(text)
    for element in document.find_all(attrs={"aria-label": True}):
        yield one_line(element["aria-label"])
    for button in document.select("input[type=submit]"):
        yield one_line(button.get("value", ""))


def strings_in(value):
    if isinstance(value, str):
        yield one_line(value)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings_in(part)


def labels(article):
    return {one_line(label.get_text()) for label in article.select("b.label")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_in_the_guide_stands_on_a_screen_in_that_language(
    rivne, rivne_at_work, language
):
    editor = Editor(Role.EDITOR, rivne)
    named = set().union(*(labels(read(editor, part, language)) for part in PARTS))
    assert len(named) > 50

    shown = {text for page in screens(rivne, rivne_at_work, language) for text in said_on(page)}
    scripts = editor.get(
        reverse("wagtail_localize:javascript_catalog"), headers={"accept-language": language}
    ).content.decode()
    quoted = re.findall(r'"(?:[^"\\\n]|\\.)+"', scripts)
    shown |= {one_line(json.loads(text)) for text in quoted}
    if language == "en":  # a script shows what stands in its own code
        bundle = finders.find("wagtail_localize/js/wagtail-localize.js")
        asked_for = re.findall(r'\("([^"\\\n]+)"\)', Path(bundle).read_text())
        shown |= {one_line(text) for text in asked_for}

    review = rivne_at_work["waiting"].get_workflow().name
    missing = {text for text in named if text.replace("…", one_line(review)) not in shown}
    assert missing == set()


@pytest.mark.parametrize("part", PARTS)
def test_no_label_is_written_by_hand(part):
    for language in LANGUAGES:
        source = (settings.BASE_DIR / "templates/guide" / f"{part}.{language}.html").read_text()
        assert "<b" not in source
        assert source.count("{% label ") + source.count("{% script_label ") > 5


# --- all languages say the same ----------------------------------------------------------------
def outline(article):
    """What the guide consists of, in its order: headings, pictures and the labels it names."""
    found = article.select("h2, h3, li, img")
    return [element.name for element in found]


@pytest.mark.parametrize("part", PARTS)
def test_all_languages_have_the_same_outline_and_name_the_same_labels(editor, part):
    english = read(editor, part, "en")
    for language in LANGUAGES[1:]:
        other = read(editor, part, language)
        assert outline(other) == outline(english), language
        named = [
            sorted(label["data-msgid"] for label in guide.select("b.label"))
            for guide in (other, english)
        ]
        assert named[0] == named[1], language


@pytest.mark.parametrize(("part", "language"), GUIDES)
def test_every_picture_is_there_small_and_told_in_words(editor, part, language):
    pictures = read(editor, part, language).select("img")
    assert pictures
    for picture in pictures:
        found = finders.find(picture["src"].removeprefix(settings.STATIC_URL))
        assert found, picture["src"]
        assert f"/{language}/" in picture["src"]
        assert Path(found).stat().st_size <= MOST_OF_ONE
        with Image.open(found) as image:
            assert image.size == (int(picture["width"]), int(picture["height"]))
        assert len(picture["alt"]) > 40
    everything = (settings.BASE_DIR / "static/img/guide").rglob("*.webp")
    assert sum(file.stat().st_size for file in everything) < MOST_OF_ALL
