"""Prepared sizes of pictures on the admin host: one's own, and those that readers see anyway."""

from django.test import Client

from tests.builders import ADMIN_HOST, Editor, Reader, story
from tests.partners.access.test_gate import picture


def prepared(of, title="Bridge"):
    """A picture of a partner and the address of a prepared size."""
    image = picture(of, title)
    return image, f"/media/{image.get_rendition('width-100').file.name}"


def test_a_picture_that_no_reader_sees_is_its_partners(rivne, harnosand):
    _image, address = prepared(rivne)
    assert Editor("editor", rivne).get(address).status_code == 200
    assert Editor("administrator").get(address).status_code == 200
    assert Editor("editor", harnosand).get(address).status_code == 404
    assert Client(HTTP_HOST=ADMIN_HOST).get(address).status_code == 404


def test_a_picture_on_a_live_page_is_seen_in_everybodys_previews(rivne, harnosand):
    image, address = prepared(rivne)
    page = story(rivne, "Bridges", image=image)
    editor = Editor("editor", harnosand)
    assert editor.get(address).status_code == 200
    page.unpublish()
    assert editor.get(address).status_code == 404


def test_no_cache_between_gives_a_persons_picture_to_others(rivne):
    _image, address = prepared(rivne)
    kept = Editor("editor", rivne).get(address)["Cache-Control"]
    assert "private" in kept
    assert "public" not in kept
    assert "public" in Reader(rivne).get(address)["Cache-Control"]
