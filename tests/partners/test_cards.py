"""The card that other services show of a link is made when a name is saved, never for a reader."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from partners.cards import CARD_HEIGHT, CARD_WIDTH, FOLDER, card, card_name, save_cards
from tests.builders import Reader


@pytest.fixture
def empty_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def shown(html: str) -> str:
    return re.search(r'property="og:image" content="([^"]+)"', html)[1]


def test_a_card_has_the_size_that_services_ask_for(rivne):
    image = Image.open(io.BytesIO(card(rivne.site.partnerlook, "Рівне")))
    assert (image.format, image.size) == ("PNG", (CARD_WIDTH, CARD_HEIGHT))
    assert image.text == {}


def test_names_in_other_letters_give_other_cards(rivne):
    look = rivne.site.partnerlook
    assert len({card(look, name) for name in ("Rivne", "Рівне", "Płock")}) == 3


def test_the_address_in_pages_is_that_of_the_file_that_was_made(rivne, empty_media):
    save_cards(rivne.site)
    reader = Reader(rivne)
    address = shown(reader.get("/uk/").content.decode())
    assert address.startswith("http://rivne.localhost:8000/media/cards/rivne-uk.")
    response = reader.get(address.removeprefix("http://rivne.localhost:8000"))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")


def test_a_readers_request_makes_no_card(rivne, empty_media):
    response = Reader(rivne).get("/uk/")
    assert shown(response.content.decode())
    assert not (empty_media / "cards").exists()


def test_another_colour_makes_another_card(rivne, empty_media, django_capture_on_commit_callbacks):
    look = rivne.site.partnerlook
    before = card_name("rivne", "uk", look, "Рівне")
    look.accent = "#7a1030"
    with django_capture_on_commit_callbacks(execute=True):
        look.save()
    after = card_name("rivne", "uk", look, "Рівне")
    assert after != before
    assert default_storage.exists(FOLDER + after)


def test_another_name_makes_another_card(rivne, empty_media, django_capture_on_commit_callbacks):
    text = rivne.site.partnerprofile.texts.get(language="uk")
    text.short_name = "Рівненщина"
    with django_capture_on_commit_callbacks(execute=True):
        text.save()
    name = card_name("rivne", "uk", rivne.site.partnerlook, "Рівненщина")
    assert default_storage.exists(FOLDER + name)


def test_saving_twice_makes_nothing_new(rivne, empty_media):
    assert save_cards(rivne.site)
    assert save_cards(rivne.site) == []


@pytest.mark.parametrize(
    "path",
    ["cards/rivne-uk.png", "cards/rivne-uk.12345678.svg", "cards/../secret_key.12345678.png"],
)
def test_only_cards_are_served_from_their_folder(rivne, empty_media, path):
    (empty_media / "cards").mkdir()
    for name in ("rivne-uk.png", "rivne-uk.12345678.svg"):
        (empty_media / "cards" / name).write_bytes(b"x")
    assert Reader(rivne).get(f"/media/{path}").status_code == 404
