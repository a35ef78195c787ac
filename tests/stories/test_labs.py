"""A learning lab: its three states, what partners bring to it, and its conclusions on every site."""

from datetime import timedelta

import feedparser
import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.publishing import Refused
from partners.models import Partner
from stories.models import CulturalToolPage, DrawnTool, EventPage, StoryPage
from tests.builders import Editor, Reader, contribution, joint_event, lab, partner, story

pytestmark = pytest.mark.django_db
KEYS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"]
# Far enough from today to be so in every time zone, at whatever hour this runs.
COMING = timezone.localdate() + timedelta(days=2)
PAST = timezone.localdate() - timedelta(days=2)
CONCLUDED = [{"type": "paragraph", "value": "<p>Neighbours need a room of their own.</p>"}]
QUESTION = "What helped your street?"


def html_of(key: str, path: str) -> str:
    response = Reader(key).get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def tree_of(html: str):
    return html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)


def steps_of(key: str, path: str) -> dict[str, tuple[bool, str]]:
    """State → whether the lab is in it now, and where its name leads, as readers see it."""
    found = {}
    for item in tree_of(html_of(key, path)).iter("li"):
        text = "".join(item.itertext()).split(".", 1)
        if text[0].strip() in {"1", "2", "3"} and "nav" not in item.attrib:
            link = item.find(".//a")
            label = text[1].split("(")[0].strip()
            found[label] = (
                item.get("aria-current") == "step",
                link.get("href") if link is not None else "",
            )
    return found


def section_of(key: str, path: str, name: str) -> str:
    """The words of one section of a page; empty where it is not there."""
    for section in tree_of(html_of(key, path)).iter("section"):
        if section.get("aria-labelledby") == name:
            return " ".join("".join(section.itertext()).split())
    return ""


def everywhere(title: str, *args, **fields) -> EventPage:
    """A lab in English and Ukrainian: on the sites with parity, English alone would not be shown."""
    page = lab(title, *args, **fields)
    lab(title, *args, language="uk", translation_key=page.translation_key, **fields)
    return page


# --- the three states ----------------------------------------------------------------------------
def test_a_lab_asks_then_discusses_then_concludes(rivne):
    page = lab("The lab", (QUESTION,), start_date=COMING)
    path = f"/en/events/{page.slug}/"
    assert steps_of("cbss", path) == {
        "Call for input": (True, "#call"),
        "Discussion": (False, ""),
        "Conclusions": (False, ""),
    }
    EventPage.objects.filter(pk=page.pk).update(input_until=PAST)
    contribution(rivne, page, "From Rivne", "en")
    assert steps_of("cbss", path) == {
        "Call for input": (False, "#call"),
        "Discussion": (True, "#discussion"),
        "Conclusions": (False, ""),
    }
    EventPage.objects.filter(pk=page.pk).update(conclusions=CONCLUDED)
    assert steps_of("cbss", path)["Conclusions"] == (True, "#conclusions")
    for name in ("call", "discussion", "conclusions"):
        assert section_of("cbss", path, name)


def test_a_lab_of_which_nothing_more_is_known_shows_no_state():
    path = "/en/events/learning-lab-ii-plock/"
    assert steps_of("cbss", path) == {}
    for name in ("call", "discussion", "conclusions"):
        assert section_of("cbss", path, name) == ""


@pytest.mark.parametrize(
    ("fields", "open_"),
    [
        ({"start_date": COMING}, True),
        ({"start_date": PAST}, False),
        ({"start_date": PAST, "input_until": COMING}, True),
        ({"start_date": COMING, "input_until": PAST}, False),
        ({"start_date": COMING, "status": "cancelled"}, False),
        ({"start_date": COMING, "kind": "workshop"}, False),
    ],
    ids=str,
)
def test_readers_are_asked_until_its_last_day_and_without_one_until_the_lab_begins(fields, open_):
    page = lab("The lab", (QUESTION,), **fields)
    html = html_of("cbss", f"/en/events/{page.slug}/")
    assert (f'href="/en/events/{page.slug}/answer/"' in html) == open_


