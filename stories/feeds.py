"""Feeds of a site's stories in one language, for those who follow it: RSS 2.0 and Atom.

A site without a story of its own gives the network's, each with the name of whose it is, as its
list of stories does.
"""

import re
from datetime import datetime
from uuid import uuid5

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape

from stories import listings
from stories.models import StoryIndexPage

# XML 1.0 has no way to write these, and the generator refuses a text that holds one.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _plain(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


class StoriesFeed(Feed):
    """The stories that were published last, newest first, with absolute addresses."""

    feed_type = Rss201rev2Feed
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
        return listings.newest_stories(visit).items

    # --- one story -----------------------------------------------------------------------------
    def item_title(self, story) -> str:
        return _plain(story.title)

    def item_description(self, story) -> str:
        """The lead. Feed readers take it for HTML, so its signs are written as such."""
        return escape(_plain(story.lead))

    def item_link(self, story) -> str:
        return story.get_full_url(self.request)

    def item_guid(self, story) -> str:
        """The same for this text in every feed, whatever its address or its site's host becomes."""
        return uuid5(story.translation_key, story.language).urn

    def item_pubdate(self, story) -> datetime | None:
        """When readers could first read it; the story itself may tell of «2019»."""
        return story.first_published_at

    def item_updateddate(self, story) -> datetime | None:
        return story.last_published_at or story.first_published_at

    def item_author_name(self, story) -> str:
        owner = getattr(story, "owner_name", None)
        return _plain(owner["short_name"]) if owner else self.author_name(self.visit)

    def item_categories(self, story) -> list[str]:
        kind = [str(story.get_kind_display())] if story.is_pilot else []
        return kind + ([str(story.get_theme_display())] if story.theme else [])


class AtomStoriesFeed(StoriesFeed):
    """The same, as Atom (RFC 4287)."""

    feed_type = Atom1Feed
    address = "stories_atom"
