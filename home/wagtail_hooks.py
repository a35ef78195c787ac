"""Before the form publishes a page, and what the history of a page says of a refusal."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from home.publishing import check
from home.refusal_notices import LOG_ACTION
from home.rich_text import VisitedPageLinkHandler
from home.search import reserved


@hooks.register("before_publish_page")
def before_publish_page(request, page):
    """The form publishes without asking ``Page.publish``; its draft is saved already."""
    check(page)


@hooks.register("before_move_page")
def before_move_page(request, page, target):
    """Moving a page does not save it, so its address is looked at here."""
    reserved.check_move(page, target)


@hooks.register("register_log_actions")
def register_refusal(actions):
    """A scheduled publishing that did not take place stands in the page's history."""

    @actions.register_action(LOG_ACTION)
    class RefusedFormatter(LogFormatter):
        label = _("Scheduled publishing refused")

        def format_message(self, log_entry):
            reasons = " ".join(log_entry.data.get("reasons", []))
            return gettext("Not published at the time that was set. %(reasons)s") % {
                "reasons": reasons
            }


@hooks.register("register_rich_text_features", order=10)
def links_of_the_visited_site(features):
    """In the place of Wagtail's own handler, so after it."""
    features.register_link_type(VisitedPageLinkHandler)
