"""Readers answer a learning lab: without an account, to the partner on whose site they are."""

import time
import uuid
from datetime import timedelta

import html5lib
import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from cms.language.dates import format_date
from partners.feedback import limits, tokens
from stories.labs.models import LONGEST_ANSWER, LabAnswer, deletion_day
from stories.models import EventPage
from tests.builders import Editor, Reader, lab, lab_answer

pytestmark = pytest.mark.django_db
# Far enough from today to be so in every time zone, at whatever hour this runs.
COMING = timezone.localdate() + timedelta(days=2)
PAST = timezone.localdate() - timedelta(days=2)
QUESTIONS = ("Що допомогло вашій вулиці?", "Чого бракувало?")
FIRST, SECOND = (f"answer-{uuid.UUID(int=number)}" for number in (1, 2))
PLACE = "/uk/events/the-lab/answer/"
TYPED = {FIRST: "Спільна кухня.", SECOND: ""}


@pytest.fixture
def asking(db) -> EventPage:
    """A lab that asks two questions, in Ukrainian and Swedish."""
    page = lab("The lab", QUESTIONS, language="uk", start_date=COMING)
    lab(
        "Labbet",
        ("Vad hjälpte er gata?", "Vad saknades?"),
        language="sv",
        slug="the-lab",
        start_date=COMING,
        translation_key=page.translation_key,
    )
    return page


def form_of(response):
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(
        response.content, transport_encoding="utf-8"
    )
    return tree.find(".//form[@class='feedback-form']")


def fields(response) -> dict[str, str]:
    """What a browser would send of the form."""
    form = form_of(response)
    found = {one.get("name"): one.get("value") or "" for one in form.iter("input")}
    return found | {one.get("name"): one.text or "" for one in form.iter("textarea")}


def open_form(key: str = "rivne", place: str = PLACE) -> dict[str, str]:
    response = Reader(key).get(place)
    assert response.status_code == 200
    return fields(response)


def send(sent: dict, key: str = "rivne", place: str = PLACE, headers=None):
    origin = {"origin": f"http://{key}.localhost:8000", "sec-fetch-site": "same-origin"}
    return Reader(key).post(place, sent, headers=origin if headers is None else headers)


def is_back_with_everything(response, status: int) -> bool:
    """Whether the form came back unsent with all that was typed, and can be sent as it is."""
    assert response.status_code == status
    assert not LabAnswer.objects.exists()
    again = fields(response)
    assert {name: again[name] for name in TYPED} == TYPED
    return send(again).status_code == 303


def test_what_a_reader_answers_reaches_the_partner_of_the_site_alone(asking):
    for key, place in (("rivne", PLACE), ("harnosand", "/sv/events/the-lab/answer/")):
        response = send(open_form(key, place) | TYPED, key, place)
        assert response.status_code == 303
        assert response["Location"] == f"{place}thanks/"
        assert Reader(key).get(response["Location"]).status_code == 200
    first, second = LabAnswer.objects.order_by("pk")
    assert (first.partner.key, second.partner.key) == ("rivne", "harnosand")
    assert first.answers == [
        {"id": str(uuid.UUID(int=1)), "question": QUESTIONS[0], "answer": "Спільна кухня."}
    ]
    assert (first.language, first.title) == ("uk", "The lab")
    assert second.answers[0]["question"] == "Vad hjälpte er gata?"
    assert first.lab_key == second.lab_key == asking.translation_key


def test_no_cookie_is_set_and_nothing_is_kept(asking):
    response = Reader("rivne").get(PLACE)
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    form = form_of(response)
    for area in form.iter("textarea"):
        (label,) = [one for one in form.iter("label") if one.get("for") == area.get("id")]
        assert label.text in QUESTIONS
    assert Reader("rivne").get(f"{PLACE}thanks/")["Cache-Control"] == "no-store"


def test_a_form_without_any_answer_says_so_and_comes_back(asking):
    response = send(open_form() | {FIRST: "  ", SECOND: ""})
    assert response.status_code == 400
    assert form_of(response).find(".//div[@role='alert']//li/a").get("href") == f"#id_{FIRST}"
    assert not LabAnswer.objects.exists()


def test_too_long_an_answer_comes_back_whole_with_its_error_beside_it(asking):
    text = "д" * (LONGEST_ANSWER + 1)
    response = send(open_form() | {FIRST: "Так.", SECOND: text})
    assert response.status_code == 400
    (area,) = [one for one in form_of(response).iter("textarea") if one.get("name") == SECOND]
    assert area.text == text
    assert area.get("aria-describedby") == f"id_{SECOND}-error"
    assert not LabAnswer.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://elsewhere.invalid"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "http://harnosand.localhost:8000"},
    ],
    ids=str,
)
def test_a_form_from_elsewhere_is_not_taken(asking, headers):
    assert send(open_form() | TYPED, headers=headers).status_code == 403
    assert not LabAnswer.objects.exists()


def test_a_form_that_is_no_longer_or_not_ours_comes_back(asking, monkeypatch):
    opened = open_form() | TYPED
    assert is_back_with_everything(send(opened | {"token": "x"}), 400)
    LabAnswer.objects.all().delete()
    foreign = tokens.new("harnosand", PLACE, None, None)
    assert is_back_with_everything(send(opened | {"token": foreign}), 400)
    LabAnswer.objects.all().delete()
    elsewhere = tokens.new("rivne", "/uk/tools/barcamp/", None, None)
    assert is_back_with_everything(send(opened | {"token": elsewhere}), 400)
    LabAnswer.objects.all().delete()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + tokens.LONGEST_AGE + 5)
    assert is_back_with_everything(send(opened), 400)


