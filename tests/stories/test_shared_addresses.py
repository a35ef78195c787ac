"""Whatever the library holds in whatever languages, its addresses agree on every host.

Hypothesis arranges one tool and one joint event anew for every example: the language they were
written in, the languages that are live, whether the address differs between them, and which
site obeys parity. Then every page of theirs is read on every host in every language.
"""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from cms.provisioning import put_live
from partners.models import Partner
from stories.models import CulturalToolPage, EventPage, SharedLanguageRootPage
from tests.builders import Reader
from tests.crawler import SITEMAP, XHTML, parse
from tests.hostile.asking import NIGHTLY, hostile

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "sv", "uk", "ro"]
LIBRARY = "http://cbss.localhost:8000"


@dataclass(frozen=True)
class Arrangement:
    """What the library holds of one thing: its original, its live versions and their slugs."""

    original: str
    live: frozenset[str]
    slugs: dict[str, str]


@st.composite
def arrangements(draw) -> Arrangement:
    original = draw(st.sampled_from(LANGUAGES))
    translated = draw(st.sets(st.sampled_from(LANGUAGES))) | {original}
    one_slug = draw(st.booleans())
    return Arrangement(
        original=original,
        live=frozenset(draw(st.sets(st.sampled_from(sorted(translated))))),
        slugs={
            language: "measured" if one_slug else f"measured-{language}" for language in translated
        },
    )


def arrange(model, wish: Arrangement, **fields) -> dict[str, object]:
    """Language → page, made as the library's editors make them: the original first."""
    made, key = {}, uuid.uuid4()
    for language in sorted(wish.slugs, key=lambda one: one != wish.original):
        parent = SharedLanguageRootPage.objects.get(locale__language_code=language)
        page = put_live(
            parent,
            model(
                title=f"Measured {model.__name__} {language}",
                lead=f"Summary in {language}.",
                slug=wish.slugs[language],
                locale=Locale.objects.get(language_code=language),
                translation_key=key,
                **fields,
            ),
        )
        if language not in wish.live:
            page.unpublish()
        made[language] = page
    return made


def obey_parity(keys) -> None:
    for partner in Partner.objects.all():
        Partner.objects.filter(pk=partner.pk).update(parity=partner.key in keys)


class Page:
    """One answer as its reader's browser and a search engine understand it."""

    def __init__(self, key: str, path: str):
        response = Reader(key).get(path, follow=True)
        self.status = response.status_code
        # Where a slug of another language leads.
        self.path = response.redirect_chain[-1][0] if response.redirect_chain else path
        if self.status != 200:
            return
        self.html = response.content.decode()
        root = parse(self.html)
        links = list(root.iter("link"))
        self.canonical = [e.get("href") for e in links if e.get("rel") == "canonical"]
        self.alternates = {
            e.get("hreflang"): e.get("href")
            for e in links
            if e.get("rel") == "alternate" and e.get("hreflang")
        }
        (heading,) = root.iter("h1")
        self.heading, self.heading_language = heading.text, heading.get("lang")
        self.has_note = "note--language" in self.html


def sitemaps() -> dict[str, dict[str, dict[str, str]]]:
    """Partner → address → its versions in other languages, as the sitemap says."""
    found = {}
    for key in Partner.objects.values_list("key", flat=True):
        tree = ElementTree.fromstring(Reader(key).get("/sitemap.xml").content)  # noqa: S314 - our own answer
        found[key] = {
            url.findtext(f"{SITEMAP}loc"): {
                link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")
            }
            for url in tree.iter(f"{SITEMAP}url")
        }
    return found


def expected(partner, language: str, wish: Arrangement) -> str | None:
    """The language in which a site shows the thing at an address in this language, if at all.

    design.md, decision 3: in the reader's, else in the original; with parity nothing under
    another prefix without the site's own language.
    """
    first = partner.source_language
    if partner.parity and language != first and first not in wish.live:
        return None
    if language in wish.live:
        return language
    return wish.original if wish.original in wish.live else None


# Each example is read some fifty times; a failing one is not made smaller, it is small.
@settings(hostile, max_examples=100 if NIGHTLY else 15, phases=[Phase.explicit, Phase.generate])
@given(
    wish=arrangements(),
    parity=st.sets(st.sampled_from(["harnosand", "izolyatsia", "rivne", "anenii-noi"])),
    kind=st.sampled_from(["tools", "events"]),
)
def test_every_shared_page_has_one_address_for_search_engines(db, wish, parity, kind):
    with transaction.atomic():
        obey_parity(parity)
        model, fields = {
            "tools": (CulturalToolPage, {}),
            "events": (
                EventPage,
                {"start_date": date(2026, 12, 1), "time_zone": "Europe/Kyiv", "place": "Kyiv"},
            ),
        }[kind]
        arrange(model, wish, **fields)
        hold(wish, kind)
        transaction.set_rollback(True)


def hold(wish: Arrangement, kind: str) -> None:
    """Reads everything, and holds what design.md, decisions 3 and 4, promise."""
    library = Partner.objects.get(is_library_host=True)
    canonical = {
        language: f"{LIBRARY}/{language}/{kind}/{wish.slugs[language]}/"
        for language in wish.live
        if language in library.languages and expected(library, language, wish) == language
    }
    named = {}
    if len(canonical) > 1:
        first = min(canonical, key=library.languages.index)
        named = canonical | {"x-default": canonical.get(wish.original, canonical[first])}
    for partner in Partner.objects.all():
        for language in partner.languages:
            shown = expected(partner, language, wish)
            slug = wish.slugs.get(shown) or wish.slugs[wish.original]
            where = (partner.key, language, shown, wish)
            page = Page(partner.key, f"/{language}/{kind}/{slug}/")
            if shown is None:
                assert page.status == 404, where
                assert slug not in listed(partner.key, language, kind), where
                continue
            assert page.status == 200, where
            assert page.path == f"/{language}/{kind}/{slug}/", where
            assert page.heading.endswith(f" {shown}"), where
            assert page.canonical == [canonical[shown]], where
            is_fallback = shown != language
            assert page.has_note == is_fallback, where
            assert page.heading_language == (shown if is_fallback else None), where
            # A fallback is no version in the reader's language and says nothing of versions.
            assert page.alternates == ({} if is_fallback else named), where
            # Lists choose the language before they are cut into pages: once, and the right one.
            entries = Counter(listed(partner.key, language, kind))
            assert entries[slug] == 1, where
            # The other slugs lead there as well.
            for other in set(wish.slugs.values()) - {slug}:
                led = Page(partner.key, f"/{language}/{kind}/{other}/")
                assert (led.status, led.path) in {(200, page.path), (404, led.path)}, where
    in_maps = [(key, url) for key, urls in sitemaps().items() for url in urls if "/measured" in url]
    assert sorted(in_maps) == sorted((library.key, url) for url in canonical.values()), wish
    versions = sitemaps()[library.key]
    assert all(versions[url] == named for url in canonical.values()), wish


def listed(key: str, language: str, kind: str) -> list[str]:
    """Slugs of what a list names, as often as it names it: one link leads to each entry."""
    root = parse(Reader(key).get(f"/{language}/{kind}/").content.decode())
    (main,) = root.iter("main")
    found = []
    for link in main.iter("a"):
        parts = urlsplit(link.get("href")).path.strip("/").split("/")
        if len(parts) == 3 and parts[1] == kind:
            found.append(parts[-1])
    return found
