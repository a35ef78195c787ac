"""Who answers on which host: partners to readers, one host to editors, nobody on any other."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.models import Site

from partners.models import Partner
from stories.models import CulturalToolPage
from tests.builders import ADMIN_HOST, Editor, Reader, event, home, person, story

KEYS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"]


def names_and_titles() -> list[str]:
    """Words by which any partner's content would be recognised."""
    words = []
    for partner in Partner.objects.select_related("site"):
        words += [partner.key, partner.name, home(partner).title, partner.site.site_name]
    return words


@pytest.mark.parametrize(
    "host",
    [
        "unknown.localhost:8000",
        "localhost:8000",
        "127.0.0.1:8000",
        "rivne.localhost.evil.example",
        "evil.rivne.localhost:8000",
        "rivne.localhost:8000@evil.example",
        "rivne_localhost",
        "RIVNE",
        "",
        "*",
        "[::1]:8000",
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/uk/", "/admin/", "/sitemap.xml", "/robots.txt", "/look/rivne.1.css"]
)
def test_an_unknown_host_is_refused_without_any_partners_content(db, host, path):
    response = Client(HTTP_HOST=host).get(path)
    assert response.status_code == 421
    text = response.content.decode()
    assert not [word for word in names_and_titles() if word in text]
    assert not response.cookies


def test_a_host_is_compared_as_names_are_without_case_port_or_last_dot(db):
    for host in (
        "rivne.localhost",
        "RIVNE.localhost:8000",
        "rivne.localhost.",
        "rivne.localhost:1",
    ):
        assert Client(HTTP_HOST=host).get("/uk/").status_code == 200


def test_a_forwarded_host_opens_no_other_site(db):
    response = Reader("rivne").get("/uk/", HTTP_X_FORWARDED_HOST="cbss.localhost:8000")
    assert "http://rivne.localhost:8000/uk/" in response.content.decode()


def test_there_is_no_default_site_that_unknown_hosts_could_fall_to(db):
    assert not Site.objects.filter(is_default_site=True).exists()
    assert Site.objects.filter(partner__isnull=True).count() == 0


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/admin", "/uk/admin/", "/django-admin/", "/api/v2/pages/"]
)
def test_a_partners_host_has_no_admin(db, key, path):
    response = Reader(key).get(path, follow=True)
    assert response.status_code == 404
    assert not response.cookies


