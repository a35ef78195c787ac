"""The partner's screens: the list of messages, one message, its deletion.

Every view asks ``access.messages_for``: another partner's message is answered as one that does not
exist.
"""

import django_filters
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin

from partners.feedback import access
from partners.feedback.forms import WorkForm, name_of
from partners.feedback.mail import send_answer
from partners.feedback.models import SHORT_KINDS, MessageStep, ReaderMessage, State

INDEX = "reader_messages:index"
TITLE = gettext_lazy("Messages from readers")
ICON = "mail"
# On a telephone these columns would leave the title three letters wide (static/css/admin.css).
WIDE_ONLY = "wide-windows-only"


class MessageFilterSet(WagtailFilterSet):
    """By what people look for: what waits, what it is about, in which language."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What it is about"), choices=list(SHORT_KINDS.items())
    )

    class Meta:
        model = ReaderMessage
        fields = ["state", "kind", "page_language"]


class MessageIndexView(IndexView):
    """The messages of the person's own partners, the newest first."""

    model = ReaderMessage
    permission_policy = None  # access.messages_for decides, by partner
    page_title = TITLE
    header_icon = ICON
    index_url_name = INDEX
    index_results_url_name = "reader_messages:index_results"
    default_ordering = "-received"
    paginate_by = 50
    search_fields = ["title", "text"]
    filterset_class = MessageFilterSet
    verbose_name_plural = ReaderMessage._meta.verbose_name_plural

    def dispatch(self, request, *args, **kwargs):
        if not access.works_with_messages(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def columns(self):
        columns = [
            TitleColumn(
                "title",
                label=_("Page"),
                accessor=str,
                get_url=lambda message: reverse("reader_messages:message", args=[message.pk]),
            ),
            Column("short_kind", label=_("What it is about"), classname=WIDE_ONLY),
            Column("get_page_language_display", label=_("Language"), classname=WIDE_ONLY),
            StatusTagColumn(
                "get_state_display",
                label=_("State"),
                primary=lambda message: message.state == State.NEW,
            ),
            Column(
                "assigned_to",
                label=_("Who takes care of it"),
                accessor=_assigned,
                classname=WIDE_ONLY,
            ),
            DateColumn("received", label=_("Received"), sort_key="received"),
        ]
        if self.request.user.is_superuser:
            columns.insert(1, Column("partner", label=_("Partner"), classname=WIDE_ONLY))
        return columns

    def get_base_queryset(self):
        return access.messages_for(self.request.user).select_related("partner", "assigned_to")


def _assigned(message) -> str:
    return name_of(message.assigned_to) if message.assigned_to else ""


class OneMessageView(WagtailAdminTemplateMixin, TemplateView):
    """What the screens of one message share: finding it among one's own."""

    permission = access.VIEW
    header_icon = ICON

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = access.messages_for(request.user, self.permission).select_related(
            "partner__site", "assigned_to", "page__locale", "revision"
        )
        self.message = get_object_or_404(rows, pk=kwargs["pk"])

    def get_page_title(self):
        return str(self.message)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy(INDEX), "label": TITLE},
            {"url": "", "label": self.get_page_title()},
        ]


class MessageView(OneMessageView):
    """One message: what the reader wrote, about what, and what the partner does with it."""

    permission = access.CHANGE
    template_name = "feedback/message.html"
    form = None

    def get_context_data(self, **kwargs):
        message = self.message
        user = self.request.user
        page = message.page
        may_edit = page is not None and page.permissions_for_user(user).can_edit()
        return super().get_context_data(**kwargs) | {
            "message": message,
            "form": self.form or WorkForm(instance=message),
            "steps": message.steps.select_related("who"),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
            "compare_url": self._compare_url() if may_edit else "",
            "can_delete": access.messages_for(user, access.DELETE).filter(pk=message.pk).exists(),
        }

    def _compare_url(self) -> str:
        message = self.message
        if message.revision_id is None or not message.page_has_changed:
            return ""
        return reverse(
            "wagtailadmin_pages:revisions_compare",
            args=[message.page_id, message.revision_id, "live"],
        )

    def post(self, request, *args, **kwargs):
        message = self.message
        if "again" in request.POST:
            return self._send_again()
        self.form = WorkForm(request.POST, instance=message)
        if not self.form.is_valid():
            # The instance carries what was typed; the screen around the form shows what is so.
            self.message = ReaderMessage.objects.select_related(
                "partner__site", "assigned_to", "page__locale", "revision"
            ).get(pk=message.pk)
            messages.error(request, _("Nothing was saved yet: see what is missing below."))
            return self.render_to_response(self.get_context_data(**kwargs))
        sends = self.form.sends and "answer" in self.form.fields
        with transaction.atomic():
            steps = self.form.steps()
            self.form.save()
            if sends:
                message.answered_at = timezone.now()
                message.state = State.ANSWERED
                message.save(update_fields=["answered_at", "state"])
                steps = [step for step in steps if step.what != MessageStep.What.STATE]
                steps.append(MessageStep(message=message, what=MessageStep.What.ANSWERED))
            for step in steps:
                step.who = request.user
            MessageStep.objects.bulk_create(steps)
        if sends:
            send_answer.enqueue(message.pk)
            messages.success(request, _("Your answer is on its way to the reader."))
            return redirect("reader_messages:message", message.pk)
        messages.success(request, _("Saved."))
        return redirect(INDEX)

    def _send_again(self):
        """For an answer that no mail server took."""
        message = self.message
        if message.answered_at and not message.answer_sent_at:
            MessageStep.objects.create(
                message=message, who=self.request.user, what=MessageStep.What.SENT_AGAIN
            )
            send_answer.enqueue(message.pk)
            messages.success(self.request, _("Your answer is on its way to the reader."))
        return redirect("reader_messages:message", message.pk)


class DeleteMessageView(OneMessageView):
    """Asks once, then deletes a message with all that was noted about it."""

    permission = access.DELETE
    template_name = "feedback/delete.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"message": self.message}

    def post(self, request, *args, **kwargs):
        self.message.delete()
        messages.success(request, _("The message was deleted."))
        return redirect(INDEX)
