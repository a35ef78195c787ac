"""Blocks made of several like things: facts, steps, links."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from home.blocks.labels import FieldLabels
from home.blocks.text import LineBlock, OptionalTitleBlock, TitleBlock
from partners import scoping


class DetailBlock(blocks.CharBlock):
    """What is said about a term."""

    class Meta:
        label = _("Detail")

    def __init__(self, **kwargs):
        super().__init__(max_length=400, **kwargs)


class FactBlock(FieldLabels, blocks.StructBlock):
    """One fact: a term and what is said about it."""

    term = TitleBlock()
    detail = DetailBlock()

    class Meta:
        icon = "list-ul"
        label = _("Fact")
        labels = {"term": _("Name of the fact")}


class FactListItemsBlock(blocks.ListBlock):
    """The facts of one list."""

    def __init__(self, **kwargs):
        super().__init__(FactBlock(), **kwargs)

    class Meta:
        label = _("Facts")


class FactListBlock(blocks.StructBlock):
    """A list of facts, read at a glance."""

    title = OptionalTitleBlock()
    items = FactListItemsBlock()

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = "blocks/fact_list.html"
        preview_value = {
            "title": "At a glance",
            "items": [
                {"term": "How long", "detail": "12 weeks"},
                {"term": "Where", "detail": "Svendborg, Denmark"},
            ],
        }
        description = _("Short facts, each with a name: how long, how many, where.")


class StepBlock(blocks.StructBlock):
    """One step of a way of working."""

    title = TitleBlock()
    text = LineBlock(required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepItemsBlock(blocks.ListBlock):
    """The steps in their order."""

    def __init__(self, **kwargs):
        super().__init__(StepBlock(), **kwargs)

    class Meta:
        label = _("Steps")


class StepsBlock(blocks.StructBlock):
    """Numbered steps, for somebody who will do the same."""

    title = OptionalTitleBlock()
    items = StepItemsBlock()

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"
        preview_value = {
            "title": "How to do it",
            "items": [
                {"title": "Ask the residents", "text": "<p>They propose, not you.</p>"},
                {"title": "Let them vote", "text": ""},
            ],
        }
        description = _("Numbered steps for somebody who wants to do the same.")


class LinkedPageBlock(blocks.PageChooserBlock):
    """A page of one's own site or of the common library."""

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Page")

    def bulk_to_python(self, values):
        """Specific pages in two queries: an unspecific one does not know its shared address."""
        values = list(values)
        pages = self.model_class.objects.filter(pk__in=[value for value in values if value])
        found = {page.pk: page for page in pages.specific()}
        return [found.get(value) for value in values]


class LinkCardBlock(FieldLabels, blocks.StructBlock):
    """A link with a few words: to a page of this site or the library, or to another site."""

    title = TitleBlock()
    text = DetailBlock(required=False)
    page = LinkedPageBlock(required=False)
    url = blocks.URLBlock(required=False)

    class Meta:
        icon = "link"
        label = _("Link")
        labels = {"text": _("A few words about it"), "url": _("Address on another site")}

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = ValidationError(_("Choose a page or write an address: one of the two."))
            raise blocks.StructBlockValidationError(block_errors={"page": message})
        return cleaned


class LinkCardItemsBlock(blocks.ListBlock):
    """The links of one group."""

    def __init__(self, **kwargs):
        super().__init__(LinkCardBlock(), **kwargs)

    class Meta:
        label = _("Links")


def ready_links(items, visit) -> list[dict]:
    """The links that lead somewhere today, each page in the reader's language where it is live.

    Choosers keep the page of the original language; one query finds the reader's versions of all.
    A page that was taken down since leaves no dead link behind.
    """
    chosen = {item["page"].translation_key: item["page"] for item in items if item["page"]}
    ready = {key: page for key, page in chosen.items() if page.live}
    if visit is not None:
        others = [key for key, page in ready.items() if page.language != visit.language]
        if others:
            versions = Page.objects.filter(
                translation_key__in=others,
                locale__language_code=visit.language,
                live=True,
                alias_of__isnull=True,
            )
            ready |= {page.translation_key: page for page in versions.specific()}
    links = []
    for item in items:
        page = ready.get(item["page"].translation_key) if item["page"] else None
        if page is None and not item["url"]:
            continue
        links.append(
            {
                "title": item["title"],
                "text": item["text"],
                "page": page,
                "url": item["url"],
                "host": "" if page else urlsplit(item["url"]).hostname,
            }
        )
    return links


class LinkCardsBlock(blocks.StructBlock):
    """A group of links, each a card."""

    title = OptionalTitleBlock()
    items = LinkCardItemsBlock()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["links"] = ready_links(value["items"], scoping.current_visit())
        return context

    class Meta:
        icon = "link"
        label = _("Link cards")
        template = "blocks/link_cards.html"
        preview_value = {
            "title": "Read more",
            "items": [
                {
                    "title": "RESCOM at CBSS",
                    "text": "",
                    "page": None,
                    "url": "https://cbss.org/rescom",
                }
            ],
        }
        description = _("Ways on from here: pages of this site, the library, or other sites.")
