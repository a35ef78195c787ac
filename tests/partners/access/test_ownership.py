"""Whose a thing is, and who may see it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Collection, Page

from partners.access.ownership import LIBRARY, owner, partner_of
from partners.access.rights import (
    colleagues,
    collections_within_reach,
    may,
    pages_within_reach,
)
from partners.models import PartnerGroup
from stories.models import CulturalToolPage
from tests.builders import home, person, reader_message, story


def nobody():
    """An account that works for no partner."""
    return get_user_model().objects.create(username="nobody", email="nobody@example.invalid")


def tool():
    return CulturalToolPage.objects.first()


def test_everything_of_a_partner_is_the_partners(rivne):
    page = story(rivne, "Bridges")
    things = [
        rivne,
        rivne.site,
        rivne.collection,
        rivne.root_page,
        home(rivne),
        home(rivne, "en"),
        page,
        Page.objects.get(pk=page.pk),
        page.live_revision,
        rivne.site.partnerlook,
        page.get_workflow(),
        page.get_workflow().tasks.first(),
        reader_message(rivne),
    ]
    for thing in things:
        assert owner(thing) == rivne, thing
        assert partner_of(thing) == rivne


def test_the_library_is_all_partners_and_none(rivne):
    page = tool()
    assert owner(page) is LIBRARY
    assert owner(page.get_parent()) is LIBRARY
    assert owner(page.get_parent().get_parent()) is LIBRARY
    assert owner(Collection.objects.get(name="Common library")) is LIBRARY
    assert partner_of(page) is None


def test_what_no_rule_names_is_nobodys(rivne):
    for thing in (
        Page.get_first_root_node(),
        Collection.get_first_root_node(),
        person("editor", rivne),
        PartnerGroup.objects.get(partner=None, role="library_editor"),
        object(),
        None,
    ):
        assert owner(thing) is None, thing


@pytest.mark.parametrize("role", ["editor", "publisher", "partner_manager"])
def test_people_see_their_own_partner_and_the_library(rivne, harnosand, role):
    user = person(role, rivne)
    assert may(user, home(rivne))
    assert may(user, rivne.collection)
    assert may(user, rivne.site)
    assert may(user, rivne)
    assert may(user, reader_message(rivne))
    assert may(user, tool())
    for thing in (
        home(harnosand),
        harnosand.collection,
        harnosand.site,
        harnosand,
        reader_message(harnosand),
        Page.get_first_root_node(),
        Collection.get_first_root_node(),
        None,
    ):
        assert not may(user, thing), thing


def test_who_works_for_two_partners_sees_both_and_no_third(rivne, harnosand):
    from tests.builders import partner

    user = person("editor", rivne)
    user.groups.add(PartnerGroup.objects.get(partner=harnosand, role="editor").group)
    assert may(user, home(rivne))
    assert may(user, home(harnosand))
    assert not may(user, home(partner("cbss")))


def test_who_belongs_to_nobody_sees_nothing(rivne):
    for user in (nobody(), AnonymousUser()):
        for thing in (home(rivne), tool(), rivne.collection, rivne.site, rivne):
            assert not may(user, thing)
    user = get_user_model().objects.get(username="nobody")
    assert not Page.objects.filter(pages_within_reach(user)).exists()
    assert not Collection.objects.filter(collections_within_reach(user)).exists()
    assert list(colleagues(user)) == [user]


def test_an_administrator_of_the_network_sees_everything(rivne, harnosand):
    user = person("administrator")
    for thing in (home(rivne), home(harnosand), tool(), Page.get_first_root_node(), rivne):
        assert may(user, thing)
    assert Page.objects.filter(pages_within_reach(user)).count() == Page.objects.count()


def test_an_account_that_is_closed_sees_nothing_even_an_administrators(rivne):
    for user in (person("editor", rivne), person("administrator")):
        user.is_active = False
        assert not may(user, home(rivne))


def test_the_conditions_of_queries_say_the_same_as_the_question(rivne, harnosand):
    user = person("editor", rivne)
    seen = set(Page.objects.filter(pages_within_reach(user)).values_list("pk", flat=True))
    for page in Page.objects.all():
        assert (page.pk in seen) == may(user, page), page
    collections = set(
        Collection.objects.filter(collections_within_reach(user)).values_list("pk", flat=True)
    )
    for collection in Collection.objects.all():
        assert (collection.pk in collections) == may(user, collection), collection


def test_colleagues_are_those_with_whom_one_shares_a_partner(rivne, harnosand):
    one = person("editor", rivne)
    other = person("publisher", rivne)
    stranger = person("publisher", harnosand)
    found = set(colleagues(one))
    assert {one, other} <= found
    assert stranger not in found
    assert may(one, other)
    assert not may(one, stranger)
