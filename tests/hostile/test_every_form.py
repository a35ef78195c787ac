"""Every form that a role is shown, as a browser fills it in, with some fields as nobody would."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from wagtail.images import get_image_model

from stories.models import CulturalToolPage, EventIndexPage
from stories.voices.models import VoiceQuestion
from tests.builders import Editor, event, home, index, reader_message, story, voice
from tests.hostile.asking import ask, form, hostile
from tests.hostile.material import numbers, words
from tests.hostile.test_editors_forms import texts
from tests.partners.settings_screens import SCREENS, address

pytestmark = pytest.mark.django_db
MOST = 300
# What a screen builds with its script: blocks of a body, rows of a list.
BUILT = ["body", "programme", "conclusions", "left_out", "steps", "materials"]


@pytest.fixture
def forms(rivne):
    """Address and who is shown the form there."""
    publisher, manager = Editor("publisher", rivne), Editor("partner_manager", rivne)
    library = Editor("library_editor")
    told, held = story(rivne, "Громада читає"), event(rivne, "Зустріч")
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    message = reader_message(rivne)
    said = voice(rivne, tool, "Барткемп")
    asked = VoiceQuestion.objects.create(voice=said, text="Чи й для дітей?")
    picture = (
        get_image_model().objects.filter(collection__path__startswith=rivne.collection.path).first()
    )
    pages = "/admin/pages"
    found = [
        (f"{pages}/add/stories/eventpage/{index(EventIndexPage, rivne).pk}/", publisher),
        (f"{pages}/{held.pk}/edit/", publisher),
        (f"{pages}/{home(rivne).pk}/edit/", publisher),
        (f"{pages}/{tool.pk}/edit/", library),
        (f"{pages}/{told.pk}/address/", publisher),
        (f"{pages}/{told.pk}/unpublish/", publisher),
        (f"{pages}/{held.pk}/copy/", publisher),
        (f"{pages}/{told.pk}/delete/", publisher),
        (f"/admin/localize/submit/page/{told.pk}/", publisher),
        (f"/admin/messages/{message.pk}/", manager),
        (f"/admin/messages/{message.pk}/delete/", manager),
        (f"{pages}/{said.pk}/edit/", publisher),
        (f"/admin/tool-voices/{said.pk}/changes/", publisher),
        (f"/admin/tool-voices/questions/{asked.pk}/", library),
        ("/admin/account/", publisher),
        *((address(screen, rivne), manager) for screen in SCREENS),
    ]  # fmt: skip
    if picture is not None:
        found.append((f"/admin/images/{picture.pk}/", publisher))
    shown = []
    for path, client in found:
        client.raise_request_exception = False
        fields = fields_of(client.get(path))
        assert fields, path
        shown.append((path, client, fields))
    return shown


def fields_of(response) -> dict:
    """Names and values of the fields of all forms of a screen."""
    assert response.status_code == 200, response
    found = {}
    for field in BeautifulSoup(response.content, "html.parser").select("input, textarea, select"):
        name, kind = field.get("name"), field.get("type")
        if not name or kind in {"submit", "file"} or "__prefix__" in name:
            continue
        if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
            found.setdefault(name, "")
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            found[name] = chosen.get("value", "") if chosen else ""
        else:
            found[name] = field.get("value") or field.text or ""
    return found | {f"{name}-count": "0" for name in BUILT}


@hostile
@given(data=st.data())
def test_any_values_in_any_form_are_answered(forms, data):
    path, client, fields = data.draw(st.sampled_from(forms))
    names = st.sampled_from([*fields, "action-publish", "action-submit", "next"])
    changed = data.draw(st.dictionaries(names, st.one_of(words, numbers, texts), max_size=4))
    dropped = data.draw(st.sets(names, max_size=2))
    sent = {name: value for name, value in (fields | changed).items() if name not in dropped}
    ask(client, "POST", path, MOST, **form(sent))


def test_the_same_value_in_every_field_of_a_form_is_answered_and_so_is_none_at_all(forms):
    for path, client, fields in forms:
        kept = {name: text for name, text in fields.items() if "FORMS" in name or "-count" in name}
        for value in ("a\0b", "9" * 30, "x" * 5000, '"\\ud800\\u0000"', "0001-01-01"):
            ask(client, "POST", path, MOST, **form(dict.fromkeys(fields, value) | kept))
        ask(client, "POST", path, MOST, **form({}))
