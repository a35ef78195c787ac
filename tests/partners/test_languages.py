"""In which language a site answers: that of the address, where the site has it; else it says so."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import call_command

from home.models import HomePage
from partners.models import Partner
from stories.models import CulturalToolPage, StoryPage
from tests.builders import Reader, home, story

SIXTH = Path(__file__).resolve().parents[2] / "docs" / "example-partner.json"
LANGUAGES = ["en", "sv", "uk", "ro"]
KEYS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi", "example"]


@pytest.fixture(params=KEYS)
def site(request, db) -> Partner:
    """Each of the five, and a sixth made from a file."""
    if request.param == "example":
        call_command("add_partner", str(SIXTH), verbosity=0)
    return Partner.objects.select_related("site", "root_page").get(key=request.param)


def language_of(response) -> str:
    """What the document says of itself."""
    html = response.content.decode()
    return html.split('<html lang="')[1][:2]


def test_every_offered_language_is_served_and_no_other(site):
    reader = Reader(site)
    for language in LANGUAGES:
        response = reader.get(f"/{language}/")
        assert response.status_code == (200 if language in site.languages else 404)
        assert language_of(response) == (
            language if language in site.languages else site.source_language
        )
        assert response["Content-Language"] == language_of(response)


def test_a_language_that_is_not_offered_leads_to_the_same_page_in_those_that_are(site):
    missing = next((code for code in LANGUAGES if code not in site.languages), None)
    if missing is None:
        assert site.key == "cbss"
        return
    for path in ("contact", "stories", "tools/barcamp", "events/learning-lab-ii-plock"):
        html = Reader(site).get(f"/{missing}/{path}/").content.decode()
        listed = html.split('class="elsewhere"')[1].split("</ul>")[0]
        for language in LANGUAGES:
            offered = language in site.languages
            assert (f'href="/{language}/{path}/"' in listed) == offered, (path, language)
    listed = Reader(site).get(f"/{missing}/").content.decode().split('class="elsewhere"')[1]
    assert all(f'href="/{code}/"' in listed.split("</ul>")[0] for code in site.languages)
    html = Reader(site).get(f"/{missing}/nowhere/at-all/").content.decode()
    assert 'class="elsewhere"' not in html


def test_the_bare_host_asks_the_browser_within_what_the_site_has(site):
    for asked, code in {"en": "en", "sv-SE": "sv", "uk,en;q=0.5": "uk", "ro-MD": "ro"}.items():
        response = Reader(site).get("/", HTTP_ACCEPT_LANGUAGE=asked)
        assert response.status_code == 302
        if site.parity:
            expected = site.source_language
        elif code in site.languages:
            expected = code
        else:
            expected = site.source_language
        if asked.startswith("uk,") and not site.parity and "uk" not in site.languages:
            expected = "en"
        assert response["Location"] == f"/{expected}/"


@pytest.mark.parametrize(
    "asked",
    ["", "*", "fr, de;q=0.9", "en;q=0", ";;;", "x" * 5000, "en-US,en;q=0.1,sv;q=0.9", "zz,SV;q=1"],
)
def test_strange_wishes_of_a_browser_lead_to_a_language_that_the_site_has(harnosand, asked):
    response = Reader(harnosand).get("/", HTTP_ACCEPT_LANGUAGE=asked)
    assert response["Location"] in {f"/{code}/" for code in harnosand.languages}


def test_a_browser_that_prefers_swedish_to_english_gets_swedish(harnosand):
    response = Reader(harnosand).get("/", HTTP_ACCEPT_LANGUAGE="en;q=0.1, sv;q=0.9")
    assert response["Location"] == "/sv/"


def test_only_the_bare_host_varies_with_the_browser(site):
    reader = Reader(site)
    varies = "Accept-Language" in reader.get("/").get("Vary", "")
    assert varies != site.parity
    language = site.source_language
    for path in (
        f"/{language}/",
        f"/{language}/tools/barcamp/",
        f"/{language}/nowhere/",
        "/nowhere/",
    ):
        answers = {
            reader.get(path, HTTP_ACCEPT_LANGUAGE=asked).content for asked in ("en", "uk", "ro")
        }
        assert len(answers) == 1, path
        assert "Accept-Language" not in reader.get(path).get("Vary", "")


def test_an_address_without_a_language_is_missing_in_the_sites_own(site):
    response = Reader(site).get("/no/such/page/", HTTP_ACCEPT_LANGUAGE="en")
    assert response.status_code == 404
    assert language_of(response) == site.source_language


def test_a_language_begins_and_ends_with_its_home(rivne):
    reader = Reader(rivne)
    english = home(rivne, "en")
    page = story(rivne, "In English", "en")
    assert reader.get(f"/en/stories/{page.slug}/").status_code == 200
    english.unpublish()
    for path in ("/en/", "/en/stories/", f"/en/stories/{page.slug}/", "/en/tools/barcamp/"):
        response = reader.get(path)
        assert response.status_code == 404
        assert language_of(response) == "uk"
    assert "/en/" not in reader.get("/sitemap.xml").content.decode()
    assert 'hreflang="en"' not in reader.get("/uk/").content.decode()
    # Nor do the other sites of the network lead there.
    assert "In English" not in Reader("anenii-noi").get("/en/stories/").content.decode()
    HomePage.objects.filter(pk=english.pk).update(live=True)
    assert reader.get("/en/").status_code == 200


def test_an_own_page_without_the_language_is_missing_and_says_where_it_is(harnosand):
    page = story(harnosand, "Bara på svenska")
    html = Reader(harnosand).get(f"/en/stories/{page.slug}/")
    assert html.status_code == 404
    assert language_of(html) == "en"
    assert f'href="/sv/stories/{page.slug}/"' in html.content.decode()


def test_the_language_switch_says_where_it_leads(harnosand):
    page = story(harnosand, "Bara på svenska")
    html = Reader(harnosand).get(f"/sv/stories/{page.slug}/").content.decode()
    switch = html.split('<nav class="languages"')[1].split("</nav>")[0]
    assert f'href="/sv/stories/{page.slug}/"' in switch
    assert 'href="/en/"' in switch
    assert switch.count("<small>") == len(harnosand.languages) - 1
    assert "hreflang" not in html.split("<body>")[0]


def test_a_default_language_version_is_named_where_the_sites_own_is_missing(harnosand):
    english = story(harnosand, "Twice", "en", slug="twice")
    other = story(harnosand, "Двічі", "uk", slug="twice", translation_key=english.translation_key)
    head = Reader(harnosand).get("/en/stories/twice/").content.decode().split("<body>")[0]
    url = "http://harnosand.localhost:8000/en/stories/twice/"
    assert f'hreflang="x-default" href="{url}"' in head
    assert f'href="{url.replace("/en/", "/uk/")}"' in head
    assert other.live
    sitemap = Reader(harnosand).get("/sitemap.xml").content.decode()
    assert f'hreflang="x-default" href="{url}"' in sitemap


def test_an_alias_of_a_page_is_no_language_version(harnosand):
    page = story(harnosand, "Bara på svenska")
    alias = story(harnosand, page.title, "en", slug=page.slug, translation_key=page.translation_key)
    assert Reader(harnosand).get(f"/en/stories/{page.slug}/").status_code == 200
    # Nothing in the house makes one any more; a row of an older day could still be there.
    StoryPage.objects.filter(pk=alias.pk).update(alias_of=page)
    reader = Reader(harnosand)
    assert reader.get(f"/en/stories/{page.slug}/").status_code == 404
    assert (
        "hreflang"
        not in reader.get(f"/sv/stories/{page.slug}/").content.decode().split("<body>")[0]
    )
    assert f"/en/stories/{page.slug}/" not in reader.get("/sitemap.xml").content.decode()
    assert page.title not in reader.get("/en/stories/").content.decode()


def test_sitemaps_name_the_present_languages_of_a_page(rivne):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="ro")
    tool.unpublish()
    tree = ElementTree.fromstring(Reader("cbss").get("/sitemap.xml").content)  # noqa: S314
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    entries = {e.findtext("s:loc", namespaces=space): e for e in tree}
    assert "http://cbss.localhost:8000/ro/tools/barcamp/" not in entries
    versions = entries["http://cbss.localhost:8000/uk/tools/barcamp/"].findall("x:link", space)
    assert [one.get("hreflang") for one in versions] == ["en", "sv", "uk", "x-default"]


def test_robots_name_the_sitemap_of_their_own_site(site):
    text = Reader(site).get("/robots.txt").content.decode()
    assert f"Sitemap: {site.site.root_url}/sitemap.xml" in text
    assert "Disallow" not in text
