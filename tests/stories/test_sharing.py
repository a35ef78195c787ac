"""One thing shown on many sites: mounted, in the best language, under one canonical address."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from stories.models import CulturalToolPage, EventIndexPage, EventPage, SharedLanguageRootPage
from tests.builders import Editor, Reader, event, index, partner

TOOL = "/tools/barcamp/"


def tool(language: str, slug: str = "barcamp") -> CulturalToolPage:
    """A tool of the library in one language."""
    return CulturalToolPage.objects.get(slug=slug, locale__language_code=language)


def page(key: str, path: str) -> tuple[str, str]:
    """(head, body) of a page that answers."""
    response = Reader(key).get(path)
    assert response.status_code == 200, path
    head, body = response.content.decode().split("<body>")
    return head, body


def test_a_tool_has_an_address_on_every_site_and_one_canonical_one(db):
    for key in ("cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"):
        for language in partner(key).languages:
            head, body = page(key, f"/{language}{TOOL}")
            assert (
                f'<link rel="canonical" href="http://cbss.localhost:8000/{language}{TOOL}">' in head
            )
            assert tool(language).title in body
            assert f'href="/{language}/tools/"' in body


def test_a_tool_without_the_readers_language_is_shown_in_its_original_and_says_so(db):
    tool("sv").unpublish()
    head, body = page("harnosand", f"/sv{TOOL}")
    english = tool("en")
    assert '<html lang="sv"' in head
    assert f'<h1 lang="en">{english.title}</h1>' in body
    assert 'class="note note--language"' in body
    assert f'<link rel="canonical" href="http://cbss.localhost:8000/en{TOOL}">' in head
    assert "hreflang" not in head
    assert TOOL not in Reader("harnosand").get("/sitemap.xml").content.decode()
    assert f"/sv{TOOL}" not in Reader("cbss").get("/sitemap.xml").content.decode()
    # The others name one language less, on every host.
    for key in ("cbss", "harnosand"):
        other, _body = page(key, f"/en{TOOL}")
        assert 'hreflang="uk"' in other
        assert 'hreflang="sv"' not in other


def test_a_tool_in_the_readers_language_bears_no_note(db):
    _head, body = page("harnosand", f"/sv{TOOL}")
    assert "note--language" not in body
    assert f"<h1>{tool('sv').title}</h1>" in body


def test_lists_show_each_tool_once_in_the_best_language(db):
    tool("sv").unpublish()
    _head, body = page("harnosand", "/sv/tools/")
    assert body.count(f'href="/sv{TOOL}"') == 1
    assert f'href="/sv{TOOL}" lang="en">{tool("en").title}<' in body
    assert body.count('class="tool"') == 17


def test_a_tool_that_is_live_nowhere_is_on_no_site(db):
    for version in CulturalToolPage.objects.filter(slug="barcamp"):
        version.unpublish()
    for key, language in [("cbss", "en"), ("harnosand", "sv"), ("rivne", "uk")]:
        assert Reader(key).get(f"/{language}{TOOL}").status_code == 404
        assert TOOL not in page(key, f"/{language}/tools/")[1]


# --- parity -------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", ["rivne", "izolyatsia"])
def test_without_ukrainian_a_tool_is_offered_under_no_other_language_of_a_site_with_parity(db, key):
    tool("uk").unpublish()
    reader = Reader(key)
    assert reader.get(f"/en{TOOL}").status_code == 404
    assert TOOL not in page(key, "/en/tools/")[1]
    assert TOOL not in page(key, "/en/")[1]
    head, body = page(key, f"/uk{TOOL}")
    assert f'<h1 lang="en">{tool("en").title}</h1>' in body
    assert "note--language" in body
    assert 'lang="uk"' in head
    switch = body.split('<nav class="languages"')[1].split("</nav>")[0]
    assert 'href="/en/"' in switch
    assert f'href="/en{TOOL}"' not in switch
    # A site without parity goes on offering it.
    assert Reader("harnosand").get(f"/en{TOOL}").status_code == 200


@pytest.mark.parametrize("key", ["rivne", "izolyatsia"])
def test_joint_events_obey_parity_too(db, key):
    path = "/events/learning-lab-ii-plock/"
    EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="uk").unpublish()
    assert Reader(key).get(f"/en{path}").status_code == 404
    assert path not in page(key, "/en/events/")[1]
    assert path not in page(key, "/en/")[1]
    assert "note--language" in page(key, f"/uk{path}")[1]
    assert 'Ще не перекладено, мова: <span lang="en">' in page(key, "/uk/events/")[1]


def test_a_missing_page_of_a_site_with_parity_names_only_what_it_offers(db):
    tool("uk").unpublish()
    html = Reader("rivne").get(f"/sv{TOOL}").content.decode()
    assert f'href="/en{TOOL}"' not in html


# --- one address, one page ------------------------------------------------------------------------
def test_a_joint_event_and_an_own_one_cannot_share_an_address(rivne):
    shared = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="uk")
    own = event(rivne, "Своя зустріч", slug="own-meeting")
    own.slug = shared.slug
    with pytest.raises(ValidationError) as refused:
        own.full_clean()
    assert "slug" in refused.value.message_dict
    shared.slug = "own-meeting"
    with pytest.raises(ValidationError) as refused:
        shared.full_clean()
    assert "slug" in refused.value.message_dict


def test_a_new_event_cannot_take_the_address_of_one_in_the_other_tree(rivne):
    with pytest.raises(ValidationError):
        event(rivne, "Лабораторія", slug="learning-lab-ii-plock")
    event(rivne, "Своя зустріч", slug="own-meeting")
    root = SharedLanguageRootPage.objects.get(locale__language_code="en")
    joint = EventPage(
        title="Joint",
        slug="own-meeting",
        lead="A joint one.",
        start_date=date(2025, 9, 17),
        place="Płock",
        locale=root.locale,
    )
    with pytest.raises(ValidationError):
        root.add_child(instance=joint)


def new_event(parent, slug: str, who: Editor):
    """What the admin answers to a new event's form."""
    fields = {
        "title": "Зустріч", "slug": slug, "lead": "", "kind": "meeting", "status": "planned",
        "start_date": "2025-09-17", "date_precision": "day", "time_zone": "Europe/Kyiv",
        "format": "on_site", "place_precision": "city", "costs": "unknown",
        "body-count": "0", "programme-count": "0", "conclusions-count": "0", "questions-count": "0",
        "drawn_tools-TOTAL_FORMS": "0", "drawn_tools-INITIAL_FORMS": "0",
        "left_out-count": "0",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip
    return who.post(f"/admin/pages/add/stories/eventpage/{parent.pk}/", fields)


def test_the_form_says_so_before_anything_is_saved(rivne):
    before = EventPage.objects.count()
    parent = index(EventIndexPage, rivne)
    response = new_event(parent, "learning-lab-ii-plock", Editor("editor", rivne))
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
    assert EventPage.objects.count() == before

    event(rivne, "Своя зустріч", slug="own-meeting")
    root = SharedLanguageRootPage.objects.get(locale__language_code="en")
    response = new_event(root, "own-meeting", Editor("library_editor"))
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors

    assert new_event(parent, "free", Editor("editor", rivne)).status_code == 302
    assert EventPage.objects.count() == before + 2


def test_two_partners_may_use_one_address_each_on_their_own_site(rivne, harnosand):
    event(rivne, "Наше", slug="meeting")
    event(harnosand, "Vårt", slug="meeting")
    assert "Наше" in page("rivne", "/uk/events/meeting/")[1]
    assert "Vårt" in page("harnosand", "/sv/events/meeting/")[1]


def test_nothing_stands_below_a_shared_page(db):
    assert Reader("rivne").get("/uk/tools/barcamp/barcamp/").status_code == 404
    assert Reader("rivne").get("/uk/tools/stories/").status_code == 404
