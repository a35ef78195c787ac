"""Answers a reader's search: without script, without cookie, kept out of search engines."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.models import Page

from home.metadata import Metadata, language_choices
from home.search.asking import MOST, Question, find
from home.search.excerpts import excerpt
from home.search.scopes import scopes_of_visit
from home.search.suggestions import suggest

RESULTS_A_PAGE = 10


@dataclass(frozen=True)
class Result:
    """One page found, as the list shows it."""

    title: str
    url: str
    language: str
    kind: str
    excerpt: SafeString
    date: date | None
    date_precision: str


def search(request):
    """The search page of a site in one language; without a question, the form alone."""
    visit = request.visit
    if visit is None or visit.home is None:
        raise Http404
    question = Question.of(request.GET.get("q", ""))
    scopes = scopes_of_visit(visit)
    found = find(question, scopes)
    number = _page_number(request.GET.get("page", ""), len(found.ids))
    start = (number - 1) * RESULTS_A_PAGE
    results = _results(visit, question, found.ids[start : start + RESULTS_A_PAGE])
    suggestions = []
    if question.forms and (found.some or not found.ids):
        suggestions = suggest(question, scopes, visit.language)
    context = {
        "question": question,
        "some_words_only": found.some,
        "count": len(found.ids),
        # The best of them are shown; how many more there are, nobody counts.
        "is_most": len(found.ids) >= MOST,
        "results": results,
        "suggestions": [
            {"text": text, "url": _address(visit.language, text)} for text in suggestions
        ],
        "previous": _address(visit.language, question.text, number - 1) if number > 1 else "",
        "next": (
            _address(visit.language, question.text, number + 1)
            if start + RESULTS_A_PAGE < len(found.ids)
            else ""
        ),
        "number": number,
        "metadata": _metadata(visit, question),
    }
    response = render(request, "home/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page_number(typed: str, count: int) -> int:
    """A page of the results that exists; what cannot be read is the first."""
    last = max(1, -(-count // RESULTS_A_PAGE))
    if not (typed.isascii() and typed.isdigit() and len(typed) < 5):
        return 1
    return min(max(1, int(typed)), last)


def _address(language: str, text: str = "", number: int = 1) -> str:
    asked = {"q": text} if text else {}
    if number > 1:
        asked["page"] = number
    return f"/{language}/search/" + (f"?{urlencode(asked)}" if asked else "")


def _metadata(visit, question: Question) -> Metadata:
    """The language switch asks the same question in the other languages. No canonical address."""
    paths = {code: _address(code, question.text) for code in visit.languages}
    return Metadata(choices=language_choices(visit, paths))


def _results(visit, question: Question, ids: list[int]) -> list[Result]:
    """What the list shows of these entries, in this order; one query.

    Whether a page is live is asked once more: the rows of the search could be behind where
    somebody wrote to the database itself, what is shown may not.
    """
    if not ids:
        return []
    pages = Page.objects.filter(search_entry__in=ids, live=True).select_related("search_entry")
    by_entry = {page.search_entry.pk: page for page in pages}
    results = []
    for page in (by_entry[pk] for pk in ids if pk in by_entry):
        url = visit.path_of(page)
        if url is not None:
            results.append(_result(page, url, question))
    return results


def _result(page: Page, url: str, question: Question) -> Result:
    entry = page.search_entry
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return Result(
        title=entry.title,
        url=url,
        language=entry.language,
        kind=capfirst(model._meta.verbose_name),
        excerpt=excerpt(entry, question),
        date=entry.date,
        date_precision=entry.date_precision,
    )
