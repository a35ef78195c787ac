"""At the door of the admin: whatever is sent there, and whoever knocks for hours."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cms import signing_in
from partners import limits
from tests.builders import ADMIN_HOST, Reader, person
from tests.hostile.asking import ask, form, hostile, multipart, stranger
from tests.hostile.material import header_values, queries, raw_queries, words

pytestmark = pytest.mark.django_db

SIGN_IN = "/admin/login/"
RESET = "/admin/password_reset/"
DOORS = [SIGN_IN, RESET, "/admin/password_reset/done/", "/admin/password_reset/confirm/x/y-z/",
         "/admin/password_reset/complete/", "/admin/logout/", "/admin/sprite/", "/admin/jsi18n/",
         "/admin/", "/admin/pages/", "/documents/1/x.pdf", "/media/images/x.png", "/"]  # fmt: skip
PASSWORD = "correct horse battery"


@pytest.fixture
def editor(rivne):
    someone = person("editor", rivne)
    someone.set_password(PASSWORD)
    someone.save()
    return someone


def sign_in(username: str, password: str, address: str = "192.0.2.1", **fields):
    client = Client(HTTP_HOST=ADMIN_HOST, REMOTE_ADDR=address)
    fields = {"username": username, "password": password} | fields
    return client.post(SIGN_IN, fields, headers={"accept-language": "en"})


def is_signed_in(response) -> bool:
    return response.status_code == 302 and "sessionid" in response.cookies


# --- whatever is sent ----------------------------------------------------------------------------
@hostile
@given(fields=st.fixed_dictionaries({}, optional=dict.fromkeys(
    ["username", "password", "next", "remember", "csrfmiddlewaretoken", "email", "x"], words)),
    door=st.sampled_from([SIGN_IN, RESET, "/admin/password_reset/confirm/x/set-password/", "/admin/logout/"]))  # fmt: skip
def test_any_form_at_the_door_is_answered_and_nobody_comes_in(db, fields, door):
    response = ask(stranger(), "POST", door, 12, **form(fields))
    assert "sessionid" not in response.cookies or not response.cookies["sessionid"].value
    assert not [sql for sql in response.changes if "auth" in sql]


@hostile
@given(door=st.sampled_from(DOORS), query=st.one_of(queries, raw_queries))
def test_any_question_at_the_door_is_answered(db, door, query):
    sent = query if isinstance(query, str) else form(query)["data"]
    ask(stranger(), "GET", door, 12, QUERY_STRING=sent)


@hostile
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(
        ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=edge",
         "application/x-www-form-urlencoded", "application/json", "text/plain; charset=nonsense", "", "\0"]
    ),
    length=st.one_of(st.none(), header_values),
)  # fmt: skip
def test_any_body_at_the_door_is_answered(db, body, kind, length):
    more = {} if length is None else {"CONTENT_LENGTH": length}
    ask(stranger(), "POST", SIGN_IN, 12, data=body, content_type=kind, **more)


@hostile
@given(cookie=header_values, language=header_values, door=st.sampled_from(DOORS))
def test_any_cookie_and_any_language_is_answered(db, cookie, language, door):
    sent = {
        "HTTP_COOKIE": f"sessionid={cookie}; csrftoken={cookie}",
        "HTTP_ACCEPT_LANGUAGE": language,
    }
    ask(stranger(), "GET", door, 12, **sent)  # fmt: skip


def test_more_than_a_stranger_can_need_is_not_even_read(db):
    body = multipart([("username", None, b"x"), ("file", "x.bin", b"x" * 100_000)])
    response = ask(stranger(), "POST", SIGN_IN, 3, HTTP_ACCEPT_LANGUAGE="uk", **body)
    assert response.status_code == 413
    assert 'lang="uk"' in response.content.decode()


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "x", "evil.example"])  # fmt: skip
def test_signing_in_leads_to_no_other_host_and_fails_on_no_address(editor, address):
    response = sign_in(editor.username, PASSWORD, next=address)
    assert is_signed_in(response)
    assert response["Location"] == "/admin/"
    assert (
        sign_in(editor.username, PASSWORD, next="/admin/account/")["Location"] == "/admin/account/"
    )


# --- whoever tries often -------------------------------------------------------------------------
def test_after_so_many_wrong_passwords_one_is_asked_to_wait_and_even_the_right_one_does_not_help(
    editor, monkeypatch
):
    now = 1_800_000_000.0  # the beginning of a window
    monkeypatch.setattr(limits.time, "time", lambda: now)
    for _try in range(signing_in.MOST_WITH_ACCOUNT):
        assert "didn't match" in sign_in(editor.username, "wrong").content.decode().replace("&#x27;", "'")  # fmt: skip
    response = sign_in(editor.username.upper(), PASSWORD)
    assert not is_signed_in(response)
    text = response.content.decode()
    assert "too many wrong passwords" in text
    assert editor.username.upper() in text
    now += limits.WINDOW
    assert is_signed_in(sign_in(editor.username, PASSWORD))


def test_nobody_is_locked_out_by_what_others_try(editor):
    for _try in range(signing_in.MOST_WITH_ACCOUNT + 1):
        sign_in(editor.username, "wrong", "198.51.100.7")
    assert not is_signed_in(sign_in(editor.username, PASSWORD, "198.51.100.7"))
    assert is_signed_in(sign_in(editor.username, PASSWORD, "192.0.2.1"))


def test_one_address_does_not_try_one_password_with_every_name(editor, monkeypatch):
    monkeypatch.setattr(signing_in, "MOST_FROM_ADDRESS", 3)
    for number in range(3):
        sign_in(f"somebody-{number}", "wrong")
    assert not is_signed_in(sign_in(editor.username, PASSWORD))
    assert is_signed_in(sign_in(editor.username, PASSWORD, "192.0.2.2"))


def test_the_form_asks_for_the_password_in_the_persons_language(db):
    html = stranger().get(SIGN_IN, headers={"accept-language": "uk"}).content.decode()
    assert "Пароль" in html
    assert "Password" not in html


def test_signing_in_itself_is_not_counted(editor):
    for _time in range(signing_in.MOST_WITH_ACCOUNT + 2):
        assert is_signed_in(sign_in(editor.username, PASSWORD))


def test_once_the_limit_is_reached_no_password_is_compared(editor, monkeypatch):
    monkeypatch.setattr(signing_in, "MOST_WITH_ACCOUNT", 0)
    compared = []
    monkeypatch.setattr(type(editor), "check_password", lambda *args: compared.append(args))
    sign_in(editor.username, PASSWORD)
    assert not compared


# --- a forgotten password ------------------------------------------------------------------------
def ask_for_password(email: str, address: str = "192.0.2.1") -> str:
    """What is shown in the end; the form's token differs each time."""
    client = Client(HTTP_HOST=ADMIN_HOST, REMOTE_ADDR=address)
    response = client.post(RESET, {"email": email}, follow=True)
    assert response.redirect_chain == [("/admin/password_reset/done/", 302)]
    return re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode())


