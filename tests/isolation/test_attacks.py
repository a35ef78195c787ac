"""What succeeds with one's own rows is refused with another partner's, and looks as if none were."""

import pytest
from django.contrib.auth import get_user_model

from partners.models import PartnerGroup
from tests.isolation import markers
from tests.isolation.attacks import ATTACKS, Asked
from tests.isolation.crawling import Crawl, nothing_deleted
from tests.isolation.fingerprints import Fingerprint
from tests.isolation.ownership import Belongings
from tests.isolation.world import OTHER, OWN

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def prints(world):
    """Fingerprints of the one who asks and of the one who is asked for."""
    return (
        Fingerprint(Belongings(world.own, OWN)),
        Fingerprint(Belongings(world.other, OTHER)),
    )


@pytest.fixture(scope="module")
def everything(world):
    """Somebody with every role that the partner has."""
    person = get_user_model().objects.create_user(
        "attacks", "attacks@example.invalid", first_name="Who", last_name="Attacks"
    )
    person.groups.set([row.group for row in PartnerGroup.objects.filter(partner=world.own.of)])
    return person


def ask(crawl: Crawl, attack, asked: Asked):
    options = dict(asked.headers or {})
    if asked.method == "put":
        options |= {"content_type": "application/x-www-form-urlencoded"}
    if asked.data is not None:
        options["data"] = asked.data
    return crawl.ask(attack.title, asked.method, asked.path, **options)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.title)
def test_it_succeeds_with_ones_own(world, prints, everything, attack):
    crawl = Crawl(everything, [prints[0]], markers.of_proposals(world.own.key))
    with nothing_deleted(world.own.key, []):
        response = ask(crawl, attack, attack.make(world.own, world.own))
    assert response.status_code in (200, 201, 302), response.content[-500:]
    wanted = "changes" if attack.writes else "shows"
    assert wanted in {one.what for one in crawl.findings}, (response, response.headers)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.title)
def test_with_another_partners_it_is_refused(world, prints, everything, attack):
    crawl = Crawl(everything, [prints[1]], markers.of_proposals(world.other.key))
    deleted = []
    with nothing_deleted(world.other.key, deleted):
        response = ask(crawl, attack, attack.make(world.other, world.own))
    assert [str(one) for one in crawl.findings] == []
    assert deleted == []
    assert response.status_code == attack.refused


def test_nothing_is_made_an_alias_and_of_anothers_pages_nothing_is_said(world, prints, everything):
    """Nobody succeeds with it, so it is no attack: aliases do not exist (cms/translation/aliases.py)."""
    for whose, fingerprint, refused in (
        (world.own, prints[0], False),
        (world.other, prints[1], True),
    ):
        crawl = Crawl(everything, [fingerprint], markers.of(world.other.key))
        for path in ("localize/page/{}/convert_to_alias/", "pages/{}/convert_alias/"):
            response = crawl.ask("convert", "post", f"/admin/{path.format(whose['translated'].pk)}")
            assert not refused or response.status_code == 404
        assert [str(one) for one in crawl.findings] == []
