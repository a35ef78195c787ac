"""Before the form publishes a page, and what the history of a page says of a refusal."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from home.first_screen.panels import PANELS
from home.publishing import check
from home.refusal_notices import LOG_ACTION
from home.rich_text import VisitedPageLinkHandler
from home.search import reserved
from partners.work import work_for

# What they say, our own panels say in a constant number of queries, or it helps nobody.
REPLACED_PANELS = {
    "workflow_objects_to_moderate",
    "user_objects_in_workflow_moderation",
    "recent_edits",
}


@hooks.register("construct_homepage_panels")
def own_panels(request, panels):
    """The admin opens with one's own partner."""
    work = work_for(request)
    request.first_screen_heading = work.heading
    panels[:] = [panel for panel in panels if panel.name not in REPLACED_PANELS]
    panels += [panel(request, work) for panel in PANELS]


# After those that add to it.
@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts(request, items):
    """How many pages and pictures there are leads to nothing that anybody has to do."""
    items.clear()


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
