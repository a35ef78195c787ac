"""Nobody reaches another partner by typing a number: every kind of id, in paths, queries, forms."""

import logging

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, UploadedFile

from stories.models import CulturalToolPage
from tests.builders import ADMIN_HOST, Editor, home, person, reader_message, story


def picture(of, title="Bridge"):
    return get_image_model().objects.create(
        title=title, file=get_test_image_file(), collection=of.collection
    )


def document(of, title="Minutes"):
    return get_document_model().objects.create(
        title=title, file=ContentFile(b"%PDF-1.4", "minutes.pdf"), collection=of.collection
    )


def in_review(of):
    """A page of a partner that waits for its review."""
    page = story(of, f"Under review {of.key}")
    page.save_revision()
    page.get_workflow().start(page, person("editor", of))
    return page


def paths_to(of) -> list[str]:
    """Addresses of the admin that name what is this partner's, one of each kind of id."""
    page = in_review(of)
    state = page.current_workflow_state
    task_state = page.current_workflow_task_state
    photo, file = picture(of), document(of)
    upload = UploadedFile.objects.create(uploaded_by_user=person("editor", of))
    revision = page.latest_revision
    return [
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        reverse("wagtailadmin_pages:move", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:usage", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[home(of).pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[home(of).pk]),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:workflow_history_detail", args=[page.pk, state.pk]),
        reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, task_state.task_id]),
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task_state.pk]),
        reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", page.pk, 999]),
        reverse("wagtailadmin_choose_page_child", args=[home(of).pk]),
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page.pk}",
        reverse("wagtailadmin_choose_page") + f"?target_pages[]={page.pk}",
        reverse("wagtailadmin_choose_page_email_link") + f"?parent_page_id={page.pk}",
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={page.pk}",
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        + f"?id=all&childOf={home(of).pk}",
        reverse("wagtail_bulk_action", args=["cms", "customimage", "delete"]) + f"?id={photo.pk}",
        reverse("withdraw_several") + f"?id={page.pk}",
        reverse("wagtailimages:edit", args=[photo.pk]),
        reverse("wagtailimages_chooser:chosen", args=[photo.pk]),
        reverse("wagtailimages_chooser:chosen_multiple") + f"?id={photo.pk}",
        reverse("wagtailimages_chooser:select_format", args=[photo.pk]),
        reverse("wagtailimages:index") + f"?collection_id={of.collection_id}",
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk]),
        reverse("wagtaildocs:edit", args=[file.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[file.pk]),
        reverse("wagtaildocs_chooser:chosen_multiple") + f"?id={file.pk}",
        reverse("wagtailadmin_api:pages:detail", args=[page.pk]),
        reverse("wagtailadmin_api:images:detail", args=[photo.pk]),
        reverse("wagtailadmin_api:documents:detail", args=[file.pk]),
        reverse("wagtailsettings:edit", args=["partners", "partnerlook", of.site_id]),
        reverse("reader_messages:message", args=[reader_message(of).pk]),
        reverse("home_change_address", args=[page.pk]),
        reverse("translation_submit", args=[page.pk]),
        file.url,
    ]


def test_what_is_another_partners_looks_as_if_it_did_not_exist(rivne, harnosand):
    publisher = Editor("publisher", rivne)
    missing = publisher.get("/admin/there-is-no-such-screen/")
    assert missing.status_code == 404
    for address in paths_to(harnosand):
        for method in (publisher.get, publisher.post):
            response = method(address)
            assert response.status_code == 404, address
            if address.startswith("/admin/"):
                assert response.content == missing.content, address


def test_ones_own_is_reached_by_the_same_addresses(rivne):
    publisher = Editor("publisher", rivne)
    upload_of_another = "create_from_uploaded_image"
    needs_post_or_other_role = ("editing-sessions", "settings", "translation", "api/", "address")
    for address in paths_to(rivne):
        if upload_of_another in address or any(one in address for one in needs_post_or_other_role):
            continue
        assert publisher.get(address).status_code in (200, 302), address


def test_who_belongs_to_nobody_reaches_nothing(rivne):
    account = get_user_model().objects.create(username="nobody", email="nobody@example.invalid")
    account.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client(HTTP_HOST=ADMIN_HOST)
    client.force_login(account)
    assert client.get("/admin/").status_code == 200
    for address in paths_to(rivne):
        assert client.get(address).status_code == 404, address


