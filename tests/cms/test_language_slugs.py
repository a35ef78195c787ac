"""Addresses are ASCII and official, on the server and while an editor types."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.language.slugs import FALLBACK, MAX_LENGTH, ascii_slug

LANGUAGES = ("en", "sv", "uk", "ro")

# The examples of resolution No 55 itself, one or two for every letter.
OFFICIAL_EXAMPLES = {
    **{"Алушта": "alushta", "Андрій": "andrii", "Борщагівка": "borshchahivka"},
    **{"Борисенко": "borysenko", "Вінниця": "vinnytsia", "Володимир": "volodymyr"},
    **{"Гадяч": "hadiach", "Богдан": "bohdan", "Згурський": "zghurskyi"},
    **{"Ґалаґан": "galagan", "Ґорґани": "gorgany", "Донецьк": "donetsk", "Дмитро": "dmytro"},
    **{"Рівне": "rivne", "Олег": "oleh", "Есмань": "esman", "Єнакієве": "yenakiieve"},
    **{"Гаєвич": "haievych", "Короп'є": "koropie", "Житомир": "zhytomyr", "Жанна": "zhanna"},
    **{"Жежелів": "zhezheliv", "Закарпаття": "zakarpattia", "Казимирчук": "kazymyrchuk"},
    **{"Медвин": "medvyn", "Михайленко": "mykhailenko", "Іванків": "ivankiv"},
    **{"Іващенко": "ivashchenko", "Їжакевич": "yizhakevych", "Кадиївка": "kadyivka"},
    **{"Мар'їне": "marine", "Йосипівка": "yosypivka", "Стрий": "stryi", "Олексій": "oleksii"},
    **{"Київ": "kyiv", "Коваленко": "kovalenko", "Лебедин": "lebedyn", "Леонід": "leonid"},
    **{"Миколаїв": "mykolaiv", "Маринич": "marynych", "Ніжин": "nizhyn", "Наталія": "nataliia"},
    **{"Одеса": "odesa", "Онищенко": "onyshchenko", "Полтава": "poltava", "Петро": "petro"},
    **{"Решетилівка": "reshetylivka", "Рибчинський": "rybchynskyi", "Суми": "sumy"},
    **{"Соломія": "solomiia", "Тернопіль": "ternopil", "Троць": "trots"},
    **{"Ужгород": "uzhhorod", "Уляна": "uliana", "Фастів": "fastiv", "Філіпчук": "filipchuk"},
    **{"Харків": "kharkiv", "Христина": "khrystyna", "Біла Церква": "bila-tserkva"},
    **{"Стеценко": "stetsenko", "Чернівці": "chernivtsi", "Шевченко": "shevchenko"},
    **{"Шостка": "shostka", "Кишеньки": "kyshenky", "Щербухи": "shcherbukhy", "Гоща": "hoshcha"},
    **{"Гаращенко": "harashchenko", "Юрій": "yurii", "Корюківка": "koriukivka"},
    **{"Яготин": "yahotyn", "Ярошенко": "yaroshenko", "Костянтин": "kostiantyn"},
    **{"Знам'янка": "znamianka", "Феодосія": "feodosiia"},
}

TITLES = {
    "Стійкі громади України": "stiiki-hromady-ukrainy",
    "Згорани": "zghorany",
    "Нечуй-Яворницький": "nechui-yavornytskyi",
    "«Єдність» і ‘Їжа’": "yednist-i-yizha",
    "п'ять п’ять пʼять": "piat-piat-piat",
    "Ки\u0301їв, гро\u00adмада": "kyiv-hromada",
    "Киі\u0308в Стри\u0438\u0306": "kyiv-stryi",
    "Härnösand och Åland": "harnosand-och-aland",
    "Comunități și țară, în inimă": "comunitati-si-tara-in-inima",
    "Comunităţi şi ţară, âmbele": "comunitati-si-tara-ambele",
    "Płock, Rūjiena, Gėlė, Bjørn, Æble, Straße": "plock-rujiena-gele-bjorn-aeble-strasse",
    "Kultur–krig 2024/2025": "kultur-krig-2024-2025",
    "İstanbul": "istanbul",
}


@pytest.mark.parametrize(("name", "slug"), OFFICIAL_EXAMPLES.items())
def test_ukrainian_names_are_written_as_the_official_table_writes_them(name, slug):
    assert ascii_slug(name, "uk") == slug
    assert ascii_slug(name.upper(), "uk") == slug


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("title", "slug"), TITLES.items())
def test_a_title_gives_the_same_address_on_every_site(title, slug, language):
    assert ascii_slug(title, language) == slug


@pytest.mark.parametrize(
    ("language", "slug"),
    [("en", "a-and-b"), ("sv", "a-och-b"), ("uk", "a-ta-b"), ("ro", "a-si-b")],
)
def test_the_and_sign_is_read_in_the_language_of_the_title(language, slug):
    assert ascii_slug("A & B", language) == slug


def test_a_long_title_is_cut_between_words():
    slug = ascii_slug("Стійкі громади України " * 10, "uk")
    assert len(slug) <= MAX_LENGTH
    assert set(slug.split("-")) == {"stiiki", "hromady", "ukrainy"}
    assert ascii_slug("а" * 200, "uk") == "a" * MAX_LENGTH
    assert ascii_slug("б" * MAX_LENGTH + " в", "uk") == "b" * MAX_LENGTH


@pytest.mark.parametrize("title", ["", "  ", "…", "ь", "日本", "🎉"])
def test_an_address_is_never_empty(title):
    assert ascii_slug(title, "uk") == FALLBACK


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_gives_ascii_words_that_stay_as_they_are(text, language):
    slug = ascii_slug(text, language)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAX_LENGTH
    assert ascii_slug(slug, language) == slug


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ ", min_size=1))
def test_no_ukrainian_letter_is_lost(text):
    letters = re.sub("[ь'’ʼ ]", "", text)
    slug = ascii_slug(text, "uk").replace("-", "")
    assert not letters or len(slug) >= min(len(letters), MAX_LENGTH - 40)


# --- The editor ---------------------------------------------------------------------------------


class _Siblings:
    """As much of a page's place in the tree as a slug asks about."""

    def __init__(self, *slugs):
        self.slugs = slugs

    def get_children(self):
        return self

    def exclude(self, pk):
        return self

    def filter(self, slug__startswith):
        self.prefix = slug__startswith
        return self

    def values_list(self, *fields, flat):
        return [slug for slug in self.slugs if slug.startswith(self.prefix)]


