"""Links in running text lead where the reader can go, and cost one query a page."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.models import CulturalToolPage
from tests.builders import Reader, story


def link(page, words: str) -> str:
    """A link as the editor of rich text keeps it."""
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def shown(key: str, page, language: str = "") -> str:
    """The body of a story as its readers get it."""
    language = language or page.locale.language_code
    response = Reader(key).get(f"/{language}/stories/{page.slug}/")
    assert response.status_code == 200
    return response.content.decode().split("<main")[1]


def test_a_link_leads_to_the_page_in_the_readers_own_language(rivne):
    target = story(rivne, "Читальня", slug="reading")
    story(rivne, "Reading", "en", slug="reading", translation_key=target.translation_key)
    for language in ("uk", "en"):
        page = story(
            rivne, f"Про {language}", language, what_was_done=f"<p>{link(target, 'тут')}</p>"
        )
        assert f'<a href="/{language}/stories/reading/">тут</a>' in shown("rivne", page)


def test_a_page_that_is_only_in_another_language_is_linked_as_it_is(rivne):
    target = story(rivne, "Лише українською", slug="reading")
    page = story(rivne, "In English", "en", what_was_done=f"<p>{link(target, 'here')}</p>")
    assert '<a href="/uk/stories/reading/">here</a>' in shown("rivne", page)


def test_a_page_that_is_not_live_leaves_its_words_without_a_link(rivne):
    target = story(rivne, "Знято", slug="gone")
    page = story(rivne, "Посилання", what_was_done=f"<p>{link(target, 'слова лишаються')}</p>")
    target.unpublish()
    html = shown("rivne", page)
    assert "<a>слова лишаються</a>" in html
    assert "/stories/gone/" not in html
    target.delete()
    assert "<a>слова лишаються</a>" in shown("rivne", page)


def test_a_shared_page_is_linked_on_the_readers_own_site(rivne, harnosand):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    for partner, language in ((rivne, "uk"), (harnosand, "sv")):
        page = story(partner, "Om", what_was_done=f"<p>{link(tool, 'barcamp')}</p>")
        assert f'<a href="/{language}/tools/barcamp/">barcamp</a>' in shown(partner.key, page)


def test_a_shared_page_that_parity_hides_is_not_linked(rivne):
    tool = CulturalToolPage.objects.get(slug="barcamp", locale__language_code="en")
    page = story(rivne, "In English", "en", what_was_done=f"<p>{link(tool, 'barcamp')}</p>")
    assert 'href="/en/tools/barcamp/"' in shown("rivne", page)
    CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk").unpublish()
    html = shown("rivne", page)
    assert "<a>barcamp</a>" in html
    assert "/en/tools/barcamp/" not in html


def test_a_page_of_another_partner_is_not_linked_by_its_number(rivne, harnosand):
    target = story(harnosand, "Deras", slug="deras")
    page = story(rivne, "Посилання")
    # As an import or an older release may have left it: no form keeps such a link.
    page.what_was_done = f"<p>{link(target, 'їхнє')}</p>"
    page.save(update_fields=["what_was_done"])
    assert "<a>їхнє</a>" in shown("rivne", page)


def test_broken_links_break_nothing(rivne):
    text = '<p><a linktype="page">без номера</a> <a linktype="page" id="x">не число</a></p>'
    html = shown("rivne", story(rivne, "Посилання", what_was_done=text))
    assert "<a>без номера</a> <a>не число</a>" in html


def test_twenty_links_in_ten_texts_cost_one_query(rivne):
    targets = [story(rivne, f"Ціль {number}") for number in range(10)]
    targets += CulturalToolPage.objects.filter(locale__language_code="en")[:10]
    body = [
        {"type": "paragraph", "value": f"<p>{link(one, one.slug)} {link(two, two.slug)}</p>"}
        for one, two in zip(targets[::2], targets[1::2], strict=True)
    ]
    without = story(rivne, "Без посилань", body=[{"type": "paragraph", "value": "<p>Слова.</p>"}])
    linking = story(rivne, "З посиланнями", body=body)

    def queries(page) -> int:
        shown("rivne", page)
        with CaptureQueriesContext(connection) as asked:
            shown("rivne", page)
        return len(asked)

    html = shown("rivne", linking)
    for target in targets:
        section = "stories" if target in targets[:10] else "tools"
        assert f'<a href="/uk/{section}/{target.slug}/">' in html
    assert queries(linking) == queries(without) + 1
