"""Pages made by a machine to measure the sites with: their mark, and what follows from it.

The mark is the beginning of the slug. It stands in the row of every page, whatever its type, is
the same in all languages, fixed once the page is live, and costs a reader's page no question. It
is kept for such pages alone: removing them must never take a page that somebody wrote.
"""

from django.db.models import Q
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.publishing import Refused

SLUG_PREFIX = "synthetic-for-measuring-"


def is_marked(slug: str | None) -> bool:
    """Whether a page with this slug was made to measure with."""
    return bool(slug) and slug.startswith(SLUG_PREFIX)


def marked() -> Q:
    """The pages that were made to measure with."""
    return Q(slug__startswith=SLUG_PREFIX)


def refusal(slug: str | None, slug_before: str | None) -> str:
    """A sentence against giving a page this slug; empty where it may have it.

    slug_before: what the page had so far; None for a new one.
    """
    if is_marked(slug) == is_marked(slug_before):
        return ""
    return _(
        "Addresses that begin with “%(prefix)s” are kept for synthetic pages, which are removed "
        "all at once. Choose another address."
    ) % {"prefix": SLUG_PREFIX}


def connect() -> None:
    """Watch every page that is saved; called once, when the app is ready."""
    pre_save.connect(_before_save, dispatch_uid="synthetic_mark")


def _before_save(sender, instance, raw=False, update_fields=None, **kwargs):
    """Copying and writing a slug by hand: both save. Only a page with the mark is asked for."""
    if raw or not isinstance(instance, Page) or not is_marked(instance.slug):
        return
    if update_fields is not None and "slug" not in update_fields:
        return
    kin = Page.objects.filter(marked(), translation_key=instance.translation_key)
    if not kin.exists():  # neither the page itself, nor the one that it translates
        raise Refused(instance, [refusal(instance.slug, None)])
