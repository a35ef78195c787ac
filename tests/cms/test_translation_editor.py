"""Localize's editor offers nobody a way to damage the page that they translate."""

import json
import re
from html import unescape

from stories.models import StoryPage
from tests.builders import Editor
from tests.cms.translation_people import edit_address


def screen(client, page):
    html = client.get(edit_address(page)).content.decode()
    props = json.loads(unescape(re.search(r'data-props="([^"]*)"', html).group(1)))
    return html, props


def english_story(partner):
    return StoryPage.objects.descendant_of(partner.root_page).filter(locale__language_code="en")[0]


def test_a_translators_screen_offers_neither_delete_nor_alias_nor_stopping(rivne):
    html, props = screen(Editor("translator", rivne, "en"), english_story(rivne))
    assert props["links"]["convertToAliasUrl"] is None
    assert props["perms"]["canDelete"] is False
    assert "translates-only" in html.split("<body")[1].split(">")[0]


def test_a_publishers_screen_keeps_its_actions_but_no_alias(rivne):
    html, props = screen(Editor("publisher", rivne), english_story(rivne))
    assert props["links"]["convertToAliasUrl"] is None
    assert props["perms"]["canPublish"] is True
    assert "translates-only" not in html.split("<body")[1].split(">")[0]
