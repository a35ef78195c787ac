"""What editors read every day is in their language: their screens are compared with the English ones.

A text that stands on the English screen and in the same letters on another is a left-over, unless
it is a name, content, or a word that both languages write alike (``ALIKE``).
"""

import json
import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from partners.feedback.models import ReaderMessage
from partners.roles import Role
from stories.models import EventIndexPage, EventPage, StoryIndexPage
from tests.builders import Editor, event, home, index, lab_answer, reader_message, story
from tests.partners.settings_screens import SCREENS, address

WORD = re.compile(r"[A-Za-z]{2,}")
# Labels that scripts of the admin put on the screen, from what the server hands them.
SAID_BY_SCRIPT = re.compile(r'"(?:label|helpText|headingText|addLabel)": ?"((?:[^"\\]|\\.)*)"')
SPOKEN = ("aria-label", "placeholder", "title", "alt")
NOT_READ = ("script", "style", "template", "textarea", "pre", "code", "kbd")

# Names, and what is no language.
EVERYWHERE = {
    *(
        "RESCOM",
        "Wagtail",
        "Aa",
        "None",
        "English",
        "Svenska",
        "Română",
        "Українська",
        "svenska",
        "Esc",
    ),
    *(
        "World Café",
        "Open Space",
        "Barcamp",
        "GMT",
        "UTC",
        "URL",
        "PDF",
        "RSS",
        "Atom",
        "CSV",
        "JSON",
    ),
}
ALIKE = {
    "uk": set(),
    "sv": {
        *("Status", "Status:", "status", "Region", "region", "online", "workshop", "Layout"),
        *("Maximum", "Minimum", "system", "Text", "text", "Information", "Redo", "Roll", "Form"),
        *(
            "Format",
            "Video",
            "Tag",
            "Fragment:",
            "Dokument",
            "Position",
            "Material",
            "Normal",
            "Version",
        ),
        "aria-label: Status",
    },
    "ro": {
        *(
            "Site",
            "Slug",
            "Link",
            "Contrast",
            "Text",
            "text",
            "contact",
            "E-mail",
            "online",
            "webinar",
        ),
        *(
            "Format",
            "Video",
            "Fragment:",
            "Subscript",
            "Superscript",
            "email",
            "Normal",
            "Document",
        ),
        *("Tip", "Status", "document", "Site:", "Model", "Minim", "Maxim"),
    },
}


def texts(html: str) -> set[str]:
    """Everything that stands on a screen, is spoken of it, or is put there by a script."""
    soup = BeautifulSoup(html, "html.parser")
    found = {
        f"{name}: {element[name]}"
        for name in SPOKEN
        for element in soup.select(f"[{name}]")
        if element.name not in NOT_READ
    }
    for script in soup.select("script, [data-block], [data-w-block-data-value]"):
        for said in SAID_BY_SCRIPT.findall(unescape(str(script))):
            found.add(json.loads(f'"{said}"'))
    # Places of the whole world have names that many languages share.
    for unread in soup.select(", ".join([*NOT_READ, "[name=country]", "[name$=time_zone]"])):
        unread.decompose()
    for text in soup.find_all(string=True):
        if not isinstance(text, PreformattedString):
            found.add(str(text))
    return {" ".join(text.split()) for text in found}


def content(*people) -> str:
    """What people wrote or are called; it stands on every screen as it is."""
    titles = Page.objects.values_list("title", "draft_title", "slug")
    names = [person.get_username() for person in people]
    messages = ReaderMessage.objects.values_list("email", "address")
    return "\n".join([*(part for row in [*titles, *messages] for part in row), *names]).casefold()


def left_overs(screens: dict[str, str], english: dict[str, str], language: str, written: str):
    """Text → the first screen on which it stands in English."""
    found: dict[str, str] = {}
    for path, html in screens.items():
        for text in texts(html) & texts(english[path]):
            plain = text.partition(": ")[2] if text.startswith(SPOKEN) else text
            plain = plain.removesuffix(" - RESCOM")  # the title of the window
            name = plain.partition(":")[0]  # «English: 11»
            is_name = name in EVERYWHERE or "://" in plain or "localhost" in plain
            if not WORD.search(plain) or is_name or plain.casefold() in written:
                continue
            if not {text, plain} & ALIKE[language] and not plain.startswith(("Ctrl", "Wagtail v")):
                found.setdefault(text, path)
    return found


