"""Whoever asks for what is another partner's, at any address, in any role, gets and changes nothing."""

import pytest

from stories.models import StoryIndexPage
from tests.builders import index
from tests.isolation.addresses import Numbers, addresses
from tests.isolation.crawling import Crawl, body, nothing_deleted
from tests.isolation.fingerprints import Fingerprint
from tests.isolation.ownership import Belongings
from tests.isolation.world import (
    OTHER,
    OWN,
    ROLES,
    STRONGEST,
    frame_of,
    hidden_from,
    roles_of,
)

pytestmark = pytest.mark.django_db

# As many rows of each kind as there are pages in different states: asked for by the strongest.
ALL_ROWS = 10


@pytest.fixture(scope="module")
def looked_at(world):
    """What B's rows and files are before anybody asks for them."""
    return Fingerprint(Belongings(world.other, OTHER))


def crawl_foreign(world, fingerprint, role: str, rows: int = 1, once: bool = False) -> None:
    """Every address with this many rows of every kind of B's, read and written.

    role: empty for somebody who has not signed in. once: with the first model or action of each address only.
    """
    other, deleted = world.other, []
    theirs = tuple(OTHER + number for number in range(1, rows + 1))
    frame = frame_of(other, briefly=rows < ALL_ROWS)
    place = index(StoryIndexPage, other.of).pk
    person = roles_of(world.own)[role] if role else None
    crawl = Crawl(person, [fingerprint], hidden_from(role, other.key))
    with nothing_deleted(other.key, deleted):
        for route, path, number in addresses(Numbers(theirs, OWN + 1, frame), once):
            # A number of B's may be that of a page of the library, which names what B has live.
            crawl.ask(route.name, "GET", path, crawl.pattern_for(route.name, other.key))
            crawl.ask(route.name, "POST", path, data=body(number, place))
            if number == theirs[0]:
                crawl.ask(route.name, "PUT", path, data="value=x")
                crawl.ask(route.name, "DELETE", path)
    print(crawl.report())  # shown where the test fails
    assert [str(one) for one in crawl.findings[:20]] == []
    assert deleted == []
    assert fingerprint.files() == fingerprint.files_at_first


def test_all_roles_look(world):
    assert set(roles_of(world.own)) == set(ROLES)


def test_one_row_of_each_kind_is_neither_shown_nor_changed(world, looked_at):
    crawl_foreign(world, looked_at, STRONGEST, once=True)


def test_without_signing_in_nothing_is_shown_or_changed(world, looked_at):
    crawl_foreign(world, looked_at, "", once=True)


@pytest.mark.crawl
@pytest.mark.parametrize("role", ROLES)
def test_another_partners_rows_are_neither_shown_nor_changed(world, looked_at, role):
    crawl_foreign(world, looked_at, role, ALL_ROWS if role == STRONGEST else 1)