def test_a_field_of_a_form_that_names_another_partners_is_refused(rivne, harnosand):
    publisher = Editor("publisher", rivne)
    own, foreign = story(rivne, "Own"), home(harnosand)
    photo = picture(rivne)
    for address, fields in [
        (reverse("wagtailadmin_pages:move", args=[own.pk]), {"new_parent_page": foreign.pk}),
        (reverse("wagtailadmin_pages:copy", args=[own.pk]), {"new_parent_page": foreign.pk}),
        (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={own.pk}",
            {"chooser": foreign.pk},
        ),
        (
            reverse("wagtailimages:edit", args=[photo.pk]),
            {"title": "Moved", "collection": harnosand.collection_id},
        ),
        (
            reverse("wagtailimages:add"),
            {"title": "New", "collection": harnosand.collection_id},
        ),
        (
            reverse("wagtailimages_chooser:create"),
            {"image-chooser-upload-collection": harnosand.collection_id},
        ),
        (
            reverse("wagtaildocs:add_multiple"),
            {"title": "New", "collection": harnosand.collection_id},
        ),
        (
            reverse("wagtailimages:edit_multiple", args=[photo.pk]),
            {f"image-{photo.pk}-collection": harnosand.collection_id},
        ),
        (reverse("stories:choose_parent"), {"parent_page": foreign.pk}),
    ]:
        assert publisher.post(address, fields).status_code == 404, address
    own.refresh_from_db()
    photo.refresh_from_db()
    assert own.path.startswith(rivne.root_page.path)
    assert photo.collection == rivne.collection


def test_no_form_leads_to_another_host_when_it_is_done(rivne):
    publisher = Editor("publisher", rivne)
    own = story(rivne, "Own")
    address = reverse("wagtailadmin_pages:lock", args=[own.pk])
    assert publisher.post(address, {"next": "https://example.invalid/"}).status_code == 404
    assert publisher.post(address, {"next": "/admin/"}).status_code == 302


def test_only_listed_bulk_actions_exist(rivne):
    publisher = Editor("publisher", rivne)
    own, photo = story(rivne, "Own"), picture(rivne)
    for model, action, pk in [
        ("wagtailcore/page", "move", own.pk),
        ("wagtailcore/page", "delete", own.pk),
        ("cms/customimage", "delete", photo.pk),
    ]:
        assert publisher.get(f"/admin/bulk/{model}/{action}/?id={pk}").status_code == 200
    for model, action, pk in [
        ("cms/customimage", "add_tags", photo.pk),
        ("cms/user", "delete", publisher.user.pk),
        ("cms/user", "assign_role", publisher.user.pk),
        ("stories/storypage", "delete", own.pk),
        ("wagtailcore/page", "no_such_thing", own.pk),
    ]:
        assert publisher.get(f"/admin/bulk/{model}/{action}/?id={pk}").status_code == 404, action


def test_everything_of_a_list_is_the_children_of_an_own_page(rivne, harnosand):
    publisher = Editor("publisher", rivne)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    root = Page.get_first_root_node().pk
    own = publisher.get(f"{address}?id=all&childOf={home(rivne).pk}")
    assert own.status_code == 200
    for query in (
        "id=all",
        f"id=all&childOf={root}",
        f"id=all&childOf={root}&q=a",
        f"id=all&childOf={home(harnosand).pk}",
        f"id=all&childOf={home(rivne).pk}&childOf={home(harnosand).pk}",
        f"id=all&id={home(harnosand).pk}&childOf={home(rivne).pk}",
    ):
        assert publisher.get(f"{address}?{query}").status_code == 404, query


def test_no_list_offers_all_pages_of_the_house_not_even_to_an_administrator(rivne):
    administrator = Editor("administrator")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert administrator.get(f"{address}?id=all").status_code == 404
    assert administrator.get(f"{address}?id=all&q=a").status_code == 404
    assert administrator.get(f"{address}?id=all&childOf={home(rivne).pk}").status_code == 200
    offer = "Select all pages in listing"
    found = administrator.get(reverse("wagtailadmin_pages:search") + "?q=a").content.decode()
    assert 'aria-label="Next page"' in found or "Page 1 of" in found
    assert offer not in found
    for number in range(51):
        story(rivne, f"Story {number}")
    parent = story(rivne, "Last").get_parent()
    below = administrator.get(reverse("wagtailadmin_explore", args=[parent.pk])).content.decode()
    assert offer in below


def test_the_screens_of_the_network_are_for_its_administrators(rivne):
    manager, administrator = Editor("partner_manager", rivne), Editor("administrator")
    for name in (
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailsites:index",
        "wagtaillocales:index",
        "wagtailadmin_workflows:index",
        "wagtailadmin_workflows:task_index",
        "wagtailadmin_collections:index",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:page_types_usage",
    ):
        assert manager.get(reverse(name)).status_code == 404, name
        assert administrator.get(reverse(name)).status_code == 200, name


def test_the_interface_for_scripts_lists_ones_own_and_the_library(rivne, harnosand):
    photo, foreign = picture(rivne), picture(harnosand)
    draft = story(harnosand, "Unfinished")
    draft.unpublish()
    editor = Editor("editor", rivne)
    images = editor.get(reverse("wagtailadmin_api:images:listing")).json()["items"]
    assert photo.pk in {row["id"] for row in images}
    assert foreign.pk not in {row["id"] for row in images}
    pages = editor.get(reverse("wagtailadmin_api:pages:listing") + "?limit=20").json()["items"]
    found = Page.objects.in_bulk([row["id"] for row in pages]).values()
    assert found
    assert all(
        page.path.startswith(rivne.root_page.path) or page.url_path.startswith("/shared/")
        for page in found
    )


