"""What a browser sends for the forms of the admin, filled in well."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cms.picture_files import PDF, picture
from tests.home.test_publishing import story_form

WRITTEN = "Written by who attacks"


def story(page, **fields) -> dict:
    """The whole form of a story, with a new title and lead."""
    words = {
        "title": WRITTEN,
        "slug": page.slug,
        "lead": WRITTEN,
        "date": "2025-06-01",
        "what_was_done": json.dumps(
            {
                "blocks": [
                    {
                        "key": "a",
                        "text": WRITTEN,
                        "type": "unstyled",
                        "depth": 0,
                        "inlineStyleRanges": [],
                        "entityRanges": [],
                        "data": {},
                    }
                ],
                "entityMap": {},
            }
        ),
    }
    return story_form(**words | fields)


def comments(*new: str, of=None, replies: int = 0) -> dict:
    """The part of a page's form that holds comments. of: one that is there already."""
    fields = {
        "comments-TOTAL_FORMS": len(new) + bool(of),
        "comments-INITIAL_FORMS": int(bool(of)),
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
        "comment_notifications": "on",
    }
    if of is not None:
        fields |= _comment(0, of.text, of.pk, replies)
        fields["comments-0-resolved"] = "on"
    for number, text in enumerate(new, start=int(bool(of))):
        fields |= _comment(number, text, "", 0)
    return fields


def _comment(number: int, text: str, pk, replies: int) -> dict:
    prefix = f"comments-{number}"
    fields = {
        f"{prefix}-text": text,
        f"{prefix}-contentpath": "title",
        f"{prefix}-position": "",
        f"{prefix}-id": pk,
        f"{prefix}-resolved": "",
        f"{prefix}-DELETE": "",
        f"{prefix}-replies-TOTAL_FORMS": replies,
        f"{prefix}-replies-INITIAL_FORMS": 0,
        f"{prefix}-replies-MIN_NUM_FORMS": 0,
        f"{prefix}-replies-MAX_NUM_FORMS": "",
    }
    for turn in range(replies):
        fields |= {f"{prefix}-replies-{turn}-text": WRITTEN, f"{prefix}-replies-{turn}-id": ""}
    return fields


def jpeg() -> SimpleUploadedFile:
    return SimpleUploadedFile("written.jpg", picture(), "image/jpeg")


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("written.pdf", PDF, "application/pdf")


def po(translation) -> SimpleUploadedFile:
    """The file of a translation, as it was downloaded, with one string written."""
    file = translation.export_po()
    file[0].msgstr = WRITTEN
    return SimpleUploadedFile("written.po", str(file).encode(), "text/x-gettext-translation")