def test_nobody_is_asked_any_more_once_conclusions_are_there():
    page = lab("The lab", (QUESTION,), input_until=COMING, conclusions=CONCLUDED)
    assert "/answer/" not in html_of("cbss", f"/en/events/{page.slug}/")
    assert Reader("cbss").get(f"/en/events/{page.slug}/answer/").status_code == 302


def test_only_a_lab_of_the_library_may_ask(rivne):
    page = joint_event("A workshop", kind="workshop")
    page.questions = [{"type": "item", "value": QUESTION}]
    with pytest.raises(Refused):
        page.save_revision().publish()
    form = Editor("editor", rivne).get(
        f"/admin/pages/add/stories/eventpage/{rivne_events(rivne).pk}/"
    )
    assert "questions" not in form.context["form"].fields
    assert "co_hosts" not in form.context["form"].fields


def rivne_events(rivne: Partner):
    from stories.models import EventIndexPage
    from tests.builders import index

    return index(EventIndexPage, rivne)


# --- its hosts ------------------------------------------------------------------------------------
def test_hosts_are_named_in_the_readers_language_and_linked():
    page = everywhere("The lab", co_hosts=["harnosand", "rivne", "nobody"])
    for language, key in (("uk", "izolyatsia"), ("en", "cbss")):
        html = html_of(key, f"/{language}/events/{page.slug}/")
        for of in ("harnosand", "rivne"):
            text = partner(of).site.partnerprofile.texts.get(language=language)
            assert f'<a href="http://{of}.localhost:8000/">{text.short_name}</a>' in html


def test_hosts_are_told_to_search_engines():
    page = everywhere("The lab", co_hosts=["harnosand"])
    html = html_of("cbss", f"/en/events/{page.slug}/")
    host = '"organizer": [{"@type": "Organization", "name": "Härnösand", "url": "http://harnosand.localhost:8000"}]'
    assert host in html


def test_a_joint_event_stands_in_every_sites_list_and_calendar():
    page = everywhere("The lab", co_hosts=["harnosand"], start_date=COMING)
    for key in KEYS:
        for language in partner(key).languages:
            assert f"/{language}/events/{page.slug}/" in html_of(key, f"/{language}/events/")
            calendar = Reader(key).get(f"/{language}/events/calendar.ics").content.decode()
            assert f"UID:{page.translation_key}" in calendar


# --- what partners bring --------------------------------------------------------------------------
def test_a_contribution_is_shown_on_the_lab_of_every_site_and_says_whose_it_is(rivne, harnosand):
    page = everywhere("The lab")
    own = contribution(rivne, page, "З Рівного")
    contribution(harnosand, page, "Från Härnösand")
    for key in KEYS:
        path = f"/en/events/{page.slug}/"
        words = section_of(key, path, "discussion")
        assert "З Рівного" in words
        assert "Från Härnösand" in words
        html = html_of(key, path)
        host = "" if key == "rivne" else "http://rivne.localhost:8000"
        assert f'<a href="{host}/uk/events/{own.slug}/" lang="uk">З Рівного</a>' in html
        assert "Rivne" in words


def test_a_contribution_is_shown_in_the_readers_language_where_it_has_one(rivne):
    page = lab("The lab")
    own = contribution(rivne, page, "З Рівного")
    contribution(rivne, page, "From Rivne", "en", translation_key=own.translation_key)
    english = section_of("cbss", f"/en/events/{page.slug}/", "discussion")
    assert "From Rivne" in english
    assert "З Рівного" not in english
    swedish = html_of("harnosand", f"/sv/events/{page.slug}/")
    assert 'lang="uk">З Рівного</a>' in swedish
    assert "From Rivne" not in swedish


def test_a_contribution_that_readers_do_not_have_is_not_shown(rivne):
    page = lab("The lab")
    own = contribution(rivne, page, "Taken down", "en")
    own.unpublish()
    html = html_of("cbss", f"/en/events/{page.slug}/")
    assert "Taken down" not in html
    assert steps_of("cbss", f"/en/events/{page.slug}/") == {}


