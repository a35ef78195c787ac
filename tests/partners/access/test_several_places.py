"""Who works in several places begins at the top of the tree, and sees there their own places."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from partners.models import PartnerGroup
from stories.models import CulturalToolPage, StoryTool
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
        assert harnosand.root_page.title not in shown
        assert harnosand.name not in shown
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


def test_where_a_shared_tool_is_used_names_no_page_of_others(both, rivne, harnosand):
    tool = CulturalToolPage.objects.filter(live=True).first()
    for partner, title in ((rivne, "Tried by us"), (harnosand, "Tried by them")):
        page = story(partner, title)
        page.tools_used.add(StoryTool(tool=tool))
        page.save()
    shown = both.get(reverse("wagtailadmin_pages:usage", args=[tool.pk])).content.decode()
    assert "Tried by us" in shown
    assert "Tried by them" not in shown
    assert f"/admin/pages/{page.pk}/" not in shown


def test_the_history_of_a_shared_page_is_read_without_its_authors_accounts(both, rivne):
    tool = CulturalToolPage.objects.filter(live=True).first()
    response = both.get(reverse("wagtailadmin_pages:history", args=[tool.pk]))
    assert response.status_code == 200
    assert "/admin/users/" not in response.content.decode()


def test_nothing_of_a_third_is_found_by_searching(both, rivne, harnosand):
    for partner, title in ((rivne, "Vattenfall ours"), (harnosand, "Vattenfall theirs")):
        story(partner, title)
    for address in (
        reverse("wagtailadmin_pages:search") + "?q=Vattenfall",
        reverse("wagtailadmin_pages:search_results") + "?q=Vattenfall",
        reverse("wagtailadmin_explore", args=[1]) + "?q=Vattenfall",
        reverse("wagtailadmin_explore", args=[1]) + "?q=Vattenfall&search_all=1",
        reverse("wagtailadmin_explore", args=[home(rivne).pk]) + "?q=Vattenfall&search_all=1",
        reverse("wagtailadmin_choose_page_search") + "?q=Vattenfall",
        reverse("wagtailadmin_api:pages:listing") + "?search=Vattenfall",
        reverse("stories:index") + "?q=Vattenfall",
    ):
        shown = both.get(address).content.decode()
        assert "Vattenfall theirs" not in shown, address
        assert "Vattenfall ours" in shown, address
