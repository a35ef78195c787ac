"""A picture that was withdrawn is nowhere, stays away, and comes back exactly as it was."""

import pytest
from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Collection

from cms.pictures.renditions import ensure_renditions, make_renditions, picture
from home.models import InformationPage, WithdrawalReceipt
from stories.models import StoryPage
from tests.builders import Editor, Reader, home, partner, story
from tests.cms.picture_files import picture as file_of_picture


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def photograph(collection, title="Portrait", width=120):
    """A picture with all its prepared sizes."""
    image = get_image_model().objects.create(
        title=title,
        file=ContentFile(file_of_picture(size=(width, 80)), "a.jpg"),
        collection=collection,
    )
    ensure_renditions(image)
    return image


def block(image, caption) -> dict:
    value = {"image": image.pk, "alt_text": caption, "decorative": False}
    return {"image": value, "caption": caption, "credit": ""}


@pytest.fixture
def image(rivne):
    return photograph(rivne.collection)


@pytest.fixture
def told(rivne, image) -> StoryPage:
    """A story with the picture at its head; the body has it as a block and in a gallery."""
    found = story(
        rivne, "Читальня", slug="reading-room", image=image, image_alt="Люди за столом",
        image_credit="Фотограф",
    )  # fmt: skip
    return found


@pytest.fixture
def about(rivne, image) -> InformationPage:
    """A page with blocks: the picture alone, a gallery with another, a gallery with none other."""
    other = photograph(rivne.collection, "Other", 124)
    parent = home(rivne, "en")
    body = [
        ("image", block(image, "Caption of the one")),
        ("gallery", {"title": "Both", "items": [block(image, "First"), block(other, "Second")]}),
        ("gallery", {"title": "Only", "items": [block(image, "Third"), block(image, "Fourth")]}),
    ]
    words = {"title": "About us", "slug": "about-us", "lead": "Us.", "locale": parent.locale}
    found = parent.add_child(instance=InformationPage(**words))
    found.body = found.body.stream_block.to_python(
        [{"type": name, "value": value} for name, value in body]
    )
    found.save_revision().publish()
    return InformationPage.objects.get(pk=found.pk)


@pytest.fixture
def act(django_capture_on_commit_callbacks):
    def post(client, path, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, fields)

    return post


def withdraw(act, client, image, **fields):
    return act(client, f"/admin/withdrawals/picture/{image.pk}/", **{"reason": "request"} | fields)


def files(image) -> list[str]:
    return [f"/media/{name}" for name in image.renditions.values_list("file", flat=True)]


def test_it_is_on_no_page_and_its_files_answer_nowhere(rivne, image, told, about, act):
    addresses, reader = files(image), Reader(rivne)
    paths = ["/uk/stories/reading-room/", "/uk/stories/", "/uk/", "/en/about-us/"]
    name = addresses[0].rpartition("/")[2].partition(".")[0]
    assert all(name in reader.get(path).content.decode() for path in paths)
    assert withdraw(act, Editor("editor", rivne), image).status_code == 302
    for path in paths:
        html = reader.get(path).content.decode()
        assert name not in html, path
    assert len(addresses) > 8
    for address in addresses:
        for key in ("rivne", "harnosand"):
            assert Reader(key).get(address).status_code == 404


def test_no_empty_figure_and_no_words_of_the_picture_are_left(rivne, image, told, about, act):
    withdraw(act, Editor("editor", rivne), image)
    html = Reader(rivne).get("/uk/stories/reading-room/").content.decode()
    for words in ("<figure", "Люди за столом", "Фотограф", 'alt=""'):
        assert words not in html
    html = Reader(rivne).get("/en/about-us/").content.decode()
    assert html.count("<figure") == html.count("<figcaption") == 1
    assert "Second" in html
    assert "Both" in html
    for words in ("Caption of the one", "First", "Only", "Third"):
        assert words not in html


def test_neither_a_draft_nor_an_older_version_brings_it_back(rivne, image, told, act):
    older = told.live_revision
    draft = told.save_revision()
    withdraw(act, Editor("editor", rivne), image)
    for revision in (draft, older):
        revision.publish()
        make_renditions.func(image.pk)
        assert "<figure" not in Reader(rivne).get("/uk/stories/reading-room/").content.decode()
    assert not image.renditions.exists()


