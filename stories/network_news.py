"""What the other partners tell: on every front page below its own, in the reader's language.

A story stays its partner's: its address is on their site, and each entry names whose it is.
"""

from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Substr
from wagtail.models import Page

from cms.pictures.renditions import prefetch_pictures
from partners.models import Partner
from partners.scoping import Visit, visit_for_host
from partners.tree import below, depth_of

# Of each language: ten times what a section shows at most.
CANDIDATES = 120


def told_by_others(visit: Visit):
    """Live stories of the other partners, each once."""
    return each_once(visit).exclude(below(visit.partner.root_page_path))


def each_once(visit: Visit):
    """Live stories of all partners, each once: in the visitor's language, else as told.

    As told: in the language of its partner, where the story has it.
    """
    model = apps.get_model("stories.StoryPage")
    told = visit.below_live_homes(model.objects.filter(told_at__isnull=False))
    versions = visit.below_live_homes(
        model.objects.filter(translation_key=OuterRef("translation_key"))
    )
    of_its_partner = Partner.objects.filter(
        root_page__path=Substr(OuterRef("path"), 1, depth_of(2)),
        source_language=OuterRef("listed_language"),
    )
    as_told = (
        versions.annotate(is_as_told=Exists(of_its_partner))
        .order_by("-is_as_told", "pk")
        .values("pk")[:1]
    )
    in_language = versions.filter(listed_language=visit.language)
    return told.filter(
        Q(listed_language=visit.language) | Q(~Exists(in_language), pk=Subquery(as_told))
    )


def newest_in(visit: Visit, language: str):
    """Ids of the versions in one language that others published last, among which the newest are
    looked for: an index is read from its end, and no further.

    Whether a story is shown in this language or in a better one is asked of these only; asked of
    all, a site that has translated 10,000 stories would cost every front page 10,000 questions.
    """
    model = apps.get_model("stories.StoryPage")
    lists = apps.get_model("stories.StoryIndexPage")
    own = [node.id for code in visit.homes if (node := visit.node_of(lists, code))]
    told = model.objects.filter(listed_language=language, told_at__isnull=False)
    others = visit.below_live_homes(told.exclude(section__in=own))
    return others.order_by("-told_at", "-pk").values("pk")[:CANDIDATES]


def newest_of_others(visit: Visit, size: int, chosen: int | None = None) -> tuple[list, bool]:
    """The stories that others published last, the chosen one first: one query, and one for pictures.

    chosen: id of the story, in whatever language, that the site's manager put there. Returns the
    stories, each with its ``owner_name``, and whether the first is the chosen one.
    """
    stories = told_by_others(visit)
    candidates = Q()
    for code, _name in settings.LANGUAGES:
        candidates |= Q(pk__in=newest_in(visit, code))
    newest = stories.filter(candidates).order_by("-told_at", "-pk")
    wanted = Q(pk__in=newest.values("pk")[: size + 1])
    if chosen:
        keys = Page.objects.filter(pk=chosen).values("translation_key")
        wanted |= Q(pk__in=stories.filter(translation_key__in=keys).values("pk"))
    model = apps.get_model("stories.StoryPage")
    found = visit.naming_owners(model.objects.filter(wanted))
    if chosen:
        found = found.annotate(
            is_chosen=Exists(
                Page.objects.filter(pk=chosen, translation_key=OuterRef("translation_key"))
            )
        )
    pages = sorted(
        found.select_related("image", "locale"),
        key=lambda page: (getattr(page, "is_chosen", False), page.told_at, page.pk),
        reverse=True,
    )
    pages = pages[:size]
    prefetch_pictures(page.image for page in pages)
    named_after_owners(pages)
    return pages, bool(pages and getattr(pages[0], "is_chosen", False))


def named_after_owners(pages: list) -> list:
    """Give pages that were asked for with ``naming_owners`` the ``owner_name`` that entries show;
    what belongs to all has none."""
    for page in pages:
        page.owner_name = page.owner_short_name and {
            "short_name": page.owner_short_name,
            "text_language": page.owner_language,
        }
    return pages


def section(visit: Visit, size: int) -> dict | None:
    """The section of the front page; None while nobody else tells anything."""
    settings_of_site = getattr(visit.partner.site, "frontpagesections", None)
    chosen = settings_of_site.chosen_story_id if settings_of_site else None
    stories, first_is_chosen = newest_of_others(visit, size, chosen)
    if not stories:
        return None
    page = visit.node_of(apps.get_model("stories.NetworkPage"))
    return {"pages": stories, "chosen": first_is_chosen, "page": page}


def may_be_chosen(partner: Partner):
    """The stories that a partner may put on its own front page: what readers have, of others."""
    visit = visit_for_host(partner.site.hostname)
    return told_by_others(visit.in_language(partner.source_language))
