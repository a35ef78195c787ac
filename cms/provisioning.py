"""One partner, whole, from data; safe to repeat.

Makes what is missing, leaves alone what editors changed, and brings groups and permissions back to
what ``partners/roles.py`` says: a permission that is not written there is removed.
"""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Collection, Locale, Page, Site

from cms import rights
from cms.partner_data import PartnerData
from cms.translation.records import connect
from home.models import FrontPageSections, HomePage
from partners.models import (
    SHARED_SLUG,
    Contact,
    FunderStatement,
    Partner,
    PartnerContacts,
    PartnerFunding,
    PartnerLook,
    PartnerNavigation,
    PartnerProfile,
    PartnerRootPage,
    PartnerText,
)
from stories.models import (
    EventIndexPage,
    NetworkPage,
    SharedLanguageRootPage,
    SharedRootPage,
    StoryIndexPage,
    ToolIndexPage,
)

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


# The pages that every home has: its lists and the page of the network, with the words of their titles and leads.
def _index_pages() -> list[tuple[type[Page], str, str, str]]:
    return [
        (StoryIndexPage, "stories", _("Stories"), _("What was done, what came of it, and what did not work.")),
        (ToolIndexPage, "tools", _("Tools"), _("Ways of working with culture that other towns have tried, for you to take up.")),
        (EventIndexPage, "events", _("Events"), _("What is coming up, and what took place.")),
        (NetworkPage, "network", _("The network"), _("Who works together, where, and what was tried in which town.")),
    ]  # fmt: skip


def locales() -> dict[str, Locale]:
    """Language code → locale; every language of the house exists."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGE_CODES}


@transaction.atomic
def provision_library() -> SharedRootPage:
    """The shared tree: its container, one root per language, its review, its editors."""
    by_code = locales()
    tree_root = Page.get_first_root_node()
    container = SharedRootPage.objects.filter(slug=SHARED_SLUG, depth=2).first()
    if container is None:
        container = tree_root.add_child(
            instance=SharedRootPage(
                title="Common library", slug=SHARED_SLUG, live=False, locale=by_code["en"]
            )
        )
    original = None
    for code, locale in by_code.items():
        page = SharedLanguageRootPage.objects.child_of(container).filter(locale=locale).first()
        if page is None:
            page = SharedLanguageRootPage(
                title=dict(settings.LANGUAGES)[code], slug=code, live=False, locale=locale
            )
            if original is not None:
                page.translation_key = original.translation_key
            page = container.add_child(instance=page)
        original = original or page
    _collection(rights.LIBRARY_COLLECTION)
    rights.provide(None)
    return container


@transaction.atomic
def provision(data: PartnerData) -> Partner:
    """Make or complete a partner. Raises ValidationError for data that makes none."""
    data.check()
    by_code = locales()
    partner = Partner.objects.filter(key=data.key).first()
    root = partner.root_page if partner else _root_page(data, by_code)
    homes = _homes(data, root, by_code)
    if partner is None:
        site = Site.objects.create(
            hostname=data.host,
            port=settings.PUBLIC_PORT,
            root_page=homes[data.source_language],
            site_name=data.texts[data.source_language]["short_name"],
            is_default_site=False,
        )
        partner = Partner.objects.create(
            key=data.key,
            name=data.texts[data.source_language]["name"],
            site=site,
            root_page=root,
            collection=_collection(data.texts[data.source_language]["name"]),
            source_language=data.source_language,
            languages=data.languages,
            parity=data.parity,
            is_library_host=data.is_library_host,
            project_roles=data.roles,
            country=data.country,
            time_zone=data.time_zone,
        )
    else:
        # A language more is a change of the file and one run of the command.
        added = [code for code in data.languages if code not in partner.languages]
        if added:
            partner.languages = [*partner.languages, *added]
            partner.save(update_fields=["languages"])
    _settings(partner, data)
    _index_pages_of(partner, homes)
    rights.provide(partner)
    return partner


def _root_page(data: PartnerData, by_code: dict[str, Locale]) -> PartnerRootPage:
    return Page.get_first_root_node().add_child(
        instance=PartnerRootPage(
            title=data.texts[data.source_language]["short_name"],
            slug=data.key,
            live=False,
            locale=by_code[data.source_language],
        )
    )


def _homes(data: PartnerData, root: Page, by_code: dict[str, Locale]) -> dict[str, HomePage]:
    homes = {}
    source = None
    for code in data.languages:
        home = HomePage.objects.child_of(root).filter(locale=by_code[code]).first()
        if home is None:
            text = data.texts[code]
            words = {"title": text["name"], "lead": text.get("description", "")}
            home = HomePage(
                slug=f"{data.key}-{code}",
                locale=by_code[code],
                **words | data.homes.get(code, {}),
            )
            if source is not None:
                home.translation_key = source.translation_key
            put_live(root, home)
        source = source or home
        homes[code] = home
    connect(source, [homes[code] for code in data.languages[1:]])
    return homes


def _index_pages_of(partner: Partner, homes: dict[str, HomePage]) -> None:
    """The lists and the page of the network in every language: localize could not make them for
    a new language."""
    with translation.override(partner.source_language):
        models = [model for model, *_rest in _index_pages()]
    for position, model in enumerate(models):
        pages = {code: model.objects.child_of(home).first() for code, home in homes.items()}
        source = pages[partner.source_language]
        for code, home in homes.items():
            if pages[code] is not None:
                continue
            with translation.override(code):
                _model, slug, title, lead = _index_pages()[position]
            slug = source.slug if source is not None else _free_slug(homes, slug)
            page = model(title=title, lead=lead, slug=slug, locale=home.locale, show_in_menus=True)
            if source is not None:
                page.translation_key = source.translation_key
            put_live(home, page)
            pages[code] = page
            source = source or page
        connect(source, [page for page in pages.values() if page.pk != source.pk])


def _free_slug(homes: dict[str, HomePage], slug: str) -> str:
    """This slug, or another where a page of the partner's own has it in any language."""
    taken = set()
    for home in homes.values():
        taken |= set(home.get_children().values_list("slug", flat=True))
    while slug in taken:
        slug = f"{slug}-of-partners"
    return slug


