"""The whole library as data, for people who build on it: JSON with everything, CSV as a table.

The same on every site but for what parity hides there. Codes, numbers and addresses mean the same
for ever (docs/tools.md); texts are plain. A few queries, however many tools there are.
"""

import csv
import io
import json
from hashlib import sha256
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, Max, Subquery, Sum
from django.http import Http404, HttpResponse
from wagtail.documents import get_document_model

from home.models import WithdrawalReceipt
from home.readiness.contents import DOCUMENT, RICH_TEXT, TEXT, Piece, pieces
from home.search.texts import one_line, rich_text
from stories.licences import DEEDS, Licence
from stories.models import CulturalToolPage, ToolIndexPage
from stories.trials import places_and_dates, stories_naming

FORMAT = 1
KEPT = 60 * 60  # seconds
CODES = ("qualities", "phases", "themes", "audiences", "settings")
FACTS = (
    "frequency", "minutes_from", "minutes_to", "preparation_days", "people_from", "people_to",
    "facilitators", "skill", "needs_electricity", "needs_internet", "cost_level", "evidence",
    "country", "source_url",
)  # fmt: skip
PROSE = ("what_it_is", "safety", "inclusion", "in_crisis", "results", "tips")
LINES = ("goals", "materials")
WORDS = ("title", "lead", "place", "cost_note", "author", "licence_note", "changes_made", "source_label")  # fmt: skip
# A table program would take a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tools_json(request):
    """Every tool once, with its texts in all languages."""
    return _answer(request, _as_json, "application/json; charset=utf-8")


