"""Every header that keeps an answer safe, on every kind of host and every kind of answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.test import Client
from wagtail.images import get_image_model

from cms.pictures.serving import FILE_POLICY
from home import views
from home.models import Withdrawal
from stories.models import StoryIndexPage
from tests.builders import ADMIN_HOST, Editor, Reader, home, index, person, story
from tests.cms import picture_files
from tests.cms.test_settings_production import NEEDED
from tests.demo_process import PROJECT
from tests.partners.test_documents import document

pytestmark = pytest.mark.django_db

# What every answer of every host carries, whatever it is.
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
DEVICES = ("camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()")
READERS = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def directives(response) -> set[str]:
    """The policy of an answer, in its parts."""
    return {part.strip() for part in response["Content-Security-Policy"].split(";")}


def assert_safe(response) -> None:
    """What holds of every answer of ours."""
    for header, value in EVERYWHERE.items():
        assert response.headers.get(header) == value, (header, response.status_code)
    for device in DEVICES:
        assert device in response["Permissions-Policy"]
    assert "default-src 'none'" in directives(response)
    assert response["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    for telling in ("Server", "X-Powered-By"):
        assert telling not in response
    assert "unsafe-eval" not in response["Content-Security-Policy"]
    assert "http" not in response["Content-Security-Policy"].replace(f"http://{ADMIN_HOST}", "")


def assert_of_a_reader(response) -> None:
    """What holds of every answer of a readers' host but files and pieces for other pages."""
    assert_safe(response)
    assert directives(response) >= READERS
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "nonce" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in response
    assert not response.cookies


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/uk/", 200),
        ("/uk", 301),
        ("/uk/stories/", 200),
        ("/uk/tools/barcamp/", 200),
        ("/uk/search/?q=громада", 200),
        ("/uk/feedback/", 200),
        ("/uk/no-such-page/", 404),
        ("/sv/", 404),
        ("/admin/", 404),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/uk/stories/feed.rss", 200),
        ("/uk/stories/feed.atom", 200),
        ("/uk/events/calendar.ics", 200),
        ("/uk/embed/stories/fragment/", 200),
        ("/documents/1/none.pdf", 404),
        ("/media/images/none.jpg", 404),
        ("/look/rivne.00000000.css", 404),
    ],
)
def test_readers_hosts(rivne, path, status):
    response = Reader(rivne).get(path)
    assert response.status_code == status
    assert_of_a_reader(response) if "/media/" not in path else assert_safe(response)


def test_readers_hosts_refusing_what_is_sent(rivne):
    for method in ("post", "put", "delete", "patch"):
        response = getattr(Reader(rivne), method)("/uk/stories/")
        assert response.status_code == 405
        assert_of_a_reader(response)


def test_a_withdrawn_page(rivne):
    page = story(rivne, "Withdrawn", slug="withdrawn")
    Withdrawal.objects.create(page_id=page.pk)
    page.unpublish()
    response = Reader(rivne).get("/uk/stories/withdrawn/")
    assert response.status_code == 410
    assert_of_a_reader(response)


def test_a_partners_colours(rivne):
    html = Reader(rivne).get("/uk/").content.decode()
    address = html.split('href="/look/')[1].split('"')[0]
    response = Reader(rivne).get(f"/look/{address}")
    assert response.status_code == 200
    assert_of_a_reader(response)


def test_a_piece_for_other_pages_may_be_framed_and_do_nothing(rivne):
    response = Reader(rivne).get("/uk/embed/stories/")
    assert response.status_code == 200
    assert_safe(response)
    assert {"frame-ancestors *", "script-src 'none'", "connect-src 'none'"} <= directives(response)
    assert "X-Frame-Options" not in response
    assert not response.cookies


