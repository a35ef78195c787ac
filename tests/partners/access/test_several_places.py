"""Who works in several places begins at the top of the tree, and sees there their own places."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from partners.models import PartnerGroup
from tests.builders import Editor, home, story


@pytest.fixture
def both(rivne):
    """A publisher of one partner who is an editor of the library too."""
    editor = Editor("publisher", rivne)
    editor.user.groups.add(PartnerGroup.objects.get(partner=None, role="library_editor").group)
    return editor


def test_the_top_of_the_tree_shows_ones_own_places_only(both, rivne, harnosand):
    top = Page.get_first_root_node()
    for address in (
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[top.pk]),
        reverse("wagtailadmin_explore_results", args=[top.pk]),
    ):
        response = both.get(address)
        assert response.status_code == 200, address
        shown = response.content.decode()
        assert f"/admin/pages/{rivne.root_page_id}/" in shown
        assert f"/admin/pages/{harnosand.root_page_id}/" not in shown
    menu = both.get(reverse("wagtailadmin_api:pages:listing") + "?child_of=1&for_explorer=1")
    found = {row["id"] for row in menu.json()["items"]}
    assert rivne.root_page_id in found
    assert harnosand.root_page_id not in found


def test_who_works_in_several_places_reaches_no_third(both, rivne, harnosand):
    assert both.get(reverse("wagtailadmin_explore", args=[home(rivne).pk])).status_code == 200
    for name in ("wagtailadmin_explore", "wagtailadmin_choose_page_child"):
        assert both.get(reverse(name, args=[harnosand.root_page_id])).status_code == 404
    foreign = story(harnosand, "Kept to themselves")
    for name in ("edit", "history", "usage", "copy", "move"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[foreign.pk])
        assert both.get(address).status_code == 404, name


def test_a_role_with_one_partner_is_none_with_the_other(rivne, harnosand):
    """An editor here and a publisher there publishes there only."""
    editor = Editor("editor", rivne)
    editor.user.groups.add(PartnerGroup.objects.get(partner=harnosand, role="publisher").group)
    here, there = story(rivne, "Here"), story(harnosand, "There")
    for page, allowed in ((here, False), (there, True)):
        response = editor.get(reverse("wagtailadmin_pages:lock", args=[page.pk]))
        assert response.status_code in (302, 405)
        editor.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
        page.refresh_from_db()
        assert page.locked is allowed, page
