"""Readers' search: what is found, by which words, on whose site, and what never is."""

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import SearchEntry, SearchWord
from home.search.asking import MOST, Question, find
from home.search.scopes import scopes_of_visit
from partners.scoping import visit_for_host
from stories.models import CulturalToolPage, EventPage, SharedLanguageRootPage
from stories.vocabularies import PlacePrecision
from tests.builders import Reader, event, home, partner, story

pytestmark = pytest.mark.django_db


def ask(of, question: str, language: str | None = None, **more):
    """The search page of a partner's site, as a reader gets it."""
    language = language or partner(of).source_language
    return Reader(of).get(f"/{language}/search/", {"q": question, **more})


def titles(of, question: str, language: str | None = None) -> list[str]:
    """Titles of the pages that have all the words, in their order."""
    context = ask(of, question, language).context
    return [] if context["some_words_only"] else [one.title for one in context["results"]]


def suggested(of, question: str, language: str | None = None) -> list[str]:
    return [one["text"] for one in ask(of, question, language).context["suggestions"]]


def tool(title: str, language: str = "en", of: CulturalToolPage | None = None, **fields):
    """A live tool of the common library; ``of``: the original that it translates."""
    from cms.provisioning import put_live

    root = SharedLanguageRootPage.objects.get(locale__language_code=language)
    if of is not None:
        fields |= {"translation_key": of.translation_key}
    page = CulturalToolPage(
        title=title,
        slug=of.slug if of else "test-tool",
        lead=f"{title}.",
        qualities=["trust"],
        locale=root.locale,
        **fields,
    )
    return put_live(root, page)


# --- words -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "written", "typed"),
    [
        ("rivne", "громада", ["громади", "громаді", "громадою", "ГРОМАДА"]),
        ("anenii-noi", "comunitate", ["comunității", "comunităţii", "comunitatea"]),
        ("harnosand", "bibliotek", ["biblioteket", "biblioteken", "Biblioteket"]),
        ("rivne", "п'ять", ["п’ять", "пʼять", "п'ять"]),
        ("rivne", "пʼять", ["п’ять", "пʼять", "п'ять"]),
        ("harnosand", "Härnösand", ["Harnosand", "harnosands", "HÄRNÖSAND"]),
        ("rivne", "стійкість", ["стійкості"]),
        ("anenii-noi", "comunității", ["comunitatii", "comunitate"]),
    ],
)
def test_a_page_is_found_by_every_form_of_its_words(key, written, typed):
    SearchEntry.objects.all().delete()
    story(partner(key), f"{written} zqx", slug="zqx")
    for form in typed:
        assert titles(key, f"{form} zqx") == [f"{written} zqx"], form


def test_all_of_the_words_are_asked_for(rivne):
    story(rivne, "Вечір казок у підвалі", slug="one")
    story(rivne, "Вечір кіно", slug="two")
    assert titles("rivne", "казки вечорами") == ["Вечір казок у підвалі"]


def test_where_no_page_has_all_words_those_with_some_are_shown_as_such(rivne):
    story(rivne, "Вечір казок", slug="one")
    story(rivne, "Ранок кіно", slug="two")
    response = ask("rivne", "казка кіно")
    assert response.context["some_words_only"]
    assert {result.title for result in response.context["results"]} >= {"Вечір казок", "Ранок кіно"}


# --- order -----------------------------------------------------------------------------------
def test_best_first_title_then_lead_then_text_then_without_marks(harnosand):
    story(harnosand, "Fjärde", slug="d", lead="Om en blabarsoppa.")
    story(harnosand, "Tredje", slug="c", what_was_done="<p>Blåbärsoppa.</p>" * 20)
    story(harnosand, "Andra", slug="b", lead="Vi kokade blåbärsoppa.")
    story(harnosand, "Blåbärsoppa på torget", slug="a", lead="En dag.", what_was_done="<p>Ja.</p>")
    found = titles("harnosand", "blåbärsoppa")
    assert found == ["Blåbärsoppa på torget", "Andra", "Tredje", "Fjärde"]


def test_what_was_typed_exactly_comes_before_what_differs_in_marks(anenii_noi):
    story(anenii_noi, "Fața orașului", slug="a")
    story(anenii_noi, "Fata orașului", slug="b")
    assert titles("anenii-noi", "fața orașului")[0] == "Fața orașului"
    assert titles("anenii-noi", "fata orașului")[0] == "Fata orașului"