def _page(title, *sibling_slugs, placed=True, first_published_at=None, slug=""):
    return SimpleNamespace(
        pk=None,
        title=title,
        slug=slug,
        path="0001" if placed else "",
        locale_id=1,
        locale=SimpleNamespace(language_code="uk"),
        get_parent=lambda: _Siblings(*sibling_slugs),
        first_published_at=first_published_at,
    )


def test_a_page_gets_the_first_free_slug_among_its_siblings():
    from cms.language.slug_field import default_slug_for

    assert default_slug_for(_page("Рівне")) == "rivne"
    assert default_slug_for(_page("Рівне", "rivne-2", "rivnenska")) == "rivne"
    assert default_slug_for(_page("Рівне", "rivne", "rivne-2")) == "rivne-3"


def test_a_page_without_a_place_waits_for_its_slug():
    from cms.language.slug_field import default_slug_for

    assert default_slug_for(_page("Рівне", placed=False)) == ""


@pytest.mark.parametrize("validation", ["full_clean", "minimal_clean"])
def test_an_empty_slug_is_filled_before_wagtail_would_fill_it(validation):
    from cms.language.slug_field import OfficialSlugMixin

    seen = []

    class Page:
        def full_clean(self):
            seen.append(self.slug)

        minimal_clean = full_clean

    class StoryPage(OfficialSlugMixin, Page):
        pass

    page = StoryPage()
    page.__dict__.update(vars(_page("Київ")))
    getattr(page, validation)()
    page.title = "Рівне"
    getattr(page, validation)()
    assert seen == ["kyiv", "kyiv"]