def test_the_answer_does_not_tell_whether_an_account_exists(editor):
    assert ask_for_password(editor.email) == ask_for_password("nobody@example.invalid")
    assert [message.to for message in mail.outbox] == [[editor.email]]


def test_nobody_is_flooded_with_links_and_the_answer_stays_the_same(editor):
    answers = {
        ask_for_password(editor.email, f"192.0.2.{number}")
        for number in range(signing_in.MOST_MAILS_TO_ADDRESS + 3)
    }
    assert len(answers) == 1
    assert len(mail.outbox) == signing_in.MOST_MAILS_TO_ADDRESS


def test_one_address_does_not_have_everybody_written_to(editor, monkeypatch):
    monkeypatch.setattr(signing_in, "MOST_MAILS_FROM_ADDRESS", 2)
    for number in range(2):
        ask_for_password(f"nobody-{number}@example.invalid")
    ask_for_password(editor.email)
    assert not mail.outbox
    ask_for_password(editor.email, "192.0.2.9")
    assert len(mail.outbox) == 1


def test_a_readers_host_knows_no_door(db):
    sessions = Session.objects.count()
    for path in (SIGN_IN, RESET):
        assert Reader("rivne").post(path, {"username": "x", "password": "y"}).status_code == 405
    assert Session.objects.count() == sessions