@pytest.fixture
def anenii_noi(db):
    return partner("anenii-noi")


# --- whose site --------------------------------------------------------------------------------
def test_a_site_finds_its_own_pages_and_not_another_partners(rivne, harnosand):
    story(rivne, "Бавовняний настрій", slug="zq")
    story(partner("izolyatsia"), "Бавовняний ранок", slug="zq")
    assert titles("rivne", "бавовняний") == ["Бавовняний настрій"]
    assert titles("izolyatsia", "бавовняний") == ["Бавовняний ранок"]
    assert titles("harnosand", "бавовняний", "uk") == []


def test_a_language_finds_its_own_pages_only(rivne):
    story(rivne, "Quixotic stories", "en", slug="zq")
    assert titles("rivne", "quixotic", "en") == ["Quixotic stories"]
    assert titles("rivne", "quixotic", "uk") == []


def test_a_shared_tool_is_found_once_on_every_site_in_the_readers_language():
    original = tool("Zanzibar circle")
    tool("Занзібарське коло", "uk", of=original)
    assert titles("rivne", "занзібарський коло") == ["Занзібарське коло"]
    assert titles("rivne", "zanzibar") == []
    assert titles("cbss", "zanzibar", "en") == ["Zanzibar circle"]


def test_a_shared_tool_without_the_readers_language_is_found_in_its_original_and_marked():
    tool("Zanzibar circle")
    response = ask("rivne", "zanzibar circles")
    assert [result.language for result in response.context["results"]] == ["en"]
    assert re.search(r'<a href="/uk/tools/test-tool/" lang="en">Zanzibar circle', _html(response))


def test_a_new_translation_takes_the_place_of_the_original_and_leaves_it_again():
    original = tool("Zanzibar circle")
    translated = tool("Zanzibarcirkeln", "sv", of=original)
    assert titles("harnosand", "zanzibar") == []
    translated.unpublish()
    assert titles("harnosand", "zanzibar") == ["Zanzibar circle"]
    assert titles("harnosand", "zanzibarcirkeln") == []


def test_parity_hides_a_tool_without_the_sites_own_language():
    original = tool("Zanzibar circle")
    assert titles("rivne", "zanzibar", "en") == []
    tool("Занзібарське коло", "uk", of=original)
    assert titles("rivne", "zanzibar", "en") == ["Zanzibar circle"]


def test_every_result_leads_to_a_page_that_answers(rivne):
    response = ask("rivne", "історія")
    assert response.context["results"]
    for result in response.context["results"]:
        assert Reader("rivne").get(result.url).status_code == 200, result.url


# --- what is never found -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("precision", "found"),
    [
        (PlacePrecision.EXACT, {"хрещатик", "київ"}),
        (PlacePrecision.CITY, {"київ"}),
        (PlacePrecision.REGION, {"поділля"}),
        (PlacePrecision.PARTICIPANTS, set()),
    ],
)
def test_the_place_of_an_event_is_found_at_its_precision_only(rivne, precision, found):
    event(
        rivne,
        "Зустріч зкв",
        place_precision=precision,
        address="вул. Хрещатик, 77",
        place="Київ",
        region="Поділля",
        slug="zkv",
    )
    for word in ("хрещатик", "київ", "поділля"):
        assert (titles("rivne", f"{word} зкв") == ["Зустріч зкв"]) is (word in found), word
    entry = SearchEntry.objects.get(title="Зустріч зкв")
    held = " ".join(map(str, entry.__dict__.values())).casefold()
    assert ("хрещатик" in held) is ("хрещатик" in found)
    known = SearchWord.objects.filter(word="хрещатик", scope__startswith="own").exists()
    assert known is ("хрещатик" in found)


def test_the_note_for_editors_is_not_found(rivne):
    event(rivne, "Зустріч зкв", slug="zkv", editor_note="Таємниця кмітлива")
    assert (
        titles("rivne", "таємниця кмітлива зкв") == []
        or ask("rivne", "таємниця кмітлива зкв").context["some_words_only"]
    )
    assert not SearchWord.objects.filter(word="кмітлива").exists()


