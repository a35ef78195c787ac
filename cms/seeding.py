"""The content of the five sites, from ``cms/initial_data`` into pages in every language offered.

The only caller that publishes translations which nobody has checked: they are live, and carry
their mark in the admin until a person confirms them (cms/translation).
"""

import json
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from cms import rights
from cms.partner_data import PartnerData
from cms.provisioning import complete, provision, provision_library, put_live
from cms.translation.records import connect
from home.models import HomePage, InformationPage
from partners.models import Partner
from stories.models import (
    CulturalToolPage,
    EventPage,
    SharedLanguageRootPage,
    StoryIndexPage,
    StoryPage,
    StoryTool,
)

DATA = Path(settings.BASE_DIR) / "cms" / "initial_data"
# The order in which the network names itself.
PARTNERS = ["cbss", "harnosand", "izolyatsia", "rivne", "anenii-noi"]
# Ids of blocks come from what they belong to, so that all languages of a page have the same.
BLOCK_IDS = uuid.UUID("6f1f3a86-2f0f-4a9e-9d1c-6b8f3a6f1f3a")

# Pages below every home, in the order of the tree: file, purpose, whether the menu shows it.
PAGES = [
    ("project", "", True),
    ("role_page", "", True),
    ("contact", InformationPage.Purpose.CONTACT, True),
    ("accessibility", InformationPage.Purpose.ACCESSIBILITY, False),
    ("privacy", InformationPage.Purpose.PRIVACY, False),
]


def read(name: str):
    """One file of the initial data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def load() -> Iterator[str]:
    """Make the library and the partners that are not there yet; yields what was done.

    Each in one transaction: broken off, it is there whole or not at all, and the next run goes on.
    A partner that exists keeps its pages as they are; only groups and rights are put right, and
    whatever grants others than the roles say loses them (``cms/rights.py``).
    """
    if not CulturalToolPage.objects.exists():
        with transaction.atomic():
            provision_library()
            yield f"Common library: {load_shared()} pages in four languages"
    else:
        provision_library()
    for key in PARTNERS:
        data = partner_data(read(f"partners/{key}.json"))
        is_new = not Partner.objects.filter(key=key).exists()
        with transaction.atomic():
            partner = provision(data)
            if is_new:
                count = load_pages(partner, read(f"partners/{key}.json"))
                count += load_stories(partner)
                yield f"{partner.name}: {count} pages in {', '.join(partner.languages)}"
            else:
                yield f"{partner.name}: kept as it is"
    for partner in Partner.objects.exclude(key__in=PARTNERS).select_related("site", "root_page"):
        complete(partner)
        yield f"{partner.name}: kept as it is"
    rights.repair()


def partner_data(raw: dict) -> PartnerData:
    """What provisioning needs, of a file in ``initial_data/partners`` or one like it."""
    looks = read("looks.json")
    homes = {
        code: {"title": text["title"], "lead": text["lead"], "body": stream(text["body"], "home")}
        for code, text in raw.get("home", {}).items()
        if code in raw["languages"]
    }
    return PartnerData(
        key=raw["key"],
        host=raw.get("host") or f"{raw['key']}.localhost",
        country=raw["country"],
        time_zone=raw["time_zone"],
        source_language=raw["source_language"],
        languages=raw["languages"],
        texts=raw["text"],
        parity=raw.get("parity", False),
        is_library_host=raw.get("is_library_host", False),
        roles=raw.get("roles", []),
        position=raw.get("position", []),
        funder=raw.get("funder", {}),
        contacts=raw.get("contacts", []),
        look=raw.get("look") or looks.get(raw["key"], {}),
        homes=homes,
    )


def load_shared() -> int:
    """The tools and the joint events, in all four languages. Returns how many."""
    roots = {root.language: root for root in _language_roots()}
    tools = [read(f"tools/{path.name}") for path in sorted((DATA / "tools").glob("*.json"))]
    for tool in tools:
        fields = {
            name: tool[name] for name in ("country", "qualities", "themes", "licence", "source_url")
        }
        put(roots, CulturalToolPage, tool, "en", fields | tool["use"] | date_fields(tool["date"]))
    events = read("events.json")
    for event in events:
        put(roots, EventPage, event, "en", event_fields(event))
    return len(tools) + len(events)


def _language_roots() -> list[SharedLanguageRootPage]:
    roots = list(SharedLanguageRootPage.objects.select_related("locale"))
    for root in roots:
        root.language = root.locale.language_code
    return roots


def load_pages(partner: Partner, raw: dict) -> int:
    """The pages of information below a partner's homes. Returns how many."""
    homes = {home.language: home for home in HomePage.objects.child_of(partner.root_page)}
    for name, purpose, in_menu in PAGES:
        if name == "role_page":
            page = raw.get("role_page")
        elif (DATA / f"pages/{name}-{partner.key}.json").exists():
            page = read(f"pages/{name}-{partner.key}.json")
        else:
            page = read(f"pages/{name}.json")
        if page is None:
            continue
        fields = {
            "purpose": purpose,
            "show_in_menus": in_menu,
            "source_url": page.get("source_url", ""),
        }
        put(homes, InformationPage, page, partner.source_language, fields)
    return len(PAGES) + len(homes)


