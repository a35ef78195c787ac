"""Where a page used to be. Own table: Wagtail's redirects know only pages below a Site."""

from django.db import models
from wagtail.models import Page


class FormerAddress(models.Model):
    """One former place of a page or section; everything below it is found by the rest of the path.

    ``url_path`` is the internal path that Wagtail keeps («/rivne/rivne-uk/stories/…/» or
    «/shared/en/…/»): unique over all sites, so one row serves the page's own site and, for a
    shared page, every site. One row a move, whatever the size of the section.
    """

    url_path = models.CharField(max_length=700, unique=True)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="former_addresses")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.url_path
