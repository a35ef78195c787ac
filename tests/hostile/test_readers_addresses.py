"""Whatever is asked of a reader's host, it answers: quickly, in a few questions, storing nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Reader
from tests.hostile.asking import (
    MOST_QUERIES_OF_READERS,
    as_sent,
    ask,
    form,
    hostile,
    read,
    stranger,
)
from tests.hostile.material import header_values, paths, queries, raw_queries

pytestmark = pytest.mark.django_db

PLACES = [
    "/", "/uk/", "/uk/stories/", "/uk/events/", "/uk/tools/", "/uk/tools/barcamp/", "/uk/contact/", "/uk/search/",
    "/uk/feedback/", "/uk/feedback/thanks/", "/uk/stories/feed.rss", "/uk/stories/feed.atom", "/uk/events/calendar.ics",
    "/uk/calendar/", "/uk/calendar/events.ics", "/uk/events/x/event.ics", "/uk/embed/stories/", "/uk/embed/events/fragment/", "/uk/embed/tool/barcamp/",
    "/uk/events/labs/", "/uk/events/x/answer/", "/uk/events/learning-lab-ii-plock/answer/thanks/",
    "/sitemap.xml", "/robots.txt", "/media/images/x.png", "/look/rivne.1.css", "/documents/1/x.pdf", "/nowhere/",
]  # fmt: skip
HEADERS = [
    "HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED",
    "HTTP_COOKIE", "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_SEC_FETCH_SITE", "HTTP_AUTHORIZATION", "CONTENT_TYPE",
    "CONTENT_LENGTH", "HTTP_X_REQUESTED_WITH", "HTTP_X_HTTP_METHOD_OVERRIDE", "REMOTE_ADDR",
]  # fmt: skip
METHODS = st.sampled_from(
    ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "", "get", "\0"]
)  # fmt: skip


def rivne() -> Reader:
    return Reader("rivne", raise_request_exception=False)


@hostile
@given(place=st.sampled_from(PLACES), query=queries)
def test_any_question_mark_is_answered(db, place, query):
    assert read(rivne(), place, QUERY_STRING=form(query)["data"]).status_code in {
        200,
        301,
        302,
        404,
    }


@hostile
@given(place=st.sampled_from(PLACES), query=raw_queries)
def test_a_question_that_nobody_encoded_is_answered(db, place, query):
    assert read(rivne(), place, QUERY_STRING=query).status_code in {200, 301, 302, 404}


@hostile
@given(path=paths)
def test_any_path_is_answered_and_leads_to_no_other_host(db, path):
    response = read(rivne(), PATH_INFO=as_sent(path))
    assert response.status_code in {200, 301, 302, 404}
    assert not response.get("Location", "/x").startswith(("//", "http", "/\\"))


@hostile
@given(place=st.sampled_from(PLACES), header=st.sampled_from(HEADERS), value=header_values)
def test_any_header_is_answered(db, place, header, value):
    assert read(rivne(), place, **{header: value}).status_code in {
        200,
        206,
        301,
        302,
        304,
        404,
        416,
    }


@hostile
@given(host=st.one_of(header_values, st.text(max_size=20)), place=st.sampled_from(PLACES))
def test_any_host_that_is_none_of_ours_is_refused(db, host, place):
    assert read(Reader("rivne", headers={"host": host}), place).status_code == 421


@hostile
@given(place=st.sampled_from(PLACES), method=METHODS, body=st.binary(max_size=200))
def test_any_method_is_answered_and_changes_nothing(db, place, method, body):
    response = ask(rivne(), method, place, MOST_QUERIES_OF_READERS, data=body)
    assert not response.changes
    if method.upper() not in {"GET", "HEAD", "OPTIONS"}:
        assert response.status_code in {400, 405}


IMPOSSIBLE = [
    b"/uk/a\0b/", b"/\0", b"/uk/events/\0/event.ics", b"/media/\0.png",
    b"/uk/" + b"a/" * 100, b"/uk/" + b"a" * 5000 + b"/",
]  # fmt: skip


@pytest.mark.parametrize("path", IMPOSSIBLE)
def test_an_address_that_nothing_can_have_is_nowhere_and_no_page_is_looked_for(db, path):
    response = ask(rivne(), "GET", "/", 3, PATH_INFO=as_sent(path))
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("method", ["OPTIONS", "GET"])
@pytest.mark.parametrize("client", [rivne, stranger])
def test_a_request_about_no_path_at_all_is_answered(db, client, method):
    """«OPTIONS *» (RFC 9110, 9.3.7) comes with a star in the place of the path."""
    assert ask(client(), method, "/", 12, PATH_INFO="*").status_code == 404
