"""A reader's message: from the foot of a page to the partner's list, and what is refused."""

import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from cms.language.dates import format_date
from partners import limits as counting
from partners.feedback import limits, tokens
from partners.feedback.models import LONGEST_TEXT, Kind, ReaderMessage, deletion_day
from stories.models import CulturalToolPage
from tests.builders import Reader, reader_message, story

ORIGIN = "http://rivne.localhost:8000"
SAME_SITE = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
PAGE = "/uk/tools/barcamp/"
TYPED = {"kind": "content", "text": "Посилання не працює.", "email": "reader@example.invalid"}
pytestmark = pytest.mark.django_db


def tree_of(response):
    return html5lib.HTMLParser(namespaceHTMLElements=False).parse(
        response.content, transport_encoding="utf-8"
    )


def fields(response) -> dict[str, str]:
    """What a browser would send of the form: hidden fields, and what stands in the others."""
    form = tree_of(response).find(".//form[@class='feedback-form']")
    found = {}
    for element in form.iter("input"):
        if element.get("type") == "radio" and element.get("checked") is None:
            continue
        found[element.get("name")] = element.get("value") or ""
    found["text"] = form.find(".//textarea").text or ""
    return found


def open_form(page: str = PAGE, key: str = "rivne", language: str = "uk") -> dict[str, str]:
    response = Reader(key).get(f"/{language}/feedback/", {"page": page})
    assert response.status_code == 200
    return fields(response)


def send(sent: dict, key: str = "rivne", language: str = "uk", headers=None, **more):
    headers = SAME_SITE | {"origin": f"http://{key}.localhost:8000"} if headers is None else headers
    return Reader(key).post(f"/{language}/feedback/", sent, headers=headers, **more)


def is_back_with_everything(response, status: int) -> bool:
    """Whether the form came back unsent, with all that was typed, and can be sent as it is."""
    assert response.status_code == status
    again = fields(response)
    assert {name: again[name] for name in TYPED} == TYPED
    return send(again).status_code == 303


# --- the first step is part of every page -------------------------------------------------------
@pytest.mark.parametrize(
    "path",
    ["/uk/", "/uk/stories/", "/uk/tools/barcamp/", "/uk/contact/", "/en/search/", "/uk/nowhere/"],
)
def test_every_page_asks_the_three_questions_and_names_itself(path):
    tree = tree_of(Reader("rivne").get(path))
    form = tree.find(".//details/form[@method='get']")
    assert form.get("action") == f"/{path.split('/')[1]}/feedback/"
    assert form.find("input").attrib == {"type": "hidden", "name": "page", "value": path}
    assert [button.get("value") for button in form.findall("button")] == Kind.values


def test_the_first_step_is_the_same_for_everybody():
    first, second = (Reader("rivne").get(PAGE).content for _ in range(2))
    assert first == second
    assert b'name="token"' not in first


def test_a_search_does_not_pass_on_what_was_looked_for():
    html = Reader("rivne").get("/uk/search/?q=таємниця").content.decode()
    assert 'name="page" value="/uk/search/"' in html


# --- the second step ----------------------------------------------------------------------------
def test_the_form_names_the_page_and_has_the_question_chosen_is_never_kept_and_sets_no_cookie():
    response = Reader("rivne").get("/uk/feedback/", {"page": PAGE, "kind": "translation"})
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    tree = tree_of(response)
    link = tree.find(".//p[@class='lead']/a")
    assert link.get("href") == PAGE
    assert "Баркемп" in link.text or link.text
    assert fields(response)["kind"] == "translation"
    assert tree.find(".//details[@class='feedback']") is None


@pytest.mark.parametrize(
    "page",
    [
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/",
        "",
        "x" * 600,
        "/a\n/",
        "/uk/feedback/",
    ],
)
def test_an_address_that_is_none_of_this_site_means_its_front_page(page):
    response = Reader("rivne").get("/uk/feedback/", {"page": page})
    assert tree_of(response).find(".//p[@class='lead']/a").get("href") == "/uk/"
    assert "evil" not in response.content.decode()


