"""No page can be closed to readers, by anybody, on any screen."""

import importlib

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageViewRestriction

from partners.open_pages import page_types_with_privacy
from tests.builders import Editor, Reader, story


def test_no_page_type_offers_to_be_closed():
    assert page_types_with_privacy() == []


@pytest.mark.parametrize("role", ["administrator", "publisher", "partner_manager"])
def test_the_screen_that_closes_a_page_is_there_for_nobody(rivne, role):
    page = story(rivne, "Для всіх")
    client = Editor(role, None if role == "administrator" else rivne)
    address = f"/admin/pages/{page.pk}/privacy/"
    assert client.get(address).status_code == 404
    closing = {"restriction_type": "password", "password": "слово"}
    assert client.post(address, closing).status_code == 404
    assert not PageViewRestriction.objects.exists()
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    # Wagtail writes the empty dialogue for everybody; nothing on the screen opens it.
    assert 'data-a11y-dialog-show="set-privacy"' not in html


def test_code_that_closes_a_page_is_refused(rivne):
    page = story(rivne, "Для всіх")
    with pytest.raises(PermissionDenied):
        page.view_restrictions.create(restriction_type="login")
    assert Reader(rivne).get(f"/uk/stories/{page.slug}/").status_code == 200


def test_what_was_closed_before_becomes_a_draft_and_stays_unread(rivne, harnosand):
    page, open_page = story(rivne, "Для своїх"), story(harnosand, "För alla")
    section = Page.objects.get(pk=page.get_parent().pk)
    closed = PageViewRestriction(page=section, restriction_type="login")
    PageViewRestriction.objects.bulk_create([closed])
    migration = importlib.import_module("partners.migrations.0003_no_page_privacy")
    migration.take_down(apps, None)
    assert not PageViewRestriction.objects.exists()
    assert not Page.objects.get(pk=page.pk).live
    assert not Page.objects.get(pk=section.pk).live
    assert Page.objects.get(pk=open_page.pk).live
    assert Reader(rivne).get(f"/uk/stories/{page.slug}/").status_code == 404
