"""Whoever finds a hole finds whom to tell: where the operator named somebody, and not otherwise."""

from datetime import datetime

import pytest
from django.utils import timezone

from tests.builders import Reader

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


@pytest.mark.parametrize("key", ["cbss", "rivne"])
def test_the_operators_contact_stands_where_people_look_for_it(settings, key):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    response = Reader(key).get(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Preferred-Languages"] == "en, sv, uk, ro"
    until = datetime.fromisoformat(fields["Expires"])
    assert 80 < (until - timezone.now()).days < 365


def test_without_a_contact_none_is_invented():
    assert Reader("rivne").get(ADDRESS).status_code == 404
