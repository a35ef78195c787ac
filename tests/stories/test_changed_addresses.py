"""A shared page whose address changed is found from the old one: on every host, in every language."""

import pytest

from home.addresses import change_address
from home.withdrawing import withdraw
from partners.scoping import every_visit
from stories.models import CulturalToolPage, EventIndexPage, EventPage, ToolIndexPage
from tests.builders import Reader, person
from tests.home.test_addresses import leads_to, tool


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def change(page, slug: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            change_address(type(page).objects.get(pk=page.pk), slug)

    return change


def sections(model) -> list[tuple[str, str]]:
    """(partner's key, path of the list) of every host and language."""
    index = ToolIndexPage if model is CulturalToolPage else EventIndexPage
    return [(visit.partner.key, visit.node_of(index).site_path) for visit in every_visit()]


def joint_event() -> EventPage:
    return EventPage.objects.filter(url_path__startswith="/shared/en/").first()


@pytest.mark.parametrize("of", [tool, joint_event])
def test_every_former_address_leads_in_one_step_to_the_present(db, rename, of):
    page = of()
    first = page.slug
    rename(page, "second")
    rename(page, "third")
    places = sections(type(page))
    assert len({key for key, _path in places}) == 5
    assert len(places) >= 11
    for key, path in places:
        for slug in (first, "second"):
            assert leads_to(key, f"{path}{slug}/") == f"{path}third/"


def test_a_view_in_the_original_leads_on_too(db, rename):
    """Of a language that the tool does not have, and of one that lost it."""
    CulturalToolPage.objects.filter(slug="barcamp").exclude(locale__language_code="en").delete()
    rename(tool(), "camp")
    shown = []
    for key, path in sections(CulturalToolPage):
        response = Reader(key).get(f"{path}barcamp/")
        if response.status_code == 301:
            shown.append((key, path))
            assert leads_to(key, f"{path}barcamp/") == f"{path}camp/"
        else:
            # Under parity a tool without the site's own language is offered in no other.
            assert response.status_code == 404
            assert key in ("izolyatsia", "rivne")
    assert {"cbss", "harnosand", "anenii-noi"} <= {key for key, _path in shown}


def test_another_tool_at_the_old_address_wins_on_every_host(db, rename):
    rename(tool(), "camp")
    rename(tool("world-cafe"), "barcamp")
    for key, path in sections(CulturalToolPage):
        assert Reader(key).get(f"{path}barcamp/").status_code == 200
        assert leads_to(key, f"{path}world-cafe/") == f"{path}barcamp/"


def test_a_withdrawn_tool_is_gone_from_every_former_address(db, rename):
    rename(tool(), "camp")
    page = tool("camp")
    versions = [page, *page.get_translations().specific()]
    withdraw(versions, "outdated", {}, person("administrator"))
    for key, path in sections(CulturalToolPage):
        for slug in ("barcamp", "camp"):
            assert Reader(key).get(f"{path}{slug}/").status_code == 410
