"""Prepared sizes are made in the background, and readers' requests only look at what exists."""

import io

import html5lib
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.template import Context, Template
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.rect import Rect

from cms.pictures import receivers, renditions
from tests.cms import picture_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


def photograph(width=2000, height=1500, title="Library"):
    output = io.BytesIO()
    Image.new("RGB", (width, height), files.BLUE).save(output, "JPEG")
    return get_image_model().objects.create(
        title=title, file=ContentFile(output.getvalue(), "a.jpg")
    )


@pytest.fixture
def orders(monkeypatch):
    """Ids of the pictures whose sizes were ordered; nothing is made."""
    ordered = []
    monkeypatch.setattr(receivers, "order_renditions", ordered.append)
    return ordered


@pytest.fixture
def no_encoding(monkeypatch):
    """From here on, making a size is a failure."""

    def encode(*args, **kwargs):
        pytest.fail("a picture was encoded")

    monkeypatch.setattr(get_image_model(), "generate_rendition_file", encode)


def show(image, arguments) -> str:
    template = Template("{% load pictures %}{% picture image " + arguments + " %}")
    return template.render(Context({"image": image}))


def test_all_sizes_are_made_once_in_avif_and_jpeg():
    image = photograph()
    assert renditions.ensure_renditions(image) == len(renditions.ALL_SPECS)
    assert renditions.ensure_renditions(image) == 0
    made = {r.filter_spec: r for r in image.renditions.all()}
    assert set(made) == set(renditions.ALL_SPECS)
    assert (made["width-800|format-avif"].width, made["width-800|format-avif"].height) == (800, 600)
    assert (made["fill-960x640|format-jpeg"].width, made["fill-960x640|format-jpeg"].height) == (
        960,
        640,
    )
    assert {r.file.name.rpartition(".")[2] for r in made.values()} == {"avif", "jpg"}


def test_a_small_picture_is_neither_blown_up_nor_made_twice():
    image = photograph(300, 200)
    renditions.ensure_renditions(image)
    shown = renditions.picture(image, "body")
    assert (shown.width, shown.height) == (300, 200)
    assert shown.srcset.count(",") == 0
    assert not image.renditions.filter(filter_spec__startswith="width-800").exists()
    assert renditions.missing_specs(image) == []


def test_a_picture_is_shown_smallest_first_with_avif_before_jpeg():
    image = photograph()
    renditions.ensure_renditions(image)
    shown = renditions.picture(image, "body")
    assert [source.media_type for source in shown.sources] == ["image/avif"]
    assert [part.split()[1] for part in shown.srcset.split(", ")] == ["400w", "800w", "1600w"]
    assert all(part.split()[0].endswith(".avif") for part in shown.sources[0].srcset.split(", "))
    assert "width-800" in shown.src
    assert shown.src.startswith("/media/images/")
    assert (shown.width, shown.height) == (1600, 1200)


def test_a_readers_request_never_encodes(no_encoding):
    image = photograph()
    assert renditions.picture(image, "card") is None
    assert show(image, '"card"').strip() == ""
    assert renditions.picture(None, "card") is None


def test_what_exists_so_far_is_shown():
    image = photograph()
    image.get_rendition("width-400|format-jpeg")
    shown = renditions.picture(image, "body")
    assert shown.sources == ()
    assert (shown.width, shown.height) == (400, 300)


def test_many_pictures_cost_one_query(django_assert_num_queries):
    for number in range(3):
        photograph(300 + number, 200).get_rendition("width-400|format-jpeg")
    images = list(get_image_model().objects.all())
    with django_assert_num_queries(1):
        renditions.prefetch_pictures([*images, None])
        assert all(renditions.picture(image, "body") for image in images)
        assert [renditions.picture(image, "card") for image in images] == [None] * 3


def test_one_picture_costs_one_query_however_often_it_is_shown(django_assert_num_queries):
    image = photograph()
    with django_assert_num_queries(1):
        for kind in renditions.KINDS:
            renditions.picture(image, kind)


