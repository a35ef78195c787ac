"""The few words of a page around those that a reader asked for, each of these marked."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.language.lemmas import folded, spans, words
from home.models.search import SearchEntry
from home.search.asking import Question

WORDS_SHOWN = 32
WORDS_BEFORE = 6
# Places looked at in one text: further ones say nothing new.
MOST_PLACES = 60


def excerpt(entry: SearchEntry, question: Question) -> SafeString:
    """Of lead or text the part where most of the words stand; the lead where none do.

    Whatever the page says is escaped; the only markup is ``<mark>``.
    """
    bases = set(question.bases(entry.language))
    weaker = {form for forms in question.weaker(entry.language) for form in forms}
    best = (0, entry.lead, 0, [])
    for text, forms in ((entry.lead, entry.lead_forms), (entry.text, entry.text_forms)):
        places = _places(text, forms.split(), bases, weaker)
        start, number = _start(places)
        if number > best[0]:
            best = (number, text, start, [place for place, _base in places])
    _number, text, start, places = best
    return _shown(text, start, set(places))


def _places(text: str, forms: list[str], bases: set[str], weaker: set[str]) -> list[tuple]:
    """(number of the word, what it answers) of all words that were asked for."""
    found = [(number, form) for number, form in enumerate(forms) if form in bases]
    if not found:
        for number, word in enumerate(words(text)):
            for form in (folded(word.form), folded(forms[number])):
                if form in weaker:
                    found.append((number, form))
                    break
    return found[:MOST_PLACES]


def _start(places: list[tuple]) -> tuple[int, int]:
    """The word at which the part with the most different words begins, and how many they are."""
    best = (0, 0)
    for index, (first, _form) in enumerate(places):
        within = {
            form for number, form in places[index:] if number < first + WORDS_SHOWN - WORDS_BEFORE
        }
        if len(within) > best[1]:
            best = (first, len(within))
    return best


def _shown(text: str, first: int, marked: set[int]) -> SafeString:
    standing = spans(text)
    if not standing:
        return format_html("{}", text)
    start = max(0, first - WORDS_BEFORE)
    end = min(len(standing), start + WORDS_SHOWN)
    parts = []
    # From the first character and to the last, where nothing is left out.
    at = standing[start][0] if start else 0
    for number in range(start, end):
        if number in marked:
            begin, after = standing[number]
            parts += [(text[at:begin], ""), ("", text[begin:after])]
            at = after
    stop = len(text) if end == len(standing) else standing[end - 1][1]
    parts.append((text[at:stop], ""))
    body = format_html_join(
        "",
        "{}{}",
        ((plain, format_html("<mark>{}</mark>", found) if found else "") for plain, found in parts),
    )
    return format_html("{}{}{}", "… " if start else "", body, " …" if end < len(standing) else "")
