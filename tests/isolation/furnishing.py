"""Fills one partner with a row of every kind that the admin knows, each with its own marker.

The same for the partner that looks and the partner that is looked at, so that what is refused for
the one is known to succeed for the other. Numbers: see ``numbers.py``.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    GroupApprovalTask,
    Locale,
    Page,
    PageSubscription,
    UploadedFile,
    Workflow,
    WorkflowTask,
)

from cms.provisioning import put_live
from home.models import InformationPage, ReceiptLine, Withdrawal, WithdrawalReceipt
from home.models.addresses import FormerAddress
from home.receipts.former import state_of
from partners.feedback.models import MessageStep
from partners.models import Contact, FunderStatement, Partner, PartnerGroup, PartnerText
from stories.models import (
    CulturalToolPage,
    DrawnTool,
    EventIndexPage,
    EventPage,
    LabContributionPage,
    SharedLanguageRootPage,
    StoryIndexPage,
    StoryPage,
    StoryTool,
    ToolIndexPage,
)
from stories.voices.models import ToolVoicePage, VoiceQuestion
from tests.builders import home, index, lab_answer, reader_message
from tests.cms.picture_files import PDF, picture
from tests.isolation import markers
from tests.isolation.accounts import TOMORROW, people
from tests.isolation.translations import translated


@dataclass
class Furnished:
    """What was put there. key: the partner's, or «library»; rows by what they are."""

    key: str
    of: Partner | None
    rows: dict[str, object] = field(default_factory=dict)
    people: dict[str, object] = field(default_factory=dict)

    def __getitem__(self, name: str):
        return self.rows[name]

    def secret(self, what: str) -> str:
        return markers.secret(self.key, what)

    def public(self, what: str) -> str:
        return markers.public(self.key, what)

    def keep(self, name: str, row):
        self.rows[name] = row
        return row


def furnish_partner(partner: Partner, tool: CulturalToolPage, second: str) -> Furnished:
    """A partner with everything. tool: of the library, to be named. second: a second language."""
    these = Furnished(partner.key, partner)
    people(these, PartnerGroup.objects.filter(partner=partner))
    _names(these)
    _media(these, partner.collection)
    parent = index(StoryIndexPage, partner)
    _pages(these, parent, StoryPage, _story_fields)
    _proposals(these)
    _own_kinds(these, tool)
    for language in (second,):
        these.rows |= translated(these, language)
    _around_pages(these)
    _settings(these)
    _messages(these)
    return these


def furnish_unseen(partner: Partner) -> Furnished:
    """A partner with people, files and drafts, and nothing that readers would notice."""
    these = Furnished(partner.key, partner)
    people(these, PartnerGroup.objects.filter(partner=partner))
    _media(these, partner.collection)
    _drafts(these, _Adding(these, index(StoryIndexPage, partner), StoryPage, _story_fields))
    _around_pages(these)
    return these


def furnish_library() -> Furnished:
    """The common library, with drafts and files of its own."""
    these = Furnished("library", None)
    row = PartnerGroup.objects.get(partner=None, role="library_editor")
    people(these, [row])
    collection = Collection.objects.filter(group_permissions__group=row.group, depth=2).first()
    _media(these, collection)
    parent = SharedLanguageRootPage.objects.get(locale__language_code="en")
    _pages(these, parent, CulturalToolPage, _tool_fields)
    _around_pages(these)
    return these


def _names(these: Furnished) -> None:
    """Marks what provisioning named: groups, workflow, task, collection, site."""
    of = these.of
    for row in PartnerGroup.objects.filter(partner=of).select_related("group"):
        row.group.name = these.secret(f"group-{row.pk}")
        row.group.save()
    workflow = of.root_page.workflowpage.workflow
    Workflow.objects.filter(pk=workflow.pk).update(name=these.secret("workflow"))
    for row in WorkflowTask.objects.filter(workflow=workflow).select_related("task"):
        row.task.name = these.secret("task")
        row.task.save()
    of.collection.name = these.secret("collection")
    of.collection.save()
    of.site.site_name = these.secret("site")
    of.site.save()
    # A second review that the partner keeps, with a number of its own.
    task = GroupApprovalTask.objects.create(name=these.secret("second-task"))
    task.groups.add(PartnerGroup.objects.get(partner=of, role="publisher").group)
    spare = Workflow.objects.create(name=these.secret("second-workflow"))
    WorkflowTask.objects.create(workflow=spare, task=task, sort_order=0)
    these.keep("workflow", spare)
    these.keep("task", task)


