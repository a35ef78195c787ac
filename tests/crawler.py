"""Reads every page of every site, as a search engine would, and keeps what it saw."""

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
from django.conf import settings
from django.db import connection
from django.test import Client

from partners.models import Partner
from stories.models import CulturalToolPage

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
# Attributes by which a browser fetches something without being asked to go there.
FETCHED = ("src", "poster", "data", "action", "formaction", "background", "manifest")
FETCHED_LINKS = {
    "stylesheet", "preload", "prefetch", "modulepreload", "icon", "apple-touch-icon", "manifest",
    "preconnect", "dns-prefetch",
}  # fmt: skip

TEXTS = ("text/", "application/xml", "application/rss+xml", "application/atom+xml")


def parse(html: str):
    """The document as a tree. Raises html5lib's ParseError for the first error of syntax."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    return parser.parse(html)


@dataclass
class Seen:
    """One answer: where, what, and how it was reached."""

    url: str
    status: int
    html: str
    headers: dict
    cookies: list[str]
    linked_from: str
    root: object = None
    problem: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def language(self) -> str:
        return urlsplit(self.url).path.split("/")[1]

    def links(self, rel: str) -> list:
        return [e for e in self.root.iter("link") if rel in (e.get("rel") or "").split()]

    @property
    def canonical(self) -> list[str]:
        return [link.get("href") for link in self.links("canonical")]

    @property
    def alternates(self) -> dict[str, str]:
        return {
            link.get("hreflang"): link.get("href")
            for link in self.links("alternate")
            if link.get("hreflang")
        }


@dataclass
class Sites:
    """Everything that readers can reach."""

    partners: dict[str, Partner] = field(default_factory=dict)  # by host with port
    library_host: str = ""
    pages: dict[str, Seen] = field(default_factory=dict)
    others: dict[str, Seen] = field(default_factory=dict)  # files, and addresses that failed
    embeds: dict[str, Seen] = field(default_factory=dict)  # pieces for other web pages
    answers: dict[str, Seen] = field(default_factory=dict)  # what a form leads to
    fronts: dict[str, Seen] = field(default_factory=dict)
    forms: dict[str, Seen] = field(default_factory=dict)  # about a page, and the thanks
    sitemaps: dict[str, dict[str, dict]] = field(
        default_factory=dict
    )  # host → address → alternates
    written: list[str] = field(default_factory=list)

    def of_host(self, host: str) -> list[Seen]:
        return [page for page in self.pages.values() if page.host == host]


def crawl() -> Sites:
    """Every site from «/», its sitemap and its front pages, over every link between them."""
    sites = Sites()
    for partner in Partner.objects.select_related("site"):
        host = urlsplit(partner.site.root_url).netloc
        sites.partners[host] = partner
        if partner.is_library_host:
            sites.library_host = host
    with connection.execute_wrapper(_Writes(sites.written)):
        waiting = {}
        for host in sites.partners:
            front = sites.fronts[host] = _get(f"http://{host}/", "")
            waiting[urljoin(front.url, front.headers.get("Location", ""))] = front.url
            waiting |= dict.fromkeys(_sitemap(sites, host), f"sitemap of {host}")
            # Nothing links to them: other sites name them.
            waiting |= dict.fromkeys(_pieces(host, sites.partners[host]), f"embeds of {host}")
            # A form leads to them, with what a reader writes.
            for addresses in searches(host, sites.partners[host]).values():
                waiting |= dict.fromkeys(addresses, f"search of {host}")
        while waiting:
            url, linked_from = waiting.popitem()
            seen = _get(url, linked_from)
            is_piece = linked_from.startswith("embeds of ")
            if is_piece or _is_search(url):
                # A piece may be a fragment, which is no document.
                seen.root = _fragment(seen) if is_piece else _document(seen)
                (sites.embeds if is_piece else sites.answers)[url] = seen
                waiting |= {
                    found: url
                    for found in _addresses(seen)
                    if urlsplit(found).netloc in sites.partners
                    and found not in sites.pages | sites.others | sites.answers | waiting
                }
                continue
            is_html = seen.headers.get("Content-Type", "").startswith("text/html")
            if seen.status != 200 or not is_html:
                sites.others[url] = seen
                continue
            seen.root = _document(seen)
            sites.pages[url] = seen
            for found in _addresses(seen):
                if urlsplit(found).netloc in sites.partners and not (
                    found in sites.pages or found in sites.others or found in waiting
                ):
                    waiting[found] = url
        # A button leads there, which nobody presses here.
        for host, partner in sites.partners.items():
            for language in partner.languages:
                for rest in ("", "thanks/"):
                    address = f"http://{host}/{language}/feedback/{rest}"
                    seen = _get(f"{address}?page=/{language}/tools/barcamp/&kind=idea", "")
                    seen.root = _document(seen)
                    sites.forms[address] = seen
    return sites


class _Writes:
    """Notes every statement that changes something."""

    def __init__(self, written: list[str]):
        self.written = written

    def __call__(self, execute, sql, params, many, context):
        if sql.split(None, 1)[0] in {"INSERT", "UPDATE", "DELETE"}:
            self.written.append(sql)
        return execute(sql, params, many, context)


def _get(url: str, linked_from: str) -> Seen:
    parts = urlsplit(url)
    client = Client(HTTP_HOST=parts.netloc, raise_request_exception=False)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    is_text = response.headers.get("Content-Type", "").startswith(TEXTS)
    return Seen(
        url=url,
        status=response.status_code,
        html=body.decode() if is_text else "",
        headers=dict(response.headers),
        cookies=list(response.cookies),
        linked_from=linked_from,
    )


def _fragment(seen: Seen):
    return html5lib.parse(seen.html, namespaceHTMLElements=False)


def _document(seen: Seen):
    """The tree of an answer, which notes the first error of its syntax."""
    try:
        return parse(seen.html)
    except html5lib.html5parser.ParseError as error:
        seen.problem = str(error)
        return _fragment(seen)


def searches(host: str, partner: Partner) -> dict[str, tuple[str, str, str, str]]:
    """Addresses of a site's search in each of its languages: with something found, nearly found,
    not found and not asked."""
    titles = dict(
        CulturalToolPage.objects.filter(slug="barcamp", locale__language_code__in=partner.languages)
        .order_by()
        .values_list("locale__language_code", "title")
    )
    return {
        language: tuple(
            f"http://{host}/{language}/search/{question}"
            for question in (f"?q={word}", f"?q={word}{word[-1]}", "?q=qqqqqqqqqq", "")
        )
        for language, title in titles.items()
        # «Barcamp: …»
        for word in [title.split(":")[0].split()[0]]
    }


def _is_search(url: str) -> bool:
    return urlsplit(url).path.split("/")[2:3] == ["search"]


def _pieces(host: str, partner: Partner) -> list[str]:
    """Addresses of the pieces of a site, as frames and as fragments, in all its languages."""
    return [
        f"http://{host}/{language}/embed/{piece}/{form}"
        for language in partner.languages
        for piece in ("stories", "events", "tool/barcamp")
        for form in ("", "fragment/")
    ]


def _sitemap(sites: Sites, host: str) -> list[str]:
    tree = ElementTree.fromstring(_get(f"http://{host}/sitemap.xml", "").html)  # noqa: S314 - ours
    sites.sitemaps[host] = {
        entry.findtext(f"{SITEMAP}loc"): {
            link.get("hreflang"): link.get("href") for link in entry.iter(f"{XHTML}link")
        }
        for entry in tree.iter(f"{SITEMAP}url")
    }
    return list(sites.sitemaps[host])


def _addresses(seen: Seen) -> set[str]:
    """Every address of a page that a reader or a browser may ask for, without its fragment."""
    found = []
    for element in seen.root.iter():
        if not isinstance(element.tag, str):
            continue
        found += [element.get(name) for name in ("href", "src") if element.get(name)]
        found += srcset(element)
        if element.get("property") == "og:image":
            found.append(element.get("content"))
    absolute = {urljoin(seen.url, address).split("#")[0] for address in found}
    return {url for url in absolute if not urlsplit(url).path.startswith(settings.STATIC_URL)}


def srcset(element) -> list[str]:
    """The addresses of a srcset."""
    return [part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip()]


def fetched(seen: Seen) -> set[str]:
    """Absolute addresses that a browser fetches by itself when it shows the page."""
    found = []
    for element in seen.root.iter():
        if not isinstance(element.tag, str):
            continue
        found += [element.get(name) for name in FETCHED if element.get(name)]
        found += srcset(element)
        if element.tag == "link" and FETCHED_LINKS & set((element.get("rel") or "").split()):
            found.append(element.get("href"))
        if element.get("property") == "og:image":
            found.append(element.get("content"))
    return {urljoin(seen.url, address) for address in found}
