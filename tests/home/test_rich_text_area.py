"""Running text in a form: without a word it is empty, and so it is unchanged."""

import json

import pytest

from home.rich_text_area import RichTextArea
from stories.models import StoryPage


def as_sent(*texts: str) -> dict:
    """What the editor's script sends for paragraphs with these texts."""
    blocks = [
        {
            "key": f"key{number}",
            "text": text,
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [],
        }
        for number, text in enumerate(texts)
    ]
    return {"outcome": json.dumps({"blocks": blocks, "entityMap": {}})}


@pytest.mark.parametrize("texts", [("",), ("", ""), (" ",)])
def test_a_text_without_a_word_is_empty(db, texts):
    assert RichTextArea().value_from_datadict(as_sent(*texts), {}, "outcome") == ""


@pytest.mark.parametrize("texts", [("Слово.",), ("", "Слово.", "")])
def test_a_text_with_words_is_kept(db, texts):
    assert "Слово." in RichTextArea().value_from_datadict(as_sent(*texts), {}, "outcome")


def test_a_form_with_an_empty_text_is_unchanged(db):
    """Wagtail would see a change, and approving the page would ask for another review."""
    field = StoryPage._meta.get_field("outcome").formfield()
    sent = field.widget.value_from_datadict(as_sent(""), {}, "outcome")
    assert not field.has_changed("", sent)
