"""Links to pages in running text: Wagtail's handler resolves each by itself (wagtail issue 14620),
and links to pages that nobody can read."""

from wagtail.rich_text.pages import PageLinkHandler

from home.page_links import NO_LINK, resolved
from partners.scoping import current_visit


class VisitedPageLinkHandler(PageLinkHandler):
    """Leads to the reader's own language where the page is live in it; never to what is not live.

    All links of a text in one query. Outside a visit (in the admin) it is Wagtail's own.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        visit = current_visit()
        if visit is None:
            return super().expand_db_attributes_many(attrs_list)
        ids = [int(attrs["id"]) if attrs.get("id", "").isdigit() else 0 for attrs in attrs_list]
        links = resolved(visit, ids)
        return [links.get(page_id, NO_LINK) for page_id in ids]