def editors_paths(of) -> list[str]:
    told, held = story(of, "Тепло"), event(of, "Ярмарок")
    message = reader_message(of)
    plock = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="uk")
    answer = lab_answer(of, plock, "Тепло")
    stories, events = index(StoryIndexPage, of), index(EventIndexPage, of)
    numbers = {
        "wagtailadmin_pages:edit": [told.pk],
        "wagtailadmin_pages:history": [told.pk],
        "wagtailadmin_pages:usage": [told.pk],
        "wagtailadmin_explore": [stories.pk],
        "reader_messages:message": [message.pk],
        "reader_messages:delete": [message.pk],
        "lab_answers:answer": [answer.pk],
        "lab_answers:delete": [answer.pk],
    }
    plain = (
        *("wagtailadmin_home", "reader_messages:index", "embed_lines", "wagtailadmin_account"),
        "lab_answers:index",
        *("wagtailimages:index", "wagtailimages:add_multiple", "wagtaildocs:index"),
        *("wagtaildocs:add_multiple", "wagtailadmin_pages:search", "wagtailimages_chooser:choose"),
        *("wagtaildocs_chooser:choose", "wagtailadmin_choose_page"),
        *("wagtailadmin_choose_page_external_link", "wagtailadmin_choose_page_email_link"),
    )
    return [
        *(reverse(name) for name in plain),
        *(reverse(name, args=args) for name, args in numbers.items()),
        reverse("wagtailadmin_pages:edit", args=[held.pk]),
        reverse("wagtailadmin_pages:edit", args=[home(of).pk]),
        reverse("wagtailadmin_pages:add", args=["stories", "storypage", stories.pk]),
        reverse("wagtailadmin_pages:add", args=["stories", "eventpage", events.pk]),
        reverse("wagtailadmin_pages:add", args=["stories", "labcontributionpage", events.pk]),
    ]


def publishers_paths(of) -> list[str]:
    told = story(of, "Тепло")
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:unpublish", args=[told.pk]),
        f"/admin/pages/{told.pk}/address/",
        reverse("wagtailadmin_pages:edit", args=[told.pk]),
    ]


def managers_paths(of) -> list[str]:
    return [reverse("wagtailadmin_home"), *(address(screen, of) for screen in SCREENS)]


def translators_paths(of) -> list[str]:
    return [reverse("wagtailadmin_home"), reverse("wagtailadmin_explore", args=[home(of, "en").pk])]


def screens(editor: Editor, paths: list[str], language: str) -> dict[str, str]:
    found = {}
    for path in paths:
        response = editor.get(path, headers={"accept-language": language})
        assert response.status_code == 200, path
        html = response.content.decode()
        if response.headers["Content-Type"].startswith("application/json"):
            html = json.loads(html)["html"]
        found[path] = html
    return found


@pytest.mark.parametrize(
    ("role", "spoken", "paths_of"),
    [
        (Role.EDITOR, "", editors_paths),
        (Role.PUBLISHER, "", publishers_paths),
        (Role.PARTNER_MANAGER, "", managers_paths),
        (Role.TRANSLATOR, "en", translators_paths),
    ],
    ids=["editor", "publisher", "manager", "translator"],
)
def test_nothing_is_left_in_english_on_the_screens_of_every_day(rivne, role, spoken, paths_of):
    paths = paths_of(rivne)
    editor = Editor(role, rivne, spoken)
    english = screens(editor, paths, "en")
    written = content(editor.user)
    found = {
        (language, text): path
        for language in ALIKE
        for text, path in left_overs(
            screens(editor, paths, language), english, language, written
        ).items()
    }
    assert not found, "\n".join(f"{one}: {path}" for one, path in found.items())


def test_editors_are_led_to_the_guide_of_the_house_and_not_to_one_in_english(rivne):
    html = Editor(Role.EDITOR, rivne).get(reverse("wagtailadmin_home")).content.decode()
    links = {link["href"] for link in BeautifulSoup(html, "html.parser").select("main a[href]")}
    assert reverse("guide") in links
    assert not [link for link in links if "guide.wagtail.org" in link]
    for foreign in ("guide.wagtail.org", "whats-new-in-wagtail"):
        assert foreign not in html


def test_a_left_over_is_found_wherever_it_stands(db):
    spoken = (
        '<p title="Not yet">{}</p><script type="application/json">[{{"label": "Deep"}}]</script>'
    )
    english, other = spoken.format("Said aloud"), spoken.format("Сказано")
    found = left_overs({"/": other}, {"/": english}, "uk", content())
    assert set(found) == {"title: Not yet", "Deep"}
    same = left_overs({"/": english}, {"/": english}, "uk", content())
    assert "Said aloud" in same


def test_words_that_are_alike_are_named_for_every_language_but_english():
    assert {*ALIKE, "en"} == {code for code, _name in settings.LANGUAGES}