def test_a_draft_is_not_found_and_its_new_words_are_not(rivne):
    page = story(rivne, "Вечір казок", slug="zq", lead="Так.", what_was_done="<p>Ні.</p>")
    page.title = "Ранок перепелиць"
    page.save_revision()
    assert titles("rivne", "перепелиця") == []
    assert titles("rivne", "вечір казок") == ["Вечір казок"]
    page.get_latest_revision().publish()
    assert titles("rivne", "перепелиця") == ["Ранок перепелиць"]
    assert titles("rivne", "вечір казок") == []


def test_an_unpublished_or_deleted_page_is_gone_with_its_words(rivne):
    for way in ("unpublish", "delete"):
        page = story(rivne, "Перепелиця", slug=f"zq-{way}")
        assert SearchWord.objects.filter(word="перепелиця").exists()
        getattr(page, way)()
        assert titles("rivne", "перепелиця") == []
        assert not SearchEntry.objects.filter(title="Перепелиця").exists()
        assert not SearchWord.objects.filter(word="перепелиця").exists()


def test_pages_deleted_with_the_page_above_them_are_gone(rivne):
    page = home(rivne).get_children().get(slug="project").specific
    assert SearchEntry.objects.filter(page_id=page.pk).exists()
    page.delete()
    assert not SearchEntry.objects.filter(page_id=page.pk).exists()


def test_a_page_taken_down_past_every_signal_is_not_shown(rivne):
    page = story(rivne, "Перепелиця", slug="zq")
    Page.objects.filter(pk=page.pk).update(live=False)
    assert titles("rivne", "перепелиця") == []


def test_a_changed_address_is_the_one_that_results_lead_to(rivne):
    page = story(rivne, "Перепелиця", slug="zq")
    page.slug = "zq-new"
    page.save()
    (result,) = ask("rivne", "перепелиця").context["results"]
    assert result.url == "/uk/stories/zq-new/"


def test_a_page_moved_to_another_site_is_found_there_and_not_here(rivne):
    page = story(rivne, "Перепелиця", slug="zq")
    other = home(partner("izolyatsia")).get_children().get(slug="stories")
    page.move(other, pos="last-child")
    assert titles("rivne", "перепелиця") == []
    assert titles("izolyatsia", "перепелиця") == ["Перепелиця"]


# --- suggestions -----------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["перепилиця", "перепелицая", "перпелиця", "преепелицч"])
def test_nothing_found_suggests_words_within_two_letters(rivne, typed):
    story(rivne, "Перепелиця", slug="zq")
    assert "перепелиця" in [one.casefold() for one in suggested("rivne", typed)]


def test_of_each_near_word_one_form_is_suggested(rivne):
    story(rivne, "Перепелиця, перепелицю, перепелиці", slug="zq")
    assert len(suggested("rivne", "перепилиця")) == 1


def test_three_wrong_letters_are_another_word(rivne):
    story(rivne, "Перепелиця", slug="zq")
    assert suggested("rivne", "пирипилиця") == []


def test_no_word_of_an_unpublished_page_is_suggested(rivne):
    page = story(rivne, "Перепелиця", slug="zq")
    page.unpublish()
    assert suggested("rivne", "перепилиця") == []


def test_no_word_of_another_site_or_language_is_suggested(rivne):
    story(rivne, "Перепелиця", slug="zq")
    story(rivne, "Quixotic", "en", slug="zq-en")
    assert suggested("izolyatsia", "перепилиця") == []
    assert suggested("rivne", "quixotik", "uk") == []
    assert suggested("rivne", "quixotik", "en") == ["Quixotic"]


def test_only_the_unknown_word_is_replaced(rivne):
    story(rivne, "Перепелиця на горищі", slug="zq")
    assert "Перепелиця на горищі" in suggested("rivne", "перепилиця на горищі")


def test_a_suggestion_finds_something(rivne):
    story(rivne, "Перепелиця", slug="zq")
    response = ask("rivne", "перепилиця")
    (suggestion,) = response.context["suggestions"]
    assert Reader("rivne").get(suggestion["url"]).context["results"]


# --- the page ----------------------------------------------------------------------------------------
def _html(response) -> str:
    return response.content.decode()


def test_a_result_says_its_kind_and_date_and_shows_where_the_words_stand(rivne):
    story(
        rivne,
        "Осінь",
        slug="zq",
        date=date(2025, 9, 17),
        what_was_done="<p>" + "Довга розповідь про все. " * 30 + "Тут була <b>перепелиця</b>.</p>",
    )
    response = ask("rivne", "перепелиці")
    (result,) = response.context["results"]
    assert "<mark>перепелиця</mark>" in result.excerpt
    assert result.excerpt.startswith("… ")
    assert result.kind == "Історія" or result.kind == "Story"
    assert "17 вересня 2025" in _html(response)


