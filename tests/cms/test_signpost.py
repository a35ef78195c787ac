"""In the demo, localhost leads to the five sites and the admin; elsewhere it is refused."""

import pytest

from partners.models import PartnerText


@pytest.fixture
def sites(db, settings):
    settings.SIGNPOST_HOSTS = ["localhost", "127.0.0.1"]


def get(client, path="/", host="localhost:8000", language="en"):
    return client.get(path, headers={"host": host, "accept-language": language})


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000"])
def test_it_leads_to_every_site_in_its_languages_and_to_the_admin(client, sites, host):
    response = get(client, host=host)
    page = response.content.decode()
    assert response.status_code == 200
    for address in (
        "http://rivne.localhost:8000/uk/",
        "http://rivne.localhost:8000/en/",
        "http://harnosand.localhost:8000/sv/",
        "http://admin.localhost:8000/admin/",
    ):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("uk", "uk"), ("sv-FI,sv;q=0.9", "sv"), ("ro", "ro"), ("de", "en"), ("", "en")],
)
def test_it_speaks_the_browsers_language(client, sites, asked, answered):
    response = get(client, language=asked)
    assert f'<html lang="{answered}">' in response.content.decode()
    assert response.headers["Content-Language"] == answered
    assert "Accept-Language" in response.headers["Vary"]


def test_a_name_in_another_language_is_marked(client, sites):
    own = PartnerText.objects.get(profile__site__partner__key="rivne", language="uk")
    PartnerText.objects.filter(profile=own.profile, language="ro").delete()
    assert f'lang="uk">{own.name}<' in get(client, language="ro").content.decode()


def test_it_sets_no_cookie_and_has_nothing_inline(client, sites):
    response = get(client)
    page = response.content.decode()
    assert not response.cookies
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "<script" not in page
    assert "style=" not in page


def test_any_other_address_there_is_missing_and_still_leads_on(client, sites):
    response = get(client, "/uk/stories/")
    assert response.status_code == 404
    assert "http://rivne.localhost:8000/" in response.content.decode()


def test_without_the_demos_setting_localhost_is_an_unknown_host(client, sites, settings):
    settings.SIGNPOST_HOSTS = []
    response = get(client)
    assert response.status_code == 421
    assert "rivne" not in response.content.decode()
