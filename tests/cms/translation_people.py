"""What the tests of translation do through real requests: send, translate, publish, look."""

import json
import re
from html import unescape

from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

CONFIRM = "I have read it, it is right"


def send(client, page, *codes, **extra):
    """«Translate this page», for these languages; follows to the screen that it leads to."""
    locales = [str(Locale.objects.get(language_code=code).pk) for code in codes]
    return client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        {"locales": locales} | extra,
        follow=True,
    )


def in_language(page, code) -> Page | None:
    """The translation of a page, as it stands in the database now."""
    return (
        Page.objects.filter(translation_key=page.translation_key, locale__language_code=code)
        .specific()
        .first()
    )


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def editor_of(client, page) -> dict:
    """What localize's editor is given to show: its segments and their translations."""
    response = client.get(edit_address(page))
    assert response.status_code == 200, response.headers
    props = re.search(r'data-props="([^"]*)"', response.content.decode())
    return json.loads(unescape(props.group(1)))


def write(client, page, path: str, text: str) -> int:
    """Save one string in localize's editor, as its script does; returns the status."""
    props = editor_of(client, page)
    (segment,) = [one for one in props["segments"] if one["contentPath"] == path]
    return put(client, segment["editUrl"], text).status_code


def put(client, address: str, text: str):
    return client.put(address, f"value={text}", content_type="application/x-www-form-urlencoded")


def write_all(client, page, prefix: str = "EN ") -> None:
    """Translate everything that the editor shows as text."""
    for segment in editor_of(client, page)["segments"]:
        if segment["type"] == "string":
            response = put(client, segment["editUrl"], prefix + segment["source"])
            assert response.status_code in (200, 201), response.content


def publish(client, page):
    """Press «Publish» in localize's editor."""
    return client.post(edit_address(page), {"action": "publish"}, follow=True)


def said(response) -> str:
    """The messages that a screen shows."""
    return " ".join(str(message) for message in response.context["messages"])


def translation_of(page) -> Translation:
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale_id=page.locale_id
    )
