"""Taking a page back: at once in the languages chosen, with a reason that readers are told.

One act ends every place where the page could be met: lists, search, feeds, calendars, sitemaps and
embeds ask for live pages alone, and its address answers 410 (RFC 9110, 15.5.11) until somebody
publishes it again. What was scheduled for it or waits for review is called off with it. The act
has a receipt (``home/receipts``), from which it can be undone.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page
from wagtail.signals import page_published

from home.models.addresses import FormerAddress
from home.models.withdrawals import Withdrawal, WithdrawalReceipt
from home.publishing import Refused
from home.receipts.former import state_of
from home.receipts.places import places_of
from home.receipts.writing import write_withdrawn
from partners.access.ownership import partner_of
from partners.scoping import SHARED_URL_PATH

LOG_ACTION = "home.withdraw"
# A field of the edit form: whoever publishes has seen that the page is withdrawn.
SEEN = "withdrawal_seen"


def connect() -> None:
    """A page that is published again is withdrawn no more; called once, when the app is ready."""
    page_published.connect(_published, dispatch_uid="withdrawal_ended")


def _published(sender, instance, **kwargs):
    Withdrawal.objects.filter(page_id=instance.pk).delete()


def can_be_withdrawn(page: Page) -> bool:
    """Not the pages that make a site: front page and lists, which nobody creates by hand."""
    return page.live and type(page).is_creatable


def may_withdraw(user, page: Page) -> bool:
    """Whether this person may take a page back that readers have now.

    The top of the tree is live for Wagtail, and no page of ours.
    """
    if not page.live or page.is_root():
        return False
    return page.specific.permissions_for_user(user).can_withdraw()


def versions(page: Page) -> list[Page]:
    """The page and its live translations, the page itself first."""
    return [
        page,
        *page.get_translations()
        .filter(live=True, alias_of__isnull=True)
        .select_related("locale")
        .specific(),
    ]


@transaction.atomic
def withdraw(
    pages: Iterable[Page], reason: str, words: dict[str, str], user
) -> WithdrawalReceipt | None:
    """Take these language versions of one page down and tell their readers why.

    ``words``: language code → the publisher's own words. The rights are asked by who calls.
    """
    # As the database has them: what the caller's objects carry may be a draft.
    ids = [page.pk for page in pages]
    found = {page.pk: page for page in Page.objects.filter(pk__in=ids, live=True).specific()}
    pages = [found[pk] for pk in ids if pk in found]
    if not pages:
        return None
    before = places_of(pages[0])
    codes = [page.locale.language_code for page in pages]
    receipt = WithdrawalReceipt.objects.create(
        title=pages[0].title,
        page_id=pages[0].pk,
        partner=partner_of(pages[0]),
        reason=reason,
        words={code: words[code] for code in codes if words.get(code)},
        withdrawn_by=user,
    )
    for page in pages:
        Withdrawal.objects.update_or_create(
            page_id=page.pk,
            defaults={
                "reason": reason,
                "words": words.get(page.locale.language_code, ""),
                "withdrawn_by": user,
                "receipt": receipt,
                "former": state_of(page),
            },
        )
        if page.current_workflow_state is not None:
            page.current_workflow_state.cancel(user=user)
        action = UnpublishPageAction(page, user=user, log_action=LOG_ACTION)
        action.execute(skip_permission_checks=True)
        page.revisions.update(approved_go_live_at=None)
    write_withdrawn(receipt, before, places_of(pages[0]))
    return receipt


def check_seen(request, page: Page) -> None:
    """Raise ``Refused`` where somebody publishes from a form opened before the withdrawal."""
    withdrawal = Withdrawal.objects.filter(page_id=page.pk).first()
    if withdrawal is not None and request.POST.get(SEEN) != str(withdrawal.pk):
        raise Refused(
            page,
            [
                _(
                    "“%(title)s” was withdrawn while you had it open. Your text is kept as a "
                    "draft; if readers are to have the page again, publish it now."
                )
                % {"title": page.title}
            ],
        )


# --- what stood at an address ------------------------------------------------------------------
def withdrawn_at(url_path: str) -> Withdrawal | None:
    """The withdrawal of the page at an internal path. One query."""
    return (
        Withdrawal.objects.filter(page__url_path=url_path, page__live=False)
        .select_related("page__locale")
        .first()
    )


def shared_withdrawn_at(model: type[Page], slug: str, language: str) -> Withdrawal | None:
    """The withdrawal of the shared page of this type that has or had this slug.

    As told to this language's readers: in their language where it was withdrawn in it, else in
    that of the original, else in any. Asked where no version is offered. One query.
    """
    best_first = Case(
        When(page__locale__language_code=language, then=Value(0)),
        When(page__locale__language_code=F("original_language"), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    there = Q(slug=slug, url_path__startswith=SHARED_URL_PATH)
    paths = [f"{SHARED_URL_PATH}{code}/{slug}/" for code, _name in settings.LANGUAGES]
    former = FormerAddress.objects.filter(url_path__in=paths)
    pages = model.objects.filter(Q(there) | Q(pk__in=former.values("page")), live=False)
    original = model.objects.filter(pk=OuterRef("page")).values("original_language")
    return (
        Withdrawal.objects.filter(page__in=pages.values("pk"))
        .annotate(original_language=Subquery(original[:1]))
        .select_related("page__locale")
        .order_by(best_first, "pk")
        .first()
    )