def test_an_address_without_a_page_is_named_as_it_is():
    response = Reader("rivne").get("/uk/feedback/", {"page": "/uk/<b>nowhere/"})
    html = response.content.decode()
    assert "/uk/&lt;b&gt;nowhere/" in html
    assert tree_of(response).find(".//p[@class='lead']/a") is None


def test_a_draft_is_not_given_away_by_the_form(rivne):
    page = story(rivne, "Ще не готова", slug="not-yet")
    page.unpublish()
    html = Reader(rivne).get("/uk/feedback/", {"page": "/uk/stories/not-yet/"}).content.decode()
    assert "Ще не готова" not in html


def test_the_languages_lead_to_the_form_about_the_same_page():
    tree = tree_of(Reader("rivne").get("/uk/feedback/", {"page": PAGE}))
    for link in tree.findall(".//nav[@class='languages']//a"):
        parts = urlsplit(link.get("href"))
        assert parts.path == f"/{link.get('hreflang')}/feedback/"
        assert parse_qs(parts.query) == {"page": [PAGE]}


# --- a message arrives --------------------------------------------------------------------------
def test_a_message_is_stored_with_page_language_and_version_and_thanked_for():
    page = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    response = send(open_form() | TYPED)
    assert response.status_code == 303
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    (message,) = ReaderMessage.objects.all()
    assert message.partner.key == "rivne"
    assert (message.page_id, message.title, message.address) == (page.pk, page.title, PAGE)
    assert (message.language, message.page_language) == ("uk", "uk")
    assert message.revision_id == page.live_revision_id is not None
    assert (message.kind, message.text, message.email) == tuple(TYPED.values())
    assert message.state == "new"

    thanks = Reader("rivne").get(response["Location"])
    assert thanks.status_code == 200
    assert thanks["Cache-Control"] == "no-store"
    html = thanks.content.decode()
    assert format_date(message.deletion_day, "uk") in html
    assert PAGE in html
    assert TYPED["text"] not in html


def test_the_version_is_the_one_that_the_reader_had_before_them(rivne):
    page = story(rivne, "Змінюється", slug="changing")
    read = page.live_revision_id
    opened = open_form("/uk/stories/changing/")
    page.save_revision().publish()
    send(opened | TYPED)
    message = ReaderMessage.objects.get()
    assert message.revision_id == read
    assert message.page_has_changed


def test_an_email_is_not_needed_and_the_other_language_is_known(harnosand):
    sent = open_form("/sv/tools/barcamp/", "harnosand", "en") | {"kind": "idea", "text": "Ett tips"}
    assert send(sent, "harnosand", "en").status_code == 303
    message = ReaderMessage.objects.get()
    assert (message.partner, message.email) == (harnosand, "")
    assert (message.language, message.page_language) == ("en", "sv")


@pytest.mark.parametrize("key", ["rivne", "harnosand"])
def test_a_message_about_a_shared_page_belongs_to_the_site_where_it_was_written(key):
    language = {"rivne": "uk", "harnosand": "sv"}[key]
    path = f"/{language}/events/learning-lab-ii-plock/"
    assert send(open_form(path, key, language) | TYPED, key, language).status_code == 303
    assert ReaderMessage.objects.get().partner.key == key


# --- what is wrong comes back, with everything typed ---------------------------------------------
def test_a_form_that_was_sent_twice_makes_one_message():
    opened = open_form() | TYPED
    first, second = send(opened), send(opened)
    assert first["Location"] == second["Location"]
    assert ReaderMessage.objects.count() == 1


def test_another_text_in_the_same_form_is_asked_about_once_and_then_kept():
    opened = open_form() | TYPED
    send(opened | {"text": "Перше"})
    assert is_back_with_everything(send(opened), 409)
    assert {message.text for message in ReaderMessage.objects.all()} == {"Перше", TYPED["text"]}


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "x" * 5000])
def test_a_forged_form_stores_nothing_and_loses_nothing(token):
    opened = open_form() | TYPED
    response = send(opened | {"token": token})
    assert not ReaderMessage.objects.exists()
    assert is_back_with_everything(response, 400)
    assert ReaderMessage.objects.get().address == PAGE


def test_a_form_of_another_site_is_forged():
    opened = open_form("/sv/tools/barcamp/", "harnosand", "sv") | TYPED
    assert send(opened).status_code == 400
    assert not ReaderMessage.objects.exists()


