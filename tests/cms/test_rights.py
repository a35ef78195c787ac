"""Groups, accounts and reviews grant what the roles say, and nothing else."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.rights import drift, repair
from partners.models import PartnerGroup
from partners.roles import Role
from stories.models import SharedLanguageRootPage
from tests.builders import home, partner, person, story

pytestmark = pytest.mark.django_db


def permission(codename: str) -> Permission:
    return Permission.objects.filter(codename=codename).first()


def group_of(of, role, language="") -> Group:
    return PartnerGroup.objects.get(partner=of, role=role, language=language).group


def shared_root(code: str) -> SharedLanguageRootPage:
    return SharedLanguageRootPage.objects.get(locale__language_code=code)


def test_after_loading_nobody_has_other_rights_than_the_roles_say(db):
    assert drift() == []
    out = StringIO()
    call_command("check_rights", stdout=out)
    assert "Everybody has the rights of their roles" in out.getvalue()
    # And loaded again nothing is lost or added.
    call_command("load_initial_data", stdout=StringIO())
    assert drift() == []


def give_a_group_of_nobody_the_tree():
    group = Group.objects.create(name="Moderators")
    GroupPagePermission.objects.create(
        group=group, page=Page.get_first_root_node(), permission=permission("publish_page")
    )


def give_a_group_of_nobody_a_collection():
    GroupCollectionPermission.objects.create(
        group=Group.objects.create(name="Pictures"),
        collection=Collection.get_first_root_node(),
        permission=permission("choose_image"),
    )


def give_an_editor_another_site():
    GroupSitePermission.objects.create(
        group=group_of(partner("rivne"), Role.EDITOR),
        site=partner("harnosand").site,
        permission=permission("change_partnerlook"),
    )


def give_a_translator_the_original():
    rivne = partner("rivne")
    GroupPagePermission.objects.create(
        group=group_of(rivne, Role.TRANSLATOR, "en"),
        page=home(rivne),
        permission=permission("change_page"),
    )


def give_an_account_a_permission():
    person("editor", partner("rivne")).user_permissions.add(permission("change_user"))


def take_from_a_publisher():
    group = group_of(partner("rivne"), Role.PUBLISHER)
    GroupPagePermission.objects.filter(group=group).first().delete()


def let_others_decide_reviews():
    task = GroupApprovalTask.objects.get(name=partner("rivne").root_page.title)
    task.groups.add(group_of(partner("harnosand"), Role.PUBLISHER))


def make_a_review_of_strangers():
    task = GroupApprovalTask.objects.create(name="Strangers")
    workflow = Workflow.objects.create(name="Strangers")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home(partner("rivne")))


def switch_a_review_off():
    WorkflowPage.objects.get(page=partner("rivne").root_page).workflow.deactivate()


def lose_a_group():
    group_of(partner("rivne"), Role.EDITOR).delete()


@pytest.mark.parametrize(
    "change",
    [
        give_a_group_of_nobody_the_tree,
        give_a_group_of_nobody_a_collection,
        give_an_editor_another_site,
        give_a_translator_the_original,
        give_an_account_a_permission,
        take_from_a_publisher,
        let_others_decide_reviews,
        make_a_review_of_strangers,
        switch_a_review_off,
        lose_a_group,
    ],
    ids=lambda change: change.__name__.replace("_", " "),
)
def test_what_was_changed_by_hand_is_told_and_put_right(db, change):
    change()
    out = StringIO()
    with pytest.raises(CommandError, match="to put right"):
        call_command("check_rights", stdout=out)
    assert out.getvalue().strip()

    call_command("check_rights", "--repair", stdout=StringIO())

    assert drift() == []


def test_loading_puts_right_what_was_changed_by_hand(db):
    give_a_group_of_nobody_the_tree()
    give_an_account_a_permission()
    call_command("load_initial_data", stdout=StringIO())
    assert drift() == []


def test_repairing_twice_changes_nothing_more(db):
    give_a_group_of_nobody_the_tree()
    repair()
    rows = set(GroupPagePermission.objects.values_list("pk", flat=True))
    repair()
    assert set(GroupPagePermission.objects.values_list("pk", flat=True)) == rows


@pytest.mark.parametrize(
    ("code", "publishers"),
    [("sv", {"harnosand"}), ("uk", {"izolyatsia", "rivne"}), ("ro", {"anenii-noi"})],
)
def test_translations_of_the_library_are_reviewed_by_who_may_publish_them(db, code, publishers):
    (task,) = WorkflowPage.objects.get(page=shared_root(code)).workflow.tasks
    groups = [group.partner_group for group in task.specific.groups.all()]
    assert {row.partner.key for row in groups if row.partner} == publishers
    assert [row.role for row in groups if row.partner is None] == [Role.LIBRARY_EDITOR]
    for key in publishers:
        rights = shared_root(code).get_children().first()
        assert rights.permissions_for_user(person("publisher", partner(key))).can_publish()


def test_the_originals_of_the_library_are_its_editors_alone(db):
    root = shared_root("en")
    tool = root.get_children().first()
    assert not WorkflowPage.objects.filter(page=root).exists()
    (task,) = tool.specific.get_workflow().tasks
    (group,) = task.specific.groups.all()
    assert group.partner_group.role == Role.LIBRARY_EDITOR
    for key in ("cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"):
        rights = tool.permissions_for_user(person("publisher", partner(key)))
        assert not (rights.can_edit())
        assert not (rights.can_publish())
    assert not PartnerGroup.objects.filter(partner=None, language="en").exists()


def test_an_original_of_the_library_in_another_language_is_reviewed_by_its_editors(db):
    from stories.models import CulturalToolPage

    root = shared_root("uk")
    tool = root.add_child(
        instance=CulturalToolPage(title="Новий", slug="novyi", locale=root.locale, live=False)
    )
    (task,) = tool.get_workflow().tasks
    (group,) = task.specific.groups.all()
    assert group.partner_group.role == Role.LIBRARY_EDITOR
    assert tool.has_workflow
    for who in (
        person("publisher", partner("rivne")),
        person("translator", None, "uk"),
    ):
        rights = Page.objects.get(pk=tool.pk).permissions_for_user(who)
        assert not (rights.can_edit())
        assert not (rights.can_publish())
    assert tool.permissions_for_user(person("library_editor")).can_publish()


def test_a_translator_changes_translations_and_never_an_original(rivne):
    who = person("translator", rivne, "en")
    assert home(rivne, "en").permissions_for_user(who).can_edit()
    assert not home(rivne).permissions_for_user(who).can_edit()
    # A story that begins in English has no original: it is one.
    original = story(rivne, "Begun in English", "en")
    assert not original.permissions_for_user(who).can_edit()
    assert not Page.objects.get(pk=original.pk).permissions_for_user(who).can_edit()
    assert original.permissions_for_user(person("editor", rivne)).can_edit()


def test_a_translator_of_the_library_changes_their_language_only(db):
    who = person("translator", None, "uk")
    for code, may in (("en", False), ("sv", False), ("uk", True)):
        tool = shared_root(code).get_children().first()
        rights = tool.permissions_for_user(who)
        assert rights.can_edit() is may, code
        assert not rights.can_publish()
    assert not shared_root("uk").permissions_for_user(who).can_edit()
    assert not home(partner("rivne")).permissions_for_user(who).can_edit()
