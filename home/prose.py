"""What running text may be made of where it is shown, wherever it came from.

The editor's field lets nothing else in. But a text also comes from a translation's segments, from
an uploaded catalogue, from a command or straight from the database; so it is looked at once more
on its way out, in the one template through which Wagtail shows every running text
(``templates/wagtailcore/shared/richtext.html``). What is not on the list goes and its words stay;
of what could run, nothing stays.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

# What the features of a paragraph make (home.blocks.text), and what they are called in old texts.
ELEMENTS = ("p", "b", "strong", "i", "em", "ul", "ol", "li", "br")
# Of these not even the words are text.
NOT_TEXT = frozenset(
    ["script", "style", "template", "iframe", "object", "noscript", "svg", "math", "title"]
)
SCHEMES = frozenset(["http", "https", "mailto", "tel"])
KEPT = 1024  # texts that had something to be taken out, cleaned, a process

# A text of nothing but these is shown as it is: that is every text which was written here.
_KEY = r'(?: data-block-key="[\w-]+")?'
_PLAIN = rf"</?(?:{'|'.join(ELEMENTS)}){_KEY}\s?/?>"
_LINK = r'</a>|<a>|<a href="(?:https?://|mailto:|tel:|/(?!/))[^"<>\s\\]*">'
_AS_WRITTEN = re.compile(rf"(?:[^<]|{_PLAIN}|{_LINK})*+", re.ASCII)


def safe_address(address: str) -> str | None:
    """The address of a link, or None where following it could run something or leave the web."""
    kept = check_url(address)  # control characters inside «javascript:» are seen through
    if kept is None:
        return None
    try:
        scheme = urlsplit(re.sub(r"[\x00-\x20]+", "", kept)).scheme.lower()
    except ValueError:
        return None
    return kept if not scheme or scheme in SCHEMES else None


class _Prose(Whitelister):
    element_rules = {
        "[document]": allow_without_attributes,
        "a": attribute_rule({"href": safe_address}),
        **dict.fromkeys(ELEMENTS, allow_without_attributes),
    }

    def clean_tag_node(self, doc, tag):
        if tag.name in NOT_TEXT:
            tag.decompose()
        else:
            super().clean_tag_node(doc, tag)


@lru_cache(maxsize=KEPT)
def _cleaned(html: str) -> str:
    return _Prose().clean(html)


def only_prose(html: str) -> str:
    """Running text, expanded for readers, with nothing in it but what running text needs."""
    return html if _AS_WRITTEN.fullmatch(html) else _cleaned(html)
