"""Nobody is offered a screen that they do not get: the menus follow the verdicts."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from wagtail.admin.menu import MenuItem

from partners.access.verdicts import Access, name_of, verdict_of
from partners.hosts import ADMIN_URLCONF


def leads_nowhere(user, address: str) -> bool:
    """Whether an address of the admin is refused to this person whatever it names."""
    if user.is_superuser or not address.startswith("/"):
        return False
    try:
        match = resolve(urlsplit(address).path, urlconf=ADMIN_URLCONF)
    except Resolver404:
        return False
    verdict = verdict_of(name_of(match))
    return verdict is None or verdict.access is Access.DENIED


def without_closed_doors(request, items: list[MenuItem]) -> None:
    """Take out of a menu what the person would not get."""
    items[:] = [item for item in items if not leads_nowhere(request.user, str(item.url))]