# --- media ---------------------------------------------------------------------------------------
def _media(these: Furnished, collection: Collection) -> None:
    name = f"{markers.SECRET}-{these.key}"
    image = these.keep(
        "image",
        get_image_model().objects.create(
            title=these.secret("image"),
            description=these.secret("image-description"),
            file=ContentFile(picture(), f"{name}-image.jpg"),
            collection=collection,
            uploaded_by_user=_writer(these),
        ),
    )
    image.get_rendition("width-40")
    these.keep(
        "document",
        get_document_model().objects.create(
            title=these.secret("document"),
            file=ContentFile(PDF, f"{name}-document.pdf"),
            collection=collection,
            uploaded_by_user=_writer(these),
            language="en",
        ),
    )
    below = these.keep("collection", collection.add_child(name=these.secret("collection-below")))
    CollectionViewRestriction.objects.create(
        collection=below, restriction_type="password", password=these.secret("password")
    )
    for model in (get_image_model(), get_document_model()):
        these.keep(
            f"upload_{model._meta.model_name}",
            UploadedFile.objects.create(
                for_content_type=ContentType.objects.get_for_model(model),
                file=ContentFile(picture(), f"{name}-upload.jpg"),
                uploaded_by_user=_writer(these),
            ),
        )
    log(image, "wagtail.edit", user=_writer(these), title=these.secret("log-of-image"))


def _writer(these: Furnished):
    return these.people.get("editor") or next(iter(these.people.values()))


# --- pages ---------------------------------------------------------------------------------------
def _story_fields(these: Furnished, what: str) -> dict:
    text = these.secret(what) if "live" not in what else these.public(what)
    return {
        "lead": text,
        "date": date(2025, 6, 1),
        "what_was_done": (
            f"<p>{text} <a linktype='document' id='{these['document'].pk}'>{text}</a></p>"
        ),
    }


def _tool_fields(these: Furnished, what: str) -> dict:
    text = these.secret(what) if "live" not in what else these.public(what)
    return {"lead": text, "date": date(2025, 6, 1), "qualities": ["trust"]}


def _pages(these: Furnished, parent: Page, model, fields) -> None:
    """One page in every state in which a page can be."""
    add = _Adding(these, parent, model, fields)
    _drafts(these, add)
    live = these.keep("live", add("live"))
    live.title = live.draft_title = these.secret("unpublished-change")
    live.save_revision(user=_writer(these))
    withdrawn = these.keep("withdrawn", add("withdrawn-live"))
    receipt = these.keep(
        "receipt",
        WithdrawalReceipt.objects.create(
            title=these.secret("receipt"),
            partner=these.of,
            page_id=withdrawn.pk,
            reason="other",
            words={"en": these.secret("why")},
            withdrawn_by=_publisher(these),
        ),
    )
    ReceiptLine.objects.create(
        receipt=receipt,
        kind="page",
        result="gone",
        site="http://readers.invalid",
        path=f"/en/stories/{markers.SECRET}-{these.key}-line/",
    )
    Withdrawal.objects.create(
        page=withdrawn,
        reason="other",
        words=these.public("why"),
        withdrawn_by=_publisher(these),
        receipt=receipt,
        former=state_of(withdrawn),
    )
    Page.objects.filter(pk=withdrawn.pk).update(
        live=False, title=these.secret("withdrawn"), draft_title=these.secret("withdrawn")
    )


