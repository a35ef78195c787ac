"""Synthetic pages to measure with: marked, whole at every moment, removed without a trace."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Page

from cms.measurement import filling
from cms.measurement.removing import remove
from home.addresses import change_address
from home.models.search import SearchEntry, SearchWord
from home.publishing import Refused
from home.search.index import is_behind
from home.synthetic import SLUG_PREFIX, marked
from partners.models import Partner
from stories.models import EventPage, StoryIndexPage, StoryPage
from tests.builders import Editor, Reader, index, story

WHOLE = ([], [], [], [], [])


def fill(*arguments: str) -> None:
    call_command("fill_measurement_data", *arguments, verbosity=0)


def fill_rivne() -> None:
    fill("--stories", "7", "--events", "4", "--tools", "3", "--site", "rivne")


def everything() -> tuple:
    """What a database holds of pages and of the search, to compare before and after."""
    return (
        list(Page.objects.order_by("path").values_list("pk", "path", "numchild", "slug", "live")),
        set(SearchEntry.objects.values_list("page_id", "scopes")),
        set(SearchWord.objects.values_list("scope", "word", "pages")),
    )


def test_a_site_gets_so_many_of_each_in_each_of_its_languages(rivne):
    fill_rivne()
    pages = Page.objects.filter(marked())
    assert pages.count() == (7 + 4 + 3) * len(rivne.languages)
    assert set(pages.values_list("locale__language_code", flat=True)) == set(rivne.languages)
    assert pages.values("translation_key").distinct().count() == 7 + 4 + 3
    shared = pages.filter(url_path__startswith="/shared/")
    own = pages.filter(path__startswith=rivne.root_page.path)
    assert (shared.count(), own.count()) == (3 * 2, 11 * 2)
    assert Page.find_problems() == WHOLE
    assert not is_behind()


def test_synthetic_pages_are_read_listed_and_found_like_any_other(rivne):
    fill_rivne()
    reader = Reader(rivne)
    assert "Синтетична історія 7" in reader.get("/uk/stories/").content.decode()
    found = reader.get("/uk/search/", {"q": "синтетичної історії"}).context["results"]
    assert any(result.title.startswith("Синтетична історія") for result in found)
    for kind in ("stories/{}story", "events/{}event", "tools/{}tool-rivne"):
        path = kind.format(SLUG_PREFIX)
        assert reader.get(f"/uk/{path}-000001/").status_code == 200
        assert "Synthetic" in reader.get(f"/en/{path}-000001/").content.decode()


def test_search_engines_keep_out_of_them_and_of_nothing_else(rivne):
    fill_rivne()
    reader = Reader(rivne)
    for path in ("stories/{}story", "events/{}event", "tools/{}tool-rivne"):
        response = reader.get(f"/uk/{path.format(SLUG_PREFIX)}-000001/")
        assert response["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.content.decode()
    for key in ("rivne", "cbss"):
        assert SLUG_PREFIX not in Reader(key).get("/sitemap.xml").content.decode()
    real = reader.get("/uk/stories/rivne-open-space-2019/")
    assert "X-Robots-Tag" not in real
    assert 'name="robots"' not in real.content.decode()


def test_the_other_sites_keep_what_they_have(rivne, harnosand):
    before = Page.objects.filter(path__startswith=harnosand.root_page.path).count()
    fill("--stories", "3", "--site", "rivne")
    assert Page.objects.filter(path__startswith=harnosand.root_page.path).count() == before
    fill("--stories", "1")
    for owner in Partner.objects.select_related("root_page"):
        made = Page.objects.filter(marked(), path__startswith=owner.root_page.path)
        number = 3 if owner.key == "rivne" else 1
        assert made.count() == number * len(owner.languages), owner.key


def test_asked_again_only_what_is_missing_is_made(rivne):
    fill_rivne()
    before = everything()
    fill_rivne()
    assert everything() == before
    StoryPage.objects.filter(marked()).first().delete()
    fill("--stories", "9", "--site", "rivne")
    assert StoryPage.objects.filter(marked()).count() == 9 * 2
    assert Page.find_problems() == WHOLE


def test_stopped_half_way_the_tree_is_whole_and_the_same_command_goes_on(rivne, monkeypatch):
    monkeypatch.setattr(filling, "AT_ONCE", 2)
    running = filling.fill(rivne, filling.STORIES, 7)
    for done, _total in running:
        if done == 4:
            running.close()
    assert StoryPage.objects.filter(marked()).count() == 4 * 2
    assert Page.find_problems() == WHOLE

    def fail(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(filling.bulk, "add", fail)
        with pytest.raises(KeyboardInterrupt):
            list(filling.fill(rivne, filling.STORIES, 7))
    assert StoryPage.objects.filter(marked()).count() == 4 * 2
    assert Page.find_problems() == WHOLE
    assert not is_behind()
    list(filling.fill(rivne, filling.STORIES, 7))
    assert StoryPage.objects.filter(marked()).count() == 7 * 2


def test_one_command_removes_all_of_them_and_nothing_else(rivne):
    before = everything()
    fill_rivne()
    assert everything() != before
    written = story(rivne, "Справжня історія")
    call_command("remove_measurement_data", verbosity=0)
    assert not Page.objects.filter(marked()).exists()
    assert Page.objects.filter(pk=written.pk, live=True).exists()
    assert Page.find_problems() == WHOLE
    written.delete()
    assert everything() == before


def test_removing_stopped_half_way_leaves_the_tree_whole(rivne, monkeypatch):
    monkeypatch.setattr("cms.measurement.removing.AT_ONCE", 3)
    before = everything()
    fill_rivne()
    running = remove()
    for done, _total in running:
        if done >= 9:
            running.close()
    assert 0 < Page.objects.filter(marked()).count() < 28
    assert Page.find_problems() == WHOLE
    list(remove())
    assert everything() == before


def test_what_an_editor_did_to_a_synthetic_page_goes_with_it(rivne):
    fill("--stories", "2", "--site", "rivne")
    page = StoryPage.objects.filter(marked()).first()
    page.title = "Виправлено"
    page.save_revision().publish()
    call_command("remove_measurement_data", verbosity=0)
    assert not Page.objects.filter(pk=page.pk).exists()
    assert Page.find_problems() == WHOLE


def test_a_production_server_is_filled_only_by_whoever_names_it(rivne, settings):
    settings.IS_PRODUCTION, settings.ADMIN_HOST = True, "admin.example.org"
    for forced in ([], ["--on-production", "yes"]):
        with pytest.raises(CommandError, match="production"):
            fill("--stories", "1", "--site", "rivne", *forced)
    assert not Page.objects.filter(marked()).exists()
    fill("--stories", "1", "--site", "rivne", "--on-production", "admin.example.org")
    assert Page.objects.filter(marked()).exists()


@pytest.mark.parametrize(
    "arguments", [[], ["--stories", "-1"], ["--stories", "1", "--site", "nobody"]]
)
def test_what_makes_no_sense_is_refused_in_words(db, arguments):
    with pytest.raises(CommandError):
        fill(*arguments)


def test_its_texts_are_made_of_words_of_the_language_and_of_no_names(rivne):
    fill_rivne()
    real = " ".join(
        SearchEntry.objects.filter(language="uk")
        .exclude(page__slug__startswith=SLUG_PREFIX)
        .values_list("text", flat=True)
    )
    made = StoryPage.objects.filter(marked(), locale__language_code="uk").first()
    words = re.findall(r"[^\W\d_]+", re.sub("<[^>]+>", " ", made.what_was_done))
    assert len(words) > 20
    assert all(word.lower() in real for word in words)
    assert not {"івано", "київ", "рівне", "izolyatsia"} & {word.lower() for word in words}
    assert EventPage.objects.filter(marked()).exclude(address="", place="").count() == 0


# --- the mark is kept for them alone -----------------------------------------------------------
def test_no_page_that_somebody_writes_can_bear_the_mark(rivne):
    parent = index(StoryIndexPage, rivne)
    response = Editor("editor", rivne).post(
        f"/admin/pages/add/stories/storypage/{parent.pk}/",
        {"title": "Моя", "slug": f"{SLUG_PREFIX}mine", "body-count": "0",
         "tools_used-TOTAL_FORMS": 0, "tools_used-INITIAL_FORMS": 0,
         "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0},
    )  # fmt: skip
    assert response.status_code == 200
    assert SLUG_PREFIX in str(response.context["form"].errors["slug"])
    with pytest.raises(Refused):
        story(rivne, "Моя", slug=f"{SLUG_PREFIX}mine")
    assert not Page.objects.filter(marked()).exists()


def test_no_copy_and_no_change_of_address_gives_or_takes_the_mark(rivne):
    fill("--stories", "1", "--site", "rivne")
    synthetic = StoryPage.objects.filter(marked()).first()
    written = story(rivne, "Моя", slug="moia")
    with pytest.raises(ValidationError):
        change_address(synthetic, "like-any-other")
    with pytest.raises(ValidationError):
        change_address(written, f"{SLUG_PREFIX}mine")
    with pytest.raises(Refused):
        synthetic.copy(update_attrs={"slug": f"{SLUG_PREFIX}copy"})
    copy = synthetic.copy(update_attrs={"slug": "copy", "title": "Копія"}, keep_live=False)
    assert not copy.is_synthetic
    synthetic.refresh_from_db()
    assert synthetic.is_synthetic
    assert StoryPage.objects.get(pk=written.pk).slug == "moia"


# --- measuring -----------------------------------------------------------------------------------
def measured(capsys, *arguments: str) -> dict[str, list[str]]:
    """Name of a page → the figures that the command prints of it."""
    call_command("measure_pages", *arguments, "--times", "1")
    lines = capsys.readouterr().out.splitlines()[2:]
    return {line[:28].strip(): line[28:].split() for line in lines}


def test_one_run_measures_every_kind_of_page_and_the_search(rivne, capsys):
    fill("--stories", "30", "--events", "30", "--tools", "2", "--site", "rivne")
    before = everything()
    costs = measured(capsys, "--site", "rivne")
    kinds = {
        "front page", "list of stories", "last page of stories", "a story", "list of events",
        "last page of events", "an event", "list of tools", "a tool",
    }  # fmt: skip
    assert costs.keys() > kinds
    assert len([name for name in costs if name.startswith("search")]) == 6
    assert costs["front page"][-1] == "1.00"
    # The last page of a list asks as many questions as the first.
    for kind in ("stories", "events"):
        assert costs[f"list of {kind}"][2] == costs[f"last page of {kind}"][2]
    assert everything() == before


def test_a_site_in_another_language_is_measured_and_an_unknown_one_refused(rivne, capsys):
    assert "front page" in measured(capsys, "--site", "rivne", "--language", "en")
    for wrong in (["--site", "nobody"], ["--site", "rivne", "--language", "sv"]):
        with pytest.raises(CommandError):
            measured(capsys, *wrong)