def test_a_moved_focal_point_shows_the_old_cut_until_the_new_is_made():
    image = photograph()
    renditions.ensure_renditions(image)
    old = renditions.picture(image, "card")
    image = get_image_model().objects.get()
    image.set_focal_point(Rect.from_point(100, 100, 50, 50))
    image.save()
    assert renditions.picture(image, "card") == old
    cut = [spec for spec in renditions.ALL_SPECS if spec.startswith("fill")]
    assert renditions.ensure_renditions(image) == len(cut)
    image = get_image_model().objects.get()
    assert renditions.picture(image, "card").src != old.src
    assert image.renditions.count() == len(renditions.ALL_SPECS), "old cuts are gone"


def test_sizes_that_another_process_deleted_are_made_again():
    """Wagtail keeps renditions in a cache of each process, which does not learn of it."""
    image = photograph(300, 200)
    renditions.ensure_renditions(image)
    image.renditions.all()._raw_delete(using="default")
    renditions.ensure_renditions(image)
    assert renditions.missing_specs(image) == []


def test_whoever_keeps_pages_is_told_when_sizes_were_made():
    told = []

    def listen(sender, image_id, **kwargs):
        told.append(image_id)

    image = photograph(300, 200)
    renditions.renditions_made.connect(listen)
    try:
        renditions.ensure_renditions(image)
        renditions.ensure_renditions(image)
    finally:
        renditions.renditions_made.disconnect(listen)
    assert told == [image.pk]


def test_the_task_makes_the_sizes_and_a_deleted_picture_needs_none():
    image = photograph(300, 200)
    renditions.make_renditions.call(image.pk)
    assert renditions.missing_specs(image) == []
    assert renditions.make_renditions.call(image.pk + 1) == 0


def test_the_order_goes_out_after_the_transaction(django_capture_on_commit_callbacks):
    image = photograph(300, 200)
    with django_capture_on_commit_callbacks(execute=True):
        receivers.order_renditions(image.pk)
        assert image.renditions.count() == 0
    assert renditions.missing_specs(image) == []


def test_a_picture_that_nothing_shows_is_not_prepared(orders):
    image = photograph()
    image.set_focal_point(Rect.from_point(100, 100, 50, 50))
    image.save()
    assert orders == []


def test_the_tag_writes_valid_html_with_place_kept_free():
    image = photograph()
    renditions.ensure_renditions(image)
    html = show(image, '"card" alt="Читачі <у> «бібліотеці»"')
    parsed = html5lib.HTMLParser(strict=True).parseFragment(html)
    picture = parsed.find(".//{http://www.w3.org/1999/xhtml}picture")
    source, img = list(picture)
    assert source.get("type") == "image/avif"
    assert img.get("alt") == "Читачі <у> «бібліотеці»"
    assert (img.get("width"), img.get("height")) == ("960", "640")
    assert img.get("loading") == "lazy"
    assert img.get("sizes") == renditions.KINDS["card"].sizes
    eager = show(image, '"card" eager=True sizes="100vw" css_class="lead"')
    assert "loading" not in eager
    assert 'sizes="100vw"' in eager
    assert 'class="lead"' in eager


def test_alt_comes_from_the_use_of_the_picture_and_never_from_its_title():
    image = photograph(300, 200, title="IMG_0001 bibliotek")
    renditions.ensure_renditions(image)
    assert 'alt=""' in show(image, '"body"')
    image.contextual_alt_text = "Readers"
    assert 'alt="Readers"' in show(image, '"body"')
    image.decorative = True
    assert 'alt=""' in show(image, '"body"')


def test_what_other_services_show_is_jpeg_only():
    image = photograph()
    renditions.ensure_renditions(image)
    shown = renditions.picture(image, "share")
    assert (shown.sources, shown.width, shown.height) == ((), 1200, 630)


def test_prepared_sizes_carry_no_metadata():
    file = ContentFile(files.telephone_jpeg(orientation=6), "a.jpg")
    image = get_image_model().objects.create(title="Library", file=file)
    renditions.ensure_renditions(image)
    for rendition in image.renditions.all():
        assert files.secrets_in(rendition.file.read()) == []