def test_text_of_a_page_is_never_markup_in_an_excerpt(rivne):
    story(rivne, "Осінь", slug="zq", lead="<script>alert(1)</script> перепелиця & <b>")
    (result,) = ask("rivne", "перепелиця").context["results"]
    assert result.excerpt == (
        "&lt;script&gt;alert(1)&lt;/script&gt; <mark>перепелиця</mark> &amp; &lt;b&gt;"
    )


def test_words_without_marks_are_marked_in_the_excerpt(harnosand):
    story(harnosand, "Höst", slug="zq", lead="Vi kokade blåbärsoppa.")
    (result,) = ask("harnosand", "blabarsoppa").context["results"]
    assert result.excerpt == "Vi kokade <mark>blåbärsoppa</mark>."


def test_without_a_question_the_form_is_there_and_nothing_else():
    for question in ("", "   ", "!?…"):
        response = ask("rivne", question)
        assert response.status_code == 200
        assert response.context["results"] == []
        assert 'name="q"' in _html(response)


def test_search_engines_keep_out():
    response = ask("rivne", "громада")
    assert '<meta name="robots" content="noindex">' in _html(response)
    assert response["X-Robots-Tag"] == "noindex"
    assert 'rel="canonical"' not in _html(response)


def test_every_page_has_the_form_and_it_works_without_script():
    html = _html(Reader("rivne").get("/uk/"))
    assert re.search(
        r'<form class="search-form" role="search" action="/uk/search/" method="get"', html
    )


def test_the_language_switch_asks_the_same_question():
    html = _html(ask("rivne", "громада"))
    assert 'href="/en/search/?q=%D0%B3' in html


def test_nothing_is_stored_of_a_question():
    response = ask("rivne", "громада")
    assert not response.cookies


@pytest.mark.parametrize(
    "question",
    [
        "'; DROP TABLE home_searchentry; --",
        '" OR 1=1 NEAR( * ^ {title} : -a',
        "a:* & !b | (c <-> d)",
        "\x00\x01 \u202e громада",
        "<script>alert(1)</script>",
        "%s %(q)s {} \\",
        "і" * 5000,
        "слово " * 2000,
        "ʼ ʼʼ ' ''",
        "𝔘 中文 İ ﬁ",
    ],
)
def test_hostile_and_endless_questions_are_answered(question):
    response = ask("rivne", question)
    assert response.status_code == 200
    assert len(response.context["question"].text) <= 100
    assert "<script>alert" not in _html(response)


@pytest.mark.parametrize("number", ["0", "-1", "2²", "x", "99999999999999", "999", ""])
def test_a_page_number_that_does_not_exist_shows_one_that_does(number):
    response = ask("rivne", "громада", page=number)
    assert response.status_code == 200
    assert response.context["results"]


def test_results_are_paged_and_no_page_is_lost_or_twice(rivne):
    for number in range(23):
        story(rivne, f"Перепелиця {number}", slug=f"zq-{number}")
    seen, address = [], "/uk/search/?q=перепелиця"
    while address:
        response = Reader("rivne").get(address)
        seen += [result.url for result in response.context["results"]]
        address = response.context["next"]
    assert len(seen) == len(set(seen)) == 23


def test_a_search_costs_the_same_queries_however_much_is_found(rivne):
    def queries(question):
        ask("rivne", question, "uk")
        with CaptureQueriesContext(connection) as captured:
            ask("rivne", question, "uk")
        return len(captured)

    story(rivne, "Перепелиця", slug="zq")
    few = queries("перепелиця")
    for number in range(30):
        story(rivne, f"Перепелиця {number}", slug=f"zq-{number}")
    assert queries("перепелиця") == few <= 8
    assert queries("перепилиця") <= 8
    assert queries("перепилиця громада історія") <= 8


def test_no_more_than_the_best_are_fetched(rivne, monkeypatch):
    monkeypatch.setattr("home.search.asking.MOST", 5)
    for number in range(7):
        story(rivne, f"Перепелиця {number}", slug=f"zq-{number}")
    visit = visit_for_host("rivne.localhost").in_language("uk")
    assert len(find(Question.of("перепелиця"), scopes_of_visit(visit)).ids) == 5
    assert MOST >= 100