def tools_csv(request):
    """One row for every tool in every language. UTF-8 with the mark by which Excel knows it."""
    response = _answer(request, _as_csv, "text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tools.csv"'
    return response


def _answer(request, write, content_type: str) -> HttpResponse:
    """What was written once is given until a tool is published or taken down."""
    visit = _visit(request)
    key = f"tools:{write.__name__}:{_state(visit)}"
    text = cache.get(key)
    if text is None:
        text = write(_tools(visit))
        cache.set(key, text, KEPT)
    response = HttpResponse(text, content_type=content_type)
    response["X-Robots-Tag"] = "noindex"
    return response


def _state(visit) -> str:
    """Changes whenever what is exported does; under parity a site has its own.

    An undone withdrawal brings a page back with the moment of its old publication, so it counts too.
    """
    tools = visit.shared(CulturalToolPage)
    stories = stories_naming(tools.values("translation_key"))
    undone = WithdrawalReceipt.objects.filter(undone_at__isnull=False)
    last_undone = Subquery(undone.order_by("-undone_at").values("undone_at")[:1])
    state = [
        rows.order_by().aggregate(
            Count("pk"), Sum("pk"), Max("last_published_at"), undone=Max(last_undone)
        )
        for rows in (tools, stories)
    ]
    site = visit.partner.key if visit.partner.parity else ""
    return sha256(f"{FORMAT}{site}{visit.library.site.root_url}{state}".encode()).hexdigest()


def _as_json(tools: list[dict]) -> str:
    return json.dumps({"format": FORMAT, "tools": tools}, ensure_ascii=False, indent=1)


def _visit(request):
    visit = request.visit
    if visit is None or visit.home is None or visit.node_of(ToolIndexPage) is None:
        raise Http404
    return visit


def _tools(visit) -> list[dict]:
    """Every tool as it is exported, by its code."""
    rows = visit.shared(CulturalToolPage).select_related("locale", "kept_by", "proposed_by")
    versions: dict[UUID, list[CulturalToolPage]] = {}
    for page in rows.order_by("code", "locale__language_code"):
        versions.setdefault(page.translation_key, []).append(page)
    if visit.partner.parity:
        own = visit.partner.source_language
        versions = {
            key: pages
            for key, pages in versions.items()
            if any(page.language == own for page in pages)
        }
    found = {page.pk: list(pieces(page)) for pages in versions.values() for page in pages}
    documents = _documents(visit, found.values())
    tried = places_and_dates(list(versions))
    return [
        _tool(visit, pages, found, documents) | {"tried": tried.get(key, [])}
        for key, pages in versions.items()
    ]


def _documents(visit, found) -> dict[int, dict]:
    """Document id → its address and kind: one query for the whole library."""
    ids = {piece.value for pieces_ in found for piece in pieces_ if _is_download(piece)}
    if not ids:
        return {}
    return {
        document.pk: {
            "url": visit.library.site.root_url + document.url,
            "title": document.title,
            "language": document.language,
            "type": document.file_extension,
        }
        for document in get_document_model().objects.filter(pk__in=ids)
    }


def _is_download(piece: Piece) -> bool:
    return piece.kind == DOCUMENT and piece.field == "downloads"


def _tool(visit, pages: list[CulturalToolPage], found: dict, documents: dict) -> dict:
    """One tool: what all languages share is the original's."""
    original = next((page for page in pages if page.language == page.original_language), pages[0])
    licence = original.licence if original.licence in Licence.values else ""
    return {
        "code": original.code,
        "original_language": original.original_language,
        **{name: list(getattr(original, name) or []) for name in CODES},
        **{name: getattr(original, name) or None for name in FACTS},
        "date": original.date.isoformat() if original.date else None,
        "date_precision": original.date_precision if original.date else None,
        "licence": licence or None,
        "licence_url": DEEDS.get(licence),
        "kept_by": original.kept_by.key if original.kept_by else None,
        "proposed_by": original.proposed_by.key if original.proposed_by else None,
        "reviewed_on": original.reviewed_on.isoformat() if original.reviewed_on else None,
        "changed": max(page.last_published_at for page in pages).isoformat()
        if all(page.last_published_at for page in pages)
        else None,
        "texts": {page.language: _texts(visit, page, found[page.pk], documents) for page in pages},
    }


def _texts(visit, page: CulturalToolPage, found: list[Piece], documents: dict) -> dict:
    """What a tool says in one language, read from what is stored."""
    index = visit.node_of(ToolIndexPage, page.language, visit.library)
    root = visit.library.site.root_url
    return {
        "url": f"{root}{index.site_path}{page.slug}/" if index else None,
        **{name: getattr(page, name) for name in WORDS},
        **{name: one_line(rich_text(getattr(page, name))) for name in PROSE},
        **{name: [one.value for one in found if one.field == name] for name in LINES},
        "steps": [
            {
                "title": one.value,
                "minutes": one.around.get("minutes"),
                "minutes_to": one.around.get("minutes_to"),
                "text": one_line(rich_text(one.around.get("text"))),
            }
            for one in found
            if one.field == "steps" and one.name == "title"
        ],
        "more": one_line(
            " ".join(
                rich_text(one.value) if one.kind == RICH_TEXT else str(one.value)
                for one in found
                if one.field == "body" and one.kind in (TEXT, RICH_TEXT)
            )
        ),
        "downloads": [
            documents[one.value]
            | {"words": one.around.get("title"), "paper_size": one.around.get("paper_size")}
            for one in found
            if _is_download(one) and one.value in documents
        ],
    }


# --- as a table --------------------------------------------------------------------------------
COLUMNS = [
    "code", "language", "original_language", *WORDS, "url", *CODES, *FACTS, "date",
    "date_precision", "licence", "licence_url", "kept_by", "proposed_by", "reviewed_on", "changed", *PROSE,
    *LINES, "steps", "more", "downloads",
]  # fmt: skip


def _as_csv(tools: list[dict]) -> str:
    table = io.StringIO()
    table.write("\ufeff")
    writer = csv.DictWriter(table, COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for tool in tools:
        for language, texts in tool["texts"].items():
            row = tool | texts | {"language": language}
            writer.writerow({name: _cell(name, row[name]) for name in COLUMNS})
    return table.getvalue()


def _cell(name: str, value) -> str:
    """A value as a cell: lists by « | », a step as «title (45–80): text»."""
    if name == "steps":
        value = [_step(step) for step in value]
    elif name == "downloads":
        value = [file["url"] for file in value]
    if isinstance(value, list):
        value = " | ".join(value)
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text


def _step(step: dict) -> str:
    ends = [str(end) for end in (step["minutes"], step["minutes_to"]) if end]
    words = step["title"] + (f" ({'–'.join(ends)})" if ends else "")
    return f"{words}: {step['text']}" if step["text"] else words