def test_the_admin_makes_no_size_of_it_and_shows_a_drawing(rivne, image, told, act):
    editor = Editor("editor", rivne)
    withdraw(act, editor, image)
    for path in (f"/admin/images/{image.pk}/", "/admin/images/", f"/admin/pages/{told.pk}/edit/"):
        html = editor.get(path).content.decode()
        assert "withdrawn-picture" in html, path
    assert not image.renditions.exists()
    assert "is withdrawn: readers do not see it" in html
    assert "Portrait" not in editor.get("/admin/images/chooser/").content.decode()


def test_a_size_that_was_being_made_meanwhile_goes_again(rivne, image):
    stale = get_image_model().objects.get(pk=image.pk)
    image.renditions.all().delete()
    get_image_model().objects.filter(pk=image.pk).update(withdrawn_at="2026-01-01T00:00Z")
    assert ensure_renditions(stale) == 0
    assert not image.renditions.exists()


def test_undoing_brings_back_the_same_pages_and_files(rivne, image, told, about, act):
    reader, publisher = Reader(rivne), Editor("editor", rivne)
    paths = ["/uk/stories/reading-room/", "/uk/stories/", "/uk/", "/en/about-us/"]
    paths += files(image)
    before = {path: b"".join(reader.get(path)) for path in paths}
    withdraw(act, publisher, image)
    receipt = WithdrawalReceipt.objects.get()
    act(publisher, f"/admin/withdrawals/{receipt.pk}/undo/")
    assert {path: b"".join(reader.get(path)) for path in paths} == before
    receipt.refresh_from_db()
    assert receipt.undone_by == publisher.user
    back = {str(line) for line in receipt.lines.filter(result="back")}
    assert back == {str(line) for line in receipt.lines.exclude(result="back")}


def test_the_receipt_names_every_page_list_and_file(rivne, image, told, about, act):
    addresses = files(image)
    editor = Editor("editor", rivne)
    response = withdraw(act, editor, image, reason="other", note="Consent taken back")
    receipt = WithdrawalReceipt.objects.get()
    assert response["Location"] == f"/admin/withdrawals/{receipt.pk}/"
    root = rivne.site.root_url
    said = {str(line) for line in receipt.lines.all()}
    # The other sites tell of the story on their front pages.
    elsewhere = {str(line) for line in receipt.lines.filter(kind="front").exclude(site=root)}
    assert f"{partner('harnosand').site.root_url}/sv/" in elsewhere
    own = {f"{root}/uk/", f"{root}/uk/stories/", f"{root}/uk/stories/reading-room/"}
    assert said - elsewhere == {*own, f"{root}/en/about-us/", *addresses}
    assert "Consent taken back" in editor.get(response["Location"]).content.decode()


def test_the_screen_says_where_it_stands_and_that_the_file_is_there_twice(rivne, image, told):
    again = photograph(rivne.collection, "The same again")
    html = Editor("editor", rivne).get(f"/admin/withdrawals/picture/{image.pk}/").content.decode()
    assert "Читальня" in html
    assert f"/admin/withdrawals/picture/{again.pk}/" in html


def test_who_may_not_change_a_picture_may_not_withdraw_it(rivne, harnosand, image, act):
    library = photograph(Collection.objects.get(name="Common library"), "Of all")
    translator = Editor("translator", rivne, "en")
    for client, one in (
        (Editor("editor", harnosand), image),
        (Editor("library_editor"), image),
        (translator, image),
        (Editor("publisher", rivne), library),
    ):
        address = f"/admin/withdrawals/picture/{one.pk}/"
        assert client.get(address).status_code in (302, 403, 404)
        withdraw(act, client, one)
        one.refresh_from_db()
        assert picture(one, "card") is not None
    assert not WithdrawalReceipt.objects.exists()
    withdraw(act, Editor("library_editor"), library)
    receipt = WithdrawalReceipt.objects.get()
    assert receipt.partner is None
    act(Editor("publisher", rivne), f"/admin/withdrawals/{receipt.pk}/undo/")
    receipt.refresh_from_db()
    assert receipt.undone_at is None


def test_it_is_withdrawn_once_however_often_it_is_asked(rivne, image, act):
    editor = Editor("editor", rivne)
    for _time in range(2):
        withdraw(act, editor, image)
    assert WithdrawalReceipt.objects.count() == 1
