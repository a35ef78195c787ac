"""Readers, people and pages of the partners, for tests."""

import uuid

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from cms.provisioning import put_live
from home.models import HomePage
from partners.feedback.models import ReaderMessage
from partners.models import Partner, PartnerGroup
from stories.labs.models import LabAnswer
from stories.models import (
    CulturalToolPage,
    EventIndexPage,
    EventPage,
    LabContributionPage,
    SharedLanguageRootPage,
    StoryIndexPage,
    StoryPage,
    ToolIndexPage,
)
from stories.voices.models import ToolVoicePage

ADMIN_HOST = "admin.localhost:8000"


def partner(key: str) -> Partner:
    """One of the five, by its key."""
    return Partner.objects.select_related("site", "root_page").get(key=key)


class Reader(Client):
    """A visitor of one partner's host, without cookies or script."""

    def __init__(self, of: Partner | str, **kwargs):
        key = of if isinstance(of, str) else of.key
        super().__init__(HTTP_HOST=f"{key}.localhost:8000", **kwargs)


class Editor(Client):
    """A person signed in on the admin host, with one role."""

    def __init__(self, role: str, of: Partner | None = None, language: str = "", **kwargs):
        super().__init__(HTTP_HOST=ADMIN_HOST, **kwargs)
        self.user = person(role, of, language)
        self.force_login(self.user)


def person(role: str, of: Partner | None = None, language: str = ""):
    """An account with one role; «administrator» is the network's."""
    name = "-".join(filter(None, [role, of.key if of else "", language]))
    user, created = get_user_model().objects.get_or_create(
        username=name,
        defaults={"email": f"{name}@example.invalid", "is_superuser": role == "administrator"},
    )
    if created and role != "administrator":
        row = PartnerGroup.objects.get(partner=of, role=role, language=language)
        user.groups.add(row.group)
    return user


def home(of: Partner, language: str | None = None) -> HomePage:
    """A partner's front page in one language; its own, where none is named."""
    return HomePage.objects.child_of(of.root_page).get(
        locale__language_code=language or of.source_language
    )


def index(model, of: Partner, language: str | None = None):
    """A partner's index page of one kind."""
    return model.objects.child_of(home(of, language)).get()


def story(of: Partner, title: str, language: str | None = None, **fields) -> StoryPage:
    """A live story of a partner."""
    parent = index(StoryIndexPage, of, language)
    words = {
        "lead": f"What {title} is about.",
        "what_was_done": f"<p>What was done: {title}.</p>",
        "date": timezone.localdate(),
        "locale": parent.locale,
    }
    return _put(parent, StoryPage(title=title, **words | fields))


def event(of: Partner, title: str, language: str | None = None, **fields) -> EventPage:
    """A live event of a partner."""
    parent = index(EventIndexPage, of, language)
    words = {
        "lead": f"What {title} is about.",
        "start_date": timezone.localdate(),
        "time_zone": of.time_zone,
        "place": "Kyiv",
        "country": of.country,
        "locale": parent.locale,
    }
    return _put(parent, EventPage(title=title, **words | fields))


def voice(of: Partner, tool: CulturalToolPage, title: str, language=None, live=True, **fields):
    """What a partner says of a tool of the library; readers have it, or it is a draft."""
    parent = index(ToolIndexPage, of, language)
    words = {"how": f"<p>How {title} is done.</p>", "slug": tool.slug, "locale": parent.locale}
    page = ToolVoicePage(title=title, tool=tool, live=live, **words | fields)
    if live:
        return _put(parent, page)
    parent.add_child(instance=page)
    page.save_revision(clean=False)
    return page


def joint_event(title: str, language: str = "en", **fields) -> EventPage:
    """A live event of the common library, in one language."""
    parent = SharedLanguageRootPage.objects.get(locale__language_code=language)
    words = {
        "lead": f"What {title} is about.",
        "start_date": timezone.localdate(),
        "time_zone": "Europe/Stockholm",
        "place": "Riga",
        "country": "LV",
        "locale": parent.locale,
    }
    return _put(parent, EventPage(title=title, **words | fields))


def lab(title: str, questions: tuple[str, ...] = (), language: str = "en", **fields) -> EventPage:
    """A live learning lab that asks these questions; their ids are «…0001», «…0002» and so on."""
    asked = [
        {"type": "item", "value": question, "id": str(uuid.UUID(int=number))}
        for number, question in enumerate(questions, start=1)
    ]
    words = {"kind": "learning_lab", "questions": asked}
    return joint_event(title, language, **words | fields)


def contribution(
    of: Partner, lab: EventPage, title: str, language: str | None = None, **fields
) -> LabContributionPage:
    """What a partner brings to a learning lab, live."""
    parent = index(EventIndexPage, of, language)
    words = {
        "lead": f"What {title} is about.",
        "lab": lab,
        "body": [{"type": "paragraph", "value": f"<p>The whole of {title}.</p>"}],
        "locale": parent.locale,
    }
    return _put(parent, LabContributionPage(title=title, **words | fields))


def lab_answer(of: Partner, lab: EventPage, text: str, **fields) -> LabAnswer:
    """What a reader of a partner's site answered to a learning lab."""
    words = {
        "lab_key": lab.translation_key,
        "title": lab.title,
        "address": f"/uk/events/{lab.slug}/",
        "language": "uk",
        "answers": [{"id": str(uuid.UUID(int=1)), "question": "Чому?", "answer": text}],
    }
    return LabAnswer.objects.create(partner=of, form_id=uuid.uuid4(), **words | fields)


def reader_message(of: Partner, page=None, **fields) -> ReaderMessage:
    """What a reader wrote to a partner; about a tool of the library, where no page is named."""
    page = page or CulturalToolPage.objects.get(slug="barcamp", locale__language_code="uk")
    words = {
        "title": page.title,
        "address": "/uk/tools/barcamp/",
        "page_language": "uk",
        "language": "uk",
        "kind": "content",
        "text": "Речення без присудка",
        "email": "reader@example.invalid",
        "revision": page.live_revision,
    }
    return ReaderMessage.objects.create(
        partner=of, page=page, form_id=uuid.uuid4(), **words | fields
    )


def _put(parent, page):
    if not page.slug:
        from cms.language.slugs import ascii_slug

        page.slug = ascii_slug(page.title, page.locale.language_code)
    return put_live(parent, page)