def test_what_is_refused_is_logged_with_who_asked_for_what(rivne, harnosand, caplog):
    editor = Editor("editor", rivne)
    page = home(harnosand)
    logging.getLogger("rescom").propagate = True
    try:
        with caplog.at_level(logging.WARNING, logger="rescom.access"):
            editor.get(f"/admin/pages/{page.pk}/edit/?x=1%0Aforged")
    finally:
        logging.getLogger("rescom").propagate = False
    line = caplog.messages[0]
    assert f"user {editor.user.pk}" in line
    assert f"/admin/pages/{page.pk}/edit/" in line
    assert "wagtailadmin_pages:edit" in line
    assert f"page page_id={page.pk}" in line
    assert "\n" not in line


@pytest.mark.parametrize("value", ["0", "-1", "1e3", "99999999999999999999", "١", "all"])
def test_what_is_no_number_of_anything_is_refused_quietly(rivne, value):
    editor = Editor("editor", rivne)
    for name in (
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailimages_chooser:chosen_multiple",
    ):
        assert editor.get(reverse(name), {"id": value}).status_code == 404
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    assert editor.get(address, {"id": value}).status_code == 404


def test_the_gate_asks_little(rivne, harnosand):
    """At most seven queries, whether it lets in or refuses."""
    from django.test import RequestFactory
    from django.urls import resolve

    from partners.access.gate import arguments_of, refusal
    from partners.access.verdicts import name_of, verdict_of

    for address in paths_to(rivne):
        request = RequestFactory(HTTP_HOST=ADMIN_HOST).get(address)
        match = request.resolver_match = resolve(request.path_info)
        request.user = get_user_model().objects.get(pk=person("publisher", rivne).pk)
        with CaptureQueriesContext(connection) as asked:
            refusal(request, verdict_of(name_of(match)), arguments_of(match.args, match.kwargs))
        assert len(asked) <= 7, address


def test_a_step_of_a_review_is_answered_at_its_own_page_only(rivne):
    publisher = Editor("publisher", rivne)
    one, other = in_review(rivne), story(rivne, "Another")
    other.save_revision()
    other.get_workflow().start(other, publisher.user)
    state = one.current_workflow_task_state
    address = "wagtailadmin_pages:workflow_action"
    wrong = reverse(address, args=[other.pk, "approve", state.pk])
    assert publisher.post(wrong).status_code == 404
    state.refresh_from_db()
    assert state.status == "in_progress"
    right = reverse(address, args=[one.pk, "approve", state.pk])
    assert publisher.post(right, {"comment": ""}).status_code == 302
    state.refresh_from_db()
    assert state.status == "approved"


@pytest.mark.parametrize("value", ["abc", "1e3", "99999999999999999999", "-5"])
def test_what_is_no_number_disturbs_no_view_whoever_asks(db, value):
    administrator = Editor("administrator")
    for address, field in [
        (reverse("wagtailadmin_choose_page_chosen_multiple"), "id"),
        (reverse("wagtailimages_chooser:chosen_multiple"), "id"),
        (reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]), "id"),
        (reverse("wagtailadmin_choose_page"), "target_pages[]"),
        (reverse("wagtailimages:index"), "collection_id"),
    ]:
        assert administrator.get(address, {field: value}).status_code == 404, address


def test_menus_offer_no_screen_that_the_person_does_not_get(rivne):
    from partners.access.menus import leads_nowhere

    publisher, administrator = Editor("publisher", rivne), Editor("administrator")
    for name in ("wagtailadmin_reports:site_history", "wagtailadmin_reports:page_types_usage"):
        address = reverse(name)
        assert leads_nowhere(publisher.user, address)
        assert address not in publisher.get("/admin/").content.decode()
        assert address in administrator.get("/admin/").content.decode()
    assert reverse("wagtailadmin_reports:locked_pages") in publisher.get("/admin/").content.decode()


def test_no_list_offers_what_is_closed(rivne):
    """Tags do not exist, and nobody is led to a list of all partners' pages of a type."""
    publisher = Editor("publisher", rivne)
    picture(rivne)
    document(rivne)
    for address in (reverse("wagtailimages:index"), reverse("wagtaildocs:index")):
        shown = publisher.get(address).content.decode()
        assert "add_to_collection" in shown
        assert "add_tags" not in shown
    shelf = CulturalToolPage.objects.first().get_parent()
    address = reverse("wagtailadmin_pages:add_subpage", args=[shelf.pk])
    shown = Editor("library_editor").get(address)
    assert "/admin/pages/add/" in shown.content.decode()
    assert "/admin/pages/usage/" not in shown.content.decode()
