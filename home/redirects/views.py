"""«Redirects»: the list, a new one, and its removal. For a partner's manager, of its own site."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, WagtailAdminTemplateMixin
from wagtail.log_actions import log

from home.models import FormerAddress
from home.redirects import access
from home.redirects.forms import RedirectForm
from partners.work import work_for

INDEX = "site_redirects:index"
TITLE = gettext_lazy("Redirects")
ICON = "redirect"
ADDED, REMOVED = "home.redirect.add", "home.redirect.remove"


class OfManagers:
    """For those who keep the redirects of a site; for others there is nothing here."""

    permission = access.VIEW

    def dispatch(self, request, *args, **kwargs):
        self.partners = access.partners_of(work_for(request), self.permission)
        if not self.partners:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def homes(self) -> access.Homes:
        return access.Homes(self.partners)


class RedirectPaginator(WagtailPaginator):
    """Counts in the words of the screen."""

    verbose_name = gettext_lazy("redirect")
    verbose_name_plural = gettext_lazy("redirects")


class RedirectIndexView(OfManagers, IndexView):
    """The former addresses of one's own site, the newest first."""

    model = FormerAddress
    permission_policy = None  # access.redirects_of decides, by partner
    page_title = TITLE
    header_icon = ICON
    index_url_name = INDEX
    index_results_url_name = "site_redirects:index_results"
    add_url_name = "site_redirects:add"
    add_item_label = gettext_lazy("Add a redirect")
    default_ordering = "-created_at"
    paginate_by = 50
    search_fields = ["url_path", "page__title"]
    search_backend_name = None
    paginator_class = RedirectPaginator
    verbose_name_plural = gettext_lazy("redirects")

    @cached_property
    def columns(self):
        return [
            Column(
                "url_path",
                label=_("Old address"),
                accessor=lambda row: self.homes.address(row.url_path),
                classname="former-address",
            ),
            Column("page", label=_("Leads to"), accessor=lambda row: row.page.title),
            DateColumn(
                "created_at", label=_("Since"), sort_key="created_at", classname="wide-windows-only"
            ),
            RemoveColumn("remove", label="", width="12%"),
        ]

    def get_base_queryset(self):
        return access.redirects_of(work_for(self.request))

    def get_add_url(self):
        return reverse(self.add_url_name)


class RemoveColumn(Column):
    """The way to take a redirect away."""

    cell_template_name = "redirects/remove_cell.html"

    def get_value(self, instance):
        return reverse("site_redirects:remove", args=[instance.pk])


class AddRedirectView(OfManagers, WagtailAdminTemplateMixin, FormView):
    """An old address and the page to which it leads."""

    permission = access.ADD
    form_class = RedirectForm
    template_name = "redirects/add.html"
    page_title = gettext_lazy("Add a redirect")
    header_icon = ICON

    def get_form(self, form_class=None):
        return RedirectForm(self.partners, **self.get_form_kwargs())

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy(INDEX), "label": TITLE},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "media": context["form"].media,
            "index_url": reverse(INDEX),
            "sites": [partner.site.root_url for partner in self.partners],
        }

    def form_valid(self, form):
        row = form.save()
        address = self.homes.address(row.url_path)
        log(instance=row.page.specific, action=ADDED, data={"address": address})
        messages.success(
            self.request,
            _("%(address)s leads to “%(title)s” now.")
            % {"address": address, "title": row.page.title},
        )
        return redirect(INDEX)


class RemoveRedirectView(OfManagers, WagtailAdminTemplateMixin, TemplateView):
    """Asks once, then removes a redirect: its address is not found any more."""

    permission = access.DELETE
    template_name = "redirects/remove.html"
    page_title = gettext_lazy("Remove a redirect")
    header_icon = ICON

    def dispatch(self, request, *args, **kwargs):
        rows = access.redirects_of(work_for(request), self.permission)
        self.row = get_object_or_404(rows, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse_lazy(INDEX), "label": TITLE},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "address": self.homes.address(self.row.url_path),
            "title": self.row.page.title,
            "index_url": reverse(INDEX),
        }

    def post(self, request, *args, **kwargs):
        address = self.homes.address(self.row.url_path)
        log(instance=self.row.page.specific, action=REMOVED, data={"address": address})
        self.row.delete()
        messages.success(request, _("%(address)s leads nowhere any more.") % {"address": address})
        return redirect(INDEX)