def test_a_page_that_breaks(rivne, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(views, "find", broken)
    response = Reader(rivne, raise_request_exception=False).get("/uk/stories/")
    assert response.status_code == 500
    assert_of_a_reader(response)


def test_without_a_database(rivne):
    def away(*args, **kwargs):
        raise OperationalError

    with connection.execute_wrapper(away):
        response = Reader("rivne", raise_request_exception=False).get("/uk/")
    assert response.status_code == 500
    assert_safe(response)
    # Nobody knows yet what kind of host it is: nothing may be framed.
    assert "frame-ancestors 'none'" in directives(response)
    assert not response.cookies


@pytest.mark.parametrize("host", ["unknown.example.org", "", "rivne.localhost.evil.example"])
def test_an_unknown_host(db, host):
    response = Client(HTTP_HOST=host).get("/uk/")
    assert response.status_code == 421
    assert_safe(response)
    assert directives(response) == {"default-src 'none'", "frame-ancestors 'none'"}
    assert not response.cookies


def test_static_files(settings, rivne):
    (Path(settings.STATIC_ROOT) / "headers.css").write_text("p { color: red }")
    for client in (Reader(rivne), Client(HTTP_HOST=ADMIN_HOST)):
        response = client.get("/static/headers.css")
        assert response.status_code == 200
        assert_safe(response)
        assert "Access-Control-Allow-Origin" not in response
        assert not response.cookies


def test_documents(rivne):
    own = document(rivne.collection)
    for client in (Reader(rivne), Editor("editor", rivne)):
        response = client.get(own.url)
        assert response.status_code == 200
        assert_safe(response)
        assert response["Content-Security-Policy"] == FILE_POLICY
        assert {"sandbox", "frame-ancestors 'none'"} <= directives(response)
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Type"] == "application/pdf"
        assert response.headers.get("Content-Encoding") in (None, "identity")


def test_pictures(settings, tmp_path, rivne):
    settings.MEDIA_ROOT = tmp_path
    image = get_image_model().objects.create(
        title="x",
        collection=rivne.collection,
        file=ContentFile(picture_files.picture(), "x.jpg"),
    )
    address = image.get_rendition("width-50").url
    for client in (Reader(rivne), Editor("editor", rivne)):
        response = client.get(address)
        assert response.status_code == 200
        assert_safe(response)
        assert response["Content-Security-Policy"] == FILE_POLICY
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not response.cookies


def assert_of_the_admin(response) -> None:
    """What holds of every answer of the admin host."""
    assert_safe(response)
    assert "frame-ancestors 'self'" in directives(response)
    assert "base-uri 'none'" in directives(response)
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/admin/", 302),
        ("/admin/login/", 200),
        ("/admin/password_reset/", 200),
        ("/admin/pages/1/", 302),
        ("/nowhere/", 404),
        ("/uk/", 404),
        ("/documents/1/none.pdf", 404),
    ],
)
def test_the_admin_before_signing_in(db, path, status):
    response = Client(HTTP_HOST=ADMIN_HOST).get(path)
    assert response.status_code == status
    assert_of_the_admin(response)


def test_the_admin_after_signing_in(rivne):
    editor = Editor("editor", rivne)
    page = story(rivne, "Story")
    for path, status in [
        ("/admin/", 200),
        ("/admin/account/", 200),
        ("/admin/images/", 200),
        (f"/admin/pages/{page.pk}/edit/", 200),
        (f"/admin/pages/add/stories/storypage/{index(StoryIndexPage, rivne).pk}/", 200),
        (f"/admin/pages/{home(rivne).pk}/history/", 200),
        ("/admin/no/such/screen/", 404),
    ]:
        response = editor.get(path)
        assert response.status_code == status, path
        assert_of_the_admin(response)


def test_the_admin_when_a_form_is_forged(db):
    client = Client(HTTP_HOST=ADMIN_HOST, enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert_of_the_admin(response)


def test_the_admin_when_a_screen_breaks(rivne, monkeypatch):
    monkeypatch.setattr(
        "wagtail.admin.views.home.HomeView.get_context_data", lambda *args, **kwargs: 1 / 0
    )
    editor = Editor("editor", rivne, raise_request_exception=False)
    response = editor.get("/admin/")
    assert response.status_code == 500
    assert_of_the_admin(response)


def test_the_session_is_the_admins_alone_and_no_script_reads_it(rivne):
    who = person("editor", rivne)
    who.set_password("a long one for this test")
    who.save()
    client = Client(HTTP_HOST=ADMIN_HOST)
    response = client.post(
        "/admin/login/", {"username": who.username, "password": "a long one for this test"}
    )
    assert response.status_code == 302
    session = response.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert not session["domain"]
    assert {cookie["samesite"] for cookie in response.cookies.values()} <= {"Lax", "Strict"}
    # On a readers' host it opens nothing, and is neither read nor renewed.
    reader = Reader(rivne)
    reader.cookies["sessionid"] = session.value
    response = reader.get("/uk/")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_on_a_server_everything_goes_by_https_and_is_remembered_so():
    wanted = (
        "SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SECURE_HSTS_INCLUDE_SUBDOMAINS "
        "SECURE_HSTS_PRELOAD SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY "
        "SESSION_COOKIE_NAME CSRF_COOKIE_NAME SESSION_COOKIE_DOMAIN CSRF_COOKIE_DOMAIN "
        "SESSION_COOKIE_PATH DEBUG"
    )
    code = (
        "import django; from django.conf import settings; "
        f"print([getattr(settings, name) for name in {wanted!r}.split()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env=os.environ | NEEDED | {"DJANGO_SETTINGS_MODULE": "cms.settings.production"},
        capture_output=True,
        text=True,
        check=True,
    )
    a_year = 60 * 60 * 24 * 365
    # «__Host-» binds a cookie to its host only without a domain and for the whole of it.
    cookies = ["__Host-session", "__Host-csrf", None, None, "/"]
    assert done.stdout.strip() == str([True, a_year, True, True, True, True, True, *cookies, False])


def test_on_a_server_http_leads_to_https_with_all_headers(settings, rivne):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    for client in (Reader(rivne), Client(HTTP_HOST=ADMIN_HOST)):
        response = client.get("/uk/")
        assert response.status_code == 301
        assert response["Location"].startswith("https://")
        assert_safe(response)
    response = Reader(rivne).get("/uk/", secure=True)
    assert response["Strict-Transport-Security"].startswith("max-age=31536000")
