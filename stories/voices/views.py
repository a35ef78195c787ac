"""The screens of voices: choose a tool, see what changed in it, ask the library, answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.language.locales import language_name
from partners.access.ownership import partner_of
from partners.scoping import visit_of_page
from stories.models import CulturalToolPage, ToolIndexPage
from stories.sharing import in_language
from stories.voices import access, beginning, following, mail
from stories.voices.differences import changes
from stories.voices.forms import AnswerForm, QuestionForm
from stories.voices.models import ToolVoicePage, VoiceQuestion
from stories.voices.tool_text import digest, text_of

TOOLS_A_PAGE = 50
LONGEST_SEARCH = 100
TITLE = gettext_lazy("How we do it here")


class VoiceScreen(WagtailAdminTemplateMixin, TemplateView):
    """What these screens share."""

    page_title = TITLE
    header_icon = "comment"

    def get_breadcrumbs_items(self):
        words = f"{self.get_page_title()}: {self.get_page_subtitle()}"
        return [*self.breadcrumbs_items, {"url": "", "label": words}]


def index_for(user, parent_id: int) -> ToolIndexPage:
    """The tool library of one's own partner below which one may add; else 404."""
    index = get_object_or_404(ToolIndexPage.objects.select_related("locale"), pk=parent_id)
    if not index.permissions_for_user(user).can_add_subpage():
        raise Http404
    return index


class ToolsView(VoiceScreen):
    """The tools that readers have, by title: on which one to tell how one does it."""

    template_name = "voices/tools.html"

    def get_page_subtitle(self):
        return language_name(self.index.language)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.index = index_for(request.user, kwargs["parent_id"])

    def get_context_data(self, **kwargs):
        index = self.index
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
        tools = in_language(CulturalToolPage, visit_of_page(index)).select_related("locale")
        if words:
            tools = tools.filter(title__icontains=words)
        page = Paginator(tools.order_by("title", "pk"), TOOLS_A_PAGE).get_page(
            self.request.GET.get("p")
        )
        voices = {
            voice.tool_key: voice
            for voice in ToolVoicePage.objects.filter(
                section=index.pk, tool_key__in=[tool.translation_key for tool in page]
            )
        }
        return super().get_context_data(**kwargs) | {
            "index": index,
            "language_name": language_name(index.language),
            "words": words,
            "tools": page,
            "rows": [(tool, voices.get(tool.translation_key)) for tool in page],
        }


@require_POST
def begin(request, parent_id: int, tool_id: int):
    """Make the draft and open it; open the one that there is already."""
    index = index_for(request.user, parent_id)
    tool = get_object_or_404(CulturalToolPage, pk=tool_id)
    voice = ToolVoicePage.objects.filter(section=index.pk, tool_key=tool.translation_key).first()
    if voice is None:
        if not tool.get_translations(inclusive=True).filter(live=True).exists():
            messages.error(request, _("Readers do not have this tool now."))
            return redirect("voice_tools", index.pk)
        try:
            voice = beginning.begin(index, tool, request.user)
        except IntegrityError:  # pressed twice at the same moment
            return redirect("voice_tools", index.pk)
        messages.success(
            request,
            _("A new draft about “%(tool)s”. Readers will meet it in the tool, on your site.")
            % {"tool": voice.tool.title},
        )
    return redirect("wagtailadmin_pages:edit", voice.pk)


class ChangesView(VoiceScreen):
    """What changed in the tool since the voice was written, and what its editors choose."""

    template_name = "voices/changes.html"
    form = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        page = get_object_or_404(ToolVoicePage, pk=kwargs["page_id"])
        basis = following.basis_of(page)
        if basis is None:
            raise Http404
        if not basis.voice.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.basis, self.voice, self.tool = basis, basis.voice, basis.voice.tool
        self.now = text_of(self.tool) if self.tool is not None and self.tool.live else None

    def get_page_subtitle(self):
        return str(self.tool or self.voice)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "voice": self.voice,
            "tool": self.tool,
            "basis": self.basis,
            "is_there": self.now is not None,
            "changes": changes(self.basis.text, self.now) if self.now else [],
            "seen": digest(self.now) if self.now else "",
            "form": self.form or QuestionForm(),
            "questions": self.voice.questions.all(),
        }

    def post(self, request, *args, **kwargs):
        choice = request.POST.get("choice")
        if choice == "ask":
            return self._ask(**kwargs)
        if choice not in ("right", "revise") or self.now is None:
            return redirect(request.path)
        if request.POST.get("seen") != digest(self.now):
            messages.warning(
                request, _("The tool has changed once more while you were reading. Look again.")
            )
            return redirect(request.path)
        if choice == "revise":
            following.begin_revising(self.basis)
            messages.info(
                request,
                _(
                    "Change your text and publish it: from then on it is about the tool as it is now."
                ),
            )
            return redirect("wagtailadmin_pages:edit", self.voice.pk)
        following.confirm(self.basis)
        messages.success(request, _("Noted: your text is right for the tool as it is now."))
        return redirect("wagtailadmin_home")

    def _ask(self, **kwargs):
        self.form = QuestionForm(self.request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs))
        question, is_new = VoiceQuestion.objects.get_or_create(
            form_id=self.form.cleaned_data["form_id"],
            defaults={
                "voice": self.voice,
                "text": self.form.cleaned_data["text"],
                "asked_by": self.request.user,
            },
        )
        if is_new:
            mail.tell_library.enqueue(question.pk)
        messages.success(
            self.request, _("Your question is with the library. Its answer comes here.")
        )
        return redirect(self.request.path)


class QuestionView(VoiceScreen):
    """One question: the library's editors answer it, those who asked read the answer."""

    template_name = "voices/question.html"
    page_title = gettext_lazy("Question to the library")
    form = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = access.questions_for(request.user).select_related("voice__tool__locale")
        self.question = get_object_or_404(rows, pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.question.voice.tool or self.question.voice)

    def get_context_data(self, **kwargs):
        may_answer = access.keeps_library(self.request.user) and not self.question.answered_at
        return super().get_context_data(**kwargs) | {
            "question": self.question,
            "tool": self.question.voice.tool,
            "partner": partner_of(self.question.voice),
            "form": (self.form or AnswerForm()) if may_answer else None,
        }

    def post(self, request, *args, **kwargs):
        if not access.keeps_library(request.user):
            raise PermissionDenied
        if self.question.answered_at:
            messages.info(request, _("A colleague has answered meanwhile."))
            return redirect(request.path)
        self.form = AnswerForm(request.POST)
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs))
        self.question.answer = self.form.cleaned_data["answer"]
        self.question.answered_at, self.question.answered_by = timezone.now(), request.user
        self.question.save()
        mail.tell_asker.enqueue(self.question.pk)
        messages.success(request, _("Your answer is on its way."))
        return redirect(reverse("wagtailadmin_home"))
