"""The partners of the network, as one site tells of them to its readers: two queries."""

from dataclasses import dataclass

from django.db.models import F
from wagtail.models import Page, Site

from partners.models import Partner, ProjectRole
from partners.scoping import HOME_DEPTH, Visit
from partners.tree import depth_of, readable


@dataclass
class Member:
    """One partner. language: of its name and town. country: ISO 3166-1 code.

    position: degrees north and east of its town, or None. url: its front page in the reader's
    language, else in its own (``url_language``); empty while it has none.
    """

    key: str
    name: str
    language: str
    roles: list[str]
    town: str
    country: str
    position: tuple[float, float] | None
    url: str
    url_language: str
    is_here: bool
    # Named by who shows it.
    country_name: str = ""


def members(visit: Visit) -> list[Member]:
    """Every partner in the order in which they came, named in the reader's language or its own."""
    homes = _live_homes()
    found = {}
    for row in _rows():
        languages = [visit.language, row["source_language"]]
        text_language = row["text_language"]
        rank = languages.index(text_language) if text_language in languages else len(languages)
        known = found.get(row["key"])
        if known is None or rank < known[0]:
            found[row["key"]] = (rank, row)
    return [_member(visit, row, rank, homes.get(row["path"], [])) for rank, row in found.values()]


def _rows():
    return Partner.objects.order_by("pk").values(
        "key",
        "name",
        "source_language",
        "project_roles",
        "country",
        path=F("root_page__path"),
        hostname=F("site__hostname"),
        port=F("site__port"),
        latitude=F("site__partnerprofile__latitude"),
        longitude=F("site__partnerprofile__longitude"),
        text_language=F("site__partnerprofile__texts__language"),
        full_name=F("site__partnerprofile__texts__name"),
        town=F("site__partnerprofile__texts__town"),
    )


def _live_homes() -> dict[str, list[str]]:
    """Root path of a partner → languages in which its site is live."""
    homes: dict[str, list[str]] = {}
    rows = Page.objects.filter(readable(), depth=HOME_DEPTH).order_by("path")
    for path, language in rows.values_list("path", "locale__language_code"):
        homes.setdefault(path[: depth_of(HOME_DEPTH - 1)], []).append(language)
    return homes


def _member(visit: Visit, row: dict, rank: int, live: list[str]) -> Member:
    is_named = rank < 2  # in the reader's language or the partner's own
    wanted = [code for code in (visit.language, row["source_language"]) if code in live] or live
    root_url = Site(hostname=row["hostname"], port=row["port"]).root_url
    position = (row["latitude"], row["longitude"])
    return Member(
        key=row["key"],
        name=row["full_name"] if is_named else row["name"],
        language=row["text_language"] if is_named else row["source_language"],
        roles=[
            str(ProjectRole(code).label)
            for code in row["project_roles"]
            if code in ProjectRole.values
        ],
        town=(row["town"] or "") if is_named else "",
        country=row["country"],
        position=None if None in position else position,
        url=f"{root_url}/{wanted[0]}/" if wanted else "",
        url_language=wanted[0] if wanted else "",
        is_here=row["key"] == visit.partner.key,
    )
