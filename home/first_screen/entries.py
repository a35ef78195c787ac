"""One line of a panel: a page, with what one must know of it to decide whether to open it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page

from cms.language.locales import language_name
from partners.work import Work

# Lines that a panel shows; how many more there are, it says in words.
LINES = 8


@dataclass(frozen=True)
class Entry:
    """title is in ``language``; place is empty where all lines are of one place."""

    title: str
    address: str
    kind: str
    language: str
    place: str = ""
    state: str = ""
    who: str = ""
    when: datetime | None = None
    note: str = ""

    @property
    def language_name(self) -> str:
        return language_name(self.language)


def entry(page: Page, work: Work, **fields) -> Entry:
    """A line for a page that came with its locale; asks for nothing more. address: in place of the
    page's form."""
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    address = fields.pop("address", "") or reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Entry(
        title=page.get_admin_display_title(),
        address=address,
        kind=capfirst(model._meta.verbose_name) if model else "",
        language=page.locale.language_code,
        place=work.place(page.path) if work.in_several_places else "",
        **fields,
    )


def name_of(user) -> str:
    """A person's name as colleagues see it; empty for somebody whose account is gone."""
    return get_user_display_name(user) if user else ""