def test_the_index_of_the_database_is_used(rivne):
    """Not a scan of all rows, however common the word: the plan names the full-text index."""
    with CaptureQueriesContext(connection) as captured:
        visit = visit_for_host("rivne.localhost").in_language("uk")
        find(Question.of("громада історія"), scopes_of_visit(visit))
    asked = [row["sql"] for row in captured if "home_search" in row["sql"]]
    assert asked
    assert not [sql for sql in asked if "LIKE" in sql]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for sql in asked:
                plan = _plan(cursor, f"EXPLAIN QUERY PLAN {sql}")
                assert "VIRTUAL TABLE INDEX" in plan
                assert "home_searchentry" not in plan
            return
        # The functions that ask are told to keep to the index.
        cursor.execute(
            "SELECT proconfig FROM pg_proc WHERE proname IN "
            "('home_search_exact', 'home_search_weaker')"
        )
        told = [settings for (settings,) in cursor.fetchall()]
        assert len(told) == 2
        assert all("enable_seqscan=off" in settings for settings in told)
        cursor.execute("SET LOCAL enable_seqscan = off")
        for column in ("whole", "weaker"):
            sql = f"SELECT id FROM home_searchentry WHERE {column} @@ 'громада'::tsquery"  # noqa: S608
            assert f"Index Scan on home_searchentry_{column}" in _plan(cursor, f"EXPLAIN {sql}")


def _plan(cursor, sql: str) -> str:
    cursor.execute(sql)
    return "\n".join(str(row) for row in cursor.fetchall())


# --- keeping it ----------------------------------------------------------------------------------------
def test_rebuilding_changes_nothing_and_may_be_repeated(capsys):
    def known():
        return (
            list(SearchEntry.objects.order_by("page_id").values_list("page_id", "scopes", "text")),
            list(
                SearchWord.objects.order_by("scope", "word").values_list("scope", "word", "pages")
            ),
        )

    before = known()
    call_command("rebuild_search")
    assert known() == before
    assert re.search(r"Search: (\d+) of \1 pages", capsys.readouterr().out)


def test_rebuilding_mends_what_was_lost_and_removes_what_was_left(rivne):
    story(rivne, "Перепелиця", slug="zq")
    gone = story(rivne, "Куріпка", slug="zq-2")
    SearchEntry.objects.filter(title="Перепелиця").delete()
    Page.objects.filter(pk=gone.pk).update(live=False)
    SearchWord.objects.filter(word="громада").delete()
    call_command("rebuild_search", verbosity=0)
    assert titles("rivne", "перепелиця") == ["Перепелиця"]
    assert not SearchEntry.objects.filter(title="Куріпка").exists()
    assert not SearchWord.objects.filter(word="куріпка").exists()
    assert SearchWord.objects.filter(word="громада").exists()


def test_every_live_page_of_every_site_is_in_the_search():
    from home.search.index import is_behind

    assert not is_behind()
    SearchEntry.objects.filter(pk=SearchEntry.objects.first().pk).delete()
    assert is_behind()


# --- the address ----------------------------------------------------------------------------------------
def test_no_page_may_stand_at_the_address_of_the_search(rivne):
    from home.models import InformationPage
    from home.search.reserved import refusal

    front = home(rivne)
    assert "search" in refusal("search", front)
    assert refusal("search", front.get_children().get(slug="project")) == ""
    assert refusal("searching", front) == ""
    page = InformationPage(title="Search", slug="search", lead="x", locale=front.locale)
    from home.publishing import Refused

    with pytest.raises(Refused):
        front.add_child(instance=page)


def test_an_editor_reads_why_that_address_is_refused(rivne):
    from tests.builders import Editor

    response = Editor("editor", rivne).post(
        f"/admin/pages/add/home/informationpage/{home(rivne).pk}/",
        {"title": "Search", "slug": "search", "body-count": "0", "comments-TOTAL_FORMS": 0,
         "comments-INITIAL_FORMS": 0},
    )  # fmt: skip
    assert response.status_code == 200
    assert "search" in str(response.context["form"].errors["slug"])


def test_events_of_the_network_are_found_on_a_partners_site():
    shared = EventPage.objects.filter(url_path__startswith="/shared/uk/", live=True).first()
    assert shared.title in titles("rivne", shared.title)
