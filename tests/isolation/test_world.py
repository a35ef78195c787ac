"""The crawl sees only what is there: a partner has a row of everything that the house can store."""

import pytest
from taggit.models import Tag

from tests.builders import Editor
from tests.isolation.fingerprints import Fingerprint
from tests.isolation.ownership import Belongings
from tests.isolation.world import OTHER

pytestmark = pytest.mark.django_db

# Model → why a partner has no row of it.
NOBODYS = {
    "auth.Permission": "what can be granted at all; the same for everybody",
    "contenttypes.ContentType": "names of tables",
    "django_tasks_database.DBTaskResult": "here tasks run where they are queued; no screen shows them",
    "stories.SharedLanguageRootPage": "of the common library, which everybody sees",
    "stories.SharedRootPage": "the same",
    "taggit.Tag": "there are no free tags: see the test below",
    "taggit.TaggedItem": "the same",
    "wagtail_localize.LocaleSynchronization": "never used: the house installs wagtail.locales",
    "wagtail_localize.Template": "tags without words, one row for all texts of the same form",
    "wagtailadmin.Admin": "has no table of its own use: it carries a permission",
    "wagtailcore.Locale": "the four languages",
    "wagtailcore.PageViewRestriction": "no page is closed to readers (partners/open_pages.py)",
    "wagtailcore.WorkflowContentType": "reviews of snippets; there are no snippets",
    "wagtaildocs.Document": "cms.CustomDocument stands in its place",
    "wagtailembeds.Embed": "nothing is embedded; rows would have no owner",
    "wagtailimages.Image": "cms.CustomImage stands in its place",
    "wagtailimages.Rendition": "cms.CustomRendition stands in its place",
}


def test_a_partner_has_a_row_of_every_kind(world):
    missing = Fingerprint(Belongings(world.other, OTHER)).without_rows()
    assert sorted(missing - set(NOBODYS)) == []
    assert sorted(set(NOBODYS) - missing) == [], "There are rows of these now."


def test_nobody_can_tag_a_picture_or_a_document(world):
    administrator = Editor("administrator")
    for kind, row in (("images", world.own["image"]), ("documents/edit", world.own["document"])):
        fields = {"title": "Changed", "collection": row.collection_id, "language": "en"}
        response = administrator.post(f"/admin/{kind}/{row.pk}/", fields | {"tags": "a, b"})
        assert response.status_code == 302, response.content
    assert not Tag.objects.exists()
