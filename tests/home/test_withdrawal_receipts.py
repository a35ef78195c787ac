"""A withdrawal says every address that it changed, and its undoing brings every one of them back."""

import pytest
from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from cms.pictures.renditions import ensure_renditions
from home.receipts import pictures
from home.receipts.undoing import undo
from home.withdrawing import withdraw
from stories.models import CulturalToolPage, EventPage, StoryTool
from tests import every_address
from tests.builders import event, person, story, voice
from tests.cms.picture_files import picture


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def tool(slug: str = "barcamp", language: str = "en") -> CulturalToolPage:
    return CulturalToolPage.objects.get(slug=slug, locale__language_code=language)


def versions(page) -> list:
    return [page, *page.get_translations().specific()]


def naming(of, page, title: str, language=None, **fields):
    """A story of a partner that names a tool."""
    found = story(of, title, language, **fields)
    StoryTool.objects.create(story=found, tool=page, sort_order=0)
    return found


def photograph(of):
    """A picture with all its prepared sizes."""
    image = get_image_model().objects.create(
        title="Portrait", file=ContentFile(picture(), "a.jpg"), collection=of.collection
    )
    ensure_renditions(image)
    return image


def said(receipts) -> set[str]:
    """The addresses that the receipts name, as they stood after the withdrawals."""
    return {str(line) for one in receipts for line in one.lines.exclude(result="back")}


def on_every_host(addresses: set[str]) -> set[str]:
    """A file has one address on each host."""
    hosts = {one.partition("/media/")[0] for one in addresses if one.startswith("http")}
    hosts = {"/".join(one.split("/")[:3]) for one in hosts}
    files = {host + one for one in addresses if one.startswith("/media/") for host in hosts}
    return {one for one in addresses if one.startswith("http")} | files


def without_question(addresses) -> set[str]:
    return {address.partition("?")[0] for address in addresses}


@pytest.mark.parametrize("others", [2, pytest.param(10_000, marks=pytest.mark.crawl)])
def test_receipts_name_what_changed_and_undoing_brings_back_every_byte(
    rivne, harnosand, django_capture_on_commit_callbacks, others
):
    """A tool in four languages, a story that names it, events, a picture, a partner's voice."""
    original = tool()
    image = photograph(rivne)
    told = naming(rivne, original, "Розповідь", slug="told", image=image, image_alt="Люди")
    naming(harnosand, original, "Berättelse", slug="told-there")
    naming(harnosand, original, "Barcamp told", "en", slug="told-in-english")
    naming(rivne, original, "Tale", "en", slug="told", translation_key=told.translation_key)
    voice(rivne, tool(language="uk"), "Як у нас")
    spoken = voice(harnosand, tool("world-cafe", "sv"), "Hos oss")
    own = event(rivne, "Зустріч сусідів", slug="neighbours")
    joint = EventPage.objects.filter(url_path__startswith="/shared/en/").first()
    paths = every_address.addresses("barcamp", {original.slug, joint.slug, "world-cafe"}, others)
    image_files = list(image.renditions.values_list("file", flat=True))
    assert len(image_files) > 8
    before = every_address.answers(paths)
    user = person("administrator")

    with django_capture_on_commit_callbacks(execute=True):
        receipts = [
            withdraw(versions(page), "outdated", {}, user) for page in (original, own, joint)
        ]
        receipts.append(pictures.withdraw_picture(image, "request", "", user))
        receipts.append(withdraw(versions(told), "error", {}, user))
        receipts.append(withdraw(versions(spoken), "error", {}, user))
    after = every_address.answers(paths)
    changed = without_question(every_address.changed(before, after))
    named = on_every_host(said(receipts))
    assert changed - named == set(), "The receipts leave these out."
    # Of a search, only one question was asked.
    assert {one for one in named - changed if "/search/" not in one} == set(), "They say too much."
    gone = {address for address, (status, *_rest) in after.items() if status == 410}
    assert gone == {str(line) for one in receipts for line in one.lines.filter(result="gone")}
    for address, (status, _location, body) in after.items():
        for word in (b"/tools/barcamp/", b"/neighbours/", b"/told/", joint.slug.encode()):
            assert word not in body or status in (404, 410), (address, word)
    for name in image_files:
        for status, _location, body in after.values():
            assert name.encode() not in body or status == 404
        assert after[f"http://harnosand.localhost:8000/media/{name}"][0] == 404

    with django_capture_on_commit_callbacks(execute=True):
        pictures.undo(receipts[3], user)
        for receipt in (*receipts[:3], *receipts[4:]):
            undo(receipt, user)
    again = every_address.answers(paths)
    assert every_address.changed(before, again) == set()