def test_a_token_of_another_kind_is_forged():
    from django.core import signing

    assert send(open_form() | TYPED | {"token": signing.dumps(["x"])}).status_code == 400
    assert not ReaderMessage.objects.exists()


def test_a_stale_form_stores_nothing_and_loses_nothing(monkeypatch):
    opened = open_form() | TYPED
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + tokens.LONGEST_AGE + 2)
    response = send(opened)
    assert "12" in response.content.decode()
    assert not ReaderMessage.objects.exists()
    assert is_back_with_everything(response, 400)


def test_a_form_that_is_almost_stale_is_taken(monkeypatch):
    opened = open_form() | TYPED
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + tokens.LONGEST_AGE - 60)
    assert send(opened).status_code == 303


def test_who_fills_in_the_hidden_field_is_asked_once_more():
    opened = open_form() | TYPED
    response = send(opened | {"website": "https://example.invalid"})
    assert not ReaderMessage.objects.exists()
    assert is_back_with_everything(response, 400)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"kind": ""}, "kind"),
        ({"kind": "x"}, "kind"),
        ({"email": "ні"}, "email"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_the_rest_stays(wrong, field):
    response = send(open_form() | TYPED | wrong)
    assert response.status_code == 400
    assert not ReaderMessage.objects.exists()
    tree = tree_of(response)
    (error,) = [e for e in tree.iter() if e.get("id") == f"{field}-error"]
    described = [e for e in tree.iter() if f"{field}-error" in (e.get("aria-describedby") or "")]
    assert error.text.strip()
    assert len(described) == 1
    alert = tree.find(".//div[@role='alert']")
    assert next(a.get("href") for a in alert.findall(".//a")).startswith(f"#{field}")
    kept = fields(response)
    for name in set(TYPED) - {field}:
        assert kept[name] == TYPED[name]


def test_a_text_that_is_too_long_comes_back_whole():
    long = "й" * (LONGEST_TEXT + 1)
    response = send(open_form() | TYPED | {"text": long})
    assert response.status_code == 400
    assert fields(response)["text"] == long
    assert "5\u00a0001" in response.content.decode()
    assert not ReaderMessage.objects.exists()


def test_lines_of_the_longest_text_count_as_the_browser_counts_them():
    text = "\r\n".join(["a" * 99] * 50)  # 4,999 characters in the browser
    assert send(open_form() | TYPED | {"text": text}).status_code == 303
    assert ReaderMessage.objects.get().text == text.replace("\r\n", "\n")


def test_a_flood_is_refused_without_being_read(monkeypatch):
    response = send(open_form() | TYPED | {"text": "a" * 200_000})
    assert response.status_code == 413
    assert response["Cache-Control"] == "no-store"
    assert not ReaderMessage.objects.exists()


@pytest.mark.parametrize("text", ["a\0b", "\0"])
def test_a_character_that_no_database_keeps_is_refused(text):
    assert send(open_form() | TYPED | {"text": text}).status_code == 400


# --- from where, and how often ------------------------------------------------------------------
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://harnosand.localhost:8000"},
        {"origin": "https://rivne.localhost:8000"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_on_a_foreign_page_is_refused_and_nothing_of_it_is_shown(headers):
    response = send(open_form() | TYPED, headers=headers)
    assert response.status_code == 403
    assert TYPED["text"] not in response.content.decode()
    assert not ReaderMessage.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"origin": ORIGIN}, {"sec-fetch-site": "none"}])
def test_an_old_browser_and_a_reloaded_window_may_send(headers):
    assert send(open_form() | TYPED, headers=headers).status_code == 303


def test_one_address_sends_so_many_messages_and_is_then_asked_to_wait(monkeypatch):
    now = 1_800_000_000.0  # the beginning of a window
    monkeypatch.setattr(counting.time, "time", lambda: now)
    for number in range(limits.MOST_FROM_ADDRESS):
        assert send(open_form() | TYPED | {"text": str(number)}).status_code == 303
    response = send(open_form() | TYPED)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= counting.WINDOW + 1
    assert {name: fields(response)[name] for name in TYPED} == TYPED
    assert ReaderMessage.objects.count() == limits.MOST_FROM_ADDRESS
    # Others go on writing, and so does this one after the wait.
    assert send(open_form() | TYPED, REMOTE_ADDR="192.0.2.7").status_code == 303
    now += counting.WINDOW
    assert send(fields(response)).status_code == 303