def _drafts(these: Furnished, add: "_Adding") -> None:
    """What readers have not seen yet: being written, in review, locked, waiting for its time."""
    draft = these.keep("draft", add("draft", live=False))
    review = these.keep("review", add("in-review", live=False))
    review.get_workflow().start(review, _writer(these))
    state = review.current_workflow_state
    these.keep("workflow_state", state)
    these.keep("task_state", state.current_task_state)
    locked = these.keep("locked", add("locked", live=False))
    locked.locked, locked.locked_by = True, _publisher(these)
    locked.locked_at = timezone.now()
    locked.save()
    scheduled = these.keep("scheduled", add("scheduled", live=False))
    scheduled.go_live_at = timezone.now() + TOMORROW
    scheduled.save_revision(user=_writer(these), approved_go_live_at=scheduled.go_live_at)
    these.keep("revision", draft.latest_revision)


def _publisher(these: Furnished):
    return these.people.get("publisher") or _writer(these)


class _Adding:
    """Adds pages below one parent, as an editor would have written them."""

    def __init__(self, these, parent, model, fields):
        self.these, self.parent, self.model, self.fields = these, parent, model, fields

    def __call__(self, what: str, live: bool = True, **more) -> Page:
        these = self.these
        title = these.public(what) if live else these.secret(what)
        page = self.model(
            title=title,
            draft_title=title,
            slug=f"{markers.PUBLIC if live else markers.SECRET}-{these.key}-{what}",
            live=False,
            locale=self.parent.locale,
            owner=_writer(these),
            image=these["image"] if not live else None,
            image_alt=these.secret("alt") if not live else "",
            **self.fields(these, what) | more,
        )
        if live and these.of is None:
            # What a tool needs to be published is no matter here.
            return put_live(self.parent, page)
        self.parent.add_child(instance=page)
        revision = page.save_revision(user=_writer(these), log_action=True)
        if live:
            revision.publish(user=_publisher(these))
            page = type(page).objects.get(pk=page.pk)
        return page


def _proposals(these: Furnished) -> None:
    """What the partner proposes to the library: a draft, and one that waits for the answer.

    Of nobody in particular: the library's editors see who sent one, and this world hides its people.
    """
    parent = SharedLanguageRootPage.objects.get(locale__language_code=these.of.source_language)
    for what in ("proposal", "sent_proposal"):
        text = markers.proposal(these.key, what.replace("_", "-"))
        page = CulturalToolPage(
            title=text,
            draft_title=text,
            slug=f"{markers.SECRET}-proposal-{these.key}-{what.replace('_', '-')}",
            lead=text,
            qualities=["trust"],
            licence="not-stated",
            live=False,
            locale=parent.locale,
            proposed_by=these.of,
        )
        parent.add_child(instance=page)
        page.save_revision()
        these.keep(what, page)
    page.get_workflow().start(page, None)
    these.keep("proposal_state", page.current_workflow_state.current_task_state)


