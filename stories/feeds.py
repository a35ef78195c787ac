"""Feeds of a site's stories in one language, for those who follow it: RSS 2.0 and Atom.

A site without a story of its own gives the network's, each with the name of whose it is, as its
list of stories does. Between them stand the conclusions of joint events, which are everybody's: in
every feed from the moment of their publishing, where they lack its language in their original,
which then is said and marked.
"""

import re
from datetime import datetime
from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from cms.language.locales import language_name
from stories import listings
from stories.models import EventPage, StoryIndexPage

# XML 1.0 has no way to write these, and the generator refuses a text that holds one.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


class MarkedRss(Rss201rev2Feed):
    """An entry in another language than its feed says so (Dublin Core, as RSS has no word for it)."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["language"]:
            names = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}
            handler.addQuickElement("dc:language", item["language"], names)


class MarkedAtom(Atom1Feed):
    """An entry in another language than its feed says so (RFC 4287, 2)."""

    def item_attributes(self, item):
        return {"xml:lang": item["language"]} if item["language"] else {}


class StoriesFeed(Feed):
    """The stories and conclusions that were published last, newest first, with absolute addresses."""

    feed_type = MarkedRss
    address = "stories_rss"
    item_guid_is_permalink = False

    def get_object(self, request):
        visit = request.visit
        index = visit.node_of(StoryIndexPage) if visit and visit.home else None
        if index is None:
            raise Http404
        self.request, self.visit, self.index = request, visit, index
        return visit

    def __call__(self, request, *args, **kwargs):
        # One feed object answers all requests of a process: what belongs to one, a copy keeps.
        return Feed.__call__(type(self)(), request, *args, **kwargs)

    # --- the feed ------------------------------------------------------------------------------
    def title(self, visit) -> str:
        return _plain(f"{self.index.title} – {self.author_name(visit)}")

    def link(self, visit) -> str:
        return visit.root_url + self.index.site_path

    def feed_url(self, visit) -> str:
        return visit.root_url + reverse(self.address)

    def description(self, visit) -> str:
        return _plain(visit.text.description if visit.text else "") or self.title(visit)

    subtitle = description

    def author_name(self, visit) -> str:
        return _plain(visit.text.short_name if visit.text else visit.partner.name)

    def author_link(self, visit) -> str:
        return visit.root_url

    def items(self, visit) -> list:
        """Stories and joint events with conclusions; as many as a feed has, the newest of both."""
        told = [*listings.newest_stories(visit).items, *listings.newest_conclusions(visit)]
        told.sort(key=lambda page: (self.item_pubdate(page), page.pk), reverse=True)
        return told[: listings.STORIES_OF_A_FEED]

    # --- one story, or the conclusions of an event ------------------------------------------------
    def item_title(self, page) -> str:
        if isinstance(page, EventPage):
            return _plain(_("Conclusions: %(title)s") % {"title": page.title})
        return _plain(page.title)

    def item_description(self, page) -> str:
        """The lead. Feed readers take it for HTML, so its signs are written as such."""
        note = ""
        if page.language != self.visit.language:
            note = _(
                "This text has not been translated yet. You are reading it in its original language:"
            )
            note = f"{note} {language_name(page.language)}. "
        return escape(_plain(note + page.lead))

    def item_extra_kwargs(self, page) -> dict:
        """The language of an entry, where it is another than the feed's."""
        return {"language": page.language if page.language != self.visit.language else ""}

    def item_link(self, page) -> str:
        return page.get_full_url(self.request)

    def item_guid(self, page) -> str:
        """The same for this text in every feed, whatever its address or its site's host becomes."""
        what = "/conclusions" if isinstance(page, EventPage) else ""
        return uuid5(page.translation_key, page.language + what).urn

    def item_pubdate(self, page) -> datetime | None:
        """When readers could first read it; the story itself may tell of «2019»."""
        return page.concluded_at if isinstance(page, EventPage) else page.first_published_at

    def item_updateddate(self, page) -> datetime | None:
        return page.last_published_at or page.first_published_at

    def item_author_name(self, page) -> str:
        owner = getattr(page, "owner_name", None)
        return _plain(owner["short_name"]) if owner else self.author_name(self.visit)

    def item_categories(self, page) -> list[str]:
        if isinstance(page, EventPage):
            return [str(page.get_kind_display())]
        kind = [str(page.get_kind_display())] if page.is_pilot else []
        return kind + ([str(page.get_theme_display())] if page.theme else [])


class AtomStoriesFeed(StoriesFeed):
    """The same, as Atom (RFC 4287)."""

    feed_type = MarkedAtom
    address = "stories_atom"
