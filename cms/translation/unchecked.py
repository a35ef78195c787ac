"""The mark «machine-made, to be checked by a person», kept by localize on every string.

Set by the seed (``records.py``) or a machine translator; it goes when somebody writes the string
anew in localize's editor, or confirms the page as it is. Only strings that the source still has
count: what was said of a deleted paragraph needs no check.
"""

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.models import StringSegment, StringTranslation

LOG_ACTION = "translation.confirm"


def unchecked_strings(page: Page) -> QuerySet:
    """The strings of a page that a machine made and nobody has confirmed."""
    return _unchecked(page.translation_key, page.locale_id)


def with_mark(pages: QuerySet) -> QuerySet:
    """The same pages, each with ``is_machine_made``, in the same one query."""
    strings = _unchecked(OuterRef("translation_key"), OuterRef("locale_id"))
    return pages.annotate(is_machine_made=Exists(strings))


def _unchecked(translation_key, locale_id) -> QuerySet:
    in_use = StringSegment.objects.filter(
        string_id=OuterRef("translation_of_id"),
        context_id=OuterRef("context_id"),
        source__translations__target_locale_id=OuterRef("locale_id"),
    )
    return StringTranslation.objects.filter(
        Exists(in_use),
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        context__object_id=translation_key,
        locale_id=locale_id,
    )


def pages_to_check(user) -> QuerySet:
    """Pages with the mark that this person may edit."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    return with_mark(pages).filter(is_machine_made=True)


def count_by_language(user) -> list[dict]:
    """Language code and number of pages that wait for this person's check: one query."""
    return list(
        pages_to_check(user)
        .order_by()
        .values(language=F("locale__language_code"))
        .annotate(number=Count("pk"))
        .order_by("language")
    )


@transaction.atomic
def confirm(page: Page, user) -> int:
    """Take the mark off a page: this person has read it. Returns how many strings had it."""
    number = unchecked_strings(page).update(
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        tool_name="",
        last_translated_by=user,
        updated_at=timezone.now(),
    )
    if number:
        log(instance=page, action=LOG_ACTION, user=user, data={"strings": number})
    return number
