"""Which page a message is about: from an address that anybody could have written."""

from dataclasses import dataclass

from wagtail.models import Page
from wagtail.url_routing import RouteResult

from home.views import find
from partners.feedback import FEEDBACK_SLUG
from partners.feedback.models import LONGEST_ADDRESS


@dataclass(frozen=True)
class About:
    """An address of the visited site, and the live page that stands there, if one does.

    address: a path, without host and question mark. language: of the address, else the reader's.
    """

    address: str
    language: str
    page: Page | None

    @property
    def title(self) -> str:
        return self.page.title if self.page is not None else ""

    @property
    def text_language(self) -> str:
        """Language of the title: a shared page may be shown in its original."""
        return self.page.language if self.page is not None else self.language


def about(request, visit, written: str) -> About:
    """What is meant by an address; the front page where it cannot be one of this site."""
    address = written.partition("?")[0].partition("#")[0]
    parts = [part for part in address.split("/") if part]
    if not _is_path(address) or parts[1:2] == [FEEDBACK_SLUG]:
        address, parts = visit.home.site_path, [visit.language]
    if not parts or parts[0] not in visit.homes:
        return About(address, visit.language, None)
    language, *components = parts
    there = visit if language == visit.language else visit.in_language(language)
    found = find(request, there, components)
    page = found.page if isinstance(found, RouteResult) else None
    return About(address, language, page)


def _is_path(address: str) -> bool:
    """Whether it begins at this site's root: «//» and «/\\» would lead to another host."""
    return (
        address.startswith("/")
        and address[1:2] not in {"/", "\\"}
        and len(address) <= LONGEST_ADDRESS
        and address.isprintable()
    )