def put_live(parent: Page, page: Page) -> Page:
    """Add a page below its parent and publish it, with a revision as an editor's would have."""
    page.live = True
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    # What readers see is this revision: no editor is told of changes that wait to be published.
    revision = page.save_revision(clean=False, changed=False)
    page.live_revision = revision
    page.latest_revision_created_at = revision.created_at
    page.save(clean=False, update_fields=["live_revision", "latest_revision_created_at"])
    return page


def _collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def _settings(partner: Partner, data: PartnerData) -> None:
    """Rows of the partner's settings; what a manager changed stays (for_site would write on GET)."""
    site = partner.site
    PartnerLook.objects.get_or_create(site=site, defaults=data.look)
    _empty_settings(site)
    north, east = data.position or (None, None)
    profile, _created = PartnerProfile.objects.get_or_create(
        site=site, defaults={"latitude": north, "longitude": east}
    )
    for code in LANGUAGE_CODES:
        if data.texts.get(code):
            PartnerText.objects.get_or_create(
                profile=profile, language=code, defaults=data.texts[code]
            )
    funding, _created = PartnerFunding.objects.get_or_create(site=site)
    for code, text in data.funder.items():
        if code in data.languages:
            FunderStatement.objects.get_or_create(
                funding=funding, language=code, defaults={"text": text}
            )
    contacts, created = PartnerContacts.objects.get_or_create(site=site)
    if created:
        Contact.objects.bulk_create(
            Contact(contacts=contacts, sort_order=order, **contact)
            for order, contact in enumerate(data.contacts)
        )


def _empty_settings(site: Site) -> None:
    """Rows of settings that begin with nothing said: the site is as it was provisioned."""
    for model in (PartnerNavigation, FrontPageSections):
        model.objects.get_or_create(site=site)


@transaction.atomic
def complete(partner: Partner) -> None:
    """What a new release of the house brings to a partner that exists: settings, pages that every
    home has, rights."""
    _empty_settings(partner.site)
    homes = HomePage.objects.child_of(partner.root_page).select_related("locale")
    by_code = {home.language: home for home in homes}
    _index_pages_of(partner, {code: by_code[code] for code in partner.languages if code in by_code})
    rights.provide(partner)