def test_who_fills_in_the_hidden_field_is_asked_once_more(asking):
    response = send(open_form() | TYPED | {"website": "http://x.invalid"})
    assert response.status_code == 400
    again = fields(response)
    assert again["website"] == ""
    assert is_back_with_everything(response, 400)


def test_a_form_sent_twice_is_kept_once(asking):
    opened = open_form() | TYPED
    assert [send(opened).status_code for _ in range(2)] == [303, 303]
    assert send(opened | {SECOND: "Ще одне."}).status_code == 409
    assert LabAnswer.objects.count() == 1


def test_a_flood_is_held_up_with_everything_still_there(asking):
    for _turn in range(limits.MOST_FROM_ADDRESS):
        assert send(open_form() | TYPED).status_code == 303
    response = send(open_form() | TYPED)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert fields(response)[FIRST] == TYPED[FIRST]
    assert LabAnswer.objects.count() == limits.MOST_FROM_ADDRESS


def test_who_began_before_the_call_was_over_can_still_send(asking):
    opened = open_form() | TYPED
    EventPage.objects.filter(translation_key=asking.translation_key).update(input_until=PAST)
    assert Reader("rivne").get(PLACE)["Location"] == "/uk/events/the-lab/"
    assert send(opened).status_code == 303
    late = send(opened | {"token": "x"})
    assert late.status_code == 400
    assert fields(late)[FIRST] == TYPED[FIRST]


def test_an_answer_to_a_question_that_was_taken_out_meanwhile_is_kept(asking):
    opened = open_form() | {FIRST: "Перше.", SECOND: "Друге."}
    page = EventPage.objects.get(pk=asking.pk)
    page.questions = page.questions.raw_data[1:]
    page.save()
    assert send(opened).status_code == 303
    assert [one["answer"] for one in LabAnswer.objects.get().answers] == ["Друге.", "Перше."]


@pytest.mark.parametrize(
    "place",
    [
        "/uk/events/learning-lab-ii-plock/answer/",
        "/uk/events/nowhere/answer/",
        "/sv/events/the-lab/answer/",
    ],
)
def test_there_is_no_form_where_no_lab_asks_in_a_language_of_the_site(asking, place):
    assert Reader("rivne").get(place).status_code == 404


def test_nothing_else_on_a_readers_host_takes_a_form(asking):
    for place in (
        "/uk/events/the-lab/",
        "/uk/events/the-lab/answer/thanks/",
        "/uk/events/labs/",
        "/sv/events/the-lab/answer/",
        "/events/the-lab/answer/",
        "/uk/events/a/b/answer/",
    ):
        assert send(TYPED, place=place).status_code == 405


# --- the partner's screens ------------------------------------------------------------------------
INDEX = "/admin/lab-answers/"


@pytest.mark.parametrize("role", ["editor", "publisher", "partner_manager"])
def test_the_partners_people_read_its_answers_and_no_others(rivne, harnosand, asking, role):
    own = lab_answer(rivne, asking, "Спільна кухня")
    foreign = lab_answer(harnosand, asking, "Ett gemensamt kök")
    client = Editor(role, rivne)
    html = client.get(INDEX).content.decode()
    assert "Спільна кухня" in html
    for address in (INDEX, f"{INDEX}results/", f"{INDEX}?q=a", "/admin/"):
        assert "Ett gemensamt" not in client.get(address).content.decode()
    assert "Спільна кухня" in client.get(f"{INDEX}{own.pk}/").content.decode()
    for rest in ("", "delete/"):
        assert client.get(f"{INDEX}{foreign.pk}/{rest}").status_code == 404
        assert client.post(f"{INDEX}{foreign.pk}/{rest}").status_code in (404, 405)
    assert LabAnswer.objects.count() == 2


def test_who_may_not_read_answers_is_shown_none(rivne, asking):
    own = lab_answer(rivne, asking, "Спільна кухня")
    for client in (Editor("library_editor"), Editor("translator", rivne, "en")):
        assert client.get(INDEX).status_code == 404
        assert client.get(f"{INDEX}{own.pk}/").status_code == 404
        assert "lab-answers" not in client.get("/admin/").content.decode()


def test_an_answer_is_deleted_by_those_who_read_it(rivne, asking):
    own = lab_answer(rivne, asking, "Спільна кухня")
    client = Editor("editor", rivne)
    assert client.post(f"{INDEX}{own.pk}/delete/").status_code == 302
    assert not LabAnswer.objects.exists()


def test_answers_are_found_by_lab(rivne, asking):
    lab_answer(rivne, asking, "Спільна кухня")
    other = lab("Another lab", QUESTIONS, language="uk")
    lab_answer(rivne, other, "Генератор")
    html = Editor("editor", rivne).get(INDEX, {"lab_key": str(other.translation_key)})
    html = html.content.decode()
    assert "Генератор" in html
    assert "Спільна кухня" not in html


# --- how long they are kept -----------------------------------------------------------------------
def test_answers_are_deleted_on_the_day_that_the_reader_was_told(rivne, asking):
    days = django_settings.KEEP_DAYS["answers"]
    kept = lab_answer(
        rivne, asking, "x", received=timezone.now() - timedelta(days=days) + timedelta(days=1)
    )
    gone = lab_answer(rivne, asking, "y", received=timezone.now() - timedelta(days=days))
    assert gone.deletion_day == timezone.localdate()
    call_command("delete_old_answers", verbosity=0)
    assert list(LabAnswer.objects.all()) == [kept]


def test_the_form_and_the_privacy_page_state_the_same_period(asking):
    with override_settings(KEEP_DAYS=django_settings.KEEP_DAYS | {"answers": 97}):
        day = format_date(deletion_day(timezone.now()), "uk")
        assert day in Reader("rivne").get(PLACE).content.decode()
        assert "97" in Reader("rivne").get("/uk/privacy/").content.decode()
