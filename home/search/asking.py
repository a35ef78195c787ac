"""Finds pages for a reader's words: the same rules on SQLite and on PostgreSQL.

A page is found that has all the words, by their base forms. Best first: all words in the title,
then in title and lead, then anywhere; within each, how often and how near, then the newest. After
them pages that have the words only by the weaker form, without marks on letters; and where no page
has all the words, pages that have some of them.

At most two queries of the index, whatever is asked, and no more than ``MOST`` pages: whoever
leafs further than that asks again with another word.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection

from cms.language.lemmas import lemma, weaker_forms, words
from home.search.scopes import Scope

MOST = 200
LONGEST_QUESTION = 100  # characters
MOST_WORDS = 8
# Weight of a word in title, lead, text and elsewhere.
WEIGHTS = {"title": 10.0, "lead": 4.0, "text": 1.0, "elsewhere": 0.0}


@dataclass(frozen=True)
class Question:
    """What a reader typed, cut to what can be asked; ``forms`` are its words as they compare."""

    text: str
    forms: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Question":
        """From anything that somebody can put into an address."""
        kept = "".join(
            " " if unicodedata.category(one)[0] == "C" and one not in "\u00ad\u200b" else one
            for one in typed[:1000]
        )
        text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", kept).strip())[:LONGEST_QUESTION]
        forms = tuple(dict.fromkeys(word.form for word in words(text)))
        return cls(text.strip(), forms[:MOST_WORDS])

    def bases(self, language: str) -> list[str]:
        """Base forms of the words, read as words of this language."""
        return list(dict.fromkeys(lemma(form, language) for form in self.forms))

    def weaker(self, language: str) -> list[list[str]]:
        """For each word the forms without marks, any of which will do."""
        return [sorted(weaker_forms(form, language)) for form in self.forms]


@dataclass(frozen=True)
class Found:
    """Ids of search entries, best first. ``some``: they have some of the words, none has all."""

    ids: list[int]
    some: bool = False


def find(question: Question, scopes: list[Scope]) -> Found:
    """The best entries for a question among those that a site offers."""
    if not question.forms:
        return Found([])
    ask = {"sqlite": _OnSqlite, "postgresql": _OnPostgresql}[connection.vendor](question, scopes)
    exact = ask.exact()
    if len(exact) >= MOST:
        return Found(exact[:MOST])
    rest = ask.weaker(besides_some=not exact and len(question.forms) > 1)
    known = set(exact)
    weaker = [pk for pk, is_some in rest if not is_some and pk not in known]
    if exact or weaker:
        return Found([*exact, *weaker][:MOST])
    return Found([pk for pk, _is_some in rest][:MOST], some=bool(rest))


def _clauses(scopes: list[Scope], clause: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """What ``clause`` asks for a language → names of the scopes in which it is asked.

    Languages in which the words have the same base forms are asked together.
    """
    names: dict[str, list[str]] = {}
    for scope in scopes:
        names.setdefault(clause(scope.language), []).append(scope.name)
    return list(names.items())


def _fetch(sql: str, parameters: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


class _OnSqlite:
    """FTS5. Its language of questions quotes words by double quotes; words have none in them."""

    def __init__(self, question: Question, scopes: list[Scope]):
        self.question, self.scopes = question, scopes

    def _match(self, columns: str, clause) -> str:
        """Of the scopes of each language, and in these columns what ``clause`` asks for it."""
        return " OR ".join(
            f"(scopes : ({' OR '.join(names)}) AND {{{columns}}} : ({asked}))"
            for asked, names in _clauses(self.scopes, clause)
        )

    def _all(self, language: str) -> str:
        return " AND ".join(f'"{base}"' for base in self.question.bases(language))

    def _weaker(self, language: str, joint: str) -> str:
        groups = (
            "(" + " OR ".join(f'"{form}"' for form in forms) + ")"
            for forms in self.question.weaker(language)
        )
        return joint.join(groups)

    def exact(self) -> list[int]:
        sql = """
            SELECT found.rowid,
                CASE
                    WHEN found.rowid IN (
                        SELECT rowid FROM home_searchindex WHERE home_searchindex MATCH %(title)s
                    ) THEN 0
                    WHEN found.rowid IN (
                        SELECT rowid FROM home_searchindex WHERE home_searchindex MATCH %(opening)s
                    ) THEN 1
                    ELSE 2
                END AS place,
                bm25(home_searchindex, 0.0, %(in_title)s, %(in_lead)s, %(in_text)s, 0.0) AS rank
            FROM home_searchindex AS found
            WHERE home_searchindex MATCH %(anywhere)s
            ORDER BY place, rank, found.rowid DESC
            LIMIT %(most)s
        """
        rows = _fetch(
            sql,
            {
                "title": self._match("title_forms", self._all),
                "opening": self._match("title_forms lead_forms", self._all),
                "anywhere": self._match("title_forms lead_forms text_forms", self._all),
                "in_title": WEIGHTS["title"],
                "in_lead": WEIGHTS["lead"],
                "in_text": WEIGHTS["text"],
                "most": MOST,
            },
        )
        return [row[0] for row in rows]

    def weaker(self, besides_some: bool) -> list[tuple[int, bool]]:
        one = """
            SELECT * FROM (
                SELECT rowid, {some} AS is_some FROM home_searchindex
                WHERE home_searchindex MATCH %({name})s
                ORDER BY {order} LIMIT %(most)s
            )
        """
        sql = one.format(some=0, name="all", order="rowid DESC")
        if besides_some:
            sql += " UNION ALL " + one.format(some=1, name="some", order="rank")
        rows = _fetch(
            sql,
            {
                "all": self._match("weaker_forms", lambda code: self._weaker(code, " AND ")),
                "some": self._match("weaker_forms", lambda code: self._weaker(code, " OR ")),
                "most": MOST,
            },
        )
        return [(pk, bool(is_some)) for pk, is_some in rows]


class _OnPostgresql:
    """Text search over words that are base forms already: the database divides nothing further.

    The two functions that ask are made by migration 0002, and say there what they keep small.
    """

    WEIGHTS = [WEIGHTS[name] / WEIGHTS["title"] for name in ("elsewhere", "text", "lead", "title")]

    def __init__(self, question: Question, scopes: list[Scope]):
        self.question, self.scopes = question, scopes

    def _match(self, clause) -> str:
        """Of the scopes of each language, and what ``clause`` asks for it."""
        return " | ".join(
            f"(({' | '.join(names)}) & ({asked}))" for asked, names in _clauses(self.scopes, clause)
        )

    def _in_any_language(self, weights: str) -> str:
        asked = _clauses(self.scopes, lambda language: self._all(language, weights))
        return " | ".join(f"({clause})" for clause, _names in asked)

    def _all(self, language: str, weights: str = "") -> str:
        return " & ".join(f"'{base}'{weights}" for base in self.question.bases(language))

    def _weaker(self, language: str, joint: str) -> str:
        groups = (
            "(" + " | ".join(f"'{form}'" for form in forms) + ")"
            for forms in self.question.weaker(language)
        )
        return joint.join(groups)

    def exact(self) -> list[int]:
        sql = """
            SELECT home_search_exact(
                %(anywhere)s::tsquery, %(opening)s::tsquery, %(title)s::tsquery,
                %(words)s::tsquery, %(weights)s::real[], %(most)s
            )
        """
        rows = _fetch(
            sql,
            {
                "title": self._in_any_language(":A"),
                "opening": self._in_any_language(":AB"),
                "words": self._in_any_language(":ABC"),
                "anywhere": self._match(self._all),
                "weights": self.WEIGHTS,
                "most": MOST,
            },
        )
        return [row[0] for row in rows]

    def weaker(self, besides_some: bool) -> list[tuple[int, bool]]:
        one = "(SELECT home_search_weaker(%({name})s::tsquery, %(most)s), {some} AS is_some)"
        sql = one.format(some="FALSE", name="all")
        if besides_some:
            sql += " UNION ALL " + one.format(some="TRUE", name="some")
        return _fetch(
            sql,
            {
                "all": self._match(lambda code: self._weaker(code, " & ")),
                "some": self._match(lambda code: self._weaker(code, " | ")),
                "most": MOST,
            },
        )
