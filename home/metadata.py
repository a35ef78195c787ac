"""What a page says about itself to search engines, browsers and those who share it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from partners.scoping import HOME_DEPTH
from partners.tree import below, readable


@dataclass(frozen=True)
class Alternate:
    """The same page in another language: a language code and an absolute address."""

    language: str
    url: str


@dataclass(frozen=True)
class LanguageChoice:
    """One entry of the language switch.

    same_page False: this page is not there in that language, the link leads to the front page,
    and the switch says so.
    """

    language: str
    url: str
    is_current: bool = False
    same_page: bool = True


@dataclass
class Metadata:
    """Everything that stands in the head of a page, and the language switch.

    canonical: where search engines find it. here: its address on the visited site, to pass on. A
    shared page has one address on every site, and its canonical one on the library's.
    """

    canonical: str = ""
    here: str = ""
    alternates: list[Alternate] = field(default_factory=list)
    default_url: str = ""
    choices: list[LanguageChoice] = field(default_factory=list)
    # The text is shown in another language than the visitor's, because theirs does not exist.
    is_fallback: bool = False
    structured_data: SafeString | None = None

    @property
    def has_alternates(self) -> bool:
        return len(self.alternates) > 1


@dataclass(frozen=True)
class Sheet:
    """What the frame asks of a page, of one that stands in no tree."""

    title: str
    lead: str
    language: str
    seo_title: str = ""
    search_description: str = ""
    image: None = None
    is_synthetic: bool = False


def for_page(page: Page, visit) -> Metadata:
    """Addresses of a page in all its languages, as the visited site shows them."""
    if visit is None:
        return Metadata()
    metadata = page.addresses(visit)
    path = next((one.url for one in metadata.choices if one.is_current and one.same_page), "")
    metadata.here = visit.root_url + path if path else ""
    data = page.structured_data(visit)
    if data:
        metadata.structured_data = as_script(data, metadata)
    return metadata


def own_addresses(page: Page, visit) -> Metadata:
    """Addresses of a page of the partner's own tree: its own host, its live translations.

    The default for all other languages is the site's own, or the first that the page has. An
    unpublished page has no address yet.
    """
    live = _live_paths(page, visit)
    paths = {language: live[language] for language in visit.homes if language in live}
    urls = {language: visit.root_url + path for language, path in paths.items()}
    return Metadata(
        canonical=urls.get(page.language, ""),
        alternates=[Alternate(language, url) for language, url in urls.items()],
        default_url=default_of(urls, visit.primary_language, visit),
        choices=language_choices(visit, paths),
    )


def default_of(urls: dict[str, str], preferred: str, visit) -> str:
    """The address for readers of all other languages: the preferred one, or the site's first.

    urls: language code → address. preferred: a language code.
    """
    return urls.get(preferred) or next((urls[code] for code in visit.homes if code in urls), "")


def _live_paths(page: Page, visit) -> dict[str, str]:
    """Language → path of the live versions. Homes and sections are known; others are one query."""
    if page.depth <= HOME_DEPTH + 1:
        return {
            node.language: node.site_path
            for node in visit.nodes()
            if node.translation_key == page.translation_key
        }
    rows = (
        Page.objects.filter(
            below(visit.partner.root_page_path),
            readable(),
            translation_key=page.translation_key,
        )
        .order_by()
        .values_list("locale__language_code", "url_path")
    )
    return {
        language: f"/{language}/{url_path[len(visit.homes[language].url_path) :]}"
        for language, url_path in rows
        if language in visit.homes
    }


def language_choices(visit, paths: dict[str, str]) -> list[LanguageChoice]:
    """The language switch: this page where it is live, else the front page of that language."""
    return [
        LanguageChoice(
            language=language,
            url=paths.get(language, home.site_path),
            is_current=language == visit.language,
            same_page=language in paths,
        )
        for language, home in visit.homes.items()
    ]


def last_change(page: Page, shown: Iterable[Page]) -> datetime | None:
    """When a list, or one of the pages that it shows, was last published."""
    moments = [one.last_published_at for one in (page, *shown)]
    return max(filter(None, moments), default=None)


def as_script(data: dict, metadata: Metadata) -> SafeString:
    """JSON-LD for a script element; «<» is written so that no text can end the element."""
    data = {"@context": "https://schema.org", "url": metadata.canonical} | data
    text = json.dumps(data, ensure_ascii=False)
    for character, escape in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(character, escape)
    return mark_safe(text)  # noqa: S308 - escaped above for the only place where it stands