def test_signing_in_on_the_admin_host_means_nothing_to_readers_hosts(rivne):
    editor = Editor("editor", rivne)
    sessions = Session.objects.count()
    reader = Reader(rivne)
    reader.cookies = editor.cookies
    response = reader.get("/uk/")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response.wsgi_request.COOKIES
    assert not hasattr(response.wsgi_request, "session")
    assert Session.objects.count() == sessions


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/", "/uk/", "/uk/contact/", "/nowhere/"])
def test_readers_hosts_accept_no_changes(rivne, method, path):
    response = getattr(Reader(rivne), method)(path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/", "/uk/", "/uk/tools/barcamp/", "/nowhere/"])
def test_asking_for_the_head_answers_as_asking_for_the_page(rivne, path):
    reader = Reader(rivne)
    page, head = reader.get(path), reader.head(path)
    assert head.status_code == page.status_code
    assert head.content == b""
    assert head["Content-Type"] == page["Content-Type"]


@pytest.mark.parametrize(
    "path", ["/uk/", "/uk/stories/", "/en/tools/barcamp/", "/sitemap.xml", "/robots.txt"]
)
def test_the_admin_host_does_not_answer_readers_addresses(rivne, path):
    for client in (Client(HTTP_HOST=ADMIN_HOST), Editor("editor", rivne)):
        response = client.get(path)
        assert response.status_code == 404
        assert "Рівн" not in response.content.decode()


def test_an_editor_sees_the_addresses_of_own_pages_on_their_own_host(rivne):
    page = story(rivne, "Громада читає")
    response = Editor("editor", rivne).get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    assert f"http://rivne.localhost:8000/uk/stories/{page.slug}/" in response.content.decode()
    assert Reader(rivne).get(f"/uk/stories/{page.slug}/").status_code == 200


def test_an_editor_sees_the_canonical_address_of_a_shared_page(db):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    response = Editor("library_editor").get(f"/admin/pages/{tool.pk}/edit/")
    assert "http://cbss.localhost:8000/uk/tools/barcamp/" in response.content.decode()


def test_an_address_without_its_last_slash_leads_to_the_page(rivne):
    response = Reader(rivne).get("/uk/stories")
    assert response.status_code == 301
    assert response["Location"] == "/uk/stories/"


def test_no_address_leads_to_another_host(rivne):
    reader = Reader(rivne)
    for path in ("//evil.example/uk/", "/uk//evil.example", "/\\evil.example", "//evil.example"):
        # The client would read a host from the address; a server hands the path on as it is.
        response = reader.get("/", PATH_INFO=path)
        assert response.status_code in (301, 404), path
        assert not response.get("Location", "/").startswith(("//", "http", "/\\")), path


def test_pages_of_one_partner_are_not_on_the_host_of_another(rivne, harnosand):
    own_story = story(rivne, "Лише рівненська")
    own_event = event(rivne, "Лише рівненська зустріч")
    for language in ("uk", "sv", "en"):
        for path in (f"stories/{own_story.slug}", f"events/{own_event.slug}"):
            assert Reader(harnosand).get(f"/{language}/{path}/").status_code == 404
    assert Reader(rivne).get(f"/uk/stories/{own_story.slug}/").status_code == 200
    assert Reader(rivne).get(f"/uk/events/{own_event.slug}/").status_code == 200


def test_containers_of_partners_and_of_the_library_are_on_no_host(db):
    for key in KEYS:
        for path in (
            "/shared/",
            "/rivne/",
            "/uk/shared/",
            "/uk/rivne-uk/",
            "/uk/tools/en/",
            "/en/rivne/",
        ):
            assert Reader(key).get(path).status_code == 404


def test_a_draft_is_on_no_host(rivne):
    page = story(rivne, "Ще пишемо", live=False)
    page.refresh_from_db()
    page.unpublish()
    assert Reader(rivne).get(f"/uk/stories/{page.slug}/").status_code == 404
    assert page.title not in Reader(rivne).get("/uk/stories/").content.decode()
    assert page.slug not in Reader(rivne).get("/sitemap.xml").content.decode()


def test_a_site_without_a_live_home_answers_404_and_not_with_another_site(rivne):
    for language in rivne.languages:
        home(rivne, language).unpublish()
    reader = Reader(rivne)
    for path in ("/uk/", "/en/", "/uk/stories/", "/uk/tools/barcamp/"):
        assert reader.get(path).status_code == 404
    assert Reader("cbss").get("/en/").status_code == 200


def test_an_account_opens_the_admin_only_with_a_role_in_it(db, django_user_model):
    nobody = django_user_model.objects.create_user("nobody", password="x")
    client = Client(HTTP_HOST=ADMIN_HOST)
    assert client.get("/admin/").status_code == 302
    client.force_login(nobody)
    assert client.get("/admin/").status_code == 302
    client.force_login(person("editor", Partner.objects.get(key="rivne")))
    assert client.get("/admin/").status_code == 200


def test_a_site_on_the_port_of_https_says_https_in_every_address(rivne):
    """Wagtail takes the scheme of a site from its port; in production that is 443."""
    rivne.site.port = 443
    rivne.site.save()
    html = Client(HTTP_HOST="rivne.localhost").get("/uk/").content.decode()
    assert '<link rel="canonical" href="https://rivne.localhost/uk/">' in html
    assert "http://rivne.localhost" not in html
    sitemap = Client(HTTP_HOST="rivne.localhost").get("/sitemap.xml").content.decode()
    assert "<loc>https://rivne.localhost/uk/</loc>" in sitemap


def test_the_administrator_gives_a_site_its_host_name_and_nobody_else_can(rivne):
    address = f"/admin/sites/edit/{rivne.site_id}/"
    fields = {
        "hostname": "rivne.example.org",
        "port": "8000",
        "site_name": "Рівне",
        "root_page": str(rivne.site.root_page_id),
    }
    Editor("partner_manager", rivne).post(address, fields)
    assert Reader(rivne).get("/uk/").status_code == 200

    assert Editor("administrator").post(address, fields).status_code == 302

    assert Reader(rivne).get("/uk/").status_code == 421
    assert Reader(rivne, headers={"host": "rivne.example.org"}).get("/uk/").status_code == 200
