"""Every address of the admin has a verdict; one without is refused to everybody."""

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import clear_url_caches, include, path

from partners.access import verdicts
from partners.access.arguments import PAGE, WORD
from partners.access.checks import addresses, problems
from tests.builders import ADMIN_HOST, Editor, home


def opened(request, **kwargs):
    return HttpResponse("let in")


@pytest.fixture
def more_addresses(settings, monkeypatch):
    """Gives the admin further addresses, as a package or a new release would."""

    def give(*patterns):
        from cms import urls, urls_admin

        first = [path("admin/", include(list(patterns)))]
        monkeypatch.setattr(urls_admin, "urlpatterns", first + urls_admin.urlpatterns)
        monkeypatch.setattr(urls, "urlpatterns", first + urls.urlpatterns)
        clear_url_caches()

    yield give
    monkeypatch.undo()
    clear_url_caches()


@pytest.fixture
def own_verdicts(monkeypatch):
    """Verdicts given in a test are forgotten after it."""
    monkeypatch.setattr(verdicts, "_verdicts", dict(verdicts._verdicts))


def test_every_address_of_the_admin_has_a_verdict_that_explains_its_arguments():
    assert problems() == []


def test_every_verdict_says_why():
    for name in verdicts.registered_names():
        assert len(verdicts.verdict_of(name).why) > 15, name


def test_no_verdict_is_left_of_an_address_that_is_gone():
    from django.urls import get_resolver

    known = {name for name, _arguments in addresses(get_resolver("cms.urls_admin"))}
    # The demo's mailbox is there only where mail goes to files.
    assert verdicts.registered_names() - known <= {"demo_mailbox"}


def test_a_verdict_is_of_one_address_where_nobody_wrote_otherwise():
    """A package that gives an address a name that is taken would get its verdict too."""
    from collections import Counter

    from django.urls import get_resolver

    number = Counter(name for name, _arguments in addresses(get_resolver("cms.urls_admin")))
    assert {name for name, times in number.items() if times > 1} == {
        "wagtailadmin_workflows:remove",  # of a page, or of a page and a workflow: administrators'
        "wagtailsettings:edit",  # of the first site that the person may change, or of one
        "wagtail_localize:preview_translation",  # with or without the name of a way to show it
    }


def test_a_second_verdict_or_one_without_reason_is_an_error(own_verdicts):
    with pytest.raises(ValueError, match="already"):
        verdicts.signed_in("wagtailadmin_home", why="It is open already.")
    with pytest.raises(ValueError, match="says why"):
        verdicts.signed_in("new_address", why=" ")


def test_an_address_without_a_verdict_is_named_by_check_and_refused_to_everybody(
    more_addresses, rivne
):
    more_addresses(path("brand-new/", opened, name="brand_new"))
    assert problems() == ["The address «brand_new» has no verdict."]
    with pytest.raises(Exception, match="brand_new"):
        call_command("check")
    for person in (Editor("editor", rivne), Editor("administrator")):
        response = person.get("/admin/brand-new/")
        assert response.status_code == 404
        assert b"let in" not in response.content


def test_an_unnamed_address_without_a_verdict_is_refused_too(more_addresses, rivne):
    more_addresses(path("nameless/", opened))
    assert problems() == ["The address «admin/nameless/» has no verdict."]
    assert Editor("administrator").get("/admin/nameless/").status_code == 404


def test_an_argument_that_no_verdict_explains_is_refused(more_addresses, own_verdicts, rivne):
    verdicts.objects("halfway", why="Open for one argument only.", page_id=PAGE)
    more_addresses(
        path("halfway/<int:page_id>/", opened, name="halfway"),
        path("halfway/<int:page_id>/<int:other>/", opened, name="halfway"),
    )
    assert problems() == ["The verdict of «halfway» does not explain «other»."]
    own = home(rivne).pk
    for person in (Editor("editor", rivne), Editor("administrator")):
        assert person.get(f"/admin/halfway/{own}/").content == b"let in"
        assert person.get(f"/admin/halfway/{own}/{own}/").status_code == 404


def test_an_address_that_names_objects_lets_in_to_own_ones_only(
    more_addresses, own_verdicts, rivne, harnosand
):
    verdicts.objects("looked_at", why="One page of one's own.", page_id=PAGE, how=WORD)
    more_addresses(path("looked-at/<int:page_id>/<slug:how>/", opened, name="looked_at"))
    editor = Editor("editor", rivne)
    assert editor.get(f"/admin/looked-at/{home(rivne).pk}/x/").status_code == 200
    assert editor.get(f"/admin/looked-at/{home(harnosand).pk}/x/").status_code == 404
    assert editor.get("/admin/looked-at/99999999/x/").status_code == 404


def test_what_is_refused_leads_strangers_to_the_sign_in(more_addresses):
    more_addresses(path("brand-new/", opened, name="brand_new"))
    for address in ("/admin/brand-new/", "/admin/users/", "/admin/pages/1/edit/"):
        response = Client(HTTP_HOST=ADMIN_HOST).get(address)
        assert response.status_code == 302
        assert response["Location"] == f"/admin/login/?next={address}"