def test_a_contribution_leads_to_its_lab_on_its_own_host(rivne):
    page = everywhere("The lab")
    own = contribution(rivne, page, "From Rivne", "en")
    html = html_of("rivne", f"/en/events/{own.slug}/")
    assert f'href="/en/events/{page.slug}/"' in html
    assert "The whole of From Rivne." in html
    assert Reader("harnosand").get(f"/en/events/{own.slug}/").status_code == 404


def test_a_contribution_needs_a_lab_and_words_before_it_is_published(rivne):
    page = lab("The lab")
    workshop = joint_event("A workshop", kind="workshop")
    own = contribution(rivne, page, "From Rivne", "en")
    for fields in ({"lab": None}, {"lab": workshop}, {"body": []}):
        changed = type(own).objects.get(pk=own.pk)
        for name, value in fields.items():
            setattr(changed, name, value)
        with pytest.raises(Refused):
            changed.save_revision(clean=False).publish()


def test_no_page_takes_the_address_of_a_lab_or_of_the_list_of_labs(rivne):
    page = lab("The lab")
    own = contribution(rivne, page, "From Rivne", "en")
    for slug in (page.slug, "labs"):
        own.slug = slug
        with pytest.raises(ValidationError):
            own.full_clean()
    page.slug = "from-rivne"
    with pytest.raises(ValidationError):
        page.full_clean()


def test_editors_find_their_contributions_in_a_list_of_their_own(rivne, harnosand):
    editor = Editor("editor", rivne)
    assert "/admin/contributions/" not in editor.get("/admin/").content.decode()
    page = lab("The lab")
    contribution(rivne, page, "З Рівного")
    contribution(harnosand, page, "Från Härnösand")
    assert "/admin/contributions/" in editor.get("/admin/").content.decode()
    html = editor.get("/admin/contributions/").content.decode()
    assert "З Рівного" in html
    assert "Från Härnösand" not in html
    section = editor.get(f"/admin/pages/{rivne_events(rivne).pk}/")
    assert section.status_code == 200
    assert "page-list" in section.content.decode()


# --- conclusions ----------------------------------------------------------------------------------
def test_conclusions_are_on_every_site_and_in_every_feed_when_they_are_published():
    page = everywhere("The lab", start_date=PAST)
    for version in EventPage.objects.filter(translation_key=page.translation_key):
        version.conclusions = CONCLUDED
        version.save_revision().publish()
    for key in KEYS:
        for language in partner(key).languages:
            path = f"/{language}/events/{page.slug}/"
            assert "a room of their own" in section_of(key, path, "conclusions")
            for name in ("feed.rss", "feed.atom"):
                response = Reader(key).get(f"/{language}/stories/{name}")
                feed = feedparser.parse(response.content)
                assert not feed.bozo
                newest = feed.entries[0]
                assert "The lab" in newest.title
                assert newest.link == f"http://{key}.localhost:8000{path}"
                is_foreign = language not in ("en", "uk")
                assert ("English" in newest.summary) == is_foreign


def test_an_entry_in_another_language_is_marked_in_both_kinds_of_feed():
    lab("The lab", start_date=PAST, conclusions=CONCLUDED)
    rss = Reader("harnosand").get("/sv/stories/feed.rss").content.decode()
    assert '<dc:language xmlns:dc="http://purl.org/dc/elements/1.1/">en</dc:language>' in rss
    atom = Reader("harnosand").get("/sv/stories/feed.atom").content.decode()
    assert '<entry xml:lang="en">' in atom
    own = Reader("cbss").get("/en/stories/feed.atom").content.decode()
    assert "<entry xml:lang" not in own


def test_a_feed_tells_of_conclusions_once_however_often_they_are_published_again():
    page = lab("The lab", start_date=PAST, conclusions=CONCLUDED)
    first = page.concluded_at
    assert first
    again = EventPage.objects.get(pk=page.pk)
    again.title = "The lab, mended"
    again.save_revision().publish()
    assert EventPage.objects.get(pk=page.pk).concluded_at == first
    again.conclusions = []
    again.save_revision().publish()
    assert EventPage.objects.get(pk=page.pk).concluded_at is None