def test_one_site_takes_so_many_messages_and_another_is_not_held_up(monkeypatch):
    monkeypatch.setattr(limits, "MOST_ON_SITE", 2)
    for number in range(2):
        assert send(open_form() | TYPED, REMOTE_ADDR=f"192.0.2.{number}").status_code == 303
    assert send(open_form() | TYPED, REMOTE_ADDR="192.0.2.9").status_code == 429
    opened = open_form("/sv/", "harnosand", "sv") | TYPED
    assert send(opened, "harnosand", "sv", REMOTE_ADDR="192.0.2.9").status_code == 303


@pytest.mark.parametrize(
    ("header", "meta", "counted"),
    [
        ("", {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}, "192.0.2.1"),
        ("HTTP_X_FORWARDED_FOR", {"HTTP_X_FORWARDED_FOR": "1.2.3.4, 192.0.2.2"}, "192.0.2.2"),
        ("", {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
        ("HTTP_X_FORWARDED_FOR", {}, "unknown"),
    ],
)
def test_the_address_is_the_one_that_our_own_server_saw(rf, settings, header, meta, counted):
    settings.CLIENT_ADDRESS_HEADER = header
    assert counting.network_of(rf.get("/", **meta)) == counted


def test_no_address_of_a_reader_is_stored(monkeypatch):
    kept = {}
    monkeypatch.setattr(counting.cache, "set_many", lambda rows, timeout: kept.update(rows))
    send(open_form() | TYPED, REMOTE_ADDR="192.0.2.77")
    assert kept
    assert "192.0.2.77" not in str(kept)
    row = ReaderMessage.objects.values().get()
    assert "192.0.2.77" not in str(row)


# --- everything else stays closed ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/uk/feedback/thanks/"),
        ("post", "/feedback/"),
        ("post", "/sv/feedback/"),  # no language of this site
        ("post", "/uk/feedback/x/"),
        ("post", "/uk/"),
        ("put", "/uk/feedback/"),
        ("delete", "/uk/feedback/"),
        ("patch", "/uk/feedback/"),
    ],
)
def test_nothing_else_of_a_readers_host_takes_anything(method, path):
    assert getattr(Reader("rivne"), method)(path).status_code == 405


def test_no_page_takes_the_forms_address(rivne):
    from home.models import InformationPage
    from home.publishing import Refused
    from tests.builders import home

    parent = home(rivne)
    with pytest.raises(Refused):
        parent.add_child(
            instance=InformationPage(title="x", lead="x", slug="feedback", locale=parent.locale)
        )


# --- the period ---------------------------------------------------------------------------------
def test_messages_are_deleted_on_the_day_that_readers_are_told(rivne):
    days = django_settings.KEEP_DAYS["messages"]
    now = timezone.now()
    old = reader_message(rivne, received=now - timedelta(days=days), state="answered")
    young = reader_message(rivne, received=now - timedelta(days=days - 1))
    assert old.deletion_day == timezone.localdate()
    assert deletion_day(now) == timezone.localdate() + timedelta(days=days)
    call_command("schedule", once=True, stdout=open("/dev/null", "w"))  # noqa: SIM115
    assert list(ReaderMessage.objects.all()) == [young]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_the_privacy_page_states_the_same_period(language):
    changed = django_settings.KEEP_DAYS | {"messages": 97}
    with override_settings(KEEP_DAYS=changed):
        html = Reader("rivne").get(f"/{language}/privacy/").content.decode()
    assert "97" in html
    assert "/feedback/" not in html.split("<main")[1].split('class="feedback')[0]


def test_a_message_outlives_its_page(rivne):
    page = story(rivne, "Зникне", slug="gone")
    send(open_form("/uk/stories/gone/") | TYPED)
    page.delete()
    message = ReaderMessage.objects.get()
    assert (message.page, message.title) == (None, "Зникне")
