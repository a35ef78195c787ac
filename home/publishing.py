"""What may go live: one question, asked on every path by which a page reaches readers.

Wagtail publishes along several paths, and no single place of it is on all of them: the edit form
and the admin API call ``PublishPageRevisionAction`` directly and miss an override of
``Page.publish()``; a schedule for a live page is written without saving the page. So the question
is asked three times: before the form publishes (``home/wagtail_hooks.py``), in
``BasePage.publish`` and, as the last wall, where a page would be saved with another live version.

What a page's text needs is asked by ``home/readiness``. Later layers add rules of their own with
``register_rule``; imports run one way.
"""

from collections.abc import Callable

from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.readiness.problems import Problem
from home.readiness.problems import problems_of as problems_of_text

Rule = Callable[[Page], str | None]
_rules: list[Rule] = []


class Refused(Exception):
    """What somebody asked for cannot be done with this page. Nothing was changed by refusing.

    The sentences are in the language that was active: they are shown to the person who asked
    (``home/middleware.py``), or written to the editors where nobody is waiting for an answer.
    """

    def __init__(self, page: Page, reasons: list[str]):
        self.page = page
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def register_rule(rule: Rule) -> None:
    """Add a rule: given a page with the text that would go live, a sentence against it or None."""
    if rule not in _rules:
        _rules.append(rule)


def problems_of(page: Page) -> list[Problem]:
    """All that is left to do on a page, what stops it first: of its text, and by the rules."""
    rules = [Problem(reason) for rule in _rules if (reason := rule(page))]
    return sorted([*problems_of_text(page), *rules], key=lambda problem: not problem.stops)


def reasons_against(page: Page) -> list[str]:
    """Sentences that say why this page, with the text that it has now, may not go live."""
    return [problem.sentence for problem in problems_of(page) if problem.stops]


def check(page: Page) -> None:
    """Raise ``Refused`` where a page with this text may not go live."""
    reasons = reasons_against(page)
    if reasons:
        title = page.title or page.get_admin_display_title()
        first = _("“%(title)s” was not published; your text is kept as a draft.") % {"title": title}
        raise Refused(page, [first, *reasons])


# --- the last wall ---------------------------------------------------------------------------
def connect() -> None:
    """Watch every page that is saved; called once, when the app is ready."""
    pre_save.connect(_before_save, dispatch_uid="publishing_last_wall")


def _before_save(sender, instance, raw=False, update_fields=None, **kwargs):
    if raw or not isinstance(instance, Page):
        return
    refuse_alias(instance)
    if update_fields is None and instance.live and instance.live_revision_id:
        _check_new_live_version(instance)


def refuse_alias(page: Page) -> None:
    """No page is an alias of another: readers would find source text under another language.

    Wagtail-localize makes aliases of sections that are not translated, and Wagtail's copy form
    offers them; what belongs to all stands once, in the common library.
    """
    if page.alias_of_id:
        raise Refused(
            page,
            [
                _(
                    "“%(title)s” was not made an alias: a page that belongs to all sites stands "
                    "in the common library, and a page in another language is a translation."
                )
                % {"title": page.title}
            ],
        )


def _check_new_live_version(page: Page) -> None:
    """Ask the question where readers would get another version than before.

    A live copy is as fit for readers as the page that it is copied from. Provisioning adds its
    pages without a version and names it afterwards: its texts are not asked.
    """
    if page._state.adding:
        original = page.live_revision.content_object
        if original is not None:
            check(original)
        return
    before = Page.objects.filter(pk=page.pk).values_list("live", "live_revision_id").first()
    if before != (True, page.live_revision_id):
        check(page)
