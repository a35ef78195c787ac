"""A page that goes to another site takes nothing along that belongs to the first."""

import pytest
from wagtail.models import Page

from home.publishing import Refused
from stories.models import StoryIndexPage, StoryPage
from tests.builders import Editor, index, person, story
from tests.partners.access.test_integrity import document_of, image_of


@pytest.fixture
def both(rivne, harnosand):
    """Somebody who edits for two partners."""
    editor = Editor("publisher", rivne)
    editor.user.groups.add(*person("publisher", harnosand).groups.all())
    return editor


@pytest.fixture
def administrator(db):
    """Nobody else takes a page from one owner to another."""
    return Editor("administrator")


@pytest.fixture
def with_picture(rivne) -> StoryPage:
    return story(rivne, "Night", "en", image=image_of(rivne.collection), image_alt="Що видно")


def copy_to(editor, page, target):
    form = {
        "new_title": "Natt",
        "new_slug": "natt",
        "new_parent_page": str(target.pk),
        "publish_copies": "",
    }
    return editor.post(f"/admin/pages/{page.pk}/copy/", form, follow=True)


def move_to(editor, page, target):
    return editor.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/", follow=True)


def test_a_page_with_a_picture_of_its_site_is_not_moved_to_another(
    administrator, with_picture, harnosand
):
    target = index(StoryIndexPage, harnosand, "en")
    before = with_picture.path
    response = move_to(administrator, with_picture, target)
    assert "was not taken to the other site" in response.content.decode()
    assert Page.objects.get(pk=with_picture.pk).path == before


def test_a_page_with_nothing_of_its_sites_own_is_moved(administrator, rivne, harnosand):
    page = story(rivne, "Night", "en")
    target = index(StoryIndexPage, harnosand, "en")
    move_to(administrator, page, target)
    assert Page.objects.get(pk=page.pk).is_descendant_of(target)


def test_a_page_with_a_picture_of_its_site_is_not_copied_to_another(
    administrator, with_picture, harnosand
):
    target = index(StoryIndexPage, harnosand, "en")
    before = target.get_descendant_count()
    copy_to(administrator, with_picture, target)
    assert Page.objects.get(pk=target.pk).get_descendant_count() == before


def test_who_publishes_for_two_partners_takes_no_page_from_one_to_the_other(both, rivne, harnosand):
    page = story(rivne, "Night", "en")
    target = index(StoryIndexPage, harnosand, "en")
    before = target.get_descendant_count()
    move_to(both, page, target)
    copy_to(both, page, target)
    assert Page.objects.get(pk=page.pk).path == page.path
    assert Page.objects.get(pk=target.pk).get_descendant_count() == before


@pytest.mark.parametrize("kind", ["page", "document"])
def test_a_link_in_its_text_keeps_it_too(kind, rivne, harnosand):
    named = story(rivne, "Інша") if kind == "page" else document_of(rivne.collection)
    page = story(rivne, "Ніч", outcome=f'<p><a linktype="{kind}" id="{named.pk}">x</a></p>')
    with pytest.raises(Refused):
        page.copy(to=index(StoryIndexPage, harnosand), update_attrs={"slug": "natt"})
    copied = page.copy(update_attrs={"slug": "nich-2"})
    assert copied.pk