def load_stories(partner: Partner) -> int:
    """A partner's stories. Returns how many."""
    stories = [read(f"stories/{path.name}") for path in sorted((DATA / "stories").glob("*.json"))]
    stories = [story for story in stories if story["partner"] == partner.key]
    indexes = {
        page.language: page
        for page in StoryIndexPage.objects.descendant_of(partner.root_page).select_related("locale")
    }
    tools = dict(
        CulturalToolPage.objects.filter(locale__language_code="en").values_list("slug", "pk")
    )
    for story in stories:
        fields = {
            "country": story["country"],
            "theme": story["themes"][0] if story["themes"] else "",
            "source_url": story["source_url"],
        } | date_fields(story["date"])
        pages = put(indexes, StoryPage, story, partner.source_language, fields)
        StoryTool.objects.bulk_create(
            StoryTool(story=page, tool_id=tools[code], sort_order=order)
            for page in pages.values()
            for order, code in enumerate(story["tools"])
        )
        for page in pages.values():
            # The revision, from which the editor opens, knows the tools too.
            seeded = StoryPage.objects.get(pk=page.pk)
            revision = seeded.save_revision(clean=False, changed=False)
            StoryPage.objects.filter(pk=page.pk).update(live_revision=revision)
    return len(stories)


def put(
    parents: dict[str, Page], model: type[Page], raw: dict, source_language: str, fields: dict
) -> dict[str, Page]:
    """One page in every language that its parents exist in; the source language first."""
    codes = [source_language, *(code for code in parents if code != source_language)]
    pages: dict[str, Page] = {}
    for code in codes:
        words = dict(raw["text"][code])
        words["body"] = stream(words.get("body", []), raw["slug"])
        if "programme" in words:
            words["programme"] = programme(words["programme"], raw["slug"])
        for name in ("goals", "materials", "steps"):
            if name in words:
                words[name] = items(words[name], f"{raw['slug']}/{name}")
        if raw.get("source_label"):
            words["source_label"] = raw["source_label"][code]
        page = model(
            slug=raw["slug"],
            locale=parents[code].locale,
            **words | fields,
        )
        if pages:
            page.translation_key = pages[source_language].translation_key
        page.full_clean(exclude=["path", "depth", "numchild", "url_path", "content_type"])
        pages[code] = put_live(parents[code], page)
    connect(pages[source_language], [pages[code] for code in codes[1:]])
    return pages


# --- from the files to fields ----------------------------------------------------------------
def stream(blocks: list[dict], key: str) -> list[dict]:
    """Blocks as a StreamField keeps them, with ids that are the same in every language."""
    return [
        {
            "type": block["type"],
            "value": _value(block["value"], f"{key}/{position}"),
            "id": _block_id(f"{key}/{position}"),
        }
        for position, block in enumerate(blocks)
    ]


def _value(value, key: str):
    if isinstance(value, dict) and "items" in value:
        items = [
            {"type": "item", "value": item, "id": _block_id(f"{key}/{position}")}
            for position, item in enumerate(value["items"])
        ]
        return value | {"items": items}
    return value


def _block_id(key: str) -> str:
    return str(uuid.uuid5(BLOCK_IDS, key))


def programme(items: list[dict], key: str) -> list[dict]:
    """The programme of an event as its StreamField keeps it."""
    blocks = [{"type": "item", "value": {"day": None, "time": None} | item} for item in items]
    return stream(blocks, f"{key}/programme")


def items(values: list, key: str) -> list[dict]:
    """Goals, materials or steps of a tool as their StreamFields keep them."""
    return stream([{"type": "item", "value": value} for value in values], key)


def date_fields(written: str | None) -> dict:
    """«2025», «2025-09» or «2025-09-17» as a date with its precision; None stays unknown."""
    if not written:
        return {"date": None}
    parts = [int(part) for part in written.split("-")]
    precision = ("year", "month", "day")[len(parts) - 1]
    return {"date": date(*(*parts, 1, 1)[:3]), "date_precision": precision}


def event_fields(event: dict) -> dict:
    """The fields of an event that are the same in every language."""
    start = date_fields(event["start"])
    return {
        "kind": event["kind"],
        "start_date": start["date"],
        "end_date": date_fields(event.get("end"))["date"],
        "date_precision": start["date_precision"],
        "time_zone": event["time_zone"],
        "country": event["country"],
        "place_precision": "city",
        "source_url": event["source_url"],
    }
