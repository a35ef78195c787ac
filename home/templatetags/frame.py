"""What the frame of every page shows: menus, whose words these are, and the shared link's card.

Nothing here asks the database: it reads what the visit and the page in hand already know.
"""

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.language.locales import quoted
from cms.pictures.renditions import picture
from home.models import InformationPage
from partners.cards import CARD_HEIGHT, CARD_WIDTH, FOLDER, card_name

register = template.Library()

# The pages that the foot of every page leads to, by their address in every language.
FOOTER_SLUGS = tuple(code for code in InformationPage.Purpose.values if code)


def _text_language(context) -> str:
    """Language code of the words on the page in hand; empty where there is no page."""
    return getattr(context.get("page"), "language", "")


def _visit_language(context) -> str:
    return getattr(context.get("visit"), "language", "")


@register.simple_tag(takes_context=True)
def text_lang(context) -> SafeString | str:
    """`` lang="en"`` for an element with the page's own words, where they are another language's.

    A shared page without a version in the visitor's language is shown in its original: the frame
    around it stays the visitor's, and only the words carry the mark.
    """
    language, visited = _text_language(context), _visit_language(context)
    return format_html(' lang="{}"', language) if visited and language not in ("", visited) else ""


@register.simple_tag(takes_context=True)
def frame_lang(context) -> SafeString | str:
    """`` lang="sv"`` for words of the frame that stand amid a text of another language."""
    language, visited = _text_language(context), _visit_language(context)
    return format_html(' lang="{}"', visited) if visited and language not in ("", visited) else ""


@register.simple_tag(takes_context=True)
def lang_of(context, language) -> SafeString | str:
    """`` lang="uk"`` for words that are not in the visitor's language, else nothing."""
    if not language or language == _visit_language(context):
        return ""
    return format_html(' lang="{}"', language)


@register.simple_tag(takes_context=True)
def own_words(context, text) -> str:
    """A quotation in the marks of the language in which the page is written."""
    return quoted(text, _text_language(context) or None) if text else ""


@register.simple_tag(takes_context=True)
def main_menu(context) -> list[dict]:
    """Entries of the navigation: title, address, and whether this page is it or below it.

    ``current`` is what ``aria-current`` says: «page», «true» for a section, or nothing.
    """
    visit = context["visit"]
    path = _path(context)
    return [
        {"title": node.title, "url": node.site_path, "current": _current(node.site_path, path)}
        for node in visit.menu
    ]


@register.simple_tag(takes_context=True)
def current_section(context):
    """The section above this page, to go back to; None on a section itself and on the front page."""
    path = _path(context)
    for node in context["visit"].nodes(language=context["visit"].language):
        if not node.is_home and path.startswith(node.site_path) and path != node.site_path:
            return node
    return None


@register.simple_tag(takes_context=True)
def footer_menu(context) -> list[dict]:
    """Contact, accessibility and privacy, in that order, where the site has them."""
    visit = context["visit"]
    path = _path(context)
    nodes = {node.slug: node for node in visit.nodes(language=visit.language) if not node.is_home}
    return [
        {"title": node.title, "url": node.site_path, "current": _current(node.site_path, path)}
        for node in (nodes.get(slug) for slug in FOOTER_SLUGS)
        if node is not None
    ]


@register.simple_tag(takes_context=True)
def share_card(context) -> dict:
    """The picture that other services show of this page: its own, else the partner's card.

    ``url`` (absolute), ``width`` and ``height`` in pixels, ``alt``.
    """
    visit, page = context["visit"], context.get("page")
    image = getattr(page, "image", None)
    own = picture(image, "share") if image is not None else None
    if own is not None:
        return {
            "url": visit.root_url + own.src,
            "width": own.width,
            "height": own.height,
            "alt": page.image_alt,
        }
    text = visit.text
    short_name = text.short_name if text else visit.partner.name
    language = text.language if text else visit.language
    name = card_name(visit.partner.key, language, visit.partner.site.partnerlook, short_name)
    return {
        "url": f"{visit.root_url}{settings.MEDIA_URL}{FOLDER}{name}",
        "width": CARD_WIDTH,
        "height": CARD_HEIGHT,
        "alt": f"{short_name} · RESCOM",
    }


@register.filter
def breakable(address: str) -> SafeString:
    """An address that may go over into a new line after each of its slashes; copied, it is whole."""
    parts = address.split("/")
    return format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in parts))


def _path(context) -> str:
    request = context.get("request")
    return request.path if request is not None else ""


def _current(entry: str, path: str) -> str:
    if entry == path:
        return "page"
    return "true" if path.startswith(entry) else ""
