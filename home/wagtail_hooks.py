"""Where the page frame meets Wagtail's screens: the first one, previews, publishing, history."""

from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages as wagtail_messages
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogFormatter

from home import withdrawing
from home.address_views import ChangeAddressView, has_fixed_address
from home.content_checks import EveryCheckItem
from home.first_screen.panels import PANELS
from home.models.withdrawals import Withdrawal
from home.publishing import check
from home.receipts import menu as receipts_menu
from home.redirects import menu as redirects_menu
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


@hooks.register("construct_wagtail_userbar")
def every_check(request, items, page):
    """In a preview the whole page is checked, by every rule and not by Wagtail's ten."""
    items[:] = [
        EveryCheckItem(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


@hooks.register("before_publish_page")
def before_publish_page(request, page):
    """The form publishes without asking ``Page.publish``; its draft is saved already."""
    withdrawing.check_seen(request, page)
    check(page)


@hooks.register("register_admin_urls")
def address_of_changing_addresses():
    return [
        path(
            "pages/<int:page_id>/address/", ChangeAddressView.as_view(), name="home_change_address"
        ),
    ]


@hooks.register("construct_page_action_menu")
def name_of_withdrawing(menu_items, request, context):
    """Wagtail's «Unpublish» leads to our screen and is called as that is."""
    for item in menu_items:
        if item.name == "action-unpublish":
            item.label = _("Withdraw")


@hooks.register("construct_page_listing_buttons")
def no_second_name(buttons, page, user, context=None):
    for button in buttons:
        if getattr(button, "url_name", "") == "wagtailadmin_pages:unpublish":
            button.label = _("Withdraw")


@hooks.register("register_page_header_buttons")
def buttons_of_publishers(page, user, view_name, next_url=None):
    """The field of the address is closed once readers know it; and Wagtail offers no way down for
    a page of which a new version waits for its time."""
    rights = page.permissions_for_user(user)
    waits = withdrawing.may_withdraw(user, page) and not rights.can_unpublish()
    if waits and withdrawing.can_be_withdrawn(page):
        yield Button(
            _("Withdraw"),
            reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
            icon_name="download",
            priority=65,
        )
    if has_fixed_address(page) and rights.can_publish():
        yield Button(
            _("Change the address"),
            reverse("home_change_address", args=[page.pk]),
            icon_name="link",
            priority=70,
        )


# Before localize's, which takes the request over for a translated page.
@hooks.register("before_edit_page", order=-20)
def say_that_it_is_withdrawn(request, page):
    """Above the form: why readers do not have the page, and how it comes back."""
    if request.method != "GET":
        return
    withdrawal = Withdrawal.objects.filter(page_id=page.pk).first()
    if withdrawal is not None:
        text = gettext(
            "This page is withdrawn (%(reason)s). Publishing it brings it back to readers."
        ) % {"reason": withdrawal.get_reason_display()}
        ways = withdrawal.receipt_id and [
            wagtail_messages.button(
                reverse("withdrawals:receipt", args=[withdrawal.receipt_id]), gettext("Receipt")
            )
        ]
        wagtail_messages.warning(request, text, buttons=ways)


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


@hooks.register("register_log_actions")
def register_withdrawal(actions):
    actions.register_action(withdrawing.LOG_ACTION, _("Withdraw"), _("Withdrawn"))


@hooks.register("register_rich_text_features", order=10)
def links_of_the_visited_site(features):
    """In the place of Wagtail's own handler, so after it."""
    features.register_link_type(VisitedPageLinkHandler)


hooks.register("register_admin_urls", receipts_menu.addresses)
hooks.register("register_log_actions", receipts_menu.register_log_actions)


@hooks.register("register_reports_menu_item")
def withdrawals():
    return receipts_menu.ReceiptsMenuItem()


@hooks.register("construct_image_chooser_queryset")
def no_withdrawn_pictures(images, request):
    """What readers would not see is not offered for another page."""
    return images.filter(withdrawn_at=None)


hooks.register("register_admin_urls", redirects_menu.addresses)
hooks.register("register_log_actions", redirects_menu.register_log_actions)


@hooks.register("register_settings_menu_item")
def redirects():
    return redirects_menu.RedirectsMenuItem()
