"""The partner's screens: the list of answers to its readers' questions, one reader's, its deletion.

Every view asks ``access.answers_for``: another partner's answer is answered as one that does not
exist.
"""

import django_filters
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin

from stories.labs import access
from stories.labs.models import LabAnswer

INDEX = "lab_answers:index"
TITLE = gettext_lazy("Answers to learning labs")
ICON = "help"
# On a telephone these columns would leave the title three letters wide (static/css/admin.css).
WIDE_ONLY = "wide-windows-only"


class AnswerFilterSet(WagtailFilterSet):
    """By lab, and by the language of the reader."""

    lab_key = django_filters.ChoiceFilter(label=gettext_lazy("learning lab"))

    class Meta:
        model = LabAnswer
        fields = ["lab_key", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labs = self.queryset.order_by("-received").values_list("lab_key", "title")
        self.filters["lab_key"].extra["choices"] = list(
            {key: (key, title) for key, title in labs}.values()
        )


class AnswerIndexView(IndexView):
    """What readers of the person's own partners answered, the newest first."""

    model = LabAnswer
    permission_policy = None  # access.answers_for decides, by partner
    page_title = TITLE
    header_icon = ICON
    index_url_name = INDEX
    index_results_url_name = "lab_answers:index_results"
    default_ordering = "-received"
    paginate_by = 50
    search_fields = ["title", "answers"]
    filterset_class = AnswerFilterSet
    verbose_name_plural = LabAnswer._meta.verbose_name_plural

    def dispatch(self, request, *args, **kwargs):
        if not access.works_with_answers(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def columns(self):
        columns = [
            TitleColumn(
                "beginning",
                label=_("Answer"),
                get_url=lambda answer: reverse("lab_answers:answer", args=[answer.pk]),
            ),
            Column("title", label=capfirst(_("learning lab")), classname=WIDE_ONLY),
            Column("get_language_display", label=_("Language"), classname=WIDE_ONLY),
            DateColumn("received", label=_("Received"), sort_key="received"),
        ]
        if self.request.user.is_superuser:
            columns.insert(1, Column("partner", label=_("Partner"), classname=WIDE_ONLY))
        return columns

    def get_base_queryset(self):
        return access.answers_for(self.request.user).select_related("partner")


class OneAnswerView(WagtailAdminTemplateMixin, TemplateView):
    """One reader's answers, found among those to one's own partners."""

    permission = access.VIEW
    template_name = "labs/answer.html"
    header_icon = ICON

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = access.answers_for(request.user, self.permission).select_related("partner__site")
        self.answer = get_object_or_404(rows, pk=kwargs["pk"])

    def get_page_title(self):
        return self.answer.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy(INDEX), "label": TITLE},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"answer": self.answer}


class DeleteAnswerView(OneAnswerView):
    """Asks once, then deletes one reader's answers."""

    permission = access.DELETE
    template_name = "labs/delete.html"

    def post(self, request, *args, **kwargs):
        self.answer.delete()
        messages.success(request, _("The answers were deleted."))
        return redirect(INDEX)
