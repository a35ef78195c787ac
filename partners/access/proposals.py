"""Shared pages that one partner proposes: until they are published, that partner's and the library's.

Nothing in the rows of permissions says so. A row on the library's tree would open the pages of all
others in that language, and lists would show them; so the right follows from the page itself:
whose proposal it is. Later layers say which pages are proposals (``register_proposals``).
"""

from collections.abc import Callable, Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from partners.models import Partner, PartnerGroup
from partners.roles import RIGHTS, Role

# Pages that were proposed and not published yet, with «proposed_by».
Source = Callable[[], QuerySet]
_sources: list[Source] = []
WAITING = "waiting_proposal_of"


def register_proposals(source: Source) -> None:
    """Say which pages are proposals; called once, from an AppConfig. source: rows of one model."""
    if source not in _sources:
        _sources.append(source)


def of_others(partner_ids: Iterable[int | None], page: str = "") -> Q:
    """The proposals of other partners than these. page: for other rows, the way to their page."""
    return _among(
        (source().exclude(proposed_by__in=_known(partner_ids)) for source in _sources), page
    )


def of_own(partner_ids: Iterable[int | None], page: str = "") -> Q:
    """The proposals of these partners. page: as above."""
    return _among(
        (source().filter(proposed_by__in=_known(partner_ids)) for source in _sources), page
    )


def of_anybody() -> Q:
    """All that partners propose and readers do not have yet."""
    return _among((source() for source in _sources), "")


def _known(partner_ids: Iterable[int | None]) -> list[int]:
    return [pk for pk in partner_ids if pk is not None]


def _among(rows: Iterable[QuerySet], page: str) -> Q:
    field = f"{page}__pk" if page else "pk"
    found = Q(**{f"{field}__in": []})
    for one in rows:
        found |= Q(**{f"{field}__in": one.values("pk")})
    return found


def proposer_of(page: Page) -> int | None:
    """The partner whose proposal a page is as yet; None for any other page.

    One query, unless a list knows it (``with_proposer``).
    """
    if WAITING not in page.__dict__:
        found = None
        for source in _sources:
            rows = source().filter(pk=page.pk).values_list("proposed_by_id", flat=True)
            found = found or rows.first()
        setattr(page, WAITING, found)
    return getattr(page, WAITING)


def with_proposer(pages: QuerySet) -> QuerySet:
    """The same pages, each knowing whose proposal it is."""
    for source in _sources:
        rows = source().filter(pk=OuterRef("pk")).values("proposed_by_id")
        pages = pages.annotate(**{WAITING: Subquery(rows[:1])})
    return pages


# --- who proposes ------------------------------------------------------------------------------
def proposing(rows: Iterable[PartnerGroup]) -> list[Partner]:
    """Of these roles the partners for which one may propose, each once."""
    partners = {row.partner_id: row.partner for row in rows if RIGHTS[Role(row.role)].proposes}
    return [partner for pk, partner in partners.items() if pk is not None]


def keeps(rows: Iterable[PartnerGroup]) -> bool:
    """Whether one of these roles is that of the library's editors, who decide on proposals."""
    return any(row.partner_id is None and row.role == Role.LIBRARY_EDITOR for row in rows)
