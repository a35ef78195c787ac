"""Which site, in which language, offers a page: as words that stand in the index with it.

So one look-up in the index answers «громада» and «of this site, in this language» together. The
rules are those of ``stories/sharing.py``: a shared page is offered once, in the reader's language,
else in its original; under parity only where the site's own language has it too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Scope:
    """Pages of one site that are written in one language. ``name`` is the word in the index."""

    name: str
    language: str


def own(root_path: str, language: str) -> str:
    """Pages of a partner's own tree."""
    return f"own{root_path.lower()}{language}"


def shared(offered_in: str, written_in: str, besides: str = "") -> str:
    """Shared pages that readers of one language are given in another, or in the same.

    ``besides``: only those that are live in that language too.
    """
    return f"shared{offered_in}{written_in}" + (f"with{besides}" if besides else "")


def scopes_of_shared(language: str, original_language: str, live: Iterable[str]) -> list[str]:
    """Scopes of a shared page in one language, given the languages in which it is live."""
    live = sorted(live)
    offered = [language]
    if language == original_language:
        offered += [code for code in LANGUAGE_CODES if code not in live]
    return [shared(code, language, besides) for code in offered for besides in ("", *live)]


def scopes_of_visit(visit) -> list[Scope]:
    """What a visited site offers: its own pages, and shared ones in the best language."""
    besides = visit.partner.source_language if visit.needs_source_language else ""
    return [
        Scope(own(visit.partner.root_page_path, visit.language), visit.language),
        *(Scope(shared(visit.language, code, besides), code) for code in LANGUAGE_CODES),
    ]


def word_scopes(scopes: Iterable[str], language: str) -> list[str]:
    """Of a page's scopes those whose readers read its language: their words are suggested."""
    return [name for name in scopes if name.startswith(("own", f"shared{language}{language}"))]
