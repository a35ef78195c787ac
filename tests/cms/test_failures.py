"""When something is not there or breaks: an answer in the reader's language, and no trace of why."""

import html5lib
import pytest
from django.db import OperationalError, connection
from django.test import Client

import cms.views  # noqa: F401  # now, and not while a test has put something in the place of a part
from home import views
from partners import scoping
from tests.builders import ADMIN_HOST, Reader


def parse(response):
    """The document as a tree; raises where it is not valid."""
    builder = html5lib.getTreeBuilder("etree")
    parser = html5lib.HTMLParser(tree=builder, strict=True, namespaceHTMLElements=False)
    return parser.parse(response.content.decode())


def no_database(*args, **kwargs):
    """What every query meets while the database is away."""
    raise OperationalError("could not connect to secret-host:5432")


def reader_of(key: str) -> Reader:
    """Gets the answer that a server would send, not the exception."""
    return Reader(key, raise_request_exception=False)


@pytest.mark.parametrize("language", ["en", "sv", "uk", "ro"])
def test_when_a_page_breaks_the_reader_is_told_in_the_language_of_the_address(
    db, monkeypatch, language
):
    def broken(*args):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(views, "find", broken)
    response = reader_of("cbss").get(f"/{language}/stories/")
    assert response.status_code == 500
    document = parse(response)
    assert document.get("lang") == language
    assert response["Content-Language"] == language
    assert document.findtext("head/title").strip()
    assert "secret" not in response.content.decode()
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize("path", ["/uk/", "/uk/tools/barcamp/", "/", "/nowhere/"])
def test_without_a_database_the_host_is_answered_all_the_same(db, path):
    with connection.execute_wrapper(no_database):
        response = reader_of("rivne").get(path, HTTP_ACCEPT_LANGUAGE="uk")
    assert response.status_code == 500
    assert parse(response).get("lang") == "uk"
    assert "secret" not in response.content.decode()
    assert not response.cookies


def test_the_page_of_a_failure_asks_the_database_nothing(
    db, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(scoping, "partners_for_host", no_database)
    with django_assert_num_queries(0):
        response = reader_of("harnosand").get("/sv/stories/")
    assert response.status_code == 500
    assert parse(response).get("lang") == "sv"


def test_without_a_database_a_missing_page_is_missing_in_the_language_of_its_address(
    db, monkeypatch
):
    """The host may be known already, or kept, when the database goes away."""
    visit = scoping.visit_for_host("rivne.localhost")
    assert visit.homes
    monkeypatch.setattr("partners.middleware.visit_for_host", lambda hostname: visit)
    with connection.execute_wrapper(no_database):
        response = reader_of("rivne").get("/sv/stories/")
    assert response.status_code == 404
    assert parse(response).get("lang") == "sv"
    assert "secret" not in response.content.decode()


def test_a_missing_page_keeps_the_frame_of_its_site(db):
    for key, path, language in [
        ("rivne", "/uk/nowhere/", "uk"),
        ("rivne", "/en/nowhere/at/all/", "en"),
        ("harnosand", "/sv/stories/none/", "sv"),
        ("anenii-noi", "/ro/tools/none/", "ro"),
        ("cbss", "/ro/events/none/", "ro"),
    ]:
        response = Reader(key).get(path)
        document = parse(response)
        assert response.status_code == 404
        assert document.get("lang") == language
        assert [e.get("content") for e in document.iter("meta") if e.get("name") == "robots"] == [
            "noindex"
        ]
        assert not [e for e in document.iter("link") if e.get("rel") == "canonical"]
        assert f'href="/{language}/"' in response.content.decode()
        assert not response.cookies


def test_a_missing_page_offers_the_front_page_in_every_language(db):
    html = Reader("rivne").get("/uk/nowhere/").content.decode()
    switch = html.split('<nav class="languages"')[1].split("</nav>")[0]
    assert 'href="/uk/"' in switch
    assert 'href="/en/"' in switch


@pytest.mark.parametrize(
    "path", ["/uk/%00/", "/uk/😀/", "/uk/" + "a" * 3000 + "/", "/uk/a/b/c/d/e/f/g/h/i/j/"]
)
def test_strange_addresses_are_missing_and_break_nothing(db, path):
    as_servers_write_it = path.encode().decode("latin-1")  # PEP 3333
    response = Reader("rivne").get("/", PATH_INFO=as_servers_write_it)
    assert response.status_code == 404


def test_the_admin_hosts_failures_name_no_partner(db):
    response = Client(HTTP_HOST=ADMIN_HOST).get("/nowhere/", HTTP_ACCEPT_LANGUAGE="sv")
    assert response.status_code == 404
    assert parse(response).get("lang") == "sv"
    assert "Rivne" not in response.content.decode()


def test_a_forged_form_is_refused_in_words(db):
    client = Client(HTTP_HOST=ADMIN_HOST, enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "x"}, HTTP_ACCEPT_LANGUAGE="ro")
    assert response.status_code == 403
    assert parse(response).get("lang") == "ro"


def test_a_draft_that_is_kept_by_itself_is_answered_in_words_when_the_session_is_over(rivne):
    client = Client(HTTP_HOST=ADMIN_HOST)
    answer = client.post(
        "/admin/pages/1/edit/", headers={"accept": "application/json", "accept-language": "uk"}
    )
    assert answer.status_code == 403
    told = answer.json()
    assert told["success"] is False
    assert "Увійдіть в іншому вікні" in told["error_message"]
    # Whoever comes with a browser is led to the sign-in page, as before.
    assert client.post("/admin/pages/1/edit/", headers={"accept": "text/html"}).status_code == 302
