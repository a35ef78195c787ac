"""On all screens that somebody has, with every parameter that they ask for, nothing of others shows."""

import pytest

from stories.models import StoryIndexPage
from tests.builders import index
from tests.isolation import markers
from tests.isolation.addresses import Numbers, Route, addresses, routes
from tests.isolation.crawling import Crawl, body, nothing_deleted
from tests.isolation.fingerprints import Fingerprint
from tests.isolation.ownership import Belongings
from tests.isolation.world import (
    LIBRARY,
    OTHER,
    OWN,
    ROLES,
    STRONGEST,
    WIDEST,
    frame_of,
    hidden_from,
    roles_of,
)

pytestmark = pytest.mark.django_db

ALL_ROWS = 10
# Signing out would end the crawl.
LEFT_OUT = {"wagtailadmin_logout"}


@pytest.fixture(scope="module")
def looked_at(world):
    return Fingerprint(Belongings(world.other, OTHER))


def screens(world, rows: int):
    """Every address without numbers, and with those of what is one's own and the library's."""
    for route in routes():
        if not route.numbered:
            for words in route.wordings():
                yield route, route.path(words, {})
    for start, these in ((OWN, world.own), (LIBRARY, world.library)):
        theirs = tuple(start + number for number in range(1, rows + 1))
        frame = frame_of(these, briefly=rows < ALL_ROWS) if rows > 1 else {}
        for route, path, _number in addresses(Numbers(theirs, OWN + 1, frame), once=rows == 1):
            yield route, path


def crawl_own(world, fingerprint, role: str, rows: int = 1, parameters: bool = False) -> None:
    """All screens that this role has. parameters: with every one that they ask for too."""
    other, deleted = world.other, []
    crawl = Crawl(roles_of(world.own)[role], [fingerprint], hidden_from(role, other.key))
    foreign = body(OTHER + 1, index(StoryIndexPage, other.of).pk)
    tried: set[Route] = set()
    with nothing_deleted(other.key, deleted):
        for route, path in screens(world, rows):
            if route.name in LEFT_OUT:
                continue
            pattern = crawl.pattern_for(route.name, other.key)
            crawl.asked_for.clear()
            response = crawl.ask(route.name, "GET", path, pattern)
            if response.status_code != 200 or route in tried:
                continue
            tried.add(route)
            for name in sorted(crawl.asked_for) if parameters else ():
                for value in (OTHER + 1, markers.BESIDE):
                    crawl.ask(route.name, "GET", path, pattern, data={name: value})
            crawl.ask(route.name, "POST", path, pattern, data=foreign)
    print(crawl.report())  # shown where the test fails
    assert [str(one) for one in crawl.findings[:20]] == []
    assert deleted == []


def test_own_screens_show_nothing_of_another_partner_at_first_sight(world, looked_at):
    crawl_own(world, looked_at, WIDEST)


@pytest.mark.crawl
@pytest.mark.parametrize("role", ROLES)
def test_own_screens_show_nothing_of_another_partner(world, looked_at, role):
    rows = ALL_ROWS if role == WIDEST else 1
    crawl_own(world, looked_at, role, rows, parameters=role in (STRONGEST, WIDEST))