def _slug_field(**page_fields):
    """The slug field as Wagtail's page form offers it for such a page."""
    from wagtail.models import Locale, Page

    from cms.language.slug_field import OfficialSlugForm

    class StoryForm(OfficialSlugForm):
        class Meta:
            model = Page
            fields = ("title", "slug")

    page = Page(content_type_id=1, locale=Locale(pk=1, language_code="uk"), **page_fields)
    return StoryForm(instance=page).fields["slug"]


def test_an_editor_may_leave_the_slug_empty():
    assert _slug_field(title="Київ").clean("") == ""


def test_the_slug_is_frozen_once_the_page_was_published():
    published = datetime(2025, 1, 1, tzinfo=UTC)
    assert _slug_field(title="Київ", slug="kyiv", first_published_at=published).disabled
    assert not _slug_field(title="Київ", slug="kyiv").disabled


EDITOR = """
<html><body>
<script id="wagtail-config" type="application/json">{"ACTIVE_CONTENT_LOCALE": "uk"}</script>
<script>window.gettext = window.ngettext = text => text;</script>
<input id="id_title" data-controller="w-sync" data-w-sync-target-value="#id_slug"
  data-action="focus->w-sync#check blur->w-sync#apply change->w-sync#apply keyup->w-sync#apply">
%s
</body></html>
"""


@pytest.fixture
def editor(page):
    """Wagtail's own scripts over a title and the given slug field, as in the page editor."""
    from django.contrib.staticfiles import finders

    def open_editor(field, slug=""):
        page.set_content(EDITOR % field.widget.render("slug", slug, {"id": "id_slug"}))
        for script in ("vendor/jquery-3.6.0.min.js", "vendor.js", "core.js"):
            page.add_script_tag(path=finders.find(f"wagtailadmin/js/{script}"))
        return page

    return open_editor


@pytest.mark.browser
def test_typing_a_title_shows_the_slug_that_the_server_would_make(editor):
    page = editor(_slug_field(title=""))
    long_titles = ["Стійкі громади України " * 10, "б" * 200, "б" * MAX_LENGTH + " в"]
    names = list(OFFICIAL_EXAMPLES)
    official = [" ".join(names[start : start + 6]) for start in range(0, len(names), 6)]
    for title in [*official, *TITLES, *long_titles, "Хліб & сіль"]:
        page.locator("#id_slug").fill("")
        page.locator("#id_title").focus()
        page.locator("#id_title").fill(title)
        page.locator("#id_title").blur()
        page.wait_for_function("document.querySelector('#id_slug').value !== ''")
        assert page.locator("#id_slug").input_value() == ascii_slug(title, "uk"), title


@pytest.mark.browser
def test_a_slug_typed_in_cyrillic_becomes_official_too(editor):
    page = editor(_slug_field(title=""))
    page.locator("#id_slug").fill("Анені-Ной Їжа")
    page.locator("#id_slug").blur()
    assert page.locator("#id_slug").input_value() == "aneni-noi-yizha"


@pytest.mark.browser
def test_typing_a_title_leaves_a_frozen_slug_as_it_is(editor):
    published = datetime(2025, 1, 1, tzinfo=UTC)
    page = editor(_slug_field(title="Київ", slug="kyiv", first_published_at=published), "kyiv")
    page.locator("#id_title").fill("Київ")
    page.locator("#id_title").press_sequentially(" і Рівне")
    page.locator("#id_title").blur()
    page.wait_for_timeout(300)  # Wagtail writes the slug after 50 ms of quiet
    assert page.locator("#id_slug").input_value() == "kyiv"
