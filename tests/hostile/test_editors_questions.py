"""Signed in, with any question in the address of any screen: lists, filters, choosers, reports."""

import re

import pytest
from django.db import DataError
from django.urls import get_resolver
from hypothesis import given
from hypothesis import strategies as st

from cms.received.faults import is_unreadable
from stories.models import ToolIndexPage
from tests.builders import Editor, index, story
from tests.hostile.asking import MOST_QUERIES_OF_EDITORS, as_sent, ask, form, hostile
from tests.hostile.material import numbers, raw_queries, words

pytestmark = pytest.mark.django_db

PARAMETERS = [
    "p", "q", "ordering", "order", "id", "ids", "next", "page_type", "locale", "collection_id", "tag", "limit", "offset",
    "fields", "child_of", "childOf", "descendant_of", "type", "user", "action", "content_type", "owner", "edited_by",
    "status", "state", "kind", "page_language", "slug", "created_at_from", "created_at_to", "first_published_at_from",
    "last_published_at_to", "latest_revision_created_at_from", "timestamp_from", "timestamp_to", "object_type", "tool",
    "multiple", "allow_external_link", "link_text", "link_url", "match_subclass", "user_perms", "target_pages[]",
    "result_type", "can_choose_root", "mode", "in_preview_panel", "export", "site", "translation_key", "closest",
    "has_translations", "select_format", "embed", "title", "comment", "parent_page_id", "width", "language",
]  # fmt: skip
SCREENS = [
    "/admin/", "/admin/pages/", "/admin/pages/{page}/", "/admin/pages/{page}/edit/", "/admin/pages/search/",
    "/admin/pages/search/results/", "/admin/pages/{page}/history/", "/admin/pages/{page}/usage/",
    "/admin/pages/{parent}/results/", "/admin/pages/add/stories/storypage/{parent}/", "/admin/pages/{page}/delete/",
    "/admin/pages/{page}/copy/", "/admin/pages/{page}/move/", "/admin/pages/{page}/edit/preview/",
    "/admin/choose-page/", "/admin/choose-page/{parent}/", "/admin/choose-page/search/",
    "/admin/choose-page/chosen-multiple/", "/admin/choose-external-link/", "/admin/choose-email-link/",
    "/admin/choose-anchor-link/", "/admin/choose-phone-link/", "/admin/images/", "/admin/images/chooser/",
    "/admin/images/chooser/results/", "/admin/images/chooser/chosen-multiple/", "/admin/documents/",
    "/admin/documents/chooser/", "/admin/documents/chooser/chosen-multiple/", "/admin/reports/locked/",
    "/admin/reports/aging-pages/", "/admin/reports/site-history/", "/admin/localize/reports/translations/",
    "/admin/translation/to-check/", "/admin/story-list/", "/admin/event-list/", "/admin/messages/", "/admin/messages/results/", "/admin/embed/", "/admin/tool-voices/{tools}/",
    "/admin/account/", "/admin/bulk/wagtailcore/page/delete/", "/admin/bulk/wagtailcore/page/publish/",
    "/admin/bulk/wagtailcore/page/unpublish/", "/admin/bulk/wagtailcore/page/move/", "/admin/tag-autocomplete/",
    "/admin/api/main/pages/", "/admin/api/main/pages/find/", "/admin/api/main/images/", "/admin/api/main/documents/",
    "/admin/login/", "/admin/block-preview/", "/documents/1/x.pdf",
]  # fmt: skip
# Localize asks eight times for each of 50 rows; no question makes them more (traps L16).
DEAREST = {"/admin/localize/reports/translations/": 500}


def most_of(screen: str) -> int:
    return DEAREST.get(screen, MOST_QUERIES_OF_EDITORS)


questions = st.one_of(
    st.dictionaries(st.sampled_from(PARAMETERS), st.one_of(words, numbers), min_size=1, max_size=6),
    # The same value for everything: whatever reads anything meets it.
    st.builds(lambda value: dict.fromkeys(PARAMETERS, value), st.one_of(words, numbers)),
)


@pytest.fixture
def places(rivne):
    page = story(rivne, "Громада читає")
    tools = index(ToolIndexPage, rivne)
    return {"page": page.pk, "parent": page.get_parent().pk, "tools": tools.pk}


@pytest.fixture
def people(rivne):
    people = [Editor("publisher", rivne), Editor("administrator")]
    for person in people:
        person.raise_request_exception = False
    return people


@hostile
@given(
    screen=st.sampled_from(SCREENS), query=st.one_of(questions, raw_queries), who=st.integers(0, 1)
)
def test_any_question_on_any_screen_is_answered(people, places, screen, query, who):
    sent = query if isinstance(query, str) else form(query)["data"]
    ask(people[who], "GET", screen.format(**places), most_of(screen), QUERY_STRING=sent)


@pytest.mark.parametrize("value", ["a\0b", "9" * 30, "1,x"])
def test_every_screen_that_reads_a_number_takes_what_is_none(people, places, value):
    query = form(dict.fromkeys(PARAMETERS, value))["data"]
    for screen in SCREENS:
        ask(people[1], "GET", screen.format(**places), most_of(screen), QUERY_STRING=query)


def _numbered(patterns, before: str = "") -> list[str]:
    """Every address of the admin that has a number in it."""
    found = []
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found += _numbered(pattern.url_patterns, route)
        elif "<int:" in route and "(?P" not in route:
            found.append(route)
    return found


@pytest.mark.parametrize("number", ["9" * 30, "0"])
def test_every_address_with_a_number_takes_one_that_is_too_large(people, number):
    routes = _numbered(get_resolver("cms.urls_admin").url_patterns)
    assert len(routes) > 100
    for route in routes:
        ask(people[1], "GET", "/" + re.sub("<[^>]*>", number, route), MOST_QUERIES_OF_EDITORS)


@pytest.mark.parametrize(
    "path", [b"/admin/pages/\0/", b"/admin/\xff/", b"/admin/%00/", b"/admin/" + b"a/" * 90]
)
def test_an_address_that_nothing_can_have_is_nowhere_in_the_admin_too(people, path):
    assert ask(people[0], "GET", "/", 12, PATH_INFO=as_sent(path)).status_code == 404


def test_a_question_with_a_nul_is_refused_in_the_persons_language(people):
    response = ask(
        people[0],
        "GET",
        "/admin/pages/search/",
        12,
        QUERY_STRING="q=a%00",
        HTTP_ACCEPT_LANGUAGE="uk",
    )
    assert response.status_code == 400
    assert 'lang="uk"' in response.content.decode()


def test_a_script_is_told_in_words_what_could_not_be_read(people):
    response = ask(
        people[1],
        "GET",
        "/admin/api/main/pages/find/",
        20,
        QUERY_STRING="id=x",
        HTTP_ACCEPT="application/json",
    )
    assert response.status_code == 400
    assert response.json()["message"]


def test_a_mistake_of_ours_stays_a_failure_and_is_told_as_one(people, monkeypatch):
    """Only what was sent makes a 400; the rest must be seen by whoever looks after the server."""
    request = people[0].get("/admin/", {"q": "books"}).wsgi_request
    for mistake in (ValueError("no such thing"), KeyError("x"), RuntimeError("q"), TypeError("x")):
        assert not is_unreadable(request, mistake)
    for fault in (ValueError("expected a number but got 'books'"), DataError("too long")):
        assert is_unreadable(request, fault)
