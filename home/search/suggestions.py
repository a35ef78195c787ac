"""Words for a reader who mistyped one: of this site's own pages, within two letters."""

from collections import defaultdict

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from cms.language.lemmas import folded, lemma, words
from home.models.search import SearchWord
from home.search.asking import Question
from home.search.scopes import Scope

MOST_SUGGESTED = 5
FARTHEST = 2  # letters
# Shorter words and numbers are never suggested, so they are taken as they were typed.
SHORTEST = 3  # letters
# In words as short as this, two other letters make another word.
SHORT = 3  # letters
# Of a very large site the commonest words of the right length are compared.
MOST_COMPARED = 10_000


def is_suggested(form: str) -> bool:
    """Whether a word is one that can be mistyped into another: no number, no «on» or «at»."""
    return len(form) >= SHORTEST and not any(map(str.isdigit, form))


def suggest(question: Question, scopes: list[Scope], language: str) -> list[str]:
    """The question with its unknown words replaced by near ones that live pages have.

    One query. Nothing for a question whose words all stand on the site, each on its own page.
    """
    names = [scope.name for scope in scopes if scope.language == language]
    near = _near(question.forms, names, language)
    unknown = [form for form, found in near.items() if found is not None]
    if not unknown or not any(near[form] for form in unknown):
        return []
    if len(unknown) == 1:
        (form,) = unknown
        choices = [{form: word} for word in near[form][:MOST_SUGGESTED]]
    else:
        choices = [{form: near[form][0] for form in unknown if near[form]}]
    return [_replaced(question.text, choice) for choice in choices]


def _near(forms, names: list[str], language: str) -> dict[str, list[str] | None]:
    """Form → nearest words, best first; None for a word that needs no other."""
    lengths = {len(form) + more for form in forms for more in range(-FARTHEST, FARTHEST + 1)}
    rows = (
        SearchWord.objects.filter(scope__in=names, length__in=lengths)
        .order_by("-pages")
        .values_list("word", "shown", "pages")[:MOST_COMPARED]
    )
    shown: dict[str, str] = {}
    pages: dict[str, int] = defaultdict(int)
    for word, written, count in rows:
        shown[word] = written
        pages[word] += count
    near: dict[str, list[str] | None] = {}
    for form in forms:
        if not is_suggested(form):
            near[form] = None
            continue
        base = lemma(form, language)
        found = process.extract(
            form,
            list(shown),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=1 if len(form) <= SHORT else FARTHEST,
            limit=None,
        )
        # The word itself, or another form of it, is there; what is missing is another word.
        if any(lemma(word, language) == base for word, _distance, _index in found):
            near[form] = None
            continue
        plain = folded(form)
        found.sort(key=lambda one: (one[1], folded(one[0]) != plain, -pages[one[0]], one[0]))
        # One form of each word: the others lead to the same pages.
        by_base: dict[str, str] = {}
        for word, _distance, _index in found:
            by_base.setdefault(lemma(word, language), shown[word])
        near[form] = list(by_base.values())
    return near


def _replaced(text: str, choice: dict[str, str]) -> str:
    """The question with some words replaced, and everything else as it was typed."""
    parts, end = [], 0
    for word in words(text):
        if word.form in choice:
            parts += [text[end : word.start], choice[word.form]]
            end = word.end
    return "".join([*parts, text[end:]])
