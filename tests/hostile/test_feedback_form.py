"""The one form of readers' hosts: nothing is stored but what the reader may send."""

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from partners.feedback import tokens
from partners.feedback.models import LONGEST_TEXT, Kind, ReaderMessage
from tests.builders import Reader
from tests.hostile.asking import ask, form, hostile, multipart
from tests.hostile.material import header_values, words

pytestmark = pytest.mark.django_db
PLACE = "/uk/feedback/"
PAGE = "/uk/tools/barcamp/"
MOST = 40


def token_of(key: str = "rivne", page_id=None) -> str:
    return tokens.new(key, PAGE, page_id, None)


any_token = st.one_of(
    words,
    st.builds(token_of),
    st.builds(token_of, st.just("harnosand")),
    st.builds(lambda: token_of()[:-3]),
    # Signed by us, for something else.
    st.builds(lambda: signing.dumps(["x"], salt="another form")),
)
any_form = st.fixed_dictionaries(
    {},
    optional={
        "token": any_token,
        "kind": st.one_of(st.sampled_from(Kind.values), words),
        "text": words,
        "email": st.one_of(words, st.just("reader@example.invalid")),
        "website": words,
        "page": words,
        "x": words,
    },
)


def rivne() -> Reader:
    return Reader("rivne", raise_request_exception=False)


def is_a_message(fields: dict) -> bool:
    """Whether these fields are what the form promises to take."""
    text = fields.get("text", "").replace("\r\n", "\n").strip()
    return (
        fields.get("kind") in Kind.values
        and 0 < len(text) <= LONGEST_TEXT
        and "\0" not in text
        and not fields.get("website")
    )


@hostile
@given(fields=any_form)
def test_any_form_is_answered_and_only_a_message_is_stored(db, fields):
    response = ask(rivne(), "POST", PLACE, MOST, **form(fields))
    stored = [sql for sql in response.changes if "feedback_readermessage" in sql]
    assert bool(stored) == (response.status_code == 303)
    if stored:
        assert is_a_message(fields)
    else:
        assert response.status_code in {400, 403, 409, 413, 429}


@hostile
@given(text=words, kind=st.sampled_from(Kind.values), email=words)
def test_a_genuine_form_with_any_words_stores_them_or_says_what_is_wrong(db, text, kind, email):
    fields = {"token": token_of(), "text": text, "kind": kind, "email": email}
    response = ask(rivne(), "POST", PLACE, MOST, **form(fields))
    assert response.status_code in {303, 400, 429}
    assert bool(response.changes) == (response.status_code == 303)


@hostile
@given(page=words, kind=words)
def test_the_form_is_shown_whatever_page_it_is_asked_about(db, page, kind):
    query = form({"page": page, "kind": kind})["data"]
    for path in (PLACE, f"{PLACE}thanks/"):
        response = ask(rivne(), "GET", path, 25, QUERY_STRING=query)
        assert response.status_code == 200
        assert not response.changes
        assert 'href="//' not in response.content.decode()


@hostile
@given(origin=header_values, fetched=header_values, length=header_values)
def test_any_headers_of_a_form_are_answered(db, origin, fetched, length):
    sent = form({"token": token_of(), "text": "x", "kind": Kind.values[0]})
    headers = {"HTTP_ORIGIN": origin, "HTTP_SEC_FETCH_SITE": fetched, "CONTENT_LENGTH": length}
    response = ask(rivne(), "POST", PLACE, MOST, **sent, **headers)
    assert bool(response.changes) == (response.status_code == 303)


@hostile
@given(body=st.binary(max_size=400), kind=st.sampled_from(["multipart/form-data; boundary=edge", "application/json", "x"]))  # fmt: skip
def test_any_body_is_answered_and_nothing_is_stored(db, body, kind):
    response = ask(rivne(), "POST", PLACE, MOST, data=body, content_type=kind)
    assert response.status_code in {400, 413}
    assert not response.changes


def test_a_form_with_a_file_stores_its_words_alone(db):
    parts = [("token", None, token_of().encode()), ("kind", None, Kind.values[0].encode()),
             ("text", None, "Слово".encode()), ("file", "../../x.php", b"<?php")]  # fmt: skip
    before = ReaderMessage.objects.count()
    response = ask(rivne(), "POST", PLACE, MOST, **multipart(parts))
    assert response.status_code == 303
    assert ReaderMessage.objects.count() == before  # taken back, with what was stored
    assert not any("document" in sql or "image" in sql for sql in response.changes)


def test_many_fields_are_refused_in_the_readers_language(db):
    fields = {f"x{number}": "" for number in range(10_001)}
    response = ask(rivne(), "POST", PLACE, 12, **form(fields))
    assert response.status_code == 400
    assert 'lang="uk"' in response.content.decode()
