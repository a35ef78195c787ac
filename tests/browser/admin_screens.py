"""Every screen of the admin that the demo's people can open: «python -m» this module.

Made from the admin's own addresses, so that none is forgotten: each is asked with things of Rivne
and of the library, as each account of the demo. What answers with a whole page is a screen. Run by
the fixture `admin_screens` with the demo's environment, after `every_block`.
"""

import itertools
import json
import os
from collections.abc import Iterable
from datetime import date

import django

# They end the session, or break on purpose.
NOT_OPENED = {"wagtailadmin_logout", "wagtailadmin_error_test"}
# Screens of the same address that differ: pages of several types, settings, types to add.
ALL_OF = {
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:add",
    "wagtailadmin_explore",
    "wagtailsettings:edit",
    "wagtail_bulk_action",
    "guide_part",
}
MOST_OF_ONE = 400  # combinations of arguments that are tried of one address


def _in_review(page):
    """A review of the page, so that its screens exist."""
    from partners.models import PartnerGroup

    editor = PartnerGroup.objects.get(partner__key="rivne", role="editor").group.user_set.first()
    page.save_revision(user=editor)
    return page.get_workflow().start(page, editor)


def examples() -> dict:
    """Argument, or namespace and argument → what it may be; pages are Rivne's and a tool."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Collection, Locale, Page, Workflow
    from wagtail_localize.models import OverridableSegment, StringSegment, Translation

    from partners.feedback.models import ReaderMessage
    from partners.models import Partner
    from stories.models import CulturalToolPage, StoryIndexPage, ToolIndexPage
    from stories.voices.models import VoiceQuestion
    from tests.builders import home, index, reader_message, story, voice

    rivne = Partner.objects.get(key="rivne")
    made = Page.objects.filter(slug="every-block").order_by("pk")
    # An old one: lists of the newest are for those who ask for them.
    reviewed = story(rivne, "У перевірці", slug="in-review", date=date(2024, 9, 2))
    state = _in_review(reviewed)
    tool = CulturalToolPage.objects.filter(live=True, locale__language_code="en").first()
    translated = Page.objects.get(url_path="/rivne/rivne-en/contact/")
    told = voice(rivne, tool, "Як ми це робимо")
    question = VoiceQuestion.objects.create(voice=told, text="Чи й для дітей?")
    pages = [
        home(rivne).pk,
        told.pk,
        index(StoryIndexPage, rivne).pk,
        *made.values_list("pk", flat=True),
        reviewed.pk,
        translated.pk,
        tool.pk,
        tool.get_parent().pk,
    ]
    translation = Translation.objects.get(
        source__object_id=translated.translation_key, target_locale=translated.locale
    )
    reader_message(rivne)
    workflow = state.workflow
    picture = get_image_model().objects.first().pk
    document = get_document_model().objects.first().pk
    types = {type(page) for page in Page.objects.filter(depth__gt=2).specific()}
    settings = [
        (model._meta.app_label, model._meta.model_name)
        for model in django.apps.apps.get_models()
        if any(base.__name__ == "BaseSiteSetting" for base in model.__mro__)
    ]
    revisions = [
        *list(made.last().revisions.values_list("pk", flat=True)),
        reviewed.latest_revision_id,
    ]
    one = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_pk"), pages),
        "page_to_move_id": pages,
        "parent_id": [index(ToolIndexPage, rivne).pk],
        "tool_id": [tool.pk],
        "destination_id": [index(StoryIndexPage, rivne).pk],
        "revision_id": revisions,
        **{key: ["earliest", "latest"] for key in ("revision_id_a", "revision_id_b")},
        "task_id": [state.current_task_state.task_id],
        "task_state_id": [state.current_task_state.pk],
        "workflow_state_id": [state.pk],
        "workflow_pk": [workflow.pk],
        "action_name": ["approve", "reject"],
        "image_id": [picture],
        **{key: [document] for key in ("document_id", "doc_id")},
        "filter_spec": ["width-50"],
        "collection_id": [rivne.collection_id],
        "site_id": [rivne.site_id],
        "translation_source_id": [translation.source_id],
        "translation_id": [translation.pk],
        "string_segment_id": [StringSegment.objects.filter(source=translation.source).first().pk],
        "overridable_segment_id": [
            getattr(OverridableSegment.objects.filter(source=translation.source).first(), "pk", 0)
        ],
        "part": ["editors", "translators", "managers"],
        "language": ["uk"],
        "mode": ["default"],
        "uidb64": ["x"],
        "token": ["x"],
        "uploaded_file_id": [0],
        "restriction_id": [0],
        "session_id": [0],
        "object_id": [reviewed.pk],
        "content_type_app_name,content_type_model_name": [
            (model._meta.app_label, model._meta.model_name) for model in types
        ],
        "app_name,model_name": settings,
        "app_label,model_name": [
            ("wagtailcore", "page"),
            ("cms", "customimage"),
            ("cms", "customdocument"),
            ("wagtailcore", "groupapprovaltask"),
            ("stories", "storypage"),
        ],
        "action": ["delete", "move", "publish", "unpublish", "add_to_collection"],
        # Files, not screens.
        **{key: ["0"] for key in ("0", "1", "path", "key", "digest")},
    }
    keys = {
        "wagtailadmin_pages": pages,
        "wagtailadmin_api:pages": pages[:1],
        "wagtailadmin_api:images": [picture],
        "wagtailadmin_api:documents": [document],
        "wagtailimages": [picture],
        "wagtailimages_chooser": [picture],
        "wagtaildocs": [document],
        "wagtaildocs_chooser": [document],
        "wagtailsettings": [rivne.site_id],
        "wagtailadmin_collections": [rivne.collection_id],
        "wagtailadmin_workflows": [workflow.pk, state.current_task_state.task_id],
        "wagtaillocales": [Locale.objects.first().pk],
        "wagtailusers_users": [get_user_model().objects.get(username="editor-rivne").pk],
        "wagtailusers_groups": [Group.objects.first().pk],
        "wagtailsites": [rivne.site_id],
        "": [question.pk, *ReaderMessage.objects.values_list("pk", flat=True)[:1], *pages],
    }
    assert Collection.objects.exists()
    assert Workflow.objects.exists()
    query = {
        ("wagtailcore", "page"): made.first().pk,
        ("cms", "customimage"): picture,
        ("cms", "customdocument"): document,
    }
    return {"one": one, "keys": keys, "query": query}


def combinations(name: str, arguments: Iterable[str], known: dict) -> Iterable[dict] | None:
    """The arguments with which this address is tried; None where one of them is not known."""
    arguments = set(arguments)
    choices = []
    for together in [key for key in known["one"] if "," in key]:
        names = together.split(",")
        if arguments >= set(names):
            values = known["one"][together]
            choices.append([dict(zip(names, value, strict=True)) for value in values])
            arguments -= set(names)
    for argument in sorted(arguments):
        space = name.rpartition(":")[0]
        values = known["keys"].get(space, known["keys"][""]) if argument == "pk" else None
        values = known["one"].get(argument) if values is None else values
        if values is None:
            return None
        choices.append([{argument: value} for value in values])
    return [
        {key: value for part in chosen for key, value in part.items()}
        for chosen in itertools.islice(itertools.product(*choices), MOST_OF_ONE)
    ]


def tried() -> tuple[list[tuple[str, str]], list[str]]:
    """(name, path) of everything to ask for; and the addresses with an argument nobody knows."""
    from django.urls import NoReverseMatch, get_resolver, reverse

    from partners.access.checks import addresses

    known = examples()
    found, unknown = {}, set()
    for name, arguments in addresses(get_resolver("cms.urls_admin")):
        if name in NOT_OPENED or "/" in name:
            continue
        options = combinations(name, arguments, known)
        if options is None:
            unknown.add(f"{name}: {', '.join(arguments)}")
            continue
        for kwargs in options:
            try:
                path = reverse(name, kwargs=kwargs, urlconf="cms.urls_admin")
            except NoReverseMatch:
                continue  # a name for several addresses, or an argument of another form
            if name == "wagtail_bulk_action":
                number = known["query"].get((kwargs["app_label"], kwargs["model_name"]), 0)
                path += f"?id={number}"
            found.setdefault((name, path))
    return list(found), sorted(unknown)


def screens_of(user, asked: list[tuple[str, str]], host: str) -> list[str]:
    """Those that answer this person with a whole page."""
    from django.test import Client

    client = Client(HTTP_HOST=host, raise_request_exception=False)
    client.force_login(user)
    found, seen = [], set()
    for name, path in asked:
        if name in seen and name not in ALL_OF:
            continue
        response = client.get(path)
        start = b"" if response.streaming else response.content.lstrip()[:9].lower()
        if response.status_code == 200 and start == b"<!doctype":
            found.append(path)
            seen.add(name)
        assert response.status_code < 500, f"{path} breaks for {user}"
    return found


def made(host: str) -> dict:
    """Account → paths of its screens; and what is not known, under «»."""
    from django.contrib.auth import get_user_model

    asked, unknown = tried()
    people = get_user_model().objects.exclude(username="editor-harnosand").order_by("pk")
    screens = {person.username: screens_of(person, asked, host) for person in people}
    return {"screens": screens, "unknown": unknown}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.development")
    django.setup()
    print(json.dumps(made(f"admin.localhost:{os.environ['RESCOM_PORT']}")))
