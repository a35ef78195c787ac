"""Publishing a page has its pictures made ready, wherever on the page they stand."""

import io

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.rect import Rect
from wagtail.models import ReferenceIndex

from cms.pictures import receivers, renditions
from home.models import InformationPage
from tests.builders import home, partner
from tests.cms import picture_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


@pytest.fixture
def orders(monkeypatch):
    """Ids of the pictures whose sizes were ordered; nothing is made."""
    ordered = []
    monkeypatch.setattr(receivers, "order_renditions", ordered.append)
    return ordered


def photograph(colour=files.BLUE):
    output = io.BytesIO()
    Image.new("RGB", (200, 150), colour).save(output, "JPEG")
    return get_image_model().objects.create(
        title="Library",
        file=ContentFile(output.getvalue(), "a.jpg"),
        collection=partner("rivne").collection,
    )


def page_with(**fields) -> InformationPage:
    parent = home(partner("rivne"), "en")
    page = InformationPage(
        title="About", slug="about-us", lead="About us.", locale=parent.locale, live=False, **fields
    )
    return parent.add_child(instance=page)


def picture_block(image) -> dict:
    value = {"image": image.pk, "alt_text": "Readers", "decorative": False}
    return {"image": value, "caption": "", "credit": ""}


def body(*blocks) -> list:
    return [("image", picture_block(image)) for image in blocks]


def stream(page, data):
    """The page with this body, as the editor's form would leave it."""
    page.body = page.body.stream_block.to_python(
        [{"type": name, "value": value} for name, value in data]
    )
    return page


def test_pictures_are_found_in_fields_blocks_and_blocks_within_blocks():
    head, single, first, second, video = (photograph((shade, 0, 0)) for shade in range(5))
    page = page_with(image=head, image_alt="Readers")
    stream(
        page,
        [
            *body(single),
            (
                "gallery",
                {"title": "", "items": [picture_block(first), picture_block(second)]},
            ),
            (
                "video",
                {
                    "title": "Lab",
                    "provider": "Provider",
                    "url": "https://example.org/film",
                    "image": {"image": video.pk, "alt_text": "", "decorative": True},
                },
            ),
        ],
    )
    expected = {image.pk for image in (head, single, first, second, video)}
    assert renditions.image_ids_of(page) == expected


def test_a_draft_orders_nothing_and_publishing_orders_every_picture_once(orders):
    image, other = photograph(), photograph(files.RED)
    page = stream(page_with(image=image, image_alt="Readers"), body(image, other))
    revision = page.save_revision()
    assert orders == []
    revision.publish()
    assert sorted(orders) == sorted([image.pk, other.pk])


def test_pictures_that_are_ready_are_not_ordered_again(orders):
    image = photograph()
    renditions.ensure_renditions(image)
    page_with(image=image, image_alt="Readers").save_revision().publish()
    assert orders == []


def test_after_publishing_readers_have_the_picture(django_capture_on_commit_callbacks):
    image = photograph()
    page = page_with(image=image, image_alt="Readers")
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    image = get_image_model().objects.get()
    assert renditions.picture(image, "body").srcset
    assert renditions.picture(image, "card").srcset


def refer(page):
    """What Wagtail's own task does after a page was saved."""
    ReferenceIndex.create_or_update_for_object(page)


def test_a_new_focal_point_of_a_picture_in_use_orders_its_cuts(orders):
    image = photograph()
    refer(page_with(image=image, image_alt="Readers"))
    renditions.ensure_renditions(image)
    image.set_focal_point(Rect.from_point(50, 50, 20, 20))
    image.save()
    assert orders == [image.pk]


def test_another_title_orders_nothing(orders):
    image = photograph()
    refer(page_with(image=image, image_alt="Readers"))
    renditions.ensure_renditions(image)
    image.title = "Readers in the library"
    image.save()
    assert orders == []


def test_a_replaced_file_goes_from_pages_at_once_and_the_new_one_is_ready_after_the_form(
    client, django_user_model, settings, django_capture_on_commit_callbacks
):
    client.force_login(django_user_model.objects.create_superuser("network", password="-"))
    image = photograph()
    refer(page_with(image=image, image_alt="Readers"))
    renditions.ensure_renditions(image)
    old = set(image.renditions.values_list("file", flat=True))
    with django_capture_on_commit_callbacks() as waiting:
        response = client.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {
                "title": "Library",
                "collection": image.collection_id,
                "file": ContentFile(files.telephone_jpeg(orientation=6), "b.jpg"),
                **{f"focal_point_{part}": "" for part in ("x", "y", "width", "height")},
            },
            headers={"host": settings.ADMIN_HOST},
        )
        assert response.status_code == 302
        image = get_image_model().objects.get()
        assert renditions.picture(image, "body") is None
    for callback in waiting:
        callback()
    image = get_image_model().objects.get()
    assert renditions.picture(image, "body").height > renditions.picture(image, "body").width
    assert old.isdisjoint(image.renditions.values_list("file", flat=True))
