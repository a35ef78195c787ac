"""Keeps the search in step with the pages: in the transaction that changes them.

Every save of a page asks the one question «can readers find it, and with which words»; that is
what publishing, unpublishing, scheduling and withdrawing come down to. Deleting and moving a page
have signals of their own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import post_page_move

from cms.language.lemmas import folded, lemma, words
from home.models.search import SearchEntry, SearchWord
from home.search import scopes, texts
from home.search.suggestions import is_suggested
from partners.scoping import is_shared
from partners.tree import below, depth_of, readable

ROOT_DEPTH = 2
PAGES_AT_ONCE = 100


def connect() -> None:
    """Follow every page; called once, when the app is ready."""
    post_save.connect(_saved, dispatch_uid="search_saved")
    post_delete.connect(_entry_deleted, sender=SearchEntry, dispatch_uid="search_entry_deleted")
    post_page_move.connect(_moved, dispatch_uid="search_moved")


# --- what happened ---------------------------------------------------------------------------
def _saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if raw or not isinstance(instance, Page):
        return
    # Drafts, locks and review save single fields, none of which readers see.
    if update_fields is not None and "live" not in update_fields:
        return
    refresh(instance)


def _moved(sender, instance, parent_page_before, parent_page_after, **kwargs):
    length = depth_of(ROOT_DEPTH)
    if parent_page_before.path[:length] != parent_page_after.path[:length]:
        refresh_tree(Page.objects.get(pk=instance.pk))


def _entry_deleted(sender, instance, **kwargs):
    """Also when its page was deleted, alone or with the section above it."""
    change = Counter()
    take(change, instance, -1)
    if not instance.root_path:
        settle_shared(instance.translation_key, change)
    count(change)


# --- one page ----------------------------------------------------------------------------------
def refresh_tree(page: Page) -> None:
    """Look again at a page and everything below it."""
    for found in Page.objects.filter(below(page.path)).specific().iterator(PAGES_AT_ONCE):
        refresh(found)
    refresh(page)


@transaction.atomic
def refresh(page: Page) -> None:
    """Bring what is known of one page to what its readers see now."""
    entry = SearchEntry.objects.filter(page_id=page.pk).first()
    if not _is_found(page):
        if entry is not None:
            entry.delete()
        return
    page = page.specific
    change = Counter()
    if entry is None:
        entry = SearchEntry(page_id=page.pk)
    else:
        take(change, entry, -1)
    was_shared = entry.pk is not None and not entry.root_path
    former_key = entry.translation_key
    fill(entry, page)
    entry.save()
    if entry.root_path:
        take(change, entry, 1)
    else:
        # Its scopes depend on the languages of the others, and theirs on its own.
        settle_shared(entry.translation_key, change, fresh=entry)
    if was_shared and (entry.root_path or former_key != entry.translation_key):
        settle_shared(former_key, change)
    count(change)


def _is_found(page: Page) -> bool:
    if not page.live or not texts.is_searched(page.specific_class):
        return False
    return Page.objects.filter(readable(), pk=page.pk).exists() and texts.is_met(page)


def fill(entry: SearchEntry, page: Page) -> None:
    """Write into a row what readers find of a page; of a shared page all but its scopes."""
    language = page.locale.language_code
    entry.root_path = "" if is_shared(page) else page.path[: depth_of(ROOT_DEPTH)]
    entry.language = language
    entry.original_language = getattr(page, "original_language", "")
    entry.translation_key = page.translation_key
    entry.title = texts.one_line(page.title)
    entry.lead = texts.one_line(page.lead)
    entry.text, moment = texts.read(page)
    entry.date, entry.date_precision = moment.day, moment.precision
    weaker = set()
    for field in ("title", "lead", "text"):
        forms = [word.form for word in words(getattr(entry, field))]
        bases = [lemma(form, language) for form in forms]
        setattr(entry, f"{field}_forms", " ".join(bases))
        weaker.update(bases)
        weaker.update(folded(form) for form in (*forms, *bases))
    entry.weaker_forms = " ".join(sorted(weaker))
    if entry.root_path:
        entry.scopes = scopes.own(entry.root_path, language)


def settle_shared(translation_key, change: Counter, fresh: SearchEntry | None = None) -> None:
    """Say anew who is offered which language of a shared page. ``fresh``: not counted so far."""
    versions = list(SearchEntry.objects.filter(translation_key=translation_key, root_path=""))
    live = {version.language for version in versions}
    for version in versions:
        names = scopes.scopes_of_shared(version.language, version.original_language, live)
        now = " ".join(names)
        is_fresh = fresh is not None and version.pk == fresh.pk
        if version.scopes == now and not is_fresh:
            continue
        if not is_fresh:
            take(change, version, -1)
        if version.scopes != now:
            version.scopes = now
            version.save(update_fields=["scopes"])
        take(change, version, 1)
        if is_fresh:
            fresh.scopes = now


# --- the words of a site -------------------------------------------------------------------------
def shown_words(entry: SearchEntry) -> dict[str, str]:
    """Words of a page that may be suggested → how the page writes them."""
    shown: dict[str, str] = {}
    for text in (entry.title, entry.lead, entry.text):
        for word in words(text):
            if not is_suggested(word.form):
                continue
            written = text[word.start : word.end]
            if written == word.form or written.casefold() != word.form:
                shown[word.form] = word.form
            else:
                shown.setdefault(word.form, written)
    return shown


def take(change: Counter, entry: SearchEntry, number: int) -> None:
    """Note the words of a row as so many more (or fewer) pages that have them."""
    names = scopes.word_scopes(entry.scopes.split(), entry.language)
    for word, written in shown_words(entry).items():
        for name in names:
            change[name, word, written] += number


def count(change: Counter) -> None:
    """Add and take away words. In one order always, so that two publishings never lock crosswise."""
    by_word: dict[tuple[str, str], tuple[str, int]] = {}
    for (scope, word, written), number in change.items():
        shown, total = by_word.get((scope, word), (written, 0))
        if number > 0:
            shown = min(shown, written, key=lambda form: form != word)
        by_word[scope, word] = (shown, total + number)
    rows = [
        (scope, word, shown, len(word), number)
        for (scope, word), (shown, number) in sorted(by_word.items())
        if number
    ]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO home_searchword (scope, word, shown, length, pages) "
            "VALUES (%s, %s, %s, %s, %s) ON CONFLICT (scope, word) DO UPDATE SET "
            "pages = home_searchword.pages + excluded.pages, "
            "shown = CASE WHEN excluded.shown = excluded.word AND excluded.pages > 0 "
            "THEN excluded.shown ELSE home_searchword.shown END",
            rows,
        )
        gone = [(scope, word) for scope, word, _shown, _length, number in rows if number < 0]
        if gone:
            cursor.executemany(
                "DELETE FROM home_searchword WHERE scope = %s AND word = %s AND pages <= 0", gone
            )


# --- everything ----------------------------------------------------------------------------------
def is_behind() -> bool:
    """Whether pages that readers see are not in the search: in a database from before it."""
    return (
        Page.objects.filter(readable(), search_entry=None)
        .filter(content_type__in=ContentType.objects.get_for_models(*texts.searched()).values())
        .exists()
    )


def rebuild() -> Iterator[tuple[int, int]]:
    """Read all live pages again, safe to repeat; yields (pages done, pages in all) now and then.

    Readers find what they found before until the new rows stand. Pages that are saved meanwhile
    keep themselves in step.
    """
    ids = list(Page.objects.filter(live=True).order_by("pk").values_list("pk", flat=True))
    yield 0, len(ids)
    for start in range(0, len(ids), PAGES_AT_ONCE):
        chunk = ids[start : start + PAGES_AT_ONCE]
        with transaction.atomic():
            for page in Page.objects.filter(pk__in=chunk).specific():
                refresh(page)
        yield start + len(chunk), len(ids)
    with transaction.atomic():
        for entry in SearchEntry.objects.filter(page__live=False):
            entry.delete()
        _rewrite_words(SearchEntry.objects.iterator(PAGES_AT_ONCE))
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO home_searchindex(home_searchindex) VALUES('rebuild')")


def _rewrite_words(entries: Iterable[SearchEntry]) -> None:
    counted: Counter = Counter()
    shown: dict[str, str] = {}
    for entry in entries:
        names = scopes.word_scopes(entry.scopes.split(), entry.language)
        for word, written in shown_words(entry).items():
            if shown.get(word) != word:
                shown[word] = written
            counted.update((name, word) for name in names)
    SearchWord.objects.all().delete()
    SearchWord.objects.bulk_create(
        (
            SearchWord(scope=scope, word=word, shown=shown[word], length=len(word), pages=pages)
            for (scope, word), pages in counted.items()
        ),
        batch_size=1000,
    )
