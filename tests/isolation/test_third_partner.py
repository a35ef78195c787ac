"""Somebody who works for two partners still works for no third."""

import pytest
from django.db import transaction

from partners.models import PartnerGroup
from stories.models import StoryIndexPage
from tests.builders import index
from tests.isolation import markers
from tests.isolation.addresses import Numbers, addresses
from tests.isolation.crawling import Crawl, body, nothing_deleted
from tests.isolation.fingerprints import Fingerprint
from tests.isolation.ownership import Belongings
from tests.isolation.world import OTHER, THIRD, build, frame_of, roles_of

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


def test_a_third_partners_rows_are_neither_shown_nor_changed():
    deleted = []
    with transaction.atomic():
        made = build(third="anenii-noi")
        third = made.others[THIRD]
        person = roles_of(made.own)["rivne publisher"]
        person.groups.add(PartnerGroup.objects.get(partner=made.other.of, role="editor").group)
        crawl = Crawl(person, [Fingerprint(Belongings(third, THIRD))], markers.of(third.key))
        place = index(StoryIndexPage, third.of).pk
        numbers = Numbers((THIRD + 1, THIRD + 2), OTHER + 1, frame_of(third, briefly=True))
        with nothing_deleted(third.key, deleted):
            for route, path, number in addresses(numbers):
                crawl.ask(route.name, "GET", path)
                crawl.ask(route.name, "POST", path, data=body(number, place))
        transaction.set_rollback(True)
    print(crawl.report())  # shown where the test fails
    assert [str(one) for one in crawl.findings[:20]] == []
    assert deleted == []
