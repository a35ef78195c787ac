"""Whether what a page names is its own site's or the common library's: pictures, tools, files.

Links in running text and link cards, whose words can be told, are asked about by ``links.py``.
"""

from collections.abc import Iterator

from wagtail.models import Page

from home.readiness.links import kind_of_link, links_of
from home.readiness.problems import Problem
from partners.access.bounds import Bounds, sentence
from partners.access.references import references_of


def check(page: Page, place: Page) -> Iterator[Problem]:
    """Things that belong to somebody else or are gone; shared pages that readers do not have."""
    told = {(kind_of_link(link), link.id, link.field, link.block) for link in links_of(page)}
    others = [
        one for one in references_of(page) if (one.model, one.id, one.field, one.block) not in told
    ]
    if not others:
        return
    for one in Bounds.of(place).outside(others):
        yield Problem(sentence(one), one.field, one.block)
