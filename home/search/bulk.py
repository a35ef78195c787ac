"""Many pages at once into the search and out of it, in the transaction that writes them.

For pages that are written and removed in bulk, past every signal (cms/measurement).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from wagtail.models import Page

from home.models.search import SearchEntry
from home.search import scopes
from home.search.index import count, fill, settle_shared, take

ROWS_AT_ONCE = 250


def add(pages: Iterable[Page]) -> None:
    """Let readers find these new, live pages. Of a shared page all languages come together."""
    entries, live = [], defaultdict(set)
    for page in pages:
        entry = SearchEntry(page_id=page.pk)
        fill(entry, page)
        entries.append(entry)
        if not entry.root_path:
            live[entry.translation_key].add(entry.language)
    change: Counter = Counter()
    for entry in entries:
        if not entry.root_path:
            offered = scopes.scopes_of_shared(
                entry.language, entry.original_language, live[entry.translation_key]
            )
            entry.scopes = " ".join(offered)
        take(change, entry, 1)
    SearchEntry.objects.bulk_create(entries, batch_size=ROWS_AT_ONCE)
    count(change)


def remove(pages: Iterable[int]) -> None:
    """Let readers no longer find the pages with these ids."""
    entries = SearchEntry.objects.filter(page_id__in=list(pages))
    change: Counter = Counter()
    shared = set()
    for entry in entries:
        take(change, entry, -1)
        if not entry.root_path:
            shared.add(entry.translation_key)
    entries._raw_delete(entries.db)
    for key in SearchEntry.objects.filter(translation_key__in=shared, root_path="").values_list(
        "translation_key", flat=True
    ):
        settle_shared(key, change)
    count(change)