def test_conclusions_name_tools_and_stories_of_any_partner_each_where_it_is(rivne):
    told = story(rivne, "Кімната сусідів")
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    page = lab("The lab", conclusions=CONCLUDED, drawn_stories=[str(told.translation_key)])
    DrawnTool.objects.create(event=page, tool=tool)
    html = html_of("harnosand", f"/sv/events/{page.slug}/")
    swedish = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="sv")
    assert f'<a href="/sv/tools/barcamp/">{swedish.title}</a>' in html
    address = f"http://rivne.localhost:8000/uk/stories/{told.slug}/"
    assert f'<a href="{address}" lang="uk">Кімната сусідів</a>' in html
    StoryPage.objects.get(pk=told.pk).unpublish()
    assert "Кімната сусідів" not in html_of("harnosand", f"/sv/events/{page.slug}/")


def test_the_librarys_editor_names_stories_by_their_addresses(rivne):
    from stories.labs.fields import StoryAddressesField

    told = story(rivne, "Кімната сусідів")
    draft = story(rivne, "Чернетка")
    StoryPage.objects.filter(pk=draft.pk).update(live=False)
    field = StoryAddressesField(required=False)
    address = f"http://rivne.localhost:8000/uk/stories/{told.slug}/"
    assert field.clean(f"{address}\n\n{address}") == [str(told.translation_key)]
    assert field.prepare_value([str(told.translation_key)]) == address
    for wrong in (
        f"http://rivne.localhost:8000/uk/stories/{draft.slug}/",
        f"http://harnosand.localhost:8000/uk/stories/{told.slug}/",
        "http://example.invalid/uk/stories/x/",
        "http://[/",
        "/uk/stories/x/",
    ):
        with pytest.raises(ValidationError):
            field.clean(wrong)


# --- labs of the past -----------------------------------------------------------------------------
def test_labs_of_the_past_are_a_list_with_what_they_concluded(rivne):
    page = everywhere("The lab", start_date=PAST, conclusions=CONCLUDED)
    own = contribution(rivne, page, "З Рівного")
    contribution(rivne, page, "From Rivne", "en", translation_key=own.translation_key)
    contribution(partner("harnosand"), page, "Från Härnösand")
    joint_event("A workshop", start_date=PAST, kind="workshop")
    lab("A lab to come", start_date=COMING)
    for key in KEYS:
        html = html_of(key, "/en/events/labs/")
        assert f"/en/events/{page.slug}/" in html
        assert "Neighbours need a room of their own." in html
        assert "2 contributions" in html
        assert "/en/events/learning-lab-ii-plock/" in html
        assert "A workshop" not in html
        assert "A lab to come" not in html
        assert 'href="/en/events/labs/"' in html_of(key, "/en/events/")
    assert 'lang="en">Neighbours need' in html_of("harnosand", "/sv/events/labs/")


def queries(key: str, path: str) -> int:
    reader = Reader(key)
    assert reader.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert reader.get(path).status_code == 200
    return len(asked)


def test_a_lab_with_everything_keeps_to_the_budget_of_an_event(rivne):
    page = everywhere(
        "The lab",
        (QUESTION,),
        start_date=COMING,
        conclusions=CONCLUDED,
        co_hosts=KEYS,
        drawn_stories=[str(story(rivne, "Кімната сусідів").translation_key)],
    )
    for tool in CulturalToolPage.objects.filter(locale__language_code="en")[:5]:
        DrawnTool.objects.create(event=page, tool=tool)
    own = [contribution(partner(key), page, f"From {key}", "en") for key in KEYS]
    for key in KEYS:
        assert queries(key, f"/en/events/{page.slug}/") <= 10
        assert queries(key, "/en/events/labs/") <= 10
    assert queries("cbss", f"/en/events/{own[0].slug}/") <= 10