def _own_kinds(these: Furnished, tool: CulturalToolPage) -> None:
    """Pages of the other kinds that a partner has."""
    of = these.of
    information = InformationPage
    # In English, which every partner has: a page moves only within its language.
    start = home(of, "en")
    add = _Adding(these, start, information, lambda _these, what: {"lead": _these.secret(what)})
    these.keep("section", add("section", live=False))
    these.keep(
        "information",
        add(
            "information",
            live=False,
            body=[
                ("paragraph", f"<p>{these.secret('paragraph')}</p>"),
                (
                    "documents",
                    {"title": "", "items": [{"document": these["document"], "title": ""}]},
                ),
            ],
        ),
    )
    day = timezone.localdate() + timedelta(days=30)
    events = _Adding(
        these,
        index(EventIndexPage, of),
        EventPage,
        lambda _these, what: {
            "lead": _these.public(what) if "live" in what else _these.secret(what),
            "start_date": day,
            "place": "Kyiv",
            "address": _these.secret("address"),
            "editor_note": _these.secret("editor-note"),
            "country": of.country,
            "time_zone": of.time_zone,
        },
    )
    voices = _Adding(
        these,
        index(ToolIndexPage, of),
        ToolVoicePage,
        lambda _these, what: {"how": f"<p>{_these.public(what)}</p>", "tool": tool},
    )
    told = these.keep("voice", voices("live-voice"))
    # What is asked of the library is for its editors to read, whoever else they work for.
    these.keep(
        "question",
        VoiceQuestion.objects.create(voice=told, text="Asked", asked_by=_writer(these)),
    )
    these.keep("event", events("event", live=False))
    these.keep("live_event", events("live-event"))
    lab = EventPage.objects.get(slug="learning-lab-ii-plock", locale__language_code="en")
    brought = _Adding(
        these,
        index(EventIndexPage, of),
        LabContributionPage,
        lambda _these, what: {"lead": _these.secret(what), "lab": lab},
    )
    these.keep("contribution", brought("contribution", live=False))
    these.keep("lab_answer", lab_answer(of, lab, these.secret("lab-answer")))
    DrawnTool.objects.create(event=these["event"], tool=tool, sort_order=0)
    StoryTool.objects.create(story=these["draft"], tool=tool, sort_order=0)
    # A draft that names pages of both, as an editor does who has not looked whether they are live.
    these["draft"].save_revision(user=_writer(these))


def _around_pages(these: Furnished) -> None:
    """What hangs on a page: comments, subscriptions, who edits now, what is being typed."""
    draft, writer = these["draft"], _writer(these)
    comment = these.keep(
        "comment",
        Comment.objects.create(
            page=draft, user=writer, text=these.secret("comment"), contentpath="title"
        ),
    )
    these.keep(
        "reply",
        CommentReply.objects.create(comment=comment, user=writer, text=these.secret("reply")),
    )
    PageSubscription.objects.create(user=writer, page=draft, comment_notifications=True)
    kind = ContentType.objects.get_for_model(draft)
    these.keep(
        "editing_session",
        EditingSession.objects.create(
            user=writer, content_type=kind, object_id=str(draft.pk), last_seen_at=timezone.now()
        ),
    )
    FormState.objects.create(
        user=writer,
        content_type=kind,
        object_id=str(draft.pk),
        parent_object_id="",
        data=f"title={these.secret('typed')}",
        last_updated_at=timezone.now(),
    )
    these.keep(
        "former_address",
        FormerAddress.objects.create(
            url_path=f"/{these.key}/{markers.SECRET}-{these.key}-former/", page=draft
        ),
    )


# --- the site ------------------------------------------------------------------------------------
def _settings(these: Furnished) -> None:
    """What readers see of the partner on every page, and what they wrote."""
    site, key = these.of.site, these.key
    PartnerText.objects.filter(profile__site=site).update(
        name=these.public("name"), description=these.public("description")
    )
    FunderStatement.objects.filter(funding__site=site).delete()
    FunderStatement.objects.create(
        funding=site.partnerfunding, language=these.of.source_language, text=these.public("funder")
    )
    Contact.objects.create(
        contacts=site.partnercontacts,
        name=these.public("contact"),
        email=f"{markers.PUBLIC}-{key}-contact@example.invalid",
        sort_order=0,
    )


def _messages(these: Furnished) -> None:
    for number, page in enumerate((None, these["draft"])):
        message = reader_message(
            these.of,
            page,
            title=these.secret(f"message-title-{number}"),
            text=these.secret(f"message-{number}"),
            email=f"{markers.SECRET}-{these.key}-reader@example.invalid",
            notes=these.secret("notes"),
            answer=these.secret("answer"),
        )
        MessageStep.objects.create(
            message=message, who=_writer(these), what="notes", detail=these.secret("step")
        )
        these.rows.setdefault("message", message)


def second_language(partner: Partner) -> Locale:
    """The first language that is not the partner's own."""
    return Locale.objects.get(language_code=partner.languages[1])
