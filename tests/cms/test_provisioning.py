"""A partner is made whole, and made again without harm."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, Page, Site, Workflow, WorkflowPage

from cms.provisioning import provision
from cms.seeding import PARTNERS, partner_data, read
from home.models import HomePage
from partners.models import Partner, PartnerGroup, PartnerText
from partners.roles import Role
from tests.builders import Editor, Reader, home

SIXTH = {
    "key": "sixth",
    "country": "SE",
    "time_zone": "Europe/Stockholm",
    "source_language": "sv",
    "languages": ["sv", "en"],
    "text": {
        "sv": {
            "name": "Sjätte biblioteket",
            "short_name": "Sjätte",
            "description": "Ett bibliotek.",
        },
        "en": {"name": "The sixth library", "short_name": "Sixth", "description": "A library."},
    },
}


@pytest.fixture
def sixth_file(tmp_path):
    path = tmp_path / "sixth.json"
    path.write_text(json.dumps(SIXTH), encoding="utf-8")
    return path


def test_a_sixth_partner_is_one_command(db, sixth_file):
    call_command("add_partner", sixth_file, stdout=StringIO())

    for path in (
        "/sv/",
        "/en/",
        "/sv/stories/",
        "/sv/tools/",
        "/sv/tools/barcamp/",
        "/en/contact/",
    ):
        assert Reader("sixth").get(path).status_code == 200, path
    assert Editor("editor", Partner.objects.get(key="sixth")).get("/admin/").status_code == 200


def test_making_a_partner_twice_changes_nothing(db, sixth_file):
    call_command("add_partner", sixth_file, stdout=StringIO())

    def state():
        return (
            list(Page.objects.order_by("path").values_list("path", "title", "latest_revision_id")),
            set(Group.objects.values_list("name", flat=True)),
            set(GroupPagePermission.objects.values_list("group_id", "page_id", "permission_id")),
            Workflow.objects.count(),
        )

    before = state()
    call_command("add_partner", sixth_file, stdout=StringIO())
    assert state() == before


def test_making_a_partner_again_keeps_what_its_people_changed(rivne):
    page = home(rivne)
    page.title = "Змінено"
    page.save()
    PartnerText.objects.filter(profile__site=rivne.site, language="uk").update(name="Нова назва")

    call_command("load_initial_data", stdout=StringIO())

    assert HomePage.objects.get(pk=page.pk).title == "Змінено"
    text = PartnerText.objects.get(profile__site=rivne.site, language="uk")
    assert text.name == "Нова назва"


def test_a_partner_gets_another_language_by_its_file(db, sixth_file):
    call_command("add_partner", sixth_file, stdout=StringIO())
    more = SIXTH | {"languages": ["sv", "en", "ro"]}
    more["text"] = SIXTH["text"] | {
        "ro": {
            "name": "A șasea bibliotecă",
            "short_name": "A șasea",
            "description": "O bibliotecă.",
        }
    }
    sixth_file.write_text(json.dumps(more), encoding="utf-8")
    assert Reader("sixth").get("/ro/").status_code == 404

    call_command("add_partner", sixth_file, stdout=StringIO())

    assert "A șasea" in Reader("sixth").get("/ro/").content.decode()
    assert Reader("sixth").get("/ro/tools/barcamp/").status_code == 200


def test_a_page_that_an_editor_deleted_does_not_come_back(rivne):
    page = home(rivne).get_children().get(slug="our-role")
    page.delete()

    call_command("load_initial_data", stdout=StringIO())

    assert not home(rivne).get_children().filter(slug="our-role").exists()


def test_a_right_given_by_hand_is_taken_back(rivne, harnosand):
    editors = PartnerGroup.objects.get(partner=rivne, role=Role.EDITOR).group
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.create(group=editors, page=rivne.root_page, permission=publish)
    GroupPagePermission.objects.create(group=editors, page=harnosand.root_page, permission=publish)
    editors.permissions.add(
        Permission.objects.get(content_type__app_label="cms", codename="change_user")
    )

    provision(partner_data(read("partners/rivne.json")))

    rows = GroupPagePermission.objects.filter(group=editors)
    assert {row.page_id for row in rows} == {rivne.root_page_id}
    assert "publish_page" not in {row.permission.codename for row in rows}
    assert not editors.permissions.filter(codename="change_user").exists()


def test_each_partner_has_its_own_review(db):
    workflows = {}
    for key in PARTNERS:
        root = Partner.objects.get(key=key).root_page
        workflow = WorkflowPage.objects.get(page=root).workflow
        workflows[workflow.pk] = root
        (task,) = workflow.tasks
        assert {group.partner_group.partner.key for group in task.specific.groups.all()} == {key}
    assert len(workflows) == len(PARTNERS)


def test_wagtails_defaults_are_gone(db):
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert not Site.objects.filter(is_default_site=True).exists()
    assert not Page.objects.filter(title__startswith="Welcome to your new").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": "Sixth Town"}, "key"),
        ({"key": "shared"}, "shared"),
        ({"languages": ["sv", "de"]}, "languages"),
        ({"source_language": "en"}, "source language"),
        ({"texts": {"sv": SIXTH["text"]["sv"]}}, "«en» lacks"),
        ({"texts": SIXTH["text"] | {"sv": SIXTH["text"]["sv"] | {"motto": "x"}}}, "motto"),
        ({"host": "rivne.localhost"}, "rivne.localhost"),
        ({"host": "admin.localhost"}, "not a partner's"),
        ({"host": "sixth.localhost:8000"}, "without scheme or port"),
        ({"country": "SWE"}, "country"),
        ({"time_zone": "Europe/Nowhere"}, "time_zone"),
        ({"roles": ["king"]}, "king"),
        ({"look": {"accent": "#ffff00"}}, "accent"),
        ({"look": {"colour": "#ffff00"}}, "colour"),
        ({"contacts": [{"name": "A", "email": "nowhere"}]}, "email"),
        ({"is_library_host": True}, "library"),
        (
            {"texts": SIXTH["text"] | {"sv": SIXTH["text"]["sv"] | {"name": "Фонд IZOLYATSIA"}}},
            "another partner",
        ),
    ],
)
def test_data_that_makes_no_partner_is_refused_in_a_sentence(db, change, said):
    with pytest.raises(ValidationError) as refused:
        provision(replace(partner_data(SIXTH), **change))
    assert said in " ".join(refused.value.messages)
    assert not Partner.objects.filter(key="sixth").exists()


def test_a_file_that_is_no_partner_gets_one_clear_sentence(db, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    with pytest.raises(CommandError, match="is no JSON"):
        call_command("add_partner", broken)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("add_partner", tmp_path / "missing.json")
    broken.write_text('{"key": "x"}')
    with pytest.raises(CommandError, match="lacks"):
        call_command("add_partner", broken)
