"""Shared pages as one site offers them: each once, in the best language for this visitor."""

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from wagtail.models import Page


def in_language(model: type[Page], visit):
    """Live shared pages of a type, each once: in the visitor's language, else in its original.

    One query, ready to be filtered, ordered and paged. On a site with parity a page without a
    live version in the site's own language is not offered under another language.
    """
    of_any_language = visit.shared(model)
    best = (
        of_any_language.filter(translation_key=OuterRef("translation_key"))
        .filter(
            Q(locale__language_code=visit.language)
            | Q(locale__language_code=F("original_language"))
        )
        .annotate(
            rank=Case(When(locale__language_code=visit.language, then=Value(0)), default=Value(1))
        )
        .order_by("rank")
        .values("pk")[:1]
    )
    pages = of_any_language.filter(pk=Subquery(best))
    if visit.needs_source_language:
        pages = pages.filter(
            translation_key__in=of_any_language.filter(
                locale__language_code=visit.partner.source_language
            ).values("translation_key")
        )
    return pages
